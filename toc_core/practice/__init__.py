"""Fictitious records of Oefenschool A–D, to learn with: never beside or summed with real ones.

Whatever is made follows from the stored theories, so every programme gets practice records of the
kinds that its own indicators count. The same day gives the same records, references and codes.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.people import Site
from toc_core.errors import UsageError
from toc_core.i18n import _
from toc_core.plugins import Host
from toc_core.practice.making import Maker
from toc_core.practice.of_plugins import add_practice_of_plugins
from toc_core.practice.programmes import add_programme
from toc_core.practice.schools import SCHOOLS, add_schools
from toc_core.practice.years import practice_years
from toc_core.sync import stored_programmes

__all__ = ["VERSION", "add_practice_data", "has_practice_data", "practice_years"]

VERSION = 3  # raise it when other records are made: `toc demo` then starts anew


def has_practice_data(session: ScopedSession) -> bool:
    """Return whether the practice schools are in the database."""
    codes = [school.code for school in SCHOOLS]
    return session.scalar(select(Site.id).where(Site.code.in_(codes)).limit(1)) is not None


def add_practice_data(
    session: ScopedSession, *, today: date, host: Host | None = None
) -> Counter[str]:
    """Add the practice schools with their records and return how many of each; the caller commits.

    The theories must be stored; ``today`` decides what was held and what is still planned. The
    plugins of ``host`` add records of their own tables. ``UsageError`` when the practice schools
    are there already.
    """
    if has_practice_data(session):
        raise UsageError(_("De oefenscholen staan al in deze databank; er is niets bijgemaakt."))
    programmes = stored_programmes(session)
    maker = Maker(session, today)
    with session.no_autoflush:
        schools = add_schools(maker)
        for programme in programmes.values():
            add_programme(maker, programme, schools)
        if host is not None:
            add_practice_of_plugins(maker, schools, host)
    return maker.made
