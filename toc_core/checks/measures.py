"""Checks of the measure of an indicator: can it be taken, and do its settings fit together."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from toc_core.checks.problems import brief, place, problem
from toc_core.errors import UsageError
from toc_core.figures.formulas import Expression, read_formula
from toc_core.i18n import _
from toc_core.theory import (
    CROSS,
    Behaviour,
    Count,
    Countable,
    Dated,
    Formula,
    Gap,
    Observed,
    Quantity,
    Recorded,
    Scored,
    Stage,
    Summary,
    ValueKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toc_core.checks.problems import Problem
    from toc_core.theory import Indicator, Programme

MOST_AXES = 2  # more cells than people: such a table tells nothing, or too much
_HOLDS_ON_A_DAY = frozenset(
    {Countable.SCHOOLS, Countable.CAMPUSES, Countable.TRAJECTORIES, Countable.GROUPS}
)
_HAS_SCHOOL_YEAR = frozenset({Countable.PARTICIPANTS, Countable.STORIES})
_STAGE = {
    Quantity.MINUTES: Stage.INTERVENTION,
    Quantity.AMOUNT: Stage.INPUT,
    Quantity.HOURS: Stage.INPUT,
}


def measures(programme: Programme) -> Iterator[Problem]:
    """Report measures and settings that contradict themselves, and formulas that go in circles."""
    formulas: dict[str, Expression] = {}
    for indicator in programme.indicators:
        where = place(programme, _("indicator"), indicator.code)
        yield from _summary(indicator, where)
        yield from _settings(indicator, where)
        if isinstance(indicator.measure, Recorded):
            yield from _elements(programme, indicator.measure, where)
        if isinstance(indicator.measure, Formula):
            try:
                formulas[indicator.code] = read_formula(indicator.measure.expression)
            except UsageError as error:
                words = {"code": indicator.code, "reason": brief(str(error))}
                yield problem("invalid-formula", where, **words)
    yield from _formulas(programme, formulas)


def _summary(indicator: Indicator, where: str) -> Iterator[Problem]:
    measure = indicator.measure
    summary: Summary | None = getattr(measure, "summary", None)
    if summary is None:
        return
    code = indicator.code
    if summary is Summary.SHARE and getattr(measure, "threshold", None) is None:
        yield problem("missing-threshold", where, code=code)
    if isinstance(measure, Observed):
        if measure.kind is ValueKind.RATING and summary is Summary.SUM:
            yield problem("summed-rating", where, code=code)
        if measure.kind in (ValueKind.RATIO, ValueKind.TEXT) and summary is not Summary.SUM:
            yield problem("senseless-summary", where, code=code, summary=summary)
    if summary is not Summary.CHANGE:
        return
    if not isinstance(measure, Scored):
        yield problem("senseless-summary", where, code=code, summary=summary)
    elif len(set(measure.moments)) != 2 or len(measure.moments) != 2:
        yield problem("change-without-moments", where, code=code)


def _settings(indicator: Indicator, where: str) -> Iterator[Problem]:
    measure, conventions = indicator.measure, indicator.conventions
    words = {"code": indicator.code}
    of = measure.of if isinstance(measure, Count) else None
    if of is not None and indicator.behaviour is Behaviour.STOCK and of not in _HOLDS_ON_A_DAY:
        yield problem("stock-of-events", where, **words, of=of)
    carried = conventions.gap is Gap.CARRIED
    if carried and (
        indicator.behaviour is not Behaviour.STOCK or not isinstance(measure, Observed)
    ):
        yield problem("senseless-setting", where, **words, setting="gap")
    if conventions.dated is Dated.SCHOOL_YEAR and not (
        of in _HAS_SCHOOL_YEAR or isinstance(measure, Scored)
    ):
        yield problem("senseless-setting", where, **words, setting="dated")
    if not 1 <= conventions.on_track <= 100:
        yield problem("invalid-margin", where, **words, margin=conventions.on_track)
    for name in indicator.disaggregations:
        parts = name.split(CROSS)
        if len(parts) > MOST_AXES or len(set(parts)) != len(parts):
            yield problem("too-many-axes", where, **words, axes=brief(name), most=MOST_AXES)
    if indicator.code in indicator.apart_from:
        yield problem("apart-from-itself", where, **words)


def _elements(programme: Programme, measure: Recorded, where: str) -> Iterator[Problem]:
    stage = _STAGE[measure.of]
    stages = {e.code: e.stage for e in programme.elements}
    for code in measure.elements:
        if code in stages and stages[code] is not stage:
            yield problem("wrong-stage-for-quantity", where, code=code, of=measure.of, stage=stage)


def _formulas(programme: Programme, formulas: Mapping[str, Expression]) -> Iterator[Problem]:
    known = {i.code: i for i in programme.all_indicators()}
    for code, expression in formulas.items():
        where = place(programme, _("indicator"), code)
        for name in expression.names:
            if name not in known:
                yield problem("unknown-operand", where, code=code, name=brief(name))
            elif not _is_number(known[name]):
                yield problem("operand-without-number", where, code=code, name=name)
        loop = _loop(code, formulas)
        if loop:
            yield problem("formula-cycle", where, loop=brief(" → ".join(loop)))
        for left, right in expression.added():
            units = [_unit(side, known) for side in (left, right)]
            if None not in units and units[0] != units[1]:
                words = {"left": brief(units[0] or "–"), "right": brief(units[1] or "–")}
                yield problem("mixed-units", where, code=code, **words)


def _is_number(indicator: Indicator) -> bool:
    measure = indicator.measure
    if isinstance(measure, Observed) and measure.kind is ValueKind.TEXT:
        return False
    return getattr(measure, "summary", None) is not Summary.DISTRIBUTION


def _loop(start: str, formulas: Mapping[str, Expression]) -> list[str]:
    """Return the way from a formula back to itself; empty when there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for name in formulas[way[-1]].names:
            if name == start:
                return [*way, name]
            if name in formulas and name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def _unit(node: ast.expr, known: Mapping[str, Indicator]) -> str | None:
    """Return the unit of one side of a sum; none when it cannot be said."""
    if isinstance(node, ast.Name):
        return known[node.id].unit if node.id in known else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        left, right = _unit(node.left, known), _unit(node.right, known)
        return left if left == right else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
        return _scaled(node, known)
    return None


def _scaled(node: ast.BinOp, known: Mapping[str, Indicator]) -> str | None:
    """Return the unit of a product or quotient: that of what is multiplied by a plain number."""
    left, right = _unit(node.left, known), _unit(node.right, known)
    if isinstance(node.right, ast.Constant):
        return left
    if isinstance(node.op, ast.Mult):
        return right if isinstance(node.left, ast.Constant) else None
    return f"{left}/{right}" if left is not None and right is not None else None
