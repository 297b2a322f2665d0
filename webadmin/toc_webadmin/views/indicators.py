"""What the theory in use says of a form: which indicators, under which name, what is refused."""

from __future__ import annotations

from collections import Counter

from flask import current_app, g

from toc_core.db.rules import refused_by_plugins
from toc_core.errors import UsageError
from toc_core.sync import stored_programme
from toc_core.theory import Programme
from toc_webadmin.sessions import current_session


def theory_in_use(programme: Programme) -> Programme:
    """Return the theory in use; the plugin's own when none is stored yet."""
    known: dict[str, Programme] = g.setdefault("toc_theories_in_use", {})
    if programme.code not in known:
        try:
            known[programme.code] = stored_programme(current_session(), programme.code)
        except UsageError:
            known[programme.code] = programme
    return known[programme.code]


def refused_by_programme(row: object, programme: Programme) -> list[str]:
    """Return why the plugins refuse a row, by the theory in use."""
    host = current_app.extensions["toc_host"]
    return refused_by_plugins(host, row, theory_in_use(programme), current_session())


def indicator_names(theory: Programme) -> dict[str, str]:
    """Return the name of every indicator by code; of two with one name, the level too."""
    levels = {level.code: level.label for level in theory.levels}
    indicators = theory.all_indicators()
    often = Counter(theory.indicator_label(i) for i in indicators)
    names: dict[str, str] = {}
    for indicator in indicators:
        label = theory.indicator_label(indicator)
        level = levels.get(theory.element(indicator.element).level or "")
        names[indicator.code] = f"{label} ({level})" if level and often[label] > 1 else label
    return names
