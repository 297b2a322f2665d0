"""What stands around every page: the menu, the school year and who is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from flask import Flask, Response, current_app, g, request, session, url_for
from sqlalchemy import exists, or_, select

from toc_core import drawing
from toc_core.access import Access, Principal
from toc_core.db.measures import Observation
from toc_core.db.people import Site
from toc_core.db.records import Delivery, Participation
from toc_core.db.theory import ProgrammeRow, TheoryRow, TheoryState
from toc_core.db.trajectories import Trajectory
from toc_core.errors import AccessDenied, UsageError
from toc_core.i18n import _
from toc_core.periods import PeriodKind, parse_period, school_year_of
from toc_webadmin.added_views import first_page, open_views
from toc_webadmin.clock import today
from toc_webadmin.sessions import current_principal, current_session

FONT_SECONDS = 7 * 24 * 3600
FONT = Path(drawing.__file__).parent / "fonts" / "source-sans-3-latin.woff2"
FIRST_YEAR = 2018
ALL_YEARS = "alle"
YEAR_KEY = "schooljaar"
MOST_OPEN = 2  # programmes whose lines all fit beside a page


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu."""

    label: str
    url: str
    active: bool


@dataclass(frozen=True)
class MenuGroup:
    """A programme, or what all programmes share; the first group has no label.

    With many programmes they ``folds``: only the one of the page is open.
    """

    label: str
    items: tuple[MenuItem, ...]
    code: str = ""
    folds: bool = False

    @property
    def active(self) -> bool:
        """Return whether the page that is shown stands in this group."""
        asked = (request.view_args or {}).get("code", "")
        ours = bool(self.code) and asked == self.code
        return ours or any(item.active for item in self.items)


def add_menu(app: Flask) -> None:
    """Give every template ``menu``, ``school_years``, ``school_year`` and ``signed_in``."""
    app.context_processor(_around)
    if "toc_font" not in app.view_functions:
        app.add_url_rule("/letter/source-sans-3.woff2", "toc_font", _font)


def _font() -> Response:
    """Send the letters that the poster uses too; a browser keeps them for a week."""
    response = Response(FONT.read_bytes(), mimetype="font/woff2")
    response.add_etag()
    response.cache_control.max_age = FONT_SECONDS
    response.make_conditional(request)
    return response


def _around() -> dict[str, Any]:
    try:
        principal = current_principal()
    except AccessDenied:
        return {"menu": [], "school_years": [], "school_year": None, "signed_in": None}
    return {
        "menu": menu_for(principal),
        "school_years": school_years(),
        "school_year": chosen_school_year(),
        "signed_in": principal,
    }


def school_years() -> list[str]:
    """Return the school years to choose from, the newest first."""
    newest = school_year_of(today()).start.year
    return [f"{year}-{year + 1}" for year in range(newest, FIRST_YEAR - 1, -1)]


def chosen_school_year() -> str | None:
    """Return the school year that was chosen at the top, or none for all of them."""
    asked = request.args.get(YEAR_KEY)
    if asked is not None:
        session[YEAR_KEY] = asked if _is_school_year(asked) else ALL_YEARS
    chosen = session.get(YEAR_KEY, ALL_YEARS)
    return None if chosen == ALL_YEARS else str(chosen)


def _is_school_year(text: str) -> bool:
    try:
        period = parse_period(text)
    except UsageError:
        return False
    return period.kind is PeriodKind.SCHOOL_YEAR and period.code == text


def menu_for(principal: Principal) -> list[MenuGroup]:
    """Return the groups of the menu, worked out once in a request.

    What does not exist or is closed is left out.
    """
    if "toc_menu" not in g:
        g.toc_menu = _groups(principal)
    return cast("list[MenuGroup]", g.toc_menu)


