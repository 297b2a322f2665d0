"""What a team reaches over its programmes: everything once, and no apples added to pears."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from portfolio_world import CASE, CLUB, LOADED, WHOLE, schools
from sqlalchemy import select

from toc_core.access import SYSTEM, Access, Principal
from toc_core.db.door import ScopedSession
from toc_core.db.identities import store_identities
from toc_core.db.measures import Observation
from toc_core.db.people import Site, SiteAlias, SiteKind
from toc_core.db.records import Participation
from toc_core.db.store import Store
from toc_core.db.theory import Cell, IndicatorRow
from toc_core.errors import UsageError
from toc_core.figures.heads import Bounds
from toc_core.periods import parse_period
from toc_core.plugins import load_plugins
from toc_core.portfolio import Asked, PortfolioReport, portfolio_report
from toc_core.portfolio.tables import comparison_table, tables_of
from toc_core.portfolio.words import reach_notes, reach_words
from toc_core.portfolio.writing import WRITERS, write_portfolio
from toc_core.source_data import load_source_data, sources_of
from toc_core.sync import plan_sync, run_sync, stored_programmes
from toc_core.theory import Programme
from toc_core.theory.portfolio import Portfolio

OLD, NEW = "2023-2024", "2024-2025"


class City:
    """Three schools; the first two in the club, the last two with the case."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.changing(SYSTEM, "toets") as session:
            _add_wholes(session)
            self.programmes = {p.code: store_identities(session, p).id for p in (CLUB, CASE)}
            sites = {
                letter: Site(
                    code=letter, label=f"Oefenschool {letter.upper()}", kind=SiteKind.SCHOOL
                )
                for letter in "abc"
            }
            session.add_all(sites.values())
            session.flush()
            self.sites = {letter: site.id for letter, site in sites.items()}
        self.takes_part("leesclub", OLD, "ab")
        self.takes_part("leeskoffer", NEW, "bc")

    def takes_part(self, code: str, year: str, letters: str) -> None:
        with self.store.changing(SYSTEM, "toets") as session:
            session.add_all(
                Participation(
                    programme_id=self.programmes[code], site_id=self.sites[one], school_year=year
                )
                for one in letters
            )

    def types_total(self, code: str, year: str, value: int) -> None:
        """Note a total of schools without names."""
        with self.store.changing(SYSTEM, "toets") as session:
            owner = self.programmes[code]
            indicator = session.scalars(
                select(IndicatorRow.id).where(
                    IndicatorRow.programme_id == owner, IndicatorRow.code == "schools"
                )
            ).one()
            session.add(
                Observation(
                    programme_id=owner, indicator_id=indicator, site_id=0, period=year,
                    value=Decimal(value),
                )
            )  # fmt: skip

    def report(
        self,
        portfolio: Portfolio = WHOLE,
        *periods: str,
        programmes: dict[str, Programme] = LOADED,
        practice: bool = False,
    ) -> PortfolioReport:
        spans = tuple(map(parse_period, periods))
        asked = Asked(self.store.clock(), UTC, spans, practice=practice)
        with self.store.session_for(SYSTEM, "toets") as session:
            return portfolio_report(session, portfolio, programmes, asked)


def _add_wholes(session: ScopedSession) -> None:
    """Add the whole city and the total, as a migration does."""
    session.add(Site(id=0, code="city", label="Hele stad", kind=SiteKind.CITY))
    session.add(Cell(id=0, axis="", category="", label="Totaal"))
    session.flush()


@pytest.fixture
def city(store: Store) -> City:
    return City(store)


def test_a_school_in_two_programmes_and_two_years_is_one_school(city: City) -> None:
    report = city.report()
    (reached,) = report.reaches
    whole, old, new = reached.reaches
    assert whole.union.period.code == f"{OLD}..{NEW}"
    assert reach_words(report, reached) == (
        "Opgeteld zijn het er 4, maar 1 school zit in twee programma's en telt één keer."
    )
    assert (whole.union.value, whole.summed, whole.overlap) == (3, Bounds(4, 4), Bounds(1, 1))
    assert [one.union.value for one in (old, new)] == [2, 2]
    ((one, other, shared),) = reached.overlaps(whole)
    assert (one.code, other.code, shared) == ("leesclub", "leeskoffer", Bounds(1, 1))
    assert [(row.label, dict(row.years)) for row in report.schools] == [
        ("Oefenschool A", {"leesclub": (OLD,)}),
        ("Oefenschool B", {"leesclub": (OLD,), "leeskoffer": (NEW,)}),
        ("Oefenschool C", {"leeskoffer": (NEW,)}),
    ]


