"""Reports from records: which periods, which figures, and how many statements."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copy
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from toc_core.access import SYSTEM
from toc_core.cli import run
from toc_core.db.migrate import migrate
from toc_core.db.people import Site, SiteKind
from toc_core.db.records import Meeting, Participation
from toc_core.db.store import Store
from toc_core.errors import UsageError
from toc_core.figures import Figure
from toc_core.periods import parse_period
from toc_core.plugins import Host, load_plugins
from toc_core.reports import By, Report, indicator_report, periods_with_data
from toc_core.source_data import load_source_data, sources_of
from toc_core.sync import plan_sync, run_sync, stored_programmes
from toc_core.theory import Count, Countable, Element, Indicator, Programme, Stage

if TYPE_CHECKING:
    from servers import PostgresDatabase

MADE = datetime(2026, 9, 30, 22, 30, tzinfo=UTC)
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture(scope="module")
def host() -> Host:
    return load_plugins()


@contextmanager
def filled(store: Store, owner: Store, host: Host) -> Iterator[Store]:
    """Migrate, and load what the sources of Buddy and Campus Talent say."""
    migrate(owner, host)
    with store.changing(SYSTEM, "toets") as session:
        run_sync(session, plan_sync(session, host))
        load_source_data(session, sources_of(session, host))
    yield store
    store.close()
    owner.close()


@pytest.fixture(scope="module")
def filled_file(tmp_path_factory: pytest.TempPathFactory, host: Host) -> Path:
    """One filled database; every test works on a copy of it."""
    path = tmp_path_factory.mktemp("reports") / "toc.sqlite"
    url = f"sqlite:///{path}"
    with filled(Store(url), Store(url), host):
        pass
    return path


@pytest.fixture
def store(filled_file: Path, tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{copy(filled_file, tmp_path / 'toc.sqlite')}")
    yield opened
    opened.close()


@pytest.fixture
def postgres_store(postgres: PostgresDatabase, host: Host) -> Iterator[Store]:
    with filled(Store(postgres.app), Store(postgres.owner), host) as opened:
        yield opened


def report(store: Store, *codes: str, periods: tuple[str, ...] = (), **asked: Any) -> Report:
    """Return the report of stored programmes, or of one given by ``programmes``."""
    wanted = [parse_period(period) for period in periods]
    with store.session_for(SYSTEM, "toets") as session:
        known = stored_programmes(session)
        chosen = asked.pop("programmes", None) or [known[code] for code in codes]
        return indicator_report(session, chosen, wanted, made_at=MADE, zone=BRUSSELS, **asked)


def figure(made: Report, indicator: str, period: str) -> Figure:
    (found,) = (
        f
        for f in made.figures
        if (f.indicator, f.period.code) == (indicator, period) and not f.site
    )
    return found


def test_without_periods_every_school_year_with_data_is_shown(store: Store) -> None:
    made = report(store, "buddy")
    assert [p.code for p in made.periods] == ["2018-2019", "2019-2020", "2020-2021"]


def test_an_observation_over_two_years_gets_its_own_period(store: Store) -> None:
    made = report(store, "campus_talent")
    codes = ["2023-2024", "2024-2025", "2023-2024..2024-2025"]
    assert [p.code for p in made.periods] == codes
    assert [figure(made, "research_conversations", c).shown for c in codes] == ["–", "–", "30"]
    assert figure(made, "research_conversations", "2023-2024").left_out
    assert [figure(made, "schools", c).shown for c in codes] == ["4", "4", "4"]


def test_each_programme_shows_only_its_own_periods(store: Store) -> None:
    made = report(store, "buddy", "campus_talent")
    assert len(made.periods) == 3 + 3
    periods = {(f.programme, f.period.code[:9]) for f in made.figures}
    assert ("buddy", "2023-2024") not in periods
    assert ("campus_talent", "2018-2019") not in periods
    assert made.title == "Indicatoren van Buddy en Campus Talent"


def test_the_growth_of_buddies_is_allowed_once_and_refused_once(store: Store) -> None:
    made = report(store, "buddy")
    grown = figure(made, "buddies", "2019-2020").change
    assert grown is not None
    # 44 to 70: 26 more, and 26 / 44 = 59,09 %.
    assert (grown.difference, str(grown.growth), grown.refused) == (26, "0.591", "")
    assert [c.kind.value for c in grown.caveats] == ["separate_category"]
    refused = figure(made, "buddies", "2020-2021").change
    assert refused is not None
    assert (refused.difference, refused.growth) == (None, None)
    assert "niet vergelijkbaar" in refused.refused


@pytest.mark.parametrize("name", ["terminal", "csv", "json", "html"])
def test_101_stands_apart_and_171_nowhere(store: Store, host: Host, name: str) -> None:
    file = io.BytesIO()
    host.formats[name].write(report(store, "buddy"), file)
    text = file.getvalue().decode()
    if name == "html":
        text = text[text.index("<main") :]
    assert "101" in text
    assert "171" not in text
    assert ("59,1" in text) or ("59.1" in text)


def test_an_output_without_data_stays_in_the_report(store: Store) -> None:
    made = report(store, "campus_talent", periods=("2024-2025",))
    assert len(made.figures) == 11
    assert [f.indicator for f in made.figures if f.shown != "–"] == ["schools"]


def test_a_programme_without_any_record_shows_the_current_school_year(store: Store) -> None:
    made = report(store, programmes=[many(1, "empty")])
    assert [p.code for p in made.periods] == ["2026-2027"]


def test_a_report_says_when_in_the_time_of_the_city_and_by_which_theory(store: Store) -> None:
    made = report(store, "buddy")
    assert made.made_at.isoformat() == "2026-10-01T00:30:00+02:00"
    (theory,) = made.theories
    assert (theory.programme, len(theory.hash)) == ("buddy", 64)


def test_real_and_practice_figures_never_meet(store: Store) -> None:
    with store.changing(SYSTEM, "toets") as session:
        known = stored_programmes(session)["campus_talent"]
        session.add(school := Site(code="o", label="Oefenschool A", kind=SiteKind.SCHOOL))
        school.fictitious = True
        session.flush()
        session.add(joined(session, known, school.id, "2025-2026"))
    real = report(store, "campus_talent")
    assert "2025-2026" not in [p.code for p in real.periods]
    assert real.notices == ("intern: bevat kleine aantallen",)
    practice = report(store, "campus_talent", practice=True)
    assert [p.code for p in practice.periods] == ["2025-2026"]
    assert figure(practice, "schools", "2025-2026").value == 1
    assert practice.notices == ("Oefengegevens: fictief",)


def joined(session: Any, programme: Programme, site: int, year: str) -> Participation:
    from sqlalchemy import select

    from toc_core.db.theory import ProgrammeRow

    number = session.scalar(select(ProgrammeRow.id).where(ProgrammeRow.code == programme.code))
    return Participation(programme_id=number, site_id=site, school_year=year)


def test_a_report_as_known_earlier_does_not_see_what_came_later(store: Store) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    before = datetime(2020, 1, 1, tzinfo=UTC)
    assert figure(report(store, "buddy", as_known=later), "buddies", "2018-2019").value == 44
    made = report(store, "buddy", as_known=before)
    assert {f.shown for f in made.figures} == {"–"}


def test_by_site_every_school_stands_beside_the_whole(store: Store) -> None:
    made = report(store, "campus_talent", periods=("2024-2025",), by=By.SITE)
    schools = [f for f in made.figures if f.indicator == "schools"]
    # Four schools, each once, and their total.
    assert [f.value for f in schools] == [4, 1, 1, 1, 1]
    assert [f.site_label for f in schools][1:] == ["BA Botaniek", "ColomaPlus", "PTS", "UM"]


def test_a_report_of_nothing_is_refused(store: Store) -> None:
    with store.session_for(SYSTEM, "toets") as session, pytest.raises(UsageError, match="minstens"):
        indicator_report(session, [], made_at=MADE, zone=BRUSSELS)


def many(number: int, code: str = "buddy") -> Programme:
    """Return a theory with this many counted indicators."""
    outputs = tuple(Element(f"o{n}", Stage.OUTPUT, f"Aantal {n}") for n in range(number))
    counts = tuple(Indicator(e.code, e.code, Count(of=Countable.MEETINGS)) for e in outputs)
    return Programme(code, "Veel", "1", elements=outputs, indicators=counts)


@contextmanager
def counted(store: Store) -> Iterator[Callable[[], int]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield lambda: len(statements)
    event.remove(store.engine, "before_cursor_execute", note)


def statements(store: Store, programme: Programme, periods: tuple[str, ...], by: By) -> int:
    with counted(store) as how_many, store.session_for(SYSTEM, "toets") as session:
        wanted = [parse_period(period) for period in periods]
        indicator_report(session, [programme], wanted, by=by, made_at=MADE, zone=BRUSSELS)
        return how_many()


@pytest.mark.parametrize("by", list(By))
def test_more_indicators_sites_and_periods_ask_no_more_statements(store: Store, by: By) -> None:
    few = statements(store, many(1), ("2024-2025",), by)
    with store.changing(SYSTEM, "toets") as session:
        known = stored_programmes(session)["buddy"]
        sites = [Site(code=f"s{n}", label=f"S{n}", kind=SiteKind.SCHOOL) for n in range(12)]
        session.add_all(sites)
        session.flush()
        number = joined(session, known, sites[0].id, "2024-2025").programme_id
        session.add_all(
            Meeting(programme_id=number, site_id=s.id, day=date(2024, 10, 1), kind="k")
            for s in sites
        )
    assert statements(store, many(30), ("2022-2023", "2023-2024", "2024-2025"), by) == few


def test_the_periods_take_one_statement(store: Store) -> None:
    with store.session_for(SYSTEM, "toets") as session:
        programmes = list(stored_programmes(session).values())
        with counted(store) as how_many:
            assert set(periods_with_data(session, programmes, False)) >= {"buddy", "campus_talent"}
            assert how_many() == 1


@pytest.mark.postgresql
def test_postgresql_gives_the_same_report(store: Store, postgres_store: Store) -> None:
    ours, theirs = (
        report(s, "buddy", "campus_talent", by=By.SITE) for s in (store, postgres_store)
    )
    assert replace(theirs, figures=()) == replace(ours, figures=())
    assert theirs.figures == ours.figures


Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(store: Store, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ask:
    monkeypatch.setenv("TOC_DATABASE", store.url)

    def one(*arguments: str) -> tuple[int, str, str]:
        code = run(["report", *arguments])
        return code, *capfd.readouterr()

    return one


def test_the_command_writes_text_unless_asked_otherwise(ask: Ask) -> None:
    code, out, err = ask("buddy", "--period", "2019-2020")
    assert (code, err) == (0, "")
    assert "+26 (+59,1\u202f%)" in out
    assert "2018-2019" not in out


def test_the_command_writes_a_file_in_the_format_of_its_name(ask: Ask, tmp_path: Path) -> None:
    target = tmp_path / "buddy.csv"
    assert ask("buddy", "-o", str(target))[0] == 0
    rows = csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))
    assert [r["value"] for r in rows if r["indicator"] == "buddies"] == ["44", "70", "46"]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["budy"], "bedoelde je 'buddy'?"),
        (["buddy", "--format", "xslx"], "bedoelde je 'xlsx'?"),
        (["buddy", "--by", "sites"], "bedoelde je 'site'?"),
        (["buddy", "--period", "schoolyear"], "schoolyear"),
        (["buddy", "--as-known", "gisteren"], "'gisteren' is geen datum"),
    ],
)
def test_a_wrong_word_is_refused_with_a_hint(ask: Ask, arguments: list[str], hint: str) -> None:
    code, out, err = ask(*arguments)
    assert (code, out) == (2, "")
    assert hint in err


def test_a_workbook_is_not_thrown_at_a_screen(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toc_core.cli.report.sys.stdout.isatty", lambda: True, raising=False)
    code, out, err = ask("buddy", "--format", "xlsx")
    assert (code, out) == (2, "")
    assert "-o naam.xlsx" in err


def test_a_programme_without_its_plugin_still_reports(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOC_PLUGINS_OFF", "buddy")
    code, out, _err = ask("buddy")
    assert code == 0
    assert "Aantal buddy's" in out


def test_a_missing_database_names_the_remedy(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TOC_DATABASE", f"sqlite:///{tmp_path / 'nowhere.sqlite'}")
    code, _out, err = ask("buddy")
    assert code == 1
    assert "toc migrate" in err
