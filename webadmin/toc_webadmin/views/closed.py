"""Views that are closed unless a role is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from flask import Blueprint, abort
from flask_admin import BaseView

from toc_core.access import Access
from toc_core.errors import AccessDenied
from toc_webadmin.sessions import current_principal

CITY_ROLES = frozenset({Access.COORDINATOR})
EVERY_ROLE = frozenset({Access.COORDINATOR, Access.SCHOOL})


class Closed:
    """Denies everybody; a view opens itself to the roles in ``allowed``."""

    allowed: ClassVar[frozenset[Access]] = frozenset()

    def is_accessible(self) -> bool:
        """Return whether the signed-in person has a role that is allowed here."""
        try:
            return current_principal().access in self.allowed
        except AccessDenied:
            return False

    def inaccessible_callback(self, name: str, **arguments: Any) -> NoReturn:
        """Answer 403: who is not signed in never comes this far."""
        abort(403)

    def _run_view(self, view: Callable[..., Any], *positional: Any, **named: Any) -> Any:
        """Run it once: Flask-Admin's own would run it again after any ``TypeError``."""
        try:
            return view(self, *positional, **named)
        except AccessDenied:
            abort(403)


class TocView(Closed, BaseView):  # type: ignore[misc]
    """A page that is not a table.

    ``folder`` is where a plugin keeps ``templates/`` and ``static/`` for its page; a template
    reaches the latter with ``url_for(".static", filename=…)``.
    """

    folder: ClassVar[Path | None] = None

    def create_blueprint(self, admin: Any) -> Blueprint:
        """Return the blueprint of this page, which also looks in its own folder."""
        if self.folder is not None:
            self.static_folder = str(self.folder / "static")
        made: Blueprint = super().create_blueprint(admin)
        if self.folder is not None:
            made.template_folder = str(self.folder / "templates")
        return made
