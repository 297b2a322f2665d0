"""Whether a portfolio holds together with the programmes that are loaded.

A programme that is not loaded is a gap and no error: its plugin may be away.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from toc_core.checks.naming import SNAKE_CASE
from toc_core.checks.problems import brief, place, problem
from toc_core.errors import did_you_mean
from toc_core.i18n import _
from toc_core.theory.portfolio import Framework, PolicyLevel

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from toc_core.checks.problems import Problem
    from toc_core.theory import Programme
    from toc_core.theory.portfolio import Goal, PolicyItem, Portfolio

_ABOVE = {PolicyLevel.PLAN: PolicyLevel.OBJECTIVE, PolicyLevel.ACTION: PolicyLevel.PLAN}


def check_portfolio(
    portfolio: Portfolio, programmes: Mapping[str, Programme]
) -> tuple[Problem, ...]:
    """Return all problems, each once: errors first, then by code and place."""
    found = {
        *_names(portfolio),
        *_programmes(portfolio, programmes),
        *_references(portfolio, programmes),
        *_policy_plan(portfolio),
        *_gaps(portfolio, programmes),
    }
    return tuple(sorted(found, key=lambda one: (one.severity, one)))


def _names(portfolio: Portfolio) -> Iterator[Problem]:
    """Report codes that are badly written or used twice, and empty labels."""
    kinds: dict[str, Iterable[tuple[str, str]]] = {
        _("portfolio"): [(portfolio.code, portfolio.label)],
        _("niveau van het aanbod"): [(o.code, o.label) for o in portfolio.offer],
        _("kader"): [(f.code, f.label) for f in portfolio.frameworks],
        _("doelstelling"): [(g.code, g.label) for g in portfolio.goals],
        _("gedeelde indicator"): [(s.code, s.label) for s in portfolio.shared_indicators],
    }
    for kind, named in kinds.items():
        for code, label in named:
            where = place(portfolio, kind, code)
            if not SNAKE_CASE.fullmatch(code):
                yield problem("invalid-code", where, code=brief(code))
            if not label.strip():
                yield problem("empty-label", where, code=brief(code))
        yield from _twice(portfolio, kind, (code for code, _label in named))
    yield from _twice(portfolio, _("programma"), portfolio.programmes)
    yield from _twice(portfolio, _("BBC-code"), (item.code for item in portfolio.policy_plan))


def _twice(portfolio: Portfolio, kind: str, codes: Iterable[str]) -> Iterator[Problem]:
    for code, count in Counter(codes).items():
        if count > 1:
            where = place(portfolio, kind, code)
            yield problem("duplicate-code", where, code=brief(code), count=count, kinds=kind)


def _programmes(portfolio: Portfolio, loaded: Mapping[str, Programme]) -> Iterator[Problem]:
    """Report programmes that are not loaded, and those mentioned outside the list."""
    named = dict.fromkeys(chain(portfolio.programmes, portfolio.read_in, _mentioned(portfolio)))
    for code in named:
        where = place(portfolio, _("programma"), code)
        if code not in portfolio.programmes:
            yield problem("outside-portfolio", where, code=brief(code))
        if code not in loaded:
            hint = did_you_mean(code, loaded)
            yield problem("unknown-programme", where, code=brief(code), hint=hint)


def _mentioned(portfolio: Portfolio) -> Iterator[str]:
    for level in portfolio.offer:
        yield from level.programmes
    for aim in _aims(portfolio):
        yield from aim.programmes
    for item in portfolio.policy_plan:
        yield from item.programmes
    yield from (c.programme for c in portfolio.contributions)


def _aims(portfolio: Portfolio) -> list[Framework | Goal]:
    return [*portfolio.frameworks, *portfolio.goals]


def _references(portfolio: Portfolio, loaded: Mapping[str, Programme]) -> Iterator[Problem]:
    """Report elements, indicators and goals that do not exist."""
    for aim in _aims(portfolio):
        kind = _("kader") if isinstance(aim, Framework) else _("doelstelling")
        for name in aim.elements:
            where = place(portfolio, kind, aim.code)
            yield from _reference(where, _("De bouwsteen"), name, loaded, _elements)
    for shared in portfolio.shared_indicators:
        where = place(portfolio, _("gedeelde indicator"), shared.code)
        if shared.count is None and len(shared.members) < 2:
            yield problem("senseless-shared-indicator", where, code=brief(shared.code))
        for name in shared.members:
            yield from _reference(where, _("De indicator"), name, loaded, _indicators)
    goals = [goal.code for goal in portfolio.goals]
    for one in portfolio.contributions:
        where = place(portfolio, _("bijdrage van"), one.programme)
        yield from _exists(where, _("De doelstelling"), one.goal, goals)


def _elements(programme: Programme) -> list[str]:
    return [e.code for e in programme.elements]


def _indicators(programme: Programme) -> list[str]:
    return [i.code for i in programme.all_indicators()]


def _reference(
    where: str,
    role: str,
    name: str,
    loaded: Mapping[str, Programme],
    codes: Callable[[Programme], list[str]],
) -> Iterator[Problem]:
    code, point, inside = name.partition(".")
    if not point:
        yield problem("invalid-reference", where, code=brief(name))
    elif code in loaded:
        yield from _exists(where, role, inside, codes(loaded[code]))


def _exists(where: str, role: str, code: str, known: Collection[str]) -> Iterator[Problem]:
    if code not in known:
        hint = did_you_mean(code, known)
        yield problem("unknown-in-portfolio", where, role=role, code=brief(code), hint=hint)


def _policy_plan(portfolio: Portfolio) -> Iterator[Problem]:
    """Report parents that do not exist, that are of the wrong level, or that run in a circle."""
    items = {item.code: item for item in portfolio.policy_plan}
    for item in portfolio.policy_plan:
        where = place(portfolio, _("BBC-code"), item.code)
        if not item.label.strip():
            yield problem("empty-label", where, code=brief(item.code))
        if item.parent:
            yield from _exists(where, _("De BBC-code erboven"), item.parent, items)
        parent = items.get(item.parent)
        if (parent.level if parent else None) is not _ABOVE.get(item.level) and (
            parent or not item.parent
        ):
            words = {"parent": item.parent or _("niets"), "level": item.level.value}
            yield problem("policy-order", where, code=brief(item.code), **words)
        loop = _loop(item, items)
        if loop and item.code == min(loop):
            yield problem("policy-cycle", where, loop=brief(" -> ".join([*loop, loop[0]])))


def _loop(item: PolicyItem, items: Mapping[str, PolicyItem]) -> list[str]:
    """Return the codes from an item up to itself; empty when the way up ends."""
    passed = [item.code]
    above = items.get(item.parent)
    while above is not None and above.code not in passed:
        passed.append(above.code)
        above = items.get(above.parent)
    return passed if above is item else []


def _gaps(portfolio: Portfolio, loaded: Mapping[str, Programme]) -> Iterator[Problem]:
    """Report what the sources leave open, in one sentence per kind."""

    def names(codes: Iterable[str]) -> str:
        return ", ".join(loaded[code].label if code in loaded else code for code in codes)

    where = place(portfolio)
    at_goals = {code for goal in portfolio.goals for code in goal.programmes}
    offered = {code for level in portfolio.offer for code in level.programmes}
    for code, known in (("no-goal", at_goals), ("no-offer-level", offered)):
        rest = [programme for programme in portfolio.programmes if programme not in known]
        if rest:
            yield problem(code, where, names=names(rest))
    unused = [f.label for f in portfolio.frameworks if not f.programmes and not f.elements]
    if unused:
        yield problem("framework-without-programme", where, names=", ".join(unused))
    for goal in portfolio.goals:
        if not goal.programmes:
            yield problem("goal-without-programme", where, label=brief(goal.label))
        silent = [p for p in goal.programmes if portfolio.contribution(p, goal.code) is None]
        if silent:
            yield problem("no-contribution", where, label=brief(goal.label), names=names(silent))
    if not portfolio.policy_plan:
        yield problem("no-policy-plan", where)
