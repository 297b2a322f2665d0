"""Why is this 70 and not 171, and who changed the target? Asked on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from toc_core.access import Access, Principal
from toc_core.cli import run
from toc_core.db.measures import Agreed, AgreedKind
from toc_core.db.store import Store
from toc_core.db.theory import IndicatorRow
from toc_core.explaining.agreed_words import late_words
from toc_core.explaining.agreeing import Agreement, stood
from toc_core.explaining.conventions import convention_words
from toc_core.explaining.rule import rule_of
from toc_core.figures import Origin
from toc_core.periods import parse_period
from toc_core.plugins import load_plugins
from toc_core.settings import read_settings
from toc_core.theory import (
    Behaviour,
    Conventions,
    Count,
    Countable,
    Custom,
    Dated,
    Direction,
    Element,
    Formula,
    Gap,
    Indicator,
    Measure,
    Moment,
    Observed,
    Overall,
    Programme,
    Progress,
    Quantity,
    Recorded,
    Scored,
    Stage,
    Summary,
    ValueKind,
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation with the figures that the sources print."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOC_HOME", str(folder))
        assert run(["migrate"]) == 0
        assert run(["sync", "--data"]) == 0
        yield folder


@pytest.fixture
def explained(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> object:
    monkeypatch.setenv("TOC_HOME", str(home))

    def ask(*arguments: str) -> str:
        capsys.readouterr()
        assert run(["explain", *arguments]) == 0
        return capsys.readouterr().out

    return ask


def agree(day: date, value: int, who: str, reason: str) -> None:
    store = Store(read_settings().database_url)
    with store.changing(Principal(who, Access.COORDINATOR), "doel") as session:
        buddies = select(IndicatorRow).where(IndicatorRow.code == "buddies")
        indicator = session.scalars(buddies).one()
        session.add(
            Agreed(
                programme_id=indicator.programme_id,
                indicator_id=indicator.id,
                site_id=0,
                kind=AgreedKind.TARGET,
                period="2019-2020",
                value=Decimal(value),
                agreed_on=day,
                reason=reason,
            )
        )
    store.close()


def test_it_says_why_a_figure_is_70_and_not_171(explained: object) -> None:
    text = explained("buddy.buddies", "--period", "2019-2020")  # type: ignore[operator]
    assert text.startswith("Aantal buddy's (Buddy), schooljaar 2019-2020: 70\n")
    for words in (
        "Overgenomen uit een bron, niet zelf geteld.",
        "De bron noemt 70 buddy's en 101 Corona-Buddy's; wij lezen dat als twee soorten (onze "
        "lezing). Daarom staat hier 70, en niet 171.",
        "Er is geen doel afgesproken. Meer is beter (onze lezing).",
    ):
        assert words in text.partition("Hoe dit berekend is")[0]
    assert "Aantal Corona-Buddy's: 101" in text
    assert "70 over 2019-2020 (bron: Slides" in text
    assert "Afspraken" not in text  # nothing about targets where there is none


def test_it_says_where_70_to_160_comes_from(explained: object) -> None:
    text = explained("buddy.buddies", "--period", "2020-2021", "--to-date")  # type: ignore[operator]
    assert text.startswith(
        "Aantal buddy's (Buddy), alles tot en met schooljaar 2020-2021: 70 tot 160\n"
    )
    assert "Minstens 70 (het hoogste getal), hoogstens 160 (44 + 70 + 46)" in text


def test_it_says_who_changed_the_target_and_why(explained: object) -> None:
    agree(date(2019, 9, 2), 60, "an.peeters", "")
    agree(date(2020, 1, 13), 75, "bo.maes", "meer studenten")
    text = explained("buddy.buddies", "--period", "19/20")  # type: ignore[operator]
    change = "Het doel ging van 60 naar 75. Afgesproken op 13/01/2020, ingevoerd op "
    assert change in text
    assert "door bo.maes. Reden: meer studenten." in text
    assert "Het doel is 75. 70 van de 75 is 93,3\u202f%. Vanaf 85\u202f% zeggen we 'bijna'." in text
    place = "voor schooljaar 2019-2020 (Hele stad), afgesproken op"
    first = text.index(f"doel 75 {place} 13/01/2020, ingevoerd op ")
    second = text.index(f"doel 60 {place} 02/09/2019, ingevoerd op ")
    assert first < second
    assert "(vervangen)" in text[second:]


def test_targets_of_other_periods_are_shown_only_when_asked(explained: object) -> None:
    text = explained("buddy.buddies", "--period", "2018-2019")  # type: ignore[operator]
    assert "voor andere periodes: 2 (toon ze met --all)" in text
    assert "doel 75 voor" not in text
    assert "doel 75 voor" in explained(  # type: ignore[operator]
        "buddy.buddies", "--period", "2018-2019", "--all"
    )


def test_a_longer_period_is_set_beside_its_years_and_not_summed(explained: object) -> None:
    text = explained("campus_talent.schools", "--period", "2023-2024..2024-2025")  # type: ignore[operator]
    assert "reeks" not in text
    assert ": 4\n" in text.partition("\n\n")[0] + "\n"
    assert "  - 2023-2024: 4\n  - 2024-2025: 4\n" in text


def test_a_year_inside_a_longer_total_leads_to_that_total(explained: object) -> None:
    text = explained("campus_talent.research_conversations", "--period", "2023-2024")  # type: ignore[operator]
    assert (
        "Geen cijfer voor schooljaar 2023-2024 apart. Er is alleen een cijfer voor 2023-2024 en "
        "2024-2025 samen: 30. We verdelen het niet per schooljaar."
    ) in text
    assert "in haar geheel" not in text


def test_schools_known_by_name_are_named_where_only_a_total_counts(explained: object) -> None:
    text = explained("krachtige_scholen.schools", "--period", "2020-2021")  # type: ignore[operator]
    assert "Er is alleen een cijfer voor 2019-2020 en 2020-2021 samen: 6." in text
    assert "Van 6 scholen kennen we de naam: BA Botaniek, BA Stassart, " in text


def test_no_direction_is_claimed_where_the_source_names_none(explained: object) -> None:
    period = "2019-2020..2020-2021"
    text = explained("krachtige_scholen.assistants", "--period", period)  # type: ignore[operator]
    assert "de slides noemen geen richting en geen doel" in text
    assert "Meer is beter (onze lezing)." in text
    assert "De richting" not in text


def test_what_was_entered_late_says_when_and_by_whom(explained: object) -> None:
    text = explained("buddy.schools", "--period", "2018-2019")  # type: ignore[operator]
    assert re.search(r"Pas na het schooljaar ingevoerd: op \d\d/\d\d/\d{4}, door systeem\.", text)
    assert not re.search(r"\[\w{10}\]", text)  # the reference of a record is for programs


@pytest.mark.parametrize(
    ("name", "hint"),
    [("buddy.budies", "buddies"), ("budy.buddies", "buddy"), ("buddies", "punt ertussen")],
)
def test_a_wrong_name_is_told_with_the_nearest(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    name: str, hint: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("TOC_HOME", str(home))
    assert run(["explain", name, "--period", "2019-2020"]) == 2
    assert hint in capsys.readouterr().err


MEASURES: list[tuple[Measure, str]] = [
    (Count(Countable.SCHOOLS), "elke school één keer"),
    (Count(Countable.TRAJECTORIES), "trajecten die in de periode starten"),
    (Count(Countable.DELIVERIES, held_only=False), "Ook wat nog gepland is telt"),
    (Count(Countable.PARTICIPANTS, level="x"), "Alleen bij: Gesprekken."),
    (Observed(ValueKind.TEXT), "er wordt niets mee gerekend"),
    (Observed(ValueKind.RATIO), "nooit een gemiddelde van percentages"),
    (Observed(summary=Summary.MEDIAN), "de middelste waarde"),
    (Scored(Summary.CHANGE, (Moment.BEFORE, Moment.AFTER)), "de eerste score voor"),
    (Scored(moments=(Moment.AFTER,)), "Alleen scores na."),
    (Recorded(Quantity.MINUTES, elements=("talks",)), "Alleen bij: Gesprekken."),
    (Formula("one / 2"), "Dit wordt berekend: one / 2."),
    (Custom("club.loans", Summary.MEAN), "'club.loans'"),
]


@pytest.mark.parametrize(("measure", "words"), MEASURES, ids=lambda m: str(m)[:40])
def test_every_measure_has_its_rule_in_words(measure: Measure, words: str) -> None:
    talks = Element("talks", Stage.INTERVENTION, "Gesprekken", level="x")
    indicator = Indicator("one", "talks", measure)
    programme = Programme("club", "Club", "1", elements=(talks,), indicators=(indicator,))
    assert words in " ".join(rule_of(programme, indicator))


POLICY = parse_period("2020-2025")


def test_the_conventions_are_told_as_they_are_set() -> None:
    counted = Indicator("one", "x", Count(Countable.DELIVERIES))
    usual = dict(convention_words(counted, POLICY))
    assert usual["Welke periode"] == "Telt mee in de periode waarin het gebeurde."
    assert list(dict(convention_words(counted, POLICY, has_target=False))) == ["Welke periode"]
    assert convention_words(counted, POLICY, Origin.OBSERVED, has_target=False) == ()
    year = parse_period("2024-2025")
    assert "Doel over meer jaren" not in dict(convention_words(counted, year))
    other = Indicator(
        "one",
        "x",
        Observed(),
        direction=Direction.DECREASE,
        behaviour=Behaviour.STOCK,
        conventions=Conventions(
            Gap.CARRIED, Progress.OF_TARGET, 90, Overall.SUMMED, Dated.SCHOOL_YEAR
        ),
    )
    said = dict(convention_words(other, POLICY))
    assert "laatste gekende stand" in said["Periode zonder meting"]
    assert "som van de doelen" in said["Doel over meer jaren"]
    scored = replace(counted, measure=Scored(), conventions=Conventions(dated=Dated.SCHOOL_YEAR))
    assert "schooljaar" in dict(convention_words(scored, POLICY))["Welke periode"]


def test_no_programme_of_ours_is_without_words_for_its_indicators() -> None:
    for programme in load_plugins().programmes.values():
        for indicator in programme.all_indicators():
            assert all(sentence.strip() for sentence in rule_of(programme, indicator))


def test_a_target_that_came_when_the_year_was_over_is_told_with_what_it_was_before() -> None:
    year = parse_period("2023-2024")

    def agreed(number: int, value: int, entered: datetime) -> Agreement:
        return Agreement(
            number, AgreedKind.TARGET, 1, year, 0, 0, Decimal(value), entered.date(), entered,
            "bo.maes", "",
        )  # fmt: skip

    before = agreed(1, 80, datetime(2023, 9, 1, tzinfo=UTC))
    after = agreed(2, 65, datetime(2026, 11, 27, tzinfo=UTC))
    in_time, late = stood([before, after])
    assert late_words(in_time, UTC) == ""
    assert late_words(late, UTC) == (
        "Let op: dit doel kwam er pas na schooljaar 2023-2024, op 27/11/2026. Tot dan was het 80."
    )
    (alone,) = stood([after])
    assert late_words(alone, UTC).endswith("op 27/11/2026.")
