"""Why is this 70 and not 171, and who changed the target? Asked on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from toc_core.access import Access, Principal
from toc_core.cli import run
from toc_core.db.measures import Agreed, AgreedKind
from toc_core.db.store import Store
from toc_core.db.theory import IndicatorRow
from toc_core.explaining.conventions import convention_words
from toc_core.explaining.rule import rule_of
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
        "Dit cijfer is niet geteld, maar ingetypt: we tellen pas vanaf schooljaar 2021-2022.",
        "Aantal Corona-Buddy's: 101",
        "Samen zou dat 171 zijn, maar dat is een ander cijfer: we tellen het niet op.",
        "70 over 2019-2020 (bron: Slides",
        "Er is geen doel met een getal afgesproken. De richting: meer.",
    ):
        assert words in text


def test_it_says_who_changed_the_target_and_why(explained: object) -> None:
    agree(date(2019, 9, 2), 60, "an.peeters", "")
    agree(date(2020, 1, 13), 75, "bo.maes", "meer studenten")
    text = explained("buddy.buddies", "--period", "19/20")  # type: ignore[operator]
    first = text.index("doel 75 voor 2019-2020 (Hele stad), afgesproken op 13/01/2020 door bo.maes")
    second = text.index("doel 60 voor 2019-2020 (Hele stad), afgesproken op 02/09/2019")
    assert first < second
    assert "meer studenten" in text
    assert "(vervangen)" in text[second:]


def test_a_longer_period_is_set_beside_its_years_and_not_summed(explained: object) -> None:
    text = explained("campus_talent.schools", "--period", "2023-2024..2024-2025")  # type: ignore[operator]
    assert "reeks" not in text
    assert ": 4\n" in text.partition("\n\n")[0] + "\n"
    assert "  - 2023-2024: 4\n  - 2024-2025: 4\n" in text


def test_what_does_not_fit_is_left_out_by_name(explained: object) -> None:
    text = explained("campus_talent.research_conversations", "--period", "2023-2024")  # type: ignore[operator]
    assert "– (" in text
    assert "Niet meegeteld" in text
    assert "valt niet helemaal in deze periode" in text


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


def test_the_conventions_are_told_as_they_are_set() -> None:
    usual = dict(convention_words(Indicator("one", "x")))
    assert usual["Bijna"] == "vanaf 85 % van de weg naar het doel"
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
    said = dict(convention_words(other))
    assert "90 %" in said["Bijna"]
    assert said["Vooruitgang"] == "doel gedeeld door waarde"
    assert "laatste gekende stand" in said["Periode zonder meting"]
    assert "som van de doelen" in said["Doel over meer jaren"]
    assert "schooljaar" in said["Welke periode"]


def test_no_programme_of_ours_is_without_words_for_its_indicators() -> None:
    for programme in load_plugins().programmes.values():
        for indicator in programme.all_indicators():
            assert all(sentence.strip() for sentence in rule_of(programme, indicator))
