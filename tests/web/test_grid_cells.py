"""The cells of a pasted block: how they are cut, recognised, read and written again."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toc_webadmin.grid.columns import (
    Column,
    choice_column,
    day_column,
    read_any_day,
    text_column,
    whole_column,
    written_day,
    written_number,
)
from toc_webadmin.grid.lines import (
    Line,
    most_rows,
    packed,
    read_cells,
    rows_sent,
    spread,
    together,
    unpacked,
)
from toc_webadmin.grid.pasting import Pasted, read_block
from toc_webadmin.views.typed import read_number, read_whole

SCHOOLS = (("a", "Oefenschool A", ("oa",)), ("b", "Oefenschool B", ("De Bron",)))
COLUMNS = (
    day_column("day", "Datum", needed=True),
    choice_column("site", "School", SCHOOLS, other_names=("schoolnaam",)),
    whole_column("people", "Leerlingen", 100),
    text_column("note", "Opmerking", 20),
)
# What a person can type in a cell: no line ends, and not only spaces.
CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: text == text.strip() and text and not text.startswith('"')
)


def pasted(text: str, first: str = "") -> Pasted:
    return read_block(text, COLUMNS, shown=COLUMNS, first=first)


# How a block is cut


def test_a_quoted_cell_holds_tabs_line_ends_and_quotes() -> None:
    text = '12/05/2025\tOA\t3\t"regel 1\nzegt ""ja""\ten meer"\r\n13/05/2025\tOA\t4\t"los\r\n'
    notes = [row["note"] for row in pasted(text).rows]
    assert notes == ['regel 1\nzegt "ja"\ten meer', '"los']


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=5))
def test_every_cell_of_a_block_is_kept_as_it_was(lines: list[list[str]]) -> None:
    names = [column.name for column in COLUMNS]
    text = "\r\n".join("\t".join(line) for line in lines)
    found = pasted(f"day\tsite\tpeople\tnote\r\n{text}")
    assert found.rows == [dict(zip(names, line, strict=True)) for line in lines]
    assert found.refused == []


@given(st.text(max_size=200))
def test_no_text_breaks_the_cutting(text: str) -> None:
    for row in pasted(text).rows:
        assert row


# Headings


@pytest.mark.parametrize(
    "headings", ["Leerlingen | DATUM |  school", "people|day|site", "Leerlingen|Datum|Schoolnaam"]
)
def test_headings_are_recognised_in_any_order_and_spelling(headings: str) -> None:
    text = re.sub(r" *\| *", "\t", f"{headings}\r\n14|12/05/2025|De Bron\r\n||\r\n")
    assert pasted(text).rows == [{"people": "14", "day": "12/05/2025", "site": "De Bron"}]


def test_a_title_above_the_headings_is_left_out_and_told() -> None:
    found = pasted(
        "Activiteiten 2024-2025\t\t\r\n\t\t\r\nDatum\tSchool\tLeerlingen\r\n1/9/24\tOA\t3"
    )
    assert [row["people"] for row in found.rows] == ["3"]
    assert found.said == ["Wat boven de kolomnamen stond, is niet overgenomen."]


@pytest.mark.parametrize(
    "heading", ["Voornaam", "Naam leerling", "achternaam", "Name", "Geboortedatum", "E-mail"]
)
def test_a_column_of_names_is_never_taken_over(heading: str) -> None:
    found = pasted(f"Datum\t{heading}\tLeerlingen\n12/05/2025\tJan Janssens\t3")
    assert found.rows == [{"day": "12/05/2025", "people": "3"}]
    assert found.refused == [
        f"Kolom '{heading}' lijkt iets over personen te zeggen. Ze is niet overgenomen: "
        "namen blijven op school."
    ]


def test_a_column_that_nobody_knows_is_told_with_the_nearest() -> None:
    found = pasted("Datum\tLeerling\tSchool\t\n12/05/2025\t3\tOA\tiets")
    assert found.refused == [
        "Kolom 'Leerling' kennen we niet (bedoelde je 'Leerlingen'?): niet overgenomen.",
        "Kolom 4 heeft geen naam in de eerste regel: niet overgenomen.",
    ]


def test_without_headings_the_cells_go_from_where_they_were_pasted() -> None:
    assert pasted("3\tgoed\textra", first="people").rows == [{"people": "3", "note": "goed"}]
    assert "Rechts vielen kolommen buiten de tabel" in pasted("3\tgoed\textra", "people").refused[0]


def test_a_list_that_was_saved_as_text_is_read_by_its_semicolons() -> None:
    assert pasted("datum; school\n12/05/2025; oa").rows == [{"day": "12/05/2025", "site": "oa"}]
    assert pasted("een; twee", first="note").rows == [{"note": "een; twee"}]


# Reading one cell


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_day_that_is_shown_reads_as_the_same_day(day: date) -> None:
    assert read_any_day(written_day(day)) == day


@given(st.integers(0, 100))
def test_a_number_that_is_shown_reads_as_the_same_number(number: int) -> None:
    assert COLUMNS[2].read(COLUMNS[2].write(number)) == number


@given(st.decimals(-(10**8), 10**8, places=4, allow_nan=False))
def test_an_exact_number_that_is_shown_reads_as_the_same_number(number: Decimal) -> None:
    assert read_number(written_number(number)) == number


@given(st.sampled_from(SCHOOLS))
def test_a_choice_that_is_shown_reads_as_the_same_choice(school: tuple[str, str, object]) -> None:
    column = COLUMNS[1]
    assert column.read(column.write(school[0])) == school[0]
    assert column.option_of(school[1].upper()) == school[1]


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    for column in COLUMNS:
        with suppress(ValueError):
            column.read(text)
        assert isinstance(column.option_of(text), str)


@pytest.mark.parametrize(
    "text", ["12/5/25", "12-05-2025", "2025-05-12", "12-mei-25", "12 mei 2025"]
)
def test_a_day_is_read_as_spreadsheets_write_it(text: str) -> None:
    assert read_any_day(text) == date(2025, 5, 12)


@pytest.mark.parametrize("text", ["45789", "12-xyz-25", "mei 2025", "31/02/2025", ""])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"is geen datum. Schrijf ze als 12/05/2025.\Z"):
        read_any_day(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 000", 1000),
        ("1\u202f000", 1000),
        ("7,50", Decimal("7.5")),
        ("1.234,5", Decimal("1234.5")),
    ],
)
def test_a_number_is_read_as_people_here_write_it(text: str, number: int | str) -> None:
    assert read_number(text) == Decimal(number)


def test_a_point_that_could_mean_two_things_is_asked_about() -> None:
    with pytest.raises(ValueError, match=r"Schrijf 1234 of 1,234\."):
        read_whole("1.234")


def test_two_things_of_one_name_are_asked_about() -> None:
    named = (("x", "Gesprek (leerlingen)", ("gesprek",)), ("y", "Gesprek (ouders)", ("gesprek",)))
    column = choice_column("what", "Wat", named)
    with pytest.raises(ValueError, match=r"Gesprek \(leerlingen\), Gesprek \(ouders\)"):
        column.read("gesprek")


# Rows


def test_a_blank_cell_is_no_value_and_a_needed_one_is_asked() -> None:
    line = Line(1, "a" * 10, {"people": "0"})
    assert read_cells(line, COLUMNS) == {"people": 0}
    assert line.problems == {"day": ["Vul dit in: het is verplicht."]}


def test_rows_are_kept_exactly_as_typed() -> None:
    lines = [
        Line(1, "a" * 10, {"note": "=1+1 \x00 \ud800 👩‍👧"}),
        Line(2, "b" * 10, {"day": "ooit"}),
    ]
    assert unpacked(packed(lines)) == lines


def test_rows_that_hold_nothing_are_dropped() -> None:
    form = {"ref-2": "b" * 10, "cel-2-day": " 12/05/2025 ", "cel-5-note": "\r\n", "ref-1": "c" * 10}
    assert rows_sent(form, COLUMNS) == [Line(2, "b" * 10, {"day": "12/05/2025"})]


def test_a_paste_keeps_what_it_has_no_cell_for() -> None:
    lines = [Line(1, "a" * 10, {"day": "1/9/25", "note": "blijft"})]
    found, said = spread(lines, [{"day": "2/9/25"}, {"people": "3"}], 1, 10)
    assert [line.typed for line in found] == [{"day": "2/9/25", "note": "blijft"}, {"people": "3"}]
    assert said == ""


def test_two_tabs_with_the_same_rows_are_one() -> None:
    mine = [Line(1, "a" * 10, {"note": "x"}), Line(2, "b" * 10, {"note": "y"})]
    assert together(mine, [Line(1, "a" * 10, {"note": "x"})]) == (mine, False)
    both, differ = together(mine, [Line(1, "a" * 10, {"note": "anders"})])
    assert ([line.typed["note"] for line in both], differ) == (["x", "anders", "y"], True)
    assert len({line.ref for line in both}) == 3


def test_a_grid_of_many_columns_has_fewer_rows_so_that_a_form_can_send_them() -> None:
    wide = tuple(Column(f"c{n}", "", str) for n in range(18))
    assert (most_rows(COLUMNS), most_rows(wide)) == (200, 100)
