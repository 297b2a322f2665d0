"""The proof: random cities, questioned twice; every figure must be the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from random import Random
from typing import Any

from proofs.figures.cities import City, random_city
from proofs.figures.comparing import Difference, differences
from proofs.figures.facts import Known, Version
from proofs.figures.loading import replace_city
from proofs.figures.mismatches import Mismatch
from proofs.figures.oracle.figures import expected
from proofs.figures.questions import (
    answers,
    asked_at,
    place_of,
    places,
    random_question,
)
from proofs.figures.shrinking import shrunk
from proofs.figures.uniting import UNION, union_compared
from toc_core.db.measuring import Question
from toc_core.db.store import Store
from toc_core.figures import Figure
from toc_core.theory import Indicator

QUESTIONS = 1  # a data set costs less than a question, and more of them find more
Disturb = Callable[[Store], None]


@dataclass
class Tally:
    """How much was compared, and what did not agree."""

    counts: Counter[str] = field(default_factory=Counter)
    mismatches: list[Mismatch] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    database: str = ""

    def add(self, other: Tally) -> None:
        """Add what another process found."""
        self.counts.update(other.counts)
        self.database = other.database
        self.mismatches += other.mismatches
        self.cases += other.cases


def prove(
    store: Store,
    seeds: Iterable[int],
    *,
    disturb: Disturb | None = None,
    progress: Callable[[Tally], None] = lambda tally: None,
    most_cases: int = 3,
) -> Tally:
    """Question the city of every seed and compare; ``disturb`` changes the database behind it."""
    tally = Tally()
    for seed in seeds:
        city = random_city(seed)
        _load(store, city.versions)
        if disturb is not None:
            disturb(store)
        wrong = _question(store, city, seed, tally)
        tally.counts["sets"] += 1
        tally.mismatches += wrong
        tally.counts["mismatches"] += len(wrong)
        if wrong and disturb is None and len(tally.cases) < most_cases:
            tally.cases.append(case_of(store, city, wrong[0]))
        progress(tally)
    return tally


def _load(store: Store, versions: list[Version]) -> None:
    with store.engine.begin() as connection:
        replace_city(connection, versions)


def _question(store: Store, city: City, seed: int, tally: Tally) -> list[Mismatch]:
    dice = Random(seed)  # noqa: S311 - no secret
    wrong: list[Mismatch] = []
    tally.counts["corrected or removed facts"] += sum(v.until is not None for v in city.versions)
    for _n in range(QUESTIONS):
        question = random_question(dice, city)
        found = answers(store, question)
        _note(tally, question, found)
        wrong += compared(city.versions, question, found, seed, tally)
    wrong += union_compared(store, city, seed)
    tally.counts["unions"] += 1
    return wrong


def compared(
    versions: list[Version],
    question: Question,
    found: list[Figure],
    seed: int,
    tally: Tally | None = None,
) -> list[Mismatch]:
    """Return where the engine's figures are not what the facts give, or are not there."""
    known = Known(versions, question.at)
    by_place = {place_of(known, figure): figure for figure in found}
    missing = [place for place in places(known, question) if place not in by_place]
    wrong: list[Mismatch] = []
    for place, figure in by_place.items():
        asked = asked_at(known, question, place)
        right = expected(asked)
        if tally is not None and right.answer.answered:
            tally.counts["answered"] += 1
            tally.counts[f"answered {kind_of(asked.indicator)}"] += 1
        for difference in differences(asked.indicator, right, figure):
            wrong.append(Mismatch(seed, question, place, asked.indicator, difference))
    for place in missing:
        asked = asked_at(known, question, place)
        if (answer := expected(asked).answer).answered:
            difference = Difference("figure", answer, None)
            wrong.append(Mismatch(seed, question, place, asked.indicator, difference))
    return wrong


def kind_of(indicator: Indicator) -> str:
    """Return what is measured and how, in a few words."""
    measure = indicator.measure
    words = [type(measure).__name__.lower()]
    words += [str(word) for name in ("of", "kind", "summary") if (word := _word(measure, name))]
    return f"{' '.join(words)}, {indicator.behaviour}"


def _word(measure: object, name: str) -> object:
    return getattr(measure, name, None)


def _note(tally: Tally, question: Question, found: list[Figure]) -> None:
    tally.counts["questions"] += 1
    tally.counts[f"questions by {question.by}"] += 1
    tally.counts["figures"] += len(found)
    for name, asked in (
        ("questions of practice", question.practice),
        ("questions as known at a moment", question.at is not None),
        ("questions to date", getattr(question, "to_date", False)),
        ("questions over two programmes", len(question.programmes) > 1),
    ):
        tally.counts[name] += bool(asked)
    for figure in found:
        if "*" in figure.axis:
            tally.counts["figures of crossed categories"] += 1
        elif figure.axis:
            tally.counts["figures of categories"] += 1


def case_of(store: Store, city: City, wrong: Mismatch) -> str:
    """Return a mismatch in words, with as few facts as show it."""

    def mismatches(versions: list[Version]) -> list[Mismatch]:
        _load(store, versions)
        if wrong.place.indicator == UNION:
            found = union_compared(store, city._replace(versions=versions), wrong.seed)
        else:
            found = compared(versions, question, answers(store, question), wrong.seed)
        return [
            each
            for each in found
            if each.place == wrong.place and each.difference.field == wrong.difference.field
        ]

    question = wrong.question
    versions = shrunk(city.versions, lambda fewer: bool(mismatches(fewer)))
    with suppress(IndexError):
        wrong = mismatches(versions)[0]
    return "\n".join(_lines(wrong, versions))


def _lines(wrong: Mismatch, versions: list[Version]) -> list[str]:
    question, place = wrong.question, wrong.place
    asked = f"by {question.by}, practice {question.practice}, at {question.at}"
    return [
        f"seed {wrong.seed}: {place.programme}.{place.indicator} in {place.period}, {place.part}",
        f"  asked {asked}, to date {getattr(question, 'to_date', False)}, today {question.today}",
        f"  {_brief(wrong.indicator)}",
        f"  {wrong.difference.field}: expected {wrong.difference.expected!r}, "
        f"got {wrong.difference.got!r}",
        *(f"    {v.fact}{_known(v)}" for v in versions),
    ]


def _brief(thing: Any) -> str:
    """Return a dataclass in words, without the fields that are as usual."""
    usual = [
        f"{f.name}={_brief(value) if is_dataclass(value) else repr(str(value))}"
        for f in fields(thing)
        if (value := getattr(thing, f.name)) != f.default and value != _usual(f)
    ]
    return f"{type(thing).__name__}({', '.join(usual)})"


def _usual(field: Any) -> Any:
    return None if field.default_factory is MISSING else field.default_factory()


def _known(version: Version) -> str:
    until = f" until {version.until:%Y-%m-%d}" if version.until else ""
    return f" from {version.since:%Y-%m-%d}{until}"