def _groups(principal: Principal) -> list[MenuGroup]:
    of_city = principal.access is Access.COORDINATOR
    portfolios = of_city and bool(current_app.extensions["toc_host"].portfolios)
    first = [
        _item(_("Overzicht"), "home.index"),
        _item(_("Portfolio"), "portfolio.page") if portfolios else None,
        _item(_("Programma's naast elkaar"), "portfolio_dashboard.page") if portfolios else None,
        *_school_sheets(principal),
    ]
    groups = [MenuGroup("", _present(*first))]
    programmes = _programmes()
    shown = _shown(programmes)
    folds = len(shown) > MOST_OPEN
    groups += [MenuGroup(programmes[c], _programme_items(c), c, folds) for c in shown]
    others = [
        _item(label, "poster.page", code=code)
        for code, label in programmes.items()
        if code not in shown
    ]
    groups.append(MenuGroup(_("Andere programma's"), _present(*others), folds=True))
    shared = [
        _item(_("Klasgroepen"), "groups.index_view"),
        _item(_("Deelnemers"), "participants.index_view"),
        *(_item(view.name, first_page(view)) for view in open_views()),
    ]
    if of_city:
        shared += [
            _item(_("Scholen"), "sites.index_view"),
            _item(_("Andere namen"), "aliases.index_view"),
            _item(_("Schooljaar klaarzetten"), "school_year.page"),
            _item(_("Geschiedenis"), "history.journal"),
            _item(_("Gebruikers"), "users.index"),
        ]
    shared.append(_item(_("Wachtwoord"), "security.change_password"))
    groups.append(MenuGroup(_("Beheer"), _present(*shared)))
    return [group for group in groups if group.items]


def _school_sheets(principal: Principal) -> list[MenuItem | None]:
    """Return the sheet of each school of somebody of a school."""
    if principal.access is not Access.SCHOOL:
        return []
    sites = current_session().scalars(select(Site).order_by(Site.label)).all()
    several = len(sites) > 1
    return [
        _item(site.label if several else _("Schoolfiche"), "school_sheet.page", ref=site.ref)
        for site in sites
        if site.id in principal.sites
    ]


def _shown(programmes: Mapping[str, str]) -> list[str]:
    """Return the programmes with a group of their own: those with records, and that of the page."""
    used = [
        exists().where(record.programme_id == ProgrammeRow.id)
        for record in (Participation, Trajectory, Delivery, Observation)
    ]
    busy = set(current_session().scalars(select(ProgrammeRow.code).where(or_(*used))))
    asked = (request.view_args or {}).get("code", "")
    here = (request.endpoint or "").partition("-")[0]
    shown = [code for code in programmes if code in busy or code in (asked, here)]
    return shown if busy else list(programmes)


def _programmes() -> dict[str, str]:
    """Return the label of every programme by code: of the plugins, and what was stored by others.

    What a plugin that is gone left behind stays readable.
    """
    host = {c: p.label for c, p in current_app.extensions["toc_host"].programmes.items()}
    stored = (
        select(ProgrammeRow.code, ProgrammeRow.label)
        .join(TheoryRow, TheoryRow.programme_id == ProgrammeRow.id)
        .where(TheoryRow.state == TheoryState.PUBLISHED)
        .order_by(ProgrammeRow.label)
    )
    return host | {c: label for c, label in current_session().execute(stored) if c not in host}


def _programme_items(code: str) -> tuple[MenuItem, ...]:
    return _present(
        _item(_("Veranderingstheorie"), "poster.page", code=code),
        _item(_("Cijfers in beeld"), "dashboard.page", code=code),
        _item(_("Deelnames"), f"{code}-participations.index_view"),
        _item(_("Trajecten"), f"{code}-trajectories.index_view"),
        _item(_("Activiteiten"), f"{code}-deliveries.index_view"),
        _item(_("Overleg"), f"{code}-meetings.index_view"),
        _item(_("Metingen"), f"{code}-observations.index_view"),
        _item(_("Scores"), f"{code}-scores.index_view"),
        _item(_("Doelen"), f"{code}-targets.index_view"),
        _item(_("Verhalen"), f"{code}-stories.index_view"),
        *(_item(view.name, first_page(view)) for view in open_views(code)),
        _item(_("Rapport"), "report.page", code=code),
    )


def _present(*items: MenuItem | None) -> tuple[MenuItem, ...]:
    return tuple(item for item in items if item is not None)


def _item(label: str, endpoint: str, **values: Any) -> MenuItem | None:
    """Return a line of the menu, or none when its page does not exist in this application."""
    if endpoint not in current_app.view_functions:
        return None
    here = request.endpoint or ""
    same_page = here.rpartition(".")[0] == endpoint.rpartition(".")[0]
    active = same_page and all((request.view_args or {}).get(k) == v for k, v in values.items())
    return MenuItem(label, url_for(endpoint, **values), active)
