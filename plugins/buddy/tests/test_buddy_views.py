"""A coordinator matches, undoes and stops; a school asks, and sees its own matches alone."""

from __future__ import annotations

import re

import pytest
from toc_buddy.lists import Afternoon, StopReason
from toc_buddy.models import Match, Offer, Request

from toc_core.db.people import Participant
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.theory import Role

from .conftest import YEAR, World
from .screens import (
    MATCHES,
    MATCHING,
    OFFERS,
    PAGES,
    PRACTICE,
    REQUESTS,
    Admin,
    choose,
    counter_of,
    press,
    save,
    undo_of,
)

PAGE = f"{MATCHING}{PRACTICE}"
OFFER = {"kind": "student", "school_year": YEAR, "offered_on": "2026-09-14", "most": "1"}
HOSTILE = ["", "x", "0", "-1", "' OR 1=1 --", "<script>alert(1)</script>", "🦊", "%00", "a" * 5000]


def test_the_page_shows_who_waits_and_who_fits_with_the_reasons(admin: Admin, world: World) -> None:
    pupil, buddy = world.asks(world.a), world.offers(most=2)
    busy = world.offers()
    world.match(world.asks(world.b), busy)
    page = admin.client("stad").get(PAGE).text
    assert counter_of(page) == "1 van 2 gematcht, 1 wacht"
    assert f'Leerling <span class="code">{pupil}' in page
    for words in (
        f"Kies {buddy}",
        "allebei vrij op woensdagnamiddag",
        "nog geen leerling, kan er 2",
    ):
        assert words in page
    assert "heeft al 1 leerling: geen plaats meer" in page
    assert f"Kies {busy}" not in page
    assert page.count("autofocus") == 1


def test_a_choice_leads_to_the_next_pupil_and_undo_back_to_this_one(
    admin: Admin, world: World
) -> None:
    first, second = world.asks(world.a), world.asks(world.a)
    first, second = sorted((first, second))  # of one day the code decides
    buddy = world.offers()
    client = admin.client("stad")
    after = choose(client, world.refs[first], world.refs[buddy])
    assert f"{first} heeft nu buddy {buddy}." in after
    assert f'Leerling <span class="code">{second}' in after
    address = f"{PAGE}&leerling={world.refs[second]}&net={world.refs[first]}"
    form = {"csrf_token": re.findall(r'csrf_token" value="([^"]+)', after)[0]}
    came = {"Referer": f"http://localhost{address}"}
    back = client.post(undo_of(after), data=form, headers=came, follow_redirects=True).text
    assert "Ongedaan gemaakt." in back
    assert f'Leerling <span class="code">{first}' in back
    assert world.rows(Match) == world.rows(Trajectory) == []


def test_a_skipped_pupil_comes_back_after_the_last_one_and_nothing_is_written(
    admin: Admin, world: World
) -> None:
    pupils = sorted(world.asks(world.a) for _each in range(2))
    world.offers()
    client = admin.client("stad")
    address, seen = PAGE, []
    for _turn in range(3):
        page = client.get(address).text
        seen += re.findall(r'Leerling <span class="code">(\w+)', page)
        address = re.findall(r'href="([^"]+)" data-key="s"', page)[0].replace("&amp;", "&")
    assert seen == [pupils[0], pupils[1], pupils[0]]
    assert world.rows(Match) == []


def test_a_choice_that_is_too_late_gets_a_sentence_and_makes_nothing(
    admin: Admin, world: World
) -> None:
    pupil, other, buddy = world.asks(world.a), world.asks(world.a), world.offers()
    client = admin.client("stad")
    choose(client, world.refs[pupil], world.refs[buddy])
    again = choose(client, world.refs[pupil], world.refs[buddy])
    assert "Dit was al bewaard; het staat er één keer." in again
    twice = choose(client, world.refs[pupil], world.refs[world.offers()])
    assert f"Deze leerling heeft ondertussen al een buddy: {buddy}." in twice
    full = choose(client, world.refs[other], world.refs[buddy])
    assert f"Buddy {buddy} kan niet meer: heeft al 1 leerling: geen plaats meer." in full
    assert f'Leerling <span class="code">{other}' in full
    assert len(world.rows(Match)) == 1


