"""What the templates of the views may call."""

from __future__ import annotations

from flask import Flask, current_app

from toc_webadmin.clock import local_moment
from toc_webadmin.views.filters import visible_sites
from toc_webadmin.views.week_words import counted_sessions, why_moved
from toc_webadmin.views.words import day_and_month, roles_spoken, school_day_spoken


def add_template_words(app: Flask) -> None:
    """Give the templates our words and the few questions they ask."""
    for function in (
        roles_spoken,
        several_sites,
        first_problem,
        attributes,
        has_page,
        local_moment,
        counted_sessions,
        why_moved,
        day_and_month,
        school_day_spoken,
    ):
        app.jinja_env.globals[function.__name__] = function
    app.jinja_env.globals["dict"] = dict


def several_sites() -> bool:
    """Return whether the signed-in person has schools to choose from."""
    return len(visible_sites()) > 1


def first_problem(problems: list[tuple[str, str]]) -> str:
    """Return the id of the first field with a problem; it gets the focus."""
    return next((field_id for field_id, _sentence in problems if field_id), "")


def attributes(
    about: str, errors: object, focus: bool, keyboard: str | None = None
) -> dict[str, str | bool]:
    """Return the attributes that tie a field to its help and its problem."""
    found: dict[str, str | bool] = {"autocomplete": "off"}
    if about:
        found["aria-describedby"] = about
    if errors:
        found["aria-invalid"] = "true"
    if focus:
        found["autofocus"] = True
    if keyboard:
        found["inputmode"] = keyboard
    return found


def has_page(endpoint: str) -> bool:
    """Return whether the application has a page."""
    return endpoint in current_app.view_functions
