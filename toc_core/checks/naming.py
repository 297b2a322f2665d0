"""Checks of names: codes written well, used once, and pointing at something that exists."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from toc_core.checks.problems import brief, place, problem
from toc_core.errors import did_you_mean
from toc_core.i18n import _
from toc_core.theory import CROSS, Count, PremiseKind, Recorded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from toc_core.checks.problems import Problem
    from toc_core.theory import Element, Premise, Programme

SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_MOST_HINTS = 25  # each compares with every known code


class Named(NamedTuple):
    """Something with a code: what a reader calls it, and its label (None: it needs none)."""

    kind: str
    code: str
    label: str | None


class Reference(NamedTuple):
    """A code that should exist: who mentions it, in what role, and which codes there are."""

    place: str
    role: str
    code: str
    known: Collection[str]


def premise_word(premise: Premise) -> str:
    """Return what a reader calls this kind of premise."""
    return {
        PremiseKind.ASSUMPTION: _("aanname"),
        PremiseKind.PRECONDITION: _("randvoorwaarde"),
        PremiseKind.INGREDIENT: _("werkzaam bestanddeel"),
    }[premise.kind]


def naming(programme: Programme) -> Iterator[Problem]:
    """Report codes that are badly written, used twice or reserved, and labels left empty."""
    if not programme.version.strip():
        yield problem("empty-version", place(programme))
    if not _LANGUAGE.fullmatch(programme.language):
        yield problem("invalid-language", place(programme), language=brief(programme.language))
    yield from _spelling(programme)
    for namespace in _namespaces(programme):
        yield from _duplicates(programme, namespace)
    for axis in programme.disaggregations:
        where = place(programme, _("opsplitsing"), axis.code)
        if not axis.categories:
            yield problem("empty-disaggregation", where, code=axis.code)
        for category in axis.categories:
            if category.code == "unknown":
                yield problem("reserved-code", where, code=category.code)


def _spelling(programme: Programme) -> Iterator[Problem]:
    itself = Named(_("programma"), programme.code, programme.label)
    for named in chain([itself], *_namespaces(programme)):
        where = place(programme, named.kind, named.code)
        if not SNAKE_CASE.fullmatch(named.code):
            yield problem("invalid-code", where, code=brief(named.code))
        if named.label is not None and not named.label.strip():
            yield problem("empty-label", where, code=brief(named.code))
    for thing in _statements(programme):
        if any(not part.label.strip() for part in thing.parts):
            where = place(programme, _("deelpunt van"), thing.code)
            yield problem("empty-label", where, code=brief(thing.code))


def _statements(programme: Programme) -> Iterator[Element | Premise]:
    yield from programme.elements
    yield from programme.premises


def _namespaces(programme: Programme) -> Iterator[list[Named]]:
    yield [Named(_("niveau"), level.code, level.label) for level in programme.levels]
    yield [
        *(Named(_("bouwsteen"), e.code, e.label) for e in programme.elements),
        *(Named(premise_word(p), p.code, p.label) for p in programme.premises),
    ]
    yield [Named(_("indicator"), code, None) for code in _indicator_codes(programme)]
    yield [Named(_("opsplitsing"), axis.code, axis.label) for axis in programme.disaggregations]
    yield [Named(_("overlegsoort"), k.code, k.label) for k in programme.meeting_kinds]
    for axis in programme.disaggregations:
        kind = _("categorie van {axis}:").format(axis=axis.code)
        yield [Named(kind, c.code, c.label) for c in axis.categories]


def _indicator_codes(programme: Programme) -> Iterable[str]:
    declared = [i.code for i in programme.indicators]
    # An output without an indicator takes the place of one: that code is spoken for, too.
    implied = {i.code for i in programme.all_indicators()[len(declared) :]}
    return [*declared, *sorted(implied.intersection(declared))]


def _duplicates(programme: Programme, namespace: list[Named]) -> Iterator[Problem]:
    times = Counter(named.code for named in namespace)
    kinds: dict[str, dict[str, None]] = defaultdict(dict)
    for named in namespace:
        kinds[named.code][named.kind] = None
    for code, count in times.items():
        if count > 1:
            where = place(programme, next(iter(kinds[code])), code)
            used_by = ", ".join(kinds[code])
            yield problem("duplicate-code", where, code=brief(code), count=count, kinds=used_by)


def references(programme: Programme) -> Iterator[Problem]:
    """Report every mention of a code that does not exist, and things declared like themselves."""
    hinted = 0
    for mention in chain(_in_theory(programme), _in_indicators(programme)):
        if mention.code in mention.known:
            continue
        hinted += 1
        hint = did_you_mean(mention.code, mention.known) if hinted <= _MOST_HINTS else ""
        words = {"role": mention.role, "code": brief(mention.code), "hint": hint}
        yield problem("unknown-code", mention.place, **words)
    for thing in _statements(programme):
        if thing.same_as == thing.code:
            where = place(programme, _("gelijkstelling van"), thing.code)
            yield problem("same-as-itself", where, code=thing.code)


def _in_theory(programme: Programme) -> Iterator[Reference]:
    elements = {e.code for e in programme.elements}
    levels = {level.code for level in programme.levels}
    links = {link.code for link in programme.links}
    either = elements | {p.code for p in programme.premises}
    for e in programme.elements:
        where = place(programme, _("bouwsteen"), e.code)
        if e.level is not None:
            yield Reference(where, _("Het niveau"), e.level, levels)
        if e.same_as is not None:
            yield Reference(where, _("De gelijkgestelde bouwsteen"), e.same_as, either)
    for link in programme.links:
        where = place(programme, _("verband"), link.code)
        yield from (Reference(where, _("De oorzaak"), c, elements) for c in link.causes)
        yield Reference(where, _("Het gevolg"), link.effect, elements)
    for p in programme.premises:
        where = place(programme, premise_word(p), p.code)
        yield from (Reference(where, _("De bouwsteen"), c, elements) for c in p.scope.elements)
        yield from (Reference(where, _("Het verband"), c, links) for c in p.scope.links)
        if p.same_as is not None:
            yield Reference(where, _("De gelijkgestelde bouwsteen"), p.same_as, either)


def _in_indicators(programme: Programme) -> Iterator[Reference]:
    elements = {e.code for e in programme.elements}
    axes = {axis.code for axis in programme.disaggregations}
    levels = {level.code for level in programme.levels}
    kinds = {kind.code for kind in programme.meeting_kinds}
    indicators = {indicator.code for indicator in programme.all_indicators()}
    for i in programme.indicators:
        where = place(programme, _("indicator"), i.code)
        yield Reference(where, _("De bouwsteen"), i.element, elements)
        crossed = [code for name in i.disaggregations for code in name.split(CROSS)]
        yield from (Reference(where, _("De opsplitsing"), c, axes) for c in crossed)
        yield from (Reference(where, _("De indicator"), c, indicators) for c in i.apart_from)
        if isinstance(i.measure, Recorded):
            yield from (
                Reference(where, _("De bouwsteen"), c, elements) for c in i.measure.elements
            )
        if isinstance(i.measure, Count):
            count = i.measure
            yield from (
                Reference(where, _("De interventie"), c, elements) for c in count.interventions
            )
            yield from (Reference(where, _("De overlegsoort"), c, kinds) for c in count.kinds)
            if count.level is not None:
                yield Reference(where, _("Het niveau"), count.level, levels)
