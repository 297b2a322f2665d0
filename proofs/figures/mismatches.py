"""A figure that is not what the facts give, and where."""

from __future__ import annotations

from typing import NamedTuple

from proofs.figures.comparing import Difference
from proofs.figures.questions import Place
from toc_core.db.measuring import Question
from toc_core.theory import Indicator


class Mismatch(NamedTuple):
    """A figure that is not what the facts give."""

    seed: int
    question: Question
    place: Place
    indicator: Indicator
    difference: Difference
