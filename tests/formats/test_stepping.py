"""What changed since the period before: only where that may be told, and else the reason."""

from __future__ import annotations

from toc_core.figures import Caveat, CaveatKind, change_between
from toc_core.formats.layout import layout_of
from toc_core.formats.stepping import missing, newest_of, steps_table
from toc_core.periods import parse_period

from .by_hand import NEW, OLD, PROVISIONAL, READING, compared, figure, report_of

BROKEN = Caveat(CaveatKind.NOT_COMPARABLE, "gestart met")


def test_a_step_says_what_was_what_is_and_by_how_much() -> None:
    _old, new = compared(figure("44"), figure("70"))
    table = steps_table(READING, [new])
    assert table is not None
    assert table.title == "Wat veranderde sinds schooljaar 2023-2024?"
    assert table.columns[1:3] == ("2023-2024", "2024-2025")
    # 70 - 44 = 26, and 26 / 44 = 0,5909…
    assert table.rows == (("Aantal duo's (Leerlingen)", "44", "70", "+26 (+59,1\u202f%)", None),)


def test_a_step_that_is_refused_gives_the_reason_and_no_former_figure() -> None:
    _old, new = compared(figure("70"), figure("46", caveats=(BROKEN,)))
    table = steps_table(READING, [new])
    assert table is not None
    ((_name, before, now, step, why),) = table.rows
    assert (before, now, step) == (None, "46", "niet vergeleken")
    assert why == "schooljaar 2024-2025: niet vergelijkbaar: gestart met"


def test_a_reservation_of_one_figure_stands_beside_it_and_of_all_below() -> None:
    _old, one = compared(figure("44"), figure("70", caveats=(PROVISIONAL,)))
    _old, other = compared(figure("1"), figure("2"))
    table = steps_table(READING, [one, other])
    assert table is not None
    assert [row[4] for row in table.rows] == ["voorlopig: stand bij de start", None]
    table = steps_table(READING, [one])
    assert table is not None
    assert (table.rows[0][4], table.note) == (
        None,
        "Voor alle cijfers: voorlopig: stand bij de start.",
    )


def test_one_reason_that_holds_for_every_figure_is_said_once() -> None:
    step = change_between(figure("3", period=OLD), figure("4"), still_open=True)
    both = [figure("4", change=step)] * 2
    table = steps_table(READING, both)
    assert table is not None
    assert (table.rows, table.note) == (
        (),
        "Geen enkel cijfer is te vergelijken: schooljaar 2024-2025 loopt nog.",
    )


def test_a_percentage_keeps_its_sign_and_a_step_in_points() -> None:
    _old, new = compared(figure("40", percent=True), figure("50", percent=True))
    table = steps_table(READING, [new])
    assert table is not None
    assert table.rows[0][1:4] == ("40\u202f%", "50\u202f%", "+10 procentpunt")


def test_a_series_that_only_begins_has_no_step_and_what_is_absent_is_missing() -> None:
    _old, begins = compared(figure(), figure("70"))
    assert steps_table(READING, [begins]) is None
    assert list(missing(READING, [begins, figure()])) == [
        "Aantal duo's (Leerlingen): niets geregistreerd"
    ]


def test_the_newest_period_ends_last_and_is_the_shortest_of_those() -> None:
    assert newest_of([OLD, NEW]) == NEW
    assert newest_of([parse_period("2023-2024..2024-2025"), NEW]) == NEW


def test_a_report_without_any_figure_is_empty() -> None:
    assert layout_of(report_of(figure())).sections[0].is_empty
    assert not layout_of(report_of(figure("1"))).sections[0].is_empty
