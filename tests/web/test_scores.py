"""Scores of people: asked only by a programme that has them, by code, on its own scale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

import pytest
from sqlalchemy import select

from toc_core import hookimpl
from toc_core.access import SYSTEM
from toc_core.db.measures import Score
from toc_core.db.people import Enrolment, Participant, Site
from toc_core.db.store import Store
from toc_core.plugins import Host, load_plugins
from toc_core.theory import (
    Element,
    Indicator,
    Moment,
    Programme,
    Role,
    Scored,
    Stage,
    Summary,
)

from .views_world import ClientFor, offered, only, save, site

PATH = "/programma/leesclub/scores/new/"
SCALE = Scored(Summary.MEAN, (Moment.BEFORE, Moment.AFTER), lowest=None, highest=None)
LEESCLUB = Programme(
    "leesclub",
    "Leesclub",
    "1",
    elements=(
        Element("joy", Stage.OUTPUT, "Leesplezier"),
        Element("readers", Stage.IMPACT, "Lezers"),
    ),
    indicators=(Indicator("joy_score", "joy", SCALE, label="Leesplezier"),),
)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A plugin whose programme asks for scores."""
    module = ModuleType("sample_leesclub")
    module.__file__ = str(tmp_path_factory.mktemp("sample_leesclub") / "__init__.py")

    @hookimpl
    def toc_programmes() -> list[Programme]:
        return [LEESCLUB]

    module.toc_programmes = toc_programmes  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    admin = [e for e in entry_points(group="toc") if e.value.startswith("toc_webadmin")]
    yield load_plugins(found=[*admin, EntryPoint("leesclub", module.__name__, "toc")])
    del sys.modules[module.__name__]


@pytest.fixture(scope="module")
def installation(host: Host, tmp_path_factory: pytest.TempPathFactory) -> object:
    """A home of this module alone."""
    from toc_core.settings import Settings

    from .conftest import _install

    home = tmp_path_factory.mktemp("leesclub")
    url = Settings(home=home).database_url
    _install(url, url, host)
    return home


DATABASES = ["sqlite"]


def enrolled(store: Store, code: str = "K7M2P9C") -> Participant:
    with store.changing(SYSTEM, "opzetten") as session:
        school = session.scalars(select(Site).where(Site.code == "oefenschool_a")).one()
        person = Participant(code=code, role=Role.PUPIL)
        session.add(person)
        session.flush()
        session.add(Enrolment(participant_id=person.id, site_id=school.id, school_year="2024-2025"))
    return person


def typed(store: Store, client: object, person: Participant, **changes: str) -> dict[str, str]:
    page = client.get(PATH).text  # type: ignore[attr-defined]
    (indicator,) = offered(page, "indicator")
    return {
        "site": site(store).ref,
        "participant": person.ref,
        "school_year": "2024-2025",
        "indicator": indicator,
        "moment": "before",
        "day": "2024-10-01",
        "value": "3,5",
    } | changes


def test_a_school_notes_a_score_by_code(client_for: ClientFor, store: Store) -> None:
    person, client = enrolled(store), client_for("an")
    answer = save(client, PATH, **typed(store, client, person))
    assert answer.status_code == 302, answer.text
    row = only(store, Score)
    assert (f"{row.value:f}".rstrip("0"), row.moment) == ("3.5", Moment.BEFORE)
    assert "K7M2P9C" in client.get(answer.location).text


def test_what_the_theory_does_not_ask_is_refused_and_nothing_is_lost(
    client_for: ClientFor, store: Store
) -> None:
    person, client = enrolled(store), client_for("an")
    wrong = typed(store, client, person, moment="follow_up", value="3,55", school_year="2023-2024")
    answer = save(client, PATH, **wrong)
    assert answer.status_code == 422
    for words in ("te veel cijfers na de komma", "geen score gevraagd", "niet ingeschreven"):
        assert words in answer.text
    assert 'value="3,55"' in answer.text


def test_a_school_sees_no_scores_of_another(client_for: ClientFor, store: Store) -> None:
    person, client = enrolled(store), client_for("an")
    answer = save(client, PATH, **typed(store, client, person))
    assert client_for("bo").get(answer.location).status_code == 404
