"""Where the two ends of a figure come from, with its own numbers."""

from __future__ import annotations

from decimal import Decimal

from toc_core.explaining.bounds import Heads, bounds_words
from toc_core.figures import Figure, Origin
from toc_core.periods import parse_period
from toc_core.theory import Count, Countable, Indicator, Observed

PEOPLE = Indicator("people", "x", Count(Countable.PARTICIPANTS))
SCHOOLS = Indicator("schools", "x", Count(Countable.SCHOOLS))


def figure(lower: int, upper: int, site: str = "") -> Figure:
    """Return a figure between two ends, or one number when they are the same."""
    ends = {"lower": Decimal(lower), "upper": Decimal(upper)}
    return Figure(
        "club",
        "one",
        "Een",
        parse_period("2025-2026"),
        origin=Origin.COUNTED,
        site=site,
        site_label=f"Oefenschool {site.upper()}",
        **({"value": Decimal(lower)} if lower == upper else ends),  # type: ignore[arg-type]
    )


def test_typed_years_give_the_largest_and_the_sum() -> None:
    noted = [Decimal(44), Decimal(70), Decimal(46)]
    (said,) = bounds_words(figure(70, 160), PEOPLE, noted, [], [])
    assert said == (
        "Minstens 70 (het hoogste getal), hoogstens 160 (44 + 70 + 46), want dezelfde mensen "
        "kunnen terugkomen."
    )
    (said,) = bounds_words(figure(70, 160), SCHOOLS, noted, [], [])
    assert said.endswith("want dezelfde scholen kunnen terugkomen.")


def test_head_counts_beside_codes_are_added_up_school_by_school() -> None:
    parts = [figure(8, 8, "a"), figure(6, 16, "c")]
    school, whole = bounds_words(figure(13, 24), PEOPLE, [], parts, [Heads("c", 5, (6, 5))])
    assert school == (
        "Oefenschool C: 5 mensen met een code. Zonder code kennen we alleen aantallen; per "
        "klasgroep of traject telt alleen het grootste: 6 en 5. Minstens 6, als het zoveel "
        "mogelijk dezelfde mensen zijn; hoogstens 5 + 6 + 5 = 16."
    )
    assert whole == (
        "De scholen samen geven minstens 14, en het totaal begint bij 13: wie ergens geen code "
        "heeft, kan elders al geteld zijn."
    )


def test_schools_that_simply_add_up_need_no_words() -> None:
    parts = [figure(8, 8, "a"), figure(6, 16, "c")]
    said = bounds_words(figure(14, 24), PEOPLE, [], parts, [Heads("c", 0, (6, 10))])
    assert len(said) == 1
    assert "niemand met een code" in said[0]
    assert "hoogstens 6 + 10 = 16." in said[0]


def test_many_numbers_are_not_written_out() -> None:
    heads = Heads("a", 1, tuple([2] * 20))
    (said,) = bounds_words(figure(2, 41), PEOPLE, [], [figure(2, 41, "a")], [heads])
    assert "1 mens met een code" in said
    assert "samen 40, in 20 aantallen" in said
    assert "hoogstens alles samen = 41" in said


def test_numbers_that_do_not_explain_the_ends_are_not_told() -> None:
    assert bounds_words(figure(7, 9), Indicator("one", "x", Observed()), [Decimal(3)], [], []) == ()
    parts = [figure(6, 15, "c")]
    assert bounds_words(figure(6, 15), PEOPLE, [], parts, [Heads("c", 5, (6, 5))]) == ()
    assert bounds_words(figure(8, 8), PEOPLE, [Decimal(8)], [], []) == ()
