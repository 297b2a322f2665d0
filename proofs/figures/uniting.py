"""Random unions: what several counts reach together, asked of the engine and of the facts."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from proofs.figures.cities import City
from proofs.figures.comparing import Difference, six
from proofs.figures.facts import Known
from proofs.figures.mismatches import Mismatch
from proofs.figures.oracle.asking import Answer, Asked, Part
from proofs.figures.oracle.reaching import reached
from proofs.figures.questions import Place, random_question
from proofs.figures.theories import Member, random_members
from toc_core.access import SYSTEM
from toc_core.db.measuring import Question
from toc_core.db.measuring.unions import Reach, reach
from toc_core.db.store import Store
from toc_core.figures import Figure, Origin
from toc_core.periods import Period

UNION = "union"


def union_compared(store: Store, city: City, seed: int) -> list[Mismatch]:
    """Return where the random union of a seed is not what the facts give."""
    dice = Random(-1 - seed)  # noqa: S311 - no secret
    question, members = random_question(dice, city), random_members(dice, city.programmes)
    with store.session_for(SYSTEM, "bewijs") as session:
        found = reach(session, question, members)
    known = Known(city.versions, question.at)
    return [
        Mismatch(
            seed,
            question,
            Place(members[0][0].code, UNION, period.code, Part()),
            members[0][1],
            difference,
        )
        for period, got in zip(question.periods, found, strict=True)
        for difference in _differences(known, question, members, period, got)
    ]


def _differences(
    known: Known, question: Question, members: list[Member], period: Period, got: Reach
) -> Iterator[Difference]:
    right = reached(
        [
            Asked(
                known,
                programme,
                indicator,
                period,
                question.today,
                practice=question.practice,
                to_date=question.to_date,
            )
            for programme, indicator in members
        ]
    )
    least, most = (max(0, int(end)) for end in right.overlap)
    pairs: list[tuple[str, Any, Any]] = [
        ("union", _said(right.union), _given(got.union)),
        ("parts", [_said(part) for part in right.parts], [_given(part) for part in got.parts]),
        ("sum", right.total, (got.summed.lower, got.summed.upper)),
        ("overlap", (least, most), (got.overlap.lower, got.overlap.upper)),
    ]
    for name, expected, given in pairs:
        if expected != given:
            yield Difference(name, expected, given)


def _said(answer: Answer) -> tuple[Any, ...]:
    return not answer.answered, six(answer.value), six(answer.lower), six(answer.upper)


def _given(figure: Figure) -> tuple[Any, ...]:
    return figure.origin is Origin.ABSENT, figure.value, figure.lower, figure.upper
