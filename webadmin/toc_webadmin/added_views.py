"""Which views plugins added to the running application, and which of them a person may open."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app

_KEY = "toc_added_views"


def note_added(app: Flask, plugin: str, views: tuple[Any, ...]) -> None:
    """Note the views that a plugin added."""
    app.extensions.setdefault(_KEY, {})[plugin] = views


def added_by(app: Flask, plugin: str) -> tuple[Any, ...]:
    """Return the views that a plugin added."""
    found: tuple[Any, ...] = app.extensions.get(_KEY, {}).get(plugin, ())
    return found


def open_views(programme: str = "") -> list[Any]:
    """Return the added views of a programme, or of none, that the signed-in person may open."""
    every = [view for views in current_app.extensions.get(_KEY, {}).values() for view in views]
    return [v for v in every if _programme_of(v) == programme and v.is_accessible()]


def view_of(table: str) -> Any:
    """Return the added view of a table; none when there is none, or it is closed to this person."""
    every = [view for views in current_app.extensions.get(_KEY, {}).values() for view in views]
    found = (v for v in every if getattr(v, "model", None) and v.model.__tablename__ == table)
    return next((view for view in found if view.is_accessible()), None)


def first_page(view: Any) -> str:
    """Return the endpoint of the page that a view opens with."""
    return f"{view.endpoint}.{view._default_view}"


def _programme_of(view: Any) -> str:
    programme = getattr(view, "programme", None)
    return programme.code if programme is not None else ""
