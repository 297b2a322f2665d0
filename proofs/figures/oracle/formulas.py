"""Section 7: exact arithmetic on figures of the same period and part."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from proofs.figures.oracle.asking import Answer, between
from toc_core.theory import Formula

Bounds = tuple[Fraction, Fraction]


class Undefined(Exception):
    """A division by zero, or by bounds that hold zero."""


def calculated(formula: Formula, figure: Callable[[str], Answer]) -> Answer:
    """Return the result of a formula; ``figure`` gives the operand of a code."""
    tree = ast.parse(formula.expression, mode="eval").body
    operands = {n.id: figure(n.id) for n in ast.walk(tree) if isinstance(n, ast.Name)}
    if not all(operand.answered for operand in operands.values()):
        return Answer()
    caveats = frozenset[str]().union(*(operand.caveats for operand in operands.values()))
    factor = 100 if formula.share else 1
    try:
        lower, upper = _bounds(tree, operands)
    except Undefined:
        return Answer(answered=True, caveats=caveats, percent=formula.share)
    answer = between(lower * factor, upper * factor)
    partly = any(operand.partly for operand in operands.values())
    return replace(answer, percent=formula.share, caveats=caveats, partly=partly)


def _bounds(node: ast.expr, operands: dict[str, Answer]) -> Bounds:
    match node:
        case ast.Constant(value=number):
            return Fraction(str(number)), Fraction(str(number))
        case ast.Name(id=code):
            bounds = operands[code].bounds
            if bounds is None:
                raise Undefined
            return bounds
        case ast.BinOp(left=left, op=operator, right=right):
            return _arithmetic(operator, _bounds(left, operands), _bounds(right, operands))
    raise AssertionError(ast.dump(node))


def _arithmetic(operator: ast.operator, left: Bounds, right: Bounds) -> Bounds:
    """Return the least and the most that the ends of both bounds can give."""
    if isinstance(operator, ast.Div) and right[0] <= 0 <= right[1]:
        raise Undefined
    ends = [_one(operator, one, other) for one in left for other in right]
    return min(ends), max(ends)


def _one(operator: ast.operator, one: Fraction, other: Fraction) -> Fraction:
    match operator:
        case ast.Add():
            return one + other
        case ast.Sub():
            return one - other
        case ast.Mult():
            return one * other
    return one / other
