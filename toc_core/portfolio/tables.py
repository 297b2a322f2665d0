"""A portfolio report as tables, the same in every format and on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toc_core.checks import Severity
from toc_core.figures import Origin
from toc_core.formats.sections import MOST_ROWS, Cell, ReportSection
from toc_core.formats.words import period_text
from toc_core.i18n import _
from toc_core.portfolio import Comparison, PortfolioReport, SharedReach, bounds_text
from toc_core.portfolio.words import reach_notes, reach_words
from toc_core.theory.portfolio import Framework, Goal


@dataclass(frozen=True)
class Table:
    """One table with a code that other programs know it by."""

    code: str
    section: ReportSection


def tables_of(report: PortfolioReport) -> list[Table]:
    """Return the tables that have rows, in the order a reader wants them."""
    found = [Table("mission", _mission(report))]
    for one in report.reaches:
        found.append(Table(f"reach.{one.shared.code}", reach_table(report, one)))
        found.append(Table(f"totals.{one.shared.code}", totals_table(report, one)))
    found.append(Table("schools", schools_table(report)))
    found.append(Table("goals", goals_table(report)))
    found.append(Table("offer", offer_table(report)))
    found.append(Table("frameworks", frameworks_table(report)))
    found += [
        Table(f"comparison.{number}", comparison_table(one))
        for number, one in enumerate(report.comparisons, 1)
    ]
    found.append(Table("policy_plan", policy_table(report)))
    found.append(Table("gaps", gaps_table(report)))
    return [table for table in found if table.section.rows]


def _mission(report: PortfolioReport) -> ReportSection:
    portfolio = report.portfolio
    rows = [
        (_("Missie"), portfolio.mission),
        (_("Thema's"), ", ".join(theme.label for theme in portfolio.themes)),
    ]
    return ReportSection(
        _("Missie en thema's"),
        (_("Wat"), _("Tekst")),
        tuple(row for row in rows if row[1]),
    )


def reach_table(report: PortfolioReport, one: SharedReach) -> ReportSection:
    """Return everything once, the sum, what is double and each programme, per period."""
    rows = [
        (
            period_text(reach.union.period),
            reach.union.shown,
            bounds_text(reach.summed),
            bounds_text(reach.overlap),
            *(part.shown for part in reach.parts),
        )
        for reach in one.reaches
        if reach.union.origin is not Origin.ABSENT
    ]
    return ReportSection(
        one.shared.label,
        (
            _("Periode"),
            _("Elk één keer"),
            _("Opgeteld"),
            _("Dubbel"),
            *(programme.label for programme in one.programmes),
        ),
        tuple(rows),
        " ".join([reach_words(report, one), *reach_notes(report, one)]),
    )


def totals_table(report: PortfolioReport, one: SharedReach) -> ReportSection:
    """Return what is known only as a total, never added to anything."""
    rows = [
        (member.programme.label, period_text(figure.period), figure.shown, _caveats(figure))
        for member in report.apart(one)
        for figure in member.figures
    ]
    return ReportSection(
        _("Alleen als totaal gekend"),
        (_("Programma"), _("Periode"), one.shared.label, _("Let op")),
        tuple(rows),
        _("Zonder namen weten we niet wie er dubbel in zit: we tellen dit nergens bij op."),
    )


def _caveats(figure: object) -> Cell:
    texts = [caveat.text for caveat in getattr(figure, "caveats", ())]
    return "; ".join(texts) or None


def schools_table(report: PortfolioReport) -> ReportSection:
    """Return which school takes part in which programme, and when."""
    codes = [p.code for p in report.programmes if any(p.code in r.years for r in report.schools)]
    rows = [
        (row.label, *(", ".join(row.years.get(code, ())) or None for code in codes))
        for row in report.schools[:MOST_ROWS]
    ]
    notes = [
        _("{one} en {other} zijn misschien dezelfde school: nog te bevestigen.").format(
            one=doubt.one, other=doubt.other
        )
        for doubt in report.doubts
    ]
    if len(report.schools) > MOST_ROWS:
        notes.append(_("En nog {n} scholen.").format(n=len(report.schools) - MOST_ROWS))
    columns = (_("School"), *(report.label_of(code) for code in codes))
    return ReportSection(_("Welke school in welk programma"), columns, tuple(rows), " ".join(notes))


def goals_table(report: PortfolioReport) -> ReportSection:
    """Return each goal with its programmes, and how they say that they contribute."""
    rows: list[tuple[Cell, ...]] = []
    for goal in report.portfolio.goals:
        for code in goal.programmes or ("",):
            said = report.portfolio.contribution(code, goal.code)
            rows.append(
                (
                    goal.label,
                    report.label_of(code) or None,
                    said.statement + (_(" (onze lezing)") if said.derived else "") if said
                    else _("niet vermeld in de bronnen"),
                    _elements(report, goal, code) or None,
                )
            )  # fmt: skip
    columns = (_("Doelstelling"), _("Programma"), _("Bijdrage"), _("Bouwstenen"))
    return ReportSection(_("Doelstellingen"), columns, tuple(rows))


def _elements(report: PortfolioReport, aim: Goal | Framework, only: str = "") -> str:
    """Return the stages and labels of the elements of an aim; of one programme when named."""
    found = []
    for name in aim.elements:
        code, _point, inside = name.partition(".")
        programme = next((p for p in report.programmes if p.code == code), None)
        element = (
            next((e for e in programme.elements if e.code == inside), None) if programme else None
        )
        if element is not None and only in ("", code):
            itself = element.label == aim.label
            found.append(
                _("zelf de {stage}").format(stage=element.stage.value)
                if itself
                else f"{element.stage.value}: {element.label}"
            )
    return "; ".join(found)


def offer_table(report: PortfolioReport) -> ReportSection:
    """Return the levels of the offer with their programmes, and the programmes without one."""
    rows: list[tuple[Cell, ...]] = [
        (level.label, level.kind or None, _names(report, level.programmes))
        for level in report.portfolio.offer
    ]
    placed = {code for level in report.portfolio.offer for code in level.programmes}
    rest = [code for code in report.portfolio.programmes if code not in placed]
    if rest and rows:
        rows.append((_("nog niet ingedeeld"), None, _names(report, rest)))
    return ReportSection(
        _("Aanbod"), (_("Niveau"), _("Soort aanbod"), _("Programma's")), tuple(rows)
    )


def frameworks_table(report: PortfolioReport) -> ReportSection:
    """Return the frameworks with the programmes and outcomes that serve them."""
    rows: list[tuple[Cell, ...]] = [
        (
            one.label,
            _names(report, one.programmes) or _("nog niet bekend"),
            _elements(report, one) or None,
        )
        for one in report.portfolio.frameworks
    ]
    columns = (_("Kader"), _("Programma's"), _("Bouwstenen"))
    return ReportSection(_("Richtinggevende kaders"), columns, tuple(rows))


def comparison_table(one: Comparison) -> ReportSection:
    """Return indicators side by side, a row per period and without any sum."""
    rows = [
        (period_text(period), *(member.shown(member.figures[n]) for member in one.members))
        for n, period in enumerate(one.periods)
    ] or [(_("nog geen cijfer"), *("–" for _member in one.members))]
    same = len({member.label for member in one.members}) == 1
    names = (
        member.programme.label if same else f"{member.programme.label}: {member.label}"
        for member in one.members
    )
    return ReportSection(
        f"{one.label}: {one.verdict}",
        (_("Periode"), *names),
        tuple(rows),
        " ".join([*one.differences, *one.notes]),
    )


def policy_table(report: PortfolioReport) -> ReportSection:
    """Return the crosswalk to the city's policy plan, each code under its parent."""
    rows: list[tuple[Cell, ...]] = [
        (item.code, item.level.value, item.label, item.parent or None,
         _names(report, item.programmes))
        for item in report.portfolio.policy_plan
    ]  # fmt: skip
    columns = (_("Code"), _("Niveau"), _("Omschrijving"), _("Onder"), _("Programma's"))
    return ReportSection(_("Beleidsplan van de stad (BBC)"), columns, tuple(rows))


def gaps_table(report: PortfolioReport) -> ReportSection:
    """Return what the sources leave open, and what has to be mended."""
    kinds = {Severity.ERROR: _("fout"), Severity.GAP: _("ontbreekt nog")}
    rows = [(kinds[problem.severity], problem.message) for problem in report.problems]
    columns = (_("Soort"), _("Wat ontbreekt"))
    return ReportSection(_("Wat we niet weten"), columns, tuple(rows))


def _names(report: PortfolioReport, codes: Sequence[str]) -> Cell:
    return ", ".join(_named(report, codes)) or None


def _named(report: PortfolioReport, codes: Sequence[str]) -> Iterator[str]:
    for code in codes:
        label = report.label_of(code)
        yield (
            _("{label} (onze lezing)").format(label=label)
            if code in report.portfolio.read_in
            else label
        )