def test_a_year_that_is_asked_for_is_the_only_one(city: City) -> None:
    report = city.report(WHOLE, OLD)
    ((reach,),) = [one.reaches for one in report.reaches]
    assert (reach.union.value, reach.overlap) == (2, Bounds(0, 0))
    assert [row.label for row in report.schools] == ["Oefenschool A", "Oefenschool B"]


def test_a_typed_total_stands_apart_and_is_never_added(city: City) -> None:
    typed = replace(CASE, indicators=(schools("2030-2031"), *CASE.indicators[1:]))
    with city.store.changing(SYSTEM, "toets") as session:
        for row in session.scalars(select(Participation)):
            if row.programme_id == city.programmes["leeskoffer"]:
                session.delete(row)
    city.types_total("leeskoffer", OLD, 40)
    report = city.report(programmes={"leesclub": CLUB, "leeskoffer": typed})
    (reached,) = report.reaches
    assert reached.reaches[0].union.value == 2
    assert [p.code for p in reached.silent] == ["leeskoffer"]
    ((member),) = report.apart(reached)
    assert [member.shown(figure) for figure in member.figures] == ["40 (niet geteld)"]
    assert reach_words(report, reached) == (
        "2 scholen kennen we bij naam. Leeskoffer bereikte in 2023-2024 40 scholen, maar daarvan "
        "hebben we geen namen. Hoeveel het er samen zijn, weten we niet. Van de scholen die we "
        "bij naam kennen, zit er geen in twee programma's."
    )
    assert "Leeskoffer: alleen totalen zonder namen: 40 scholen in 2023-2024." in " ".join(
        reach_notes(report, reached)
    )


def test_what_is_declared_as_one_and_counted_by_one_rule_is_comparable(city: City) -> None:
    shared, people = city.report().comparisons
    assert (shared.verdict, shared.differences) == ("vergelijkbaar", ())
    shown = [[m.shown(f) for f in m.figures] for m in shared.members]
    assert shown == [["2", "–"], ["–", "2"]]
    assert people.verdict == "niet vergelijkbaar"


def test_they_stand_side_by_side_with_a_row_per_period(city: City) -> None:
    shared, people = map(comparison_table, city.report().comparisons)
    assert shared.columns == ("Periode", "Leesclub", "Leeskoffer")
    assert shared.rows == ((OLD, "2", "–"), (NEW, "–", "2"))
    assert people.columns == ("Periode", "Leesclub: Leerlingen", "Leeskoffer: Wie meedoet")
    assert people.rows == (("nog geen cijfer", "–", "–"),)


def test_what_only_has_a_unit_in_common_says_what_differs(city: City) -> None:
    _shared, people = city.report().comparisons
    said = " ".join(people.differences)
    assert people.label == "Leerlingen"
    assert "Alleen de eenheid is dezelfde." in said
    assert "Leesclub, Leerlingen: Alleen leerlingen." in said
    assert "Leeskoffer, Wie meedoet: Alleen leerkrachten." in said


def test_a_rule_that_differs_makes_a_shared_indicator_not_comparable(city: City) -> None:
    later = replace(CASE, indicators=(schools("2030-2031"),))
    report = city.report(programmes={"leesclub": CLUB, "leeskoffer": later})
    (shared,) = report.comparisons
    assert shared.verdict == "niet vergelijkbaar"
    (difference,) = shared.differences
    assert difference.startswith("Leeskoffer, Scholen: We tellen vanaf schooljaar 2030-2031.")


