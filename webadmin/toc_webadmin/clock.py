"""The clock on the wall of the city: its time zone, this moment and this day."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app

from toc_webadmin.sessions import current_store

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from toc_core.settings import Settings


def city_zone() -> ZoneInfo:
    """Return the time zone in which days begin and end."""
    return cast("Settings", current_app.extensions["toc_settings"]).zone


def now() -> datetime:
    """Return this moment on the clock of the store, in the city's own time."""
    return current_store().clock().astimezone(city_zone())


def local_moment(moment: datetime) -> str:
    """Return a moment as day and hour in the city."""
    return f"{moment.astimezone(city_zone()):%d/%m/%Y %H:%M}"


def today() -> date:
    """Return the civil day in the city."""
    return now().date()
