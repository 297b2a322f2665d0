"""Which schools are one: campuses of a school, and schools that carry each other's name.

An alias of one school that is the name or code of another says that they are one; until the team
has confirmed it, a count of schools has bounds (``docs/figures.md`` §2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.people import Site, SiteAlias
from toc_core.figures.heads import Bounds


@dataclass(frozen=True)
class SameSchools:
    """The pairs of sites that are one, by their ids, and those of which it is not confirmed."""

    sites: Mapping[int, Site] = field(default_factory=dict)
    confirmed: tuple[tuple[int, int], ...] = ()
    unconfirmed: tuple[tuple[int, int], ...] = ()

    def schools(self, sites: Iterable[int]) -> Bounds:
        """Return how many different schools there are among sites, campuses of one being one."""
        return self.different(self.school_of(site) for site in sites)

    def school_of(self, site: int) -> int:
        """Return the school of a campus; a school is its own."""
        found = self.sites.get(site)
        return (found.school_id or site) if found else site

    def different(self, sites: Iterable[int]) -> Bounds:
        """Return how many different places there are among sites, as far as is known."""
        chosen = set(sites)
        upper = _classes(chosen, self.confirmed)
        return Bounds(_classes(chosen, self.confirmed + self.unconfirmed), upper)

    def doubtful(self, sites: Iterable[int]) -> list[tuple[Site, Site]]:
        """Return the unconfirmed pairs that decide how many different places there are.

        A pair may join two of the sites by way of others that do not take part.
        """
        chosen = {*sites}
        chosen |= {self.school_of(site) for site in chosen}
        surely, maybe = _leaders(self.confirmed), _leaders(self.confirmed + self.unconfirmed)
        places: dict[int, set[int]] = defaultdict(set)
        for site in chosen:
            places[maybe(site)].add(surely(site))
        return [
            (self.sites[one], self.sites[other])
            for one, other in self.unconfirmed
            if len(places[maybe(one)]) > 1
        ]


def _classes(sites: set[int], pairs: Iterable[tuple[int, int]]) -> int:
    """Return the number of classes of sites when each pair is one."""
    leader_of = _leaders(pairs)
    return len({leader_of(site) for site in sites})


def _leaders(pairs: Iterable[tuple[int, int]]) -> Callable[[int], int]:
    """Return a function that gives one site for all that the pairs make one."""
    leader: dict[int, int] = {}

    def find(site: int) -> int:
        while leader.get(site, site) != site:
            site = leader[site]
        return site

    for one, other in pairs:
        leader[find(one)] = find(other)
    return find


def same_schools(session: ScopedSession) -> SameSchools:
    """Return which of the visible sites are one: two statements."""
    sites = {site.id: site for site in session.scalars(select(Site).order_by(Site.id))}
    named: dict[str, int] = {}
    for site in sites.values():
        named.setdefault(site.label.casefold(), site.id)
        named.setdefault(site.code.casefold(), site.id)
    pairs: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for alias in session.scalars(select(SiteAlias).order_by(SiteAlias.id)):
        other = named.get(alias.alias.casefold())
        if other is not None and other != alias.site_id:
            pairs[alias.confirmed].append((alias.site_id, other))
    return SameSchools(sites, tuple(pairs[True]), tuple(pairs[False]))