def test_a_programme_whose_plugin_is_away_is_named_and_the_rest_goes_on(city: City) -> None:
    report = city.report(programmes={"leesclub": CLUB})
    assert report.reaches[0].reaches[0].union.value == 2
    assert [problem.code for problem in report.gaps] == ["unknown-programme"]


def test_practice_schools_are_counted_apart(city: City) -> None:
    report = city.report(practice=True)
    assert (report.reaches[0].reaches, report.schools) == ((), ())
    assert report.notices == ("Oefengegevens: fictief",)


def test_a_portfolio_without_programmes_is_still_a_report(city: City) -> None:
    report = city.report(Portfolio("leeg", "Leeg", ()))
    assert [table.code for table in tables_of(report)] == ["gaps"]


def written(report: PortfolioReport, name: str) -> bytes:
    file = io.BytesIO()
    write_portfolio(report, name, file)
    return file.getvalue()


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_tells_the_same_and_runs_no_formula(city: City, name: str) -> None:
    report = city.report()
    content = written(report, name)
    assert content == written(report, name)
    if name == "xlsx":
        (sheet,) = load_workbook(io.BytesIO(content)).worksheets
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert "=Thuis lezen helpt. (onze lezing)" in [cell.value for cell in cells]
        assert [cell.value for cell in cells if cell.data_type == "f"] == []
        return
    text = content.decode()
    for words in ("Iedereen leest.", "helpt. (onze lezing)", "BD-9", "niet vergelijkbaar"):
        assert words.casefold() in " ".join(text.casefold().split())
    if name == "csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        cells = [row["value"] for row in rows]
        assert "'=Thuis lezen helpt. (onze lezing)" in cells
        assert not [cell for cell in cells if cell.startswith("=")]
    if name == "json":
        reach = next(t for t in json.loads(text)["tables"] if t["code"] == "reach.schools_reached")
        assert reach["rows"][0] == ["2023-2024 t/m 2024-2025", "3", "4", "1", "2", "2"]


def test_text_of_a_stranger_stays_text_on_a_page(city: City) -> None:
    report = city.report(replace(WHOLE, mission="<script>alert(1)</script>"))
    assert b"<script>" not in written(report, "html")


def test_a_format_of_a_plugin_is_refused_with_those_that_exist(city: City) -> None:
    with pytest.raises(UsageError, match="Kies uit terminal, csv, xlsx, json, html"):
        written(city.report(), "pptx")


def real_reach(store: Store) -> tuple[str, str, str]:
    """Return the union, the sum and the overlap over all years, as the sources have them."""
    host = load_plugins()
    with store.session_for(SYSTEM, "toets") as session:
        known = {**host.programmes, **stored_programmes(session)}
        asked = Asked(store.clock(), UTC)
        report = portfolio_report(session, host.portfolios["leerrecht_gok"], known, asked)
    (table,) = [t for t in tables_of(report) if t.code == "reach.schools_reached"]
    _period, union, summed, overlap, *_parts = map(str, table.section.rows[0])
    return union, summed, overlap


CITY = Principal("stad", Access.COORDINATOR)


def test_after_a_real_sync_we_reach_6_or_7_schools_until_the_city_knows(store: Store) -> None:
    host = load_plugins()
    with store.changing(SYSTEM, "toc sync --data") as session:
        _add_wholes(session)
        run_sync(session, plan_sync(session, host))
        load_source_data(session, sources_of(session, host))
    assert real_reach(store) == ("6 of 7", "10", "3 of 4")
    with store.changing(CITY, "bevestigd") as session:
        alias = session.scalars(
            select(SiteAlias).where(SiteAlias.alias == "Ursulinen Mechelen")
        ).one()
        alias.confirmed = True
    assert real_reach(store) == ("6", "10", "4")
    with store.changing(CITY, "twee scholen") as session:
        session.delete(
            session.scalars(select(SiteAlias).where(SiteAlias.alias == "Ursulinen Mechelen")).one()
        )
    assert real_reach(store) == ("7", "10", "3")
    with store.changing(SYSTEM, "toc sync --data") as session:
        load_source_data(session, sources_of(session, host))
    assert real_reach(store) == ("7", "10", "3")  # what the city decided is not loaded again