@pytest.mark.parametrize("sent", HOSTILE)
def test_a_hostile_choice_or_address_gets_a_page_of_ours(
    admin: Admin, world: World, sent: str
) -> None:
    pupil, buddy = world.refs[world.asks(world.a)], world.refs[world.offers()]
    client = admin.client("stad")
    for pair in ((pupil, sent), (sent, buddy), (buddy, pupil)):
        assert "staat niet (meer) in de lijst" in choose(client, *pair)
    for name in ("leerling", "net", "laatste", "schooljaar"):
        page = client.get(MATCHING, query_string={"oefen": "1", name: sent})
        assert page.status_code == 200
        assert "<script>alert" not in page.text
    assert world.rows(Match) == []


def test_a_school_does_not_match_and_sees_no_offer(admin: Admin, world: World) -> None:
    pupil, buddy = world.asks(world.a), world.offers()
    client = admin.client("a")
    assert client.get(PAGE).status_code == client.get(OFFERS).status_code == 403
    refused = press(client, f"{MATCHING}kies/", leerling=world.refs[pupil], buddy=world.refs[buddy])
    assert refused.status_code in (400, 403)
    menu = client.get("/").text
    assert MATCHING not in menu
    assert OFFERS not in menu
    assert world.rows(Match) == []


def test_a_school_sees_its_own_matches_and_no_button_to_change_them(
    admin: Admin, world: World
) -> None:
    own, other = world.asks(world.a), world.asks(world.b)
    mine, theirs = world.offers(), world.offers()
    world.match(own, mine)
    world.match(other, theirs)
    client = admin.client("a")
    page = client.get(MATCHES).text
    assert own in page
    assert mine in page
    assert other not in page
    assert theirs not in page
    (match,) = world.rows(Match, world.school(world.a))
    details = client.get(f"{MATCHES}details/?id={match.ref}").text
    assert "allebei vrij op woensdagnamiddag" in details
    assert "Wijzig" not in details
    assert client.get(f"{MATCHES}edit/?id={match.ref}").status_code == 403


def test_a_school_asks_a_buddy_for_its_own_pupil_once(admin: Admin, world: World) -> None:
    stranger = world.asks(world.b)
    world.asks(world.a)
    client = admin.client("a")
    (mine,) = world.rows(Participant, world.school(world.a))
    asked = {"participant": mine.ref, "school_year": YEAR, "asked_on": "2026-09-14"}
    asked |= {"level": "primary", "free": "friday"}
    twice = save(client, f"{REQUESTS}new/", **asked)
    assert "Deze leerling vraagt in dat schooljaar al een buddy." in twice.text
    ref = next(p.ref for p in world.rows(Participant) if p.code == stranger)
    assert save(client, f"{REQUESTS}new/", **asked | {"participant": ref}).status_code == 422
    nothing = save(client, f"{REQUESTS}new/", **asked | {"free": "sunday", "level": "doctor"})
    assert nothing.status_code == 422
    (request,) = world.rows(Request, world.school(world.a))
    edit = f"{REQUESTS}edit/?id={request.ref}"
    changed = save(client, edit, **asked, row_version=str(request.row_version))
    assert changed.status_code == 302
    assert world.rows(Request, world.school(world.a))[0].free == {Afternoon.FRIDAY}


def test_a_new_buddy_gets_a_code_that_is_said(admin: Admin, world: World) -> None:
    client = admin.client("stad")
    empty = client.get(PAGE).text
    assert "Nog geen buddy&#39;s voor dit schooljaar" in empty
    assert f"{OFFERS}new/?oefen=1" in empty
    saved = save(client, f"{OFFERS}new/?oefen=1", **OFFER, free=["monday", "friday"])
    (offer,), (buddy,) = world.rows(Offer), world.rows(Participant)
    assert (offer.fictitious, buddy.role) == (True, Role.BUDDY)
    assert f"Buddy {buddy.code} bewaard." in client.get(saved.location).text
    assert "Nog geen aanvragen voor dit schooljaar" in client.get(PAGE).text
    assert save(client, f"{OFFERS}new/", **OFFER, free="monday").status_code == 302
    assert [row.fictitious for row in world.rows(Offer)] == [True, False]
    edit = f"{OFFERS}edit/?id={offer.ref}"
    assert save(client, edit, **OFFER | {"most": "3"}, free="tuesday").status_code == 302
    changed = world.rows(Offer)[0]
    assert (changed.participant_id, changed.most) == (buddy.id, 3)


