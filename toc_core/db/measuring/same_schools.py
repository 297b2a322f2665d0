"""Which schools are one: campuses of a school, and schools that carry each other's name.

An alias of one school that is the name or code of another says that they are one; until the team
has confirmed it, a count of schools has bounds (``docs/figures.md`` §2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
        """Return the pairs among sites of which nobody confirmed that they are one."""
        chosen = {*sites}
        chosen |= {self.school_of(site) for site in chosen}
        pairs = [pair for pair in self.unconfirmed if set(pair) <= chosen]
        return [(self.sites[one], self.sites[other]) for one, other in pairs]


def _classes(sites: set[int], pairs: Iterable[tuple[int, int]]) -> int:
    """Return the number of classes of sites when each pair is one.

    A pair also joins when only a chain over sites that do not take part leads from one to another.
    """
    leader: dict[int, int] = {}

    def find(site: int) -> int:
        while leader.get(site, site) != site:
            site = leader[site]
        return site

    for one, other in pairs:
        leader[find(one)] = find(other)
    return len({find(site) for site in sites})


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
