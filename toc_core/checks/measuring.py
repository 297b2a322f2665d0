"""Checks of elements, premises and indicators: complete, and asking for what can be counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toc_core.checks.naming import premise_word
from toc_core.checks.problems import brief, place, problem
from toc_core.i18n import _
from toc_core.theory import At, Count, Countable, Custom, PremiseKind, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toc_core.checks.problems import Problem
    from toc_core.theory import Element, Indicator, Programme

_RUN = frozenset({Countable.TRAJECTORIES, Countable.GROUPS})
_DONE = frozenset({Countable.DELIVERIES, Countable.PARTICIPANTS, Countable.STORIES})
# Which filter says something about which records: a school takes part in a programme, not in
# one intervention; only meetings have kinds; only a trajectory has a first and a last day.
_FITS: Mapping[str, frozenset[Countable]] = {
    "interventions": _RUN | _DONE,
    "level": _RUN | _DONE,
    "roles": _DONE,
    "kinds": frozenset({Countable.MEETINGS}),
    "at": _RUN,
    "held_only": frozenset({Countable.DELIVERIES, Countable.PARTICIPANTS, Countable.GROUPS}),
}
# Only the look of a period, in the one spelling that is written.
_PERIOD = re.compile(r"[0-9]{4}(\.Q[1-4])?|[0-9]{4}-[0-9]{4}(\.T[1-3])?")
_MOST_DECIMALS = 6  # values are kept in millionths


def elements(programme: Programme) -> Iterator[Problem]:
    """Report horizons missing or misplaced, outcomes nobody measures, and a missing impact."""
    measured = {i.element for i in programme.indicators}
    for e in programme.elements:
        where = place(programme, _("bouwsteen"), e.code)
        if e.stage is not Stage.OUTCOME:
            if e.horizon is not None:
                yield problem("needless-horizon", where, code=e.code)
            continue
        if e.horizon is None:
            yield problem("missing-horizon", where, code=e.code)
        if e.code not in measured:
            yield problem("outcome-without-indicator", where, code=e.code)
    if not programme.of_stage(Stage.IMPACT):
        yield problem("no-impact", place(programme))
    for period in (programme.since, programme.until):
        if period and not _PERIOD.fullmatch(period):
            yield problem("invalid-period", place(programme), period=brief(period))


def premises(programme: Programme) -> Iterator[Problem]:
    """Report premises that say nothing about what they apply to."""
    interventions = programme.of_stage(Stage.INTERVENTION)
    active = {e.code for e in interventions}
    active |= {link.code for link in programme.links if not active.isdisjoint(link.causes)}
    twins = {e.same_as for e in interventions}
    for premise in programme.premises:
        where = place(programme, premise_word(premise), premise.code)
        scope = premise.scope
        if premise.kind is PremiseKind.INGREDIENT:
            named = {*scope.elements, *scope.links, premise.same_as}
            if active.isdisjoint(named) and premise.code not in twins:
                yield problem("ingredient-without-intervention", where, code=premise.code)
        elif not (scope.elements or scope.links or scope.horizon):
            yield problem(f"{premise.kind}-without-scope", where, code=premise.code)


def indicators(programme: Programme) -> Iterator[Problem]:
    """Report measures that cannot be taken: filters that do not fit, periods that are none."""
    known = {e.code: e for e in programme.elements}
    for indicator in programme.indicators:
        where = place(programme, _("indicator"), indicator.code)
        measure = indicator.measure
        if isinstance(measure, Count):
            yield from _count(indicator.code, measure, known, where)
        elif not 0 <= indicator.decimals <= _MOST_DECIMALS:
            words: dict[str, str | int] = {"code": indicator.code, "decimals": indicator.decimals}
            yield problem("invalid-decimals", where, **words)
        yield from _counted_from(indicator, where)


def _counted_from(indicator: Indicator, where: str) -> Iterator[Problem]:
    if indicator.counted_from is None:
        return
    if not isinstance(indicator.measure, Count | Custom):
        yield problem("needless-counted-from", where, code=indicator.code)
    if not _PERIOD.fullmatch(indicator.counted_from):
        yield problem("invalid-period", where, period=brief(indicator.counted_from))


def _count(code: str, count: Count, known: Mapping[str, Element], where: str) -> Iterator[Problem]:
    used = {
        "interventions": bool(count.interventions),
        "level": count.level is not None,
        "roles": bool(count.roles),
        "kinds": bool(count.kinds),
        "at": count.at is not At.START,
        "held_only": not count.held_only,
    }
    for name in (n for n, is_used in used.items() if is_used and count.of not in _FITS[n]):
        yield problem("senseless-filter", where, code=code, of=count.of, filter=name)
    named = [known[c] for c in count.interventions if c in known]
    for element in named:
        if element.stage is not Stage.INTERVENTION:
            yield problem("wrong-stage", where, code=element.code)
    if named and count.level and all(e.level not in (None, count.level) for e in named):
        yield problem("empty-filter", where, code=code, level=count.level)
