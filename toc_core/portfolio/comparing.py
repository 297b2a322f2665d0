"""Indicators of several programmes side by side: never added, and their differences named.

They are comparable only when the portfolio declares them as one and their rules are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toc_core.db.door import ScopedSession
from toc_core.db.measuring import By, Question, figures
from toc_core.explaining.rule import rule_of
from toc_core.figures import CaveatKind, Figure, Origin
from toc_core.formats.words import period_text
from toc_core.i18n import _
from toc_core.periods import Period
from toc_core.portfolio.units import units_of
from toc_core.theory import Count, Indicator, Programme
from toc_core.theory.portfolio import Portfolio, SharedIndicator

Named = tuple[Programme, Indicator]


@dataclass(frozen=True)
class Compared:
    """One indicator of a programme with its figures, in the periods of the comparison."""

    programme: Programme
    indicator: Indicator
    figures: tuple[Figure, ...]

    @property
    def label(self) -> str:
        """Return the name of the indicator."""
        return self.programme.indicator_label(self.indicator)

    def shown(self, figure: Figure) -> str:
        """Return a figure as it stands in the table; a typed total says that it is one."""
        typed = figure.origin is Origin.OBSERVED and isinstance(self.indicator.measure, Count)
        return _("{value} (niet geteld)").format(value=figure.shown) if typed else figure.shown


@dataclass(frozen=True)
class Comparison:
    """Indicators side by side; ``shared`` when the portfolio says that they are one.

    ``differences`` say why they may not be compared; ``notes`` what to know about single figures.
    """

    label: str
    unit: str
    shared: SharedIndicator | None
    periods: tuple[Period, ...]
    members: tuple[Compared, ...]
    differences: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """Return whether they may be compared."""
        return _("niet vergelijkbaar") if self.differences else _("vergelijkbaar")


def comparisons(
    session: ScopedSession,
    question: Question,
    portfolio: Portfolio,
    programmes: Sequence[Programme],
) -> list[Comparison]:
    """Return the shared indicators, then those of several programmes that have one unit."""
    by_code = {programme.code: programme for programme in programmes}
    groups: list[tuple[str, SharedIndicator | None, list[Named]]] = [
        (shared.label, shared, _members(shared, by_code))
        for shared in portfolio.shared_indicators
        if shared.members
    ]
    done = {(p.code, i.code) for _label, _shared, named in groups for p, i in named}
    groups += [
        (units_of(unit).capitalize(), None, named)
        for unit, named in _of_one_unit(programmes, done).items()
    ]
    groups = [group for group in groups if len(group[2]) > 1]
    asked = tuple(dict.fromkeys(p for _l, _s, named in groups for p, _i in named))
    if not asked or not question.periods:
        return []
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures(session, replace(question, programmes=asked, by=By.TOTAL)):
        found[figure.programme, figure.indicator].append(figure)
    return [_comparison(label, shared, named, found) for label, shared, named in groups]


def _members(shared: SharedIndicator, by_code: Mapping[str, Programme]) -> list[Named]:
    named = []
    for name in shared.members:
        code, _point, wanted = name.partition(".")
        if code in by_code:
            own = {i.code: i for i in by_code[code].all_indicators()}
            named += [(by_code[code], own[wanted])] if wanted in own else []
    return named


def _of_one_unit(
    programmes: Sequence[Programme], done: set[tuple[str, str]]
) -> dict[str, list[Named]]:
    """Return the units that indicators of at least two programmes have, beside those done."""
    found: dict[str, list[Named]] = defaultdict(list)
    for programme in programmes:
        for indicator in programme.all_indicators():
            if indicator.unit and (programme.code, indicator.code) not in done:
                found[indicator.unit].append((programme, indicator))
    return {u: named for u, named in found.items() if len({p.code for p, _i in named}) > 1}


def _comparison(
    label: str,
    shared: SharedIndicator | None,
    named: Sequence[Named],
    found: Mapping[tuple[str, str], Sequence[Figure]],
) -> Comparison:
    own = [found[p.code, i.code] for p, i in named]
    answered = {f.period for figs in own for f in figs if f.origin is not Origin.ABSENT}
    members = tuple(
        Compared(p, i, tuple(f for f in figs if f.period in answered))
        for (p, i), figs in zip(named, own, strict=True)
    )
    return Comparison(
        label,
        (shared.unit if shared else "") or named[0][1].unit,
        shared,
        tuple(dict.fromkeys(f.period for f in members[0].figures)),
        members,
        tuple(differences(shared, members)),
        tuple(dict.fromkeys(_notes(members))),
    )


def differences(shared: SharedIndicator | None, members: Sequence[Compared]) -> Iterator[str]:
    """Yield why the figures may not be compared: what one rule says and another does not."""
    if shared is None:
        yield _not_agreed({member.indicator.unit for member in members})
    rules = [rule_of(m.programme, m.indicator) for m in members]
    special: dict[str, list[str]] = defaultdict(list)
    for member, rule in zip(members, rules, strict=True):
        own = " ".join(s for s in rule if any(s not in other for other in rules))
        if own:
            special[own].append(f"{member.programme.label}, {member.label}")
    for words, names in special.items():
        yield _("{names}: {rule}").format(names=_(" en ").join(names), rule=words)
    for member in members:
        for figure in member.figures:
            if any(c.kind is CaveatKind.NOT_COMPARABLE for c in figure.caveats):
                yield _("{programme}, {period}: niet te vergelijken met andere jaren.").format(
                    programme=member.programme.label, period=period_text(figure.period)
                )


def _not_agreed(units: set[str]) -> str:
    if len(units) == 1:
        return _(
            "Alleen de eenheid is dezelfde. Dat ze hetzelfde tellen, heeft niemand afgesproken."
        )
    return _("De eenheden verschillen, en dat ze hetzelfde meten, heeft niemand afgesproken.")


def _notes(members: Sequence[Compared]) -> Iterator[str]:
    for member in members:
        if member.indicator.definition:
            yield f"{member.programme.label}, {member.label}: {member.indicator.definition}"
    periods: dict[tuple[str, str], list[str]] = defaultdict(list)
    for member in members:
        for figure in member.figures:
            for caveat in figure.caveats:
                periods[member.programme.label, caveat.text].append(period_text(figure.period))
    for (programme, text), found in periods.items():
        yield f"{programme}, {', '.join(dict.fromkeys(found))}: {text}."
