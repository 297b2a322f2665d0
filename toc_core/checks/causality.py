"""Checks of the causal links: their shape, their way forward, and where they lead."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from toc_core.checks.graph import effects_of, knots, loops, reached
from toc_core.checks.problems import brief, place, problem
from toc_core.i18n import _
from toc_core.theory import Horizon, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc_core.checks.problems import Problem
    from toc_core.theory import CausalLink, Element, Programme

_STAGES = {stage: number for number, stage in enumerate(Stage)}
_HORIZONS = {horizon: number for number, horizon in enumerate(Horizon)}
# A problem or a target group says what it is all about; it need not be a step in the chain.
_STEPS = frozenset({Stage.INPUT, Stage.INTERVENTION, Stage.OUTPUT, Stage.OUTCOME})
_LONGEST_LOOP = 10


def written_as_text(programme: Programme) -> Iterator[Problem]:
    """Report links whose causes are one text: a forgotten comma makes every letter a cause."""
    for link, meant in zip(programme.links, as_meant(programme).links, strict=True):
        if link is not meant:
            where = place(programme, _("verband"), meant.code)
            causes = brief(meant.causes[0])
            yield problem("causes-as-text", where, effect=brief(link.effect), causes=causes)


def as_meant(programme: Programme) -> Programme:
    """Return the programme with such a text read as one cause, so that all else can be checked."""
    return replace(programme, links=tuple(_with_comma(link) for link in programme.links))


def _with_comma(link: CausalLink) -> CausalLink:
    causes: object = link.causes  # whoever runs no type checker may write anything here
    return replace(link, causes=(causes,)) if isinstance(causes, str) else link


def links(programme: Programme) -> Iterator[Problem]:
    """Report links without causes, declared twice, leaping to impact or running backwards."""
    times = Counter((frozenset(link.causes), link.effect) for link in programme.links)
    elements = {e.code: e for e in programme.elements}
    for link in programme.links:
        where = place(programme, _("verband"), link.code)
        if not link.causes:
            yield problem("empty-link", where, effect=brief(link.effect))
        for cause, count in Counter(link.causes).items():
            if count > 1:
                yield problem("repeated-cause", where, code=brief(cause))
        count = times.pop((frozenset(link.causes), link.effect), 1)
        if count > 1:
            yield problem("duplicate-link", where, count=count)
        yield from _steps(link, elements, where)


def _steps(link: CausalLink, elements: dict[str, Element], where: str) -> Iterator[Problem]:
    effect = elements.get(link.effect)
    if effect is None:
        return
    for cause in (elements[code] for code in dict.fromkeys(link.causes) if code in elements):
        words = {"cause": cause.code, "effect": effect.code}
        if effect.stage is Stage.IMPACT and _STAGES[cause.stage] < _STAGES[Stage.OUTCOME]:
            yield problem("leap-to-impact", where, **words)
        if not link.feedback and _comes_before(effect, cause):
            yield problem("link-backwards", where, **words)


def _comes_before(one: Element, other: Element) -> bool:
    if one.stage is Stage.OUTCOME is other.stage and one.horizon and other.horizon:
        return _HORIZONS[one.horizon] < _HORIZONS[other.horizon]
    return _STAGES[one.stage] < _STAGES[other.stage]


def cycles(programme: Programme) -> Iterator[Problem]:
    """Report loops that nobody declared, and declared feedback that closes none."""
    known = [e.code for e in programme.elements]
    forward = effects_of((link for link in programme.links if not link.feedback), known)
    for loop in loops(forward):
        where = place(programme, _("kring bij"), loop[0])
        yield problem("undeclared-cycle", where, loop=_shown(loop))
    knot = knots(effects_of(programme.links, known))
    for link in programme.links:
        # An unknown code has been reported as such: whether it closes a loop cannot be told.
        if not link.feedback or any(c not in knot for c in (*link.causes, link.effect)):
            continue
        if all(knot[cause] != knot[link.effect] for cause in link.causes):
            where = place(programme, _("verband"), link.code)
            yield problem("feedback-without-loop", where, effect=link.effect)


def _shown(loop: list[str]) -> str:
    shown = loop if len(loop) <= _LONGEST_LOOP else [*loop[: _LONGEST_LOOP - 2], "…", loop[-1]]
    return " -> ".join(shown)


def chains(programme: Programme) -> Iterator[Problem]:
    """Report what no chain reaches: elements on their own, impacts, levels left open."""
    # An outcome is asked of a level even when nothing is linked yet.
    yield from _level_gaps(programme)
    if not programme.links:
        yield problem("no-links", place(programme))
        return
    linked = {code for link in programme.links for code in (*link.causes, link.effect)}
    known = [e.code for e in programme.elements]
    forward = effects_of((link for link in programme.links if not link.feedback), known)
    found = reached(forward, (e.code for e in programme.of_stage(Stage.INTERVENTION)))
    for e in programme.elements:
        where = place(programme, _("bouwsteen"), e.code)
        if e.stage in _STEPS and e.code not in linked:
            yield problem("orphan", where, code=e.code)
        if e.stage is Stage.IMPACT and e.code not in found:
            yield problem("unreachable-impact", where, code=e.code)
    yield from _level_breaks(programme, found)


def _active_levels(programme: Programme) -> list[str]:
    active = {e.level for e in programme.of_stage(Stage.INTERVENTION)}
    return [level.code for level in programme.levels if level.code in active]


def _level_gaps(programme: Programme) -> Iterator[Problem]:
    present = {(e.level, e.horizon) for e in programme.of_stage(Stage.OUTCOME)}
    for level in _active_levels(programme):
        for horizon in Horizon:
            if (level, horizon) not in present:
                yield _about_level("level-gap", programme, level, horizon)


def _level_breaks(programme: Programme, found: set[str]) -> Iterator[Problem]:
    outcomes = programme.of_stage(Stage.OUTCOME)
    present = {(e.level, e.horizon) for e in outcomes}
    reachable = {(e.level, e.horizon) for e in outcomes if e.code in found}
    for level in _active_levels(programme):
        for horizon in Horizon:
            if (level, horizon) in present - reachable:
                yield _about_level("level-break", programme, level, horizon)


def _about_level(code: str, programme: Programme, level: str, horizon: Horizon) -> Problem:
    term = {
        Horizon.SHORT: _("korte termijn"),
        Horizon.MEDIUM: _("middellange termijn"),
        Horizon.LONG: _("lange termijn"),
    }[horizon]
    return problem(code, place(programme, _("niveau"), level), code=level, horizon=term)
