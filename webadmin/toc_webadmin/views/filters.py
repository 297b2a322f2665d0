"""Filters of lists: one word in the address, and only words the view declared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Any

from flask_admin.contrib.sqla.filters import BaseSQLAFilter
from sqlalchemy import select

from toc_core.db.people import CITY_SITE, Site
from toc_core.i18n import _
from toc_core.weeks import monday_of
from toc_webadmin.clock import today
from toc_webadmin.sessions import current_session
from toc_webadmin.views.words import spoken


class ListFilter(BaseSQLAFilter):  # type: ignore[misc]
    """A filter with a ``key`` for the address and choices that are looked up when needed."""

    def __init__(self, key: str, column: Any, name: str) -> None:
        super().__init__(column, name)
        self.key = key

    def choices(self) -> Iterable[tuple[str, str]]:
        """Return (word in the address, word on the screen)."""
        raise NotImplementedError

    def operation(self) -> str:
        """Return nothing: a filter of ours is always "is"."""
        return ""

    def get_options(self, view: Any) -> None:
        """Return nothing when the application starts: there is no session yet."""

    def validate(self, value: str) -> bool:
        """Return whether the word is one of the choices."""
        return value in dict(self.choices())


class WordFilter(ListFilter):
    """Rows with one member of an enum."""

    def __init__(self, key: str, column: Any, name: str, kind: type[StrEnum]) -> None:
        super().__init__(key, column, name)
        self.kind = kind

    def choices(self) -> Iterable[tuple[str, str]]:
        """Return the members as Dutch words."""
        return [(member.value, spoken(member)) for member in self.kind]

    def apply(self, query: Any, value: Any, alias: Any = None) -> Any:
        """Return the query, narrowed."""
        return query.filter(self.column == self.kind(value))


class WhenFilter(ListFilter):
    """Rows of this week, of before today, of today, or still to come."""

    def __init__(self, column: Any) -> None:
        super().__init__("wanneer", column, _("Wanneer"))

    def choices(self) -> Iterable[tuple[str, str]]:
        """Return the times; a list begins far ahead, so what one looks for most comes first."""
        week, over = ("week", _("deze week")), ("voorbij", _("voorbij"))
        return [week, over, ("vandaag", _("vandaag")), ("later", _("later"))]

    def apply(self, query: Any, value: Any, alias: Any = None) -> Any:
        """Return the query, narrowed."""
        day = today()
        match value:
            case "week":
                monday = monday_of(day)
                return query.filter(self.column.between(monday, monday + timedelta(days=6)))
            case "voorbij":
                return query.filter(self.column < day)
            case "vandaag":
                return query.filter(self.column == day)
        return query.filter(self.column > day)


class SiteFilter(ListFilter):
    """Rows of one school."""

    def __init__(self, column: Any) -> None:
        super().__init__("school", column, _("School"))

    def choices(self) -> Iterable[tuple[str, str]]:
        """Return the schools the session shows; one school is no choice."""
        sites = [(site.ref, site.label) for site in visible_sites()]
        return sites if len(sites) > 1 else []

    def apply(self, query: Any, value: Any, alias: Any = None) -> Any:
        """Return the query, narrowed."""
        found = current_session().scalar(select(Site.id).where(Site.ref == value))
        return query.filter(self.column == found)


def visible_sites(*, with_city: bool = False) -> list[Site]:
    """Return the schools of the signed-in person by name, the whole city first when asked."""
    statement = select(Site).order_by(Site.label)
    sites = current_session().scalars(statement).all()
    city = [site for site in sites if site.id == CITY_SITE]
    return [*(city if with_city else []), *(site for site in sites if site.id != CITY_SITE)]
