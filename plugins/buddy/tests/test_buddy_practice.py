"""The practice pupils and buddies of `toc demo`: enough to match, and beside nobody real."""

from __future__ import annotations

from datetime import date

import pytest
from toc_buddy.matching import is_possible
from toc_buddy.models import Offer, Request
from toc_buddy.rounds import read_round

from toc_core.access import SYSTEM
from toc_core.db.people import Participant, Site
from toc_core.db.store import Store
from toc_core.plugins import Host
from toc_core.practice import add_practice_data
from toc_core.sync import plan_sync, run_sync

from .conftest import CITY, Databases


@pytest.fixture
def practised(databases: Databases, host: Host) -> Store:
    with databases.app.changing(SYSTEM, "theorieën") as session:
        run_sync(session, plan_sync(session, host))
    return databases.app


@pytest.mark.parametrize("today", [date(2026, 9, 1), date(2026, 11, 27), date(2027, 8, 31)])
def test_forty_pupils_wait_for_thirty_buddies_and_nearly_all_can_be_matched(
    practised: Store, host: Host, today: date
) -> None:
    with practised.session_for(CITY, "oefenen", writes=True) as session:
        add_practice_data(session, today=today, host=host)
        found = read_round(session, "2026-2027", practice=True)
        real = read_round(session, "2026-2027", practice=False)
        assert (len(found.waiting), len(found.buddies), found.buddy_of) == (40, 30, {})
        assert (real.number, real.buddies) == (0, [])
        lonely = [p for p in found.waiting if not any(is_possible(p, b) for b in found.buddies)]
        assert len(lonely) <= 2
        assert {p.school for p in found.waiting} == {f"Oefenschool {x}" for x in "ABCD"}
        assert all(offer.fictitious for offer in session.query(Offer))
        assert all(row.asked_on <= today for row in session.query(Request))
        session.rollback()


def test_the_same_day_gives_the_same_practice(practised: Store, host: Host) -> None:
    seen = []
    for _time in range(2):
        with practised.session_for(CITY, "oefenen", writes=True) as session:
            add_practice_data(session, today=date(2026, 11, 27), host=host)
            found = read_round(session, "2026-2027", practice=True)
            seen.append([(one.code, one.ref) for one in (*found.waiting, *found.buddies)])
            session.rollback()
    assert seen[0] == seen[1]


def test_without_plugins_no_request_or_offer_is_made(practised: Store) -> None:
    with practised.session_for(CITY, "oefenen", writes=True) as session:
        add_practice_data(session, today=date(2026, 11, 27))
        assert session.query(Site).filter(Site.fictitious).count() == 4
        assert session.query(Participant).count() > 0
        assert session.query(Request).count() == session.query(Offer).count() == 0
        session.rollback()
