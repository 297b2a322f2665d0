"""The hooks that see records: bound to the reader, kept from others' tables, and never fatal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from planted import INIT, Planted
from sqlalchemy import select

from toc_core.access import SYSTEM, Access, Principal
from toc_core.db.people import Site, SiteKind
from toc_core.db.records import Meeting
from toc_core.db.store import Store
from toc_core.db.theory import ProgrammeRow
from toc_core.errors import DataProblems
from toc_core.periods import parse_period
from toc_core.plugins import Host, load_plugins
from toc_core.report_sections import with_sections
from toc_core.reports import Report, indicator_report
from toc_core.source_data import load_source_data, sources_of
from toc_core.sync import plan_sync, run_sync, stored_programme

from .installed import BOTH, made

MEETINGS = (
    INIT
    + """
@hookimpl
def toc_report_sections(programme, period, session):
    from sqlalchemy import func, select
    from toc_core.db.people import Site
    from toc_core.db.records import Meeting
    from toc_core.formats.sections import ReportSection
    found = session.execute(
        select(Site.code, func.count(Meeting.id)).select_from(Meeting)
        .join(Site, Site.id == Meeting.site_id).group_by(Site.code).order_by(Site.code)
    )
    return [ReportSection("Overleg", ("School", "Aantal"), tuple((c, n) for c, n in found))]
"""
)
SPY = (
    INIT
    + """
@hookimpl
def toc_report_sections(programme, period, session):
    from sqlalchemy import select
    from toc_core.db.base import Base
    from toc_core.formats.sections import ReportSection
    users = next(m.class_ for m in Base.registry.mappers if m.local_table.name == "webadmin_user")
    names = session.scalars({query})
    return [ReportSection("Namen", ("Naam",), tuple((n,) for n in names))]
"""
)
BROKEN_SQL = (
    INIT
    + """
@hookimpl
def toc_report_sections(programme, period, session):
    from sqlalchemy import func, select
    from toc_core.db.people import Site
    return session.scalars(select(func.no_such_function(Site.id)).select_from(Site)).all()
"""
)
REFUSES = (
    INIT
    + """
@hookimpl
def toc_check_record(record, programme):
    if record.value is not None and record.value > 5:
        yield f"{record.indicator.code}: meer dan 5 kan niet"
"""
)


@pytest.fixture(params=BOTH)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with made(request, tmp_path) as found:
        yield found


def host_of(*names: str) -> Host:
    host = load_plugins()
    host.plugins[:] = [plugin for plugin in host.plugins if plugin.name in names]
    return host


def fill(store: Store, host: Host) -> dict[str, int]:
    """Store the theory, a school and two practice schools, and a meeting at each."""
    with store.changing(SYSTEM, "opzetten") as session:
        run_sync(session, plan_sync(session, host))
        schools = [
            Site(code=code, label=code, kind=SiteKind.SCHOOL, fictitious=code.startswith("oefen"))
            for code in ("school", "oefen_a", "oefen_b")
        ]
        session.add_all(schools)
        session.flush()
        programme = session.scalars(select(ProgrammeRow)).first()
        day = {"day": date(2024, 10, 1), "kind": "team"}
        for school in schools:
            session.add(Meeting(programme_id=programme.id, site_id=school.id, **day))  # type: ignore[union-attr]
        return {school.code: school.id for school in schools}


def report(
    store: Store, host: Host, principal: Principal = SYSTEM, *, practice: bool = False
) -> Report:
    with store.session_for(principal, "rapport") as session:
        plain = indicator_report(
            session,
            [stored_programme(session, "reading")],
            [parse_period("2024-2025")],
            practice=practice,
            made_at=datetime(2025, 1, 1, tzinfo=UTC),
            zone=ZoneInfo("Europe/Brussels"),
        )
        whole = with_sections(plain, host, session)
        assert session.scalars(select(Site.code)).all()  # the session still works
    return whole


def test_a_section_holds_what_the_reader_may_see(store: Store, planted: Planted) -> None:
    planted.lay("reading", init=MEETINGS)
    host = host_of("reading")
    sites = fill(store, host)
    (placed,) = report(store, host, practice=True).sections
    assert placed.section.rows == (("oefen_a", 1), ("oefen_b", 1))
    school = Principal("an", Access.SCHOOL, frozenset({sites["oefen_a"]}))
    (placed,) = report(store, host, school, practice=True).sections
    assert placed.section.rows == (("oefen_a", 1),)


def test_real_and_practice_records_never_stand_in_one_section(
    store: Store, planted: Planted
) -> None:
    planted.lay("reading", init=MEETINGS)
    host = host_of("reading")
    fill(store, host)
    (placed,) = report(store, host).sections
    assert placed.section.rows == (("school", 1),)
    assert placed.plugin == "reading"
    assert host.broken == []


@pytest.mark.parametrize(
    "query", ["select(users.name)", "select(users.name).where(users.id.in_(select(users.id)))"]
)
def test_a_plugin_cannot_read_the_table_of_another(
    store: Store, planted: Planted, query: str
) -> None:
    import toc_webadmin.models  # noqa: F401 - a table of another package is known

    planted.lay("reading", init=SPY.replace("{query}", query))
    host = host_of("reading")
    fill(store, host)
    assert report(store, host).sections == ()
    (broken,) = host.broken
    assert "'webadmin_user' is van plugin webadmin; een plugin leest geen tabel" in broken.reason


def test_a_plugin_that_breaks_is_named_and_the_others_go_on(store: Store, planted: Planted) -> None:
    planted.lay("reading", init=MEETINGS)
    planted.lay("broken", init=BROKEN_SQL)
    host = host_of("broken", "reading")
    fill(store, host)
    made_report = report(store, host)
    assert [placed.plugin for placed in made_report.sections] == ["reading"]
    (broken,) = host.broken
    assert broken.name == "broken"
    assert "toc_report_sections() gaf een fout" in broken.reason


def test_a_report_as_known_before_has_no_sections(store: Store, planted: Planted) -> None:
    planted.lay("reading", init=MEETINGS)
    host = host_of("reading")
    fill(store, host)
    with store.session_for(SYSTEM, "rapport") as session:
        plain = indicator_report(
            session,
            [stored_programme(session, "reading")],
            made_at=datetime(2025, 1, 1, tzinfo=UTC),
            zone=ZoneInfo("Europe/Brussels"),
            as_known=datetime(2100, 1, 1, tzinfo=UTC),
        )
        assert with_sections(plain, host, session) is plain


@pytest.mark.parametrize("broken_too", [False, True])
def test_a_plugin_refuses_an_observation_of_the_source_data(
    store: Store, planted: Planted, broken_too: bool
) -> None:
    data = "indicator,period,value\nseen,2022-2023,5\nseen,2023-2024,6\n"
    planted.lay("reading", {"data/observations.csv": data}, init=REFUSES)
    names = ["reading"]
    if broken_too:
        body = REFUSES.replace("    if rec", "    raise LookupError('kwijt')\n    if rec")
        planted.lay("a_broken", init=body)
        names.append("a_broken")
    host = host_of(*names)
    fill(store, host)
    with (
        pytest.raises(DataProblems) as caught,
        store.changing(SYSTEM, "toc sync --data") as session,
    ):
        load_source_data(session, sources_of(session, host), host=host)
    (problem,) = caught.value.problems
    assert problem.endswith("observations.csv:3:value: seen: meer dan 5 kan niet")
    assert [broken.name for broken in host.broken] == ["a_broken"] * broken_too
