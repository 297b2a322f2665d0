"""Who asks: a principal has a role and, for a school, the sites it may see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Access(StrEnum):
    """The roles a principal can have; every door denies what none of them allows."""

    SYSTEM = "system"  # the command line and jobs of the operator
    COORDINATOR = "coordinator"  # the city team: every programme, every site
    SCHOOL = "school"  # its own sites only


@dataclass(frozen=True)
class Principal:
    """Somebody who reads or writes; ``name`` is what the journal shows.

    ``sites`` holds database ids of sites and matters only for a school.
    """

    name: str
    access: Access
    sites: frozenset[int] = frozenset()

    @property
    def sees_everything(self) -> bool:
        """Return whether no row is hidden from this principal."""
        return self.access is not Access.SCHOOL

    @property
    def is_of_one_school(self) -> bool:
        """Return whether all this principal sees is of one school: its targets are to be met."""
        return self.access is Access.SCHOOL and len(self.sites) == 1


SYSTEM = Principal("systeem", Access.SYSTEM)
