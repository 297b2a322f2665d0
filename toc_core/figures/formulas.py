"""Formulas over indicators: read from a text, evaluated exactly, with bounds carried through."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from toc_core.errors import UsageError
from toc_core.i18n import _

Interval = tuple[Fraction, Fraction]
LONGEST = 500
_OPERATORS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda one, other: one + other,
    ast.Sub: lambda one, other: one - other,
    ast.Mult: lambda one, other: one * other,
    ast.Div: lambda one, other: one / other,
}


@dataclass(frozen=True)
class Expression:
    """A formula that was read; ``names`` are the codes of the indicators in it, once each."""

    text: str
    tree: ast.expr

    @property
    def names(self) -> tuple[str, ...]:
        """Return the codes of the indicators in the formula, in the order of the text."""
        found = [node for node in ast.walk(self.tree) if isinstance(node, ast.Name)]
        found.sort(key=lambda node: (node.lineno, node.col_offset))
        return tuple(dict.fromkeys(node.id for node in found))

    def added(self) -> Iterator[tuple[ast.expr, ast.expr]]:
        """Yield the two sides of each addition and subtraction: they must have one unit."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
                yield node.left, node.right

    def evaluate(self, values: Mapping[str, Interval]) -> Interval | None:
        """Return the result between its bounds; none when something is divided by zero.

        ``values`` gives each name its lowest and highest value; exact ones are twice the same.
        """
        return _evaluate(self.tree, values)


def read_formula(text: str) -> Expression:
    """Return the formula of a text; ``UsageError`` says what cannot be read."""
    if len(text) > LONGEST:
        raise UsageError(_("de formule is langer dan {most} tekens").format(most=LONGEST))
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        for node in _nodes(tree):
            _refuse_other(node)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise UsageError(
            _(
                "de formule '{text}' is niet te lezen; schrijf bijvoorbeeld 'euro / leerlingen'"
            ).format(text=text)
        ) from error
    return Expression(text, tree)


def _nodes(tree: ast.expr) -> Iterator[ast.expr]:
    yield tree
    if isinstance(tree, ast.BinOp):
        yield from _nodes(tree.left)
        yield from _nodes(tree.right)


def _refuse_other(node: ast.expr) -> None:
    number = isinstance(node, ast.Constant) and type(node.value) in (int, float)
    sum_ = isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS
    if not (number or sum_ or isinstance(node, ast.Name)):
        raise UsageError(
            _("in een formule staan alleen codes van indicatoren, getallen, + - * / en haakjes")
        )


def _evaluate(node: ast.expr, values: Mapping[str, Interval]) -> Interval | None:
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.Constant):
        number = Fraction(str(node.value))
        return number, number
    assert isinstance(node, ast.BinOp)
    left, right = _evaluate(node.left, values), _evaluate(node.right, values)
    if left is None or right is None:
        return None
    if isinstance(node.op, ast.Div) and right[0] <= 0 <= right[1]:
        return None
    work = _OPERATORS[type(node.op)]
    ends = [work(one, other) for one in left for other in right]
    return min(ends), max(ends)
