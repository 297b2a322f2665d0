"""The views that plugins add: taken up when they keep our rules, else left out and named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toc_core.errors import PluginError
from toc_core.i18n import _
from toc_webadmin.added_views import note_added
from toc_webadmin.views.base import TocModelView, TocView

if TYPE_CHECKING:
    from flask_admin import Admin

    from toc_core.plugins import Host
    from toc_webadmin.sessions import Db


def add_plugin_views(admin: Admin, host: Host, db: Db) -> None:
    """Add the views of every plugin; of one that breaks a rule none is added, and it is named."""
    app: Any = admin.app
    for name, views in host.call("toc_admin_views", object, db=db):
        try:
            _refuse(admin, views)
        except PluginError as error:
            host.leave_out(name, str(error))
            continue
        admin.add_views(*views)
        note_added(app, name, views)
    for broken in host.broken:
        app.logger.warning("%s", broken)


def _refuse(admin: Admin, views: tuple[Any, ...]) -> None:
    """Raise ``PluginError`` when a view is not closed by default, or takes another's place."""
    taken = {place for view in admin._views for place in _places(view)}
    for view in views:
        name = f"{type(view).__module__}.{type(view).__name__}"
        if not isinstance(view, TocModelView | TocView):
            raise PluginError(
                _(
                    "het scherm {name} houdt zich niet aan de regels van het beheer; leid het af "
                    "van TocModelView (toc_webadmin.views.base)"
                ).format(name=name)
            )
        if not view.allowed:
            raise PluginError(
                _("het scherm {name} is voor niemand open; zeg voor welke rollen: allowed = {role}")
                .format(name=name, role="EVERY_ROLE")
            )  # fmt: skip
        if taken.intersection(_places(view)):
            raise PluginError(
                _("het adres van het scherm {name} bestaat al; kies een andere 'kind' en 'path'")
                .format(name=name)
            )  # fmt: skip
        taken.update(_places(view))


def _places(view: Any) -> set[str]:
    """Return the name and the address of a view: no two may share one."""
    return {f"endpoint {view.endpoint}", f"url {view.url}" if view.url else ""} - {""}