def test_a_match_is_stopped_with_a_reason_and_its_trajectory_ends(
    admin: Admin, world: World
) -> None:
    pupil, buddy = world.asks(world.a), world.offers()
    client = admin.client("stad")
    choose(client, world.refs[pupil], world.refs[buddy])
    (match,), (run,) = world.rows(Match), world.rows(Trajectory)
    edit = f"{MATCHES}edit/?id={match.ref}"
    day = f"{run.start:%Y-%m-%d}"
    assert "Kies waarom de match stopt." in save(client, edit, stopped_on=day).text
    early = save(client, edit, stopped_because="no_click", stopped_on="2026-01-05")
    assert "Dit ligt voor het begin" in early.text
    assert save(client, edit, stopped_because="no_click", stopped_on=day).status_code == 302
    (match,), (run,) = world.rows(Match), world.rows(Trajectory)
    assert (match.stopped_because, run.status) == (StopReason.NO_CLICK, TrajectoryStatus.STOPPED)
    assert "het klikte niet" in client.get(MATCHES).text
    assert counter_of(client.get(PAGE).text) == "0 van 1 gematcht, 1 wacht"


def test_the_trajectory_of_a_match_is_not_stopped_or_removed_around_it(
    admin: Admin, world: World
) -> None:
    world.match(world.asks(world.a), world.offers())
    (run,) = world.rows(Trajectory)
    client = admin.client("stad")
    path = f"{PAGES}/trajecten/edit/?id={run.ref}"
    refused = save(client, path, start="2026-09-14", status="stopped")
    assert "Open die bij Matches en stop ze daar." in refused.text
    removed = press(client, f"{PAGES}/trajecten/delete/", id=run.ref)
    assert "er hangen nog andere gegevens aan vast" in removed.text
    assert len(world.rows(Trajectory)) == 1


def test_the_history_of_a_match_is_told_in_words(admin: Admin, world: World) -> None:
    pupil, buddy = world.asks(world.a), world.offers()
    choose(admin.client("stad"), world.refs[pupil], world.refs[buddy])
    (match,) = world.rows(Match)
    page = admin.client("stad").get(f"/geschiedenis/buddy_match/{match.ref}").text
    assert "Geschiedenis: match" in page
    for words in (pupil, buddy, "Leerling", "allebei vrij op woensdagnamiddag"):
        assert words in page
    for words in ("Pupil", "Place", "Reasons", "afternoon"):
        assert words not in page
    assert "Buddy gematcht" in admin.client("stad").get("/geschiedenis").text


def test_a_school_is_not_told_that_its_buddy_has_a_pupil_elsewhere(
    admin: Admin, world: World
) -> None:
    buddy = world.offers(most=2)
    world.match(world.asks(world.b), buddy)
    world.match(world.asks(world.a), buddy)
    (match,) = world.rows(Match, world.school(world.a))
    assert match.place == 2
    address = f"/geschiedenis/buddy_match/{match.ref}"
    told = ["Plaats bij de buddy" in admin.client(name).get(address).text for name in ("a", "stad")]
    assert told == [False, True]


def test_a_school_does_not_change_who_somebody_is_at_another_school(
    admin: Admin, world: World
) -> None:
    code = world.offers(most=2)
    world.match(world.asks(world.b), code)
    world.match(world.asks(world.a), code)
    ref = next(p.ref for p in world.rows(Participant) if p.code == code)
    edit = f"/deelnemers/edit/?id={ref}"
    sent = {"role": "pupil", "school_year": YEAR, "group": ""}
    assert save(admin.client("a"), edit, **sent).status_code == 302
    assert {p.role for p in world.rows(Participant) if p.code == code} == {Role.BUDDY}
