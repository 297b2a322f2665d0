"""Whether a programme holds together: every problem at once, none of them mended here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toc_core.checks.causality import as_meant, chains, cycles, links, written_as_text
from toc_core.checks.measures import measures
from toc_core.checks.measuring import elements, indicators, premises
from toc_core.checks.naming import naming, references
from toc_core.checks.portfolio import check_portfolio
from toc_core.checks.problems import Problem
from toc_core.checks.rules import CODES, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc_core.theory import Programme

__all__ = ["CODES", "Problem", "Rule", "Severity", "check", "check_portfolio", "is_sound"]

_CHECKS = (naming, references, elements, links, cycles, chains, premises, indicators, measures)


def check(programme: Programme) -> tuple[Problem, ...]:
    """Return all problems, each once: errors first, then by code and place."""
    found = set(written_as_text(programme))
    programme = as_meant(programme)
    found.update(problem for one in _CHECKS for problem in one(programme))
    return tuple(sorted(found, key=lambda problem: (problem.severity, problem)))


def is_sound(problems: Iterable[Problem]) -> bool:
    """Return whether nothing must be mended; gaps may remain."""
    return all(problem.severity is not Severity.ERROR for problem in problems)
