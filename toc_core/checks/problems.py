"""One problem that a check reports: which rule, where, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toc_core.checks.rules import CODES, Severity
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.theory import Programme
    from toc_core.theory.portfolio import Portfolio

_LONGEST_NAME = 160  # a link may need many causes; a message stays readable


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong or missing: which rule, how bad, where, and what to do."""

    code: str
    severity: Severity
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def problem(code: str, place: str, /, **words: str | int) -> Problem:
    """Return the problem of this code at a place, its words filled in."""
    rule = CODES[code]
    message = f"{_(rule.finding)} {_(rule.remedy)}".format(**words)
    return Problem(code, rule.severity, place, message)


def place(owner: Programme | Portfolio, kind: str = "", name: str = "") -> str:
    """Return where a problem is: the programme or portfolio, and the kind and code in it."""
    where = owner.code or owner.label
    return f"{where}: {kind} {brief(name)}" if kind else where


def brief(name: str) -> str:
    """Return a name of bearable length, cut in the middle where needed."""
    half = _LONGEST_NAME // 2
    return name if len(name) <= _LONGEST_NAME else f"{name[:half]}…{name[-half:]}"
