"""Walks over the causal links, each in one pass and without recursion.

A theory of ten thousand elements costs a fraction of a second and never meets Python's
recursion limit.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from toc_core.theory import CausalLink

Graph: TypeAlias = "Mapping[str, Collection[str]]"


def effects_of(links: Iterable[CausalLink], known: Collection[str]) -> Graph:
    """Return each known element with the elements that links lead to, in the order declared."""
    graph: dict[str, dict[str, None]] = {code: {} for code in known}
    for link in links:
        for cause in link.causes:
            if cause in graph and link.effect in graph:
                graph[cause][link.effect] = None
    return {cause: tuple(effects) for cause, effects in graph.items()}


def reached(graph: Graph, starts: Iterable[str]) -> set[str]:
    """Return every element that some path leads to, the starting points included."""
    seen = set(starts)
    waiting = deque(seen)
    while waiting:
        for effect in graph[waiting.popleft()]:
            if effect not in seen:
                seen.add(effect)
                waiting.append(effect)
    return seen


def knots(graph: Graph) -> dict[str, str]:
    """Return for each element the name of its knot: elements that all lead to one another.

    Kosaraju's two passes: walk forward noting when each element is finished, then walk backward
    from the last one finished.
    """
    backward: dict[str, list[str]] = defaultdict(list)
    for cause, effects in graph.items():
        for effect in effects:
            backward[effect].append(cause)
    knot: dict[str, str] = {}
    for name in reversed(_finished(graph)):
        waiting = [name]
        while waiting:
            code = waiting.pop()
            if code not in knot:
                knot[code] = name
                waiting.extend(backward[code])
    return knot


def _finished(graph: Graph) -> list[str]:
    seen: set[str] = set()
    order: list[str] = []
    for start in graph:
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(graph[start]))]
        while path:
            code, effects = path[-1]
            effect = next((e for e in effects if e not in seen), None)
            if effect is None:
                order.append(code)
                path.pop()
            else:
                seen.add(effect)
                path.append((effect, iter(graph[effect])))
    return order


def loops(graph: Graph) -> list[list[str]]:
    """Return one shortest loop for each knot that has any, from its first code and back to it."""
    members: dict[str, list[str]] = defaultdict(list)
    for code, name in knots(graph).items():
        members[name].append(code)
    found = (_loop(graph, sorted(codes)) for codes in members.values())
    return sorted(loop for loop in found if loop)


def _loop(graph: Graph, codes: list[str]) -> list[str]:
    start, inside = codes[0], set(codes)
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting and start not in came_from:
        code = waiting.popleft()
        for effect in graph[code]:
            if effect in inside and effect not in came_from:
                came_from[effect] = code
                waiting.append(effect)
    if start not in came_from:
        return []
    loop = [start]
    while len(loop) == 1 or loop[-1] != start:
        loop.append(came_from[loop[-1]])
    return loop[::-1]
