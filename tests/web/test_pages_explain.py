"""The page that explains a figure: the rule, the records, and who changed the target and why."""

from __future__ import annotations

import re
from datetime import date

import pytest

from toc_core.db.store import Store

from .conftest import ClientFor
from .pages_world import REPORT, YEAR, Pages, TickingClock, build_pages

PAGE = "/programma/campus_talent/cijfer/pupils_supported"


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    store.clock = TickingClock()
    return build_pages(store)


def test_every_whole_figure_of_the_report_leads_to_its_explanation(
    client_for: ClientFor, pages: Pages
) -> None:
    text = client_for("stad").get(REPORT).text
    assert f'href="{PAGE}?periode={YEAR}"' in text


def test_the_page_gives_the_rule_the_records_and_the_days(
    client_for: ClientFor, pages: Pages
) -> None:
    text = client_for("stad").get(f"{PAGE}?periode={YEAR}&oefen=1").text
    assert "We tellen mensen die aanwezig waren, iedereen één keer." in text
    assert "Alleen leerlingen." in text
    assert "Geteld uit wat geregistreerd is: 3 registraties van aanwezigen." in text
    assert "Van 01/09/" in text
    assert "Wat erachter zit" in text


def test_without_a_target_it_gives_the_direction(client_for: ClientFor, pages: Pages) -> None:
    page = f"/programma/campus_talent/cijfer/schools?periode={YEAR}&oefen=1"
    text = client_for("stad").get(page).text
    assert "Er is geen doel afgesproken. Meer is beter (onze lezing)." in text
    assert "Doel over meer jaren" not in text


def test_it_says_who_changed_the_target_when_and_why(client_for: ClientFor, pages: Pages) -> None:
    pages.agree(40, date(2025, 9, 1), "startbegroting", "an.peeters")
    pages.agree(30, date(2025, 11, 3), "twee scholen minder", "bo.maes")
    text = client_for("stad").get(f"{PAGE}?periode={YEAR}").text
    for words in ("an.peeters", "bo.maes", "twee scholen minder", "03/11/2025", "(vervangen)"):
        assert words in text
    assert "Het doel is 30." in text
    assert "Het doel ging van 40 naar 30. Afgesproken op 03/11/2025, ingevoerd op " in text
    assert "Ingevoerd op" in text


def test_a_target_that_never_counted_is_not_called_replaced(
    client_for: ClientFor, pages: Pages
) -> None:
    pages.agree(30, date(2025, 9, 15), "", "an.peeters")
    pages.agree(24, date(2025, 6, 1), "minder klassen", "an.peeters")
    text = client_for("stad").get(f"{PAGE}?periode={YEAR}").text
    assert "vroeger afgesproken dan het doel van 30" in text
    assert "(vervangen)" not in text
    assert "Het doel is 30." in text


def test_targets_stand_by_school_in_the_order_of_the_alphabet_the_newest_first(
    client_for: ClientFor, pages: Pages
) -> None:
    pages.agree(6, date(2025, 11, 3), "meer klassen", "an.peeters", pages.a)
    pages.agree(5, date(2025, 12, 1), "later aangesloten", "bo.maes", pages.b)
    text = client_for("stad").get(f"{PAGE}?periode={YEAR}&oefen=1").text
    table = text[text.index('id="doelen-hier"') :].partition("</table>")[0]
    rows = re.findall(r'"School">([^<]+)</td><td data-label="Waarde">([^<]+)', table)
    assert rows == [("Oefenschool A", "6"), ("Oefenschool A", "4"), ("Oefenschool B", "5")]


def test_targets_of_other_years_are_folded_away(client_for: ClientFor, pages: Pages) -> None:
    pages.agree(30, date(2025, 9, 15), "", "an.peeters")
    text = client_for("stad").get(f"{PAGE}?periode=2024-2025").text
    _open, folded = text.split("Voor andere periodes (1)")
    assert "an.peeters" in folded
    assert "an.peeters" not in _open


def test_a_school_sees_neither_the_city_target_nor_the_records_of_another_school(
    client_for: ClientFor, pages: Pages
) -> None:
    pages.agree(40, date(2025, 9, 1), "geheim van de stad", "an.peeters")
    text = client_for("an").get(f"{PAGE}?periode={YEAR}").text
    assert "geheim van de stad" not in text
    assert "School B" not in text


def test_an_unknown_indicator_is_named_with_the_nearest_one(
    client_for: ClientFor, pages: Pages
) -> None:
    answer = client_for("stad").get("/programma/campus_talent/cijfer/pupils_suported")
    assert answer.status_code in (400, 404)
    assert "pupils_supported" in answer.text


def test_a_school_is_held_to_its_own_target_as_on_the_start_page(
    client_for: ClientFor, pages: Pages
) -> None:
    text = client_for("an").get(f"/programma/campus_talent/cijfer/pupils_supported?periode={YEAR}")
    assert "Het doel is 4." in text.text
    assert "niet voor de hele stad" not in text.text
