"""Help: "?" on every page, the words we use, what this is built on, and accessibility."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from typing import Any

from flask import Blueprint, Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape
from packaging.requirements import Requirement

from toc_core.i18n import current_language
from toc_webadmin.pages.help_texts import OF_PAGES, OF_VIEWS, of_action, of_view
from toc_webadmin.pages.words_list import TERMS

blueprint = Blueprint("help", __name__)
OURS = ("toc-core", "toc-webadmin")


def install(app: Flask) -> None:
    """Give every template ``help_here()``, and the filter that underlines our words."""
    app.jinja_env.globals["help_here"] = help_here
    app.jinja_env.filters["with_words"] = with_words
    app.register_blueprint(blueprint)


def help_here(view: Any = None) -> tuple[str, ...]:
    """Return the three sentences about the page that is shown; none when there are none."""
    if view is not None:
        action = (request.endpoint or "").rpartition(".")[2]
        own = of_action(action) or OF_VIEWS.get(view.kind)
        return own or of_view(view.intro, getattr(view, "visible_to", ""))
    return OF_PAGES.get(request.endpoint or "", ())


def with_words(text: str) -> Markup:
    """Return a text in which the first of each of our words leads to its meaning."""
    text = str(text)
    parts, last, seen = [], 0, set[str]()
    codes, written = _codes(current_language())
    for found in written.finditer(text):
        code = codes[found[0].casefold()]
        if code in seen:
            continue
        seen.add(code)
        link = Markup('<a class="term" href="{}">{}</a>')
        address = url_for("help.words", _anchor=f"woord-{code}")
        parts += [escape(text[last : found.start()]), link.format(address, found[0])]
        last = found.end()
    return Markup("").join([*parts, escape(text[last:])])


@cache
def _codes(_language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the code of each of our words as they are written in a language, and their pattern."""
    codes = {written.casefold(): term.code for term in TERMS for written in term.written}
    longest_first = sorted(codes, key=len, reverse=True)
    return codes, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.I)


@blueprint.get("/begrippen")
def words() -> ResponseReturnValue:
    """Show the words we use and what we mean by them."""
    return render_template("pages/words.html", terms=sorted(TERMS, key=lambda t: t.word.casefold()))


@blueprint.get("/over")
def about() -> ResponseReturnValue:
    """Show the version and the components with their licences."""
    return render_template("pages/about.html", ours=_ours(), components=components())


@blueprint.get("/toegankelijkheid")
def accessibility() -> ResponseReturnValue:
    """Show the accessibility statement."""
    return render_template("pages/accessibility.html")


def _ours() -> list[tuple[str, str]]:
    return [(name, version(name)) for name in OURS]


@cache
def components() -> tuple[tuple[str, str, str], ...]:
    """Return what the product is built on: name, version and licence, by name."""
    seen: dict[str, tuple[str, str, str]] = {}
    waiting = list(OURS)
    while waiting:
        for line in requires(waiting.pop()) or ():
            needed = Requirement(line)
            if needed.name.casefold() in seen or (needed.marker and not _holds(needed)):
                continue
            try:
                found = metadata(needed.name)
            except PackageNotFoundError:
                continue
            seen[needed.name.casefold()] = (found["Name"], found["Version"], _licence(found))
            waiting.append(needed.name)
    ours = {name.casefold() for name in OURS}
    return tuple(sorted(one for key, one in seen.items() if key not in ours))


def _holds(needed: Requirement) -> bool:
    assert needed.marker is not None
    return needed.marker.evaluate({"extra": ""})


def _licence(found: Any) -> str:
    """Return a licence as its package declares it: an SPDX expression, a classifier or a line."""
    expression = found.get("License-Expression")
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in found.get_all("Classifier") or ()
        if line.startswith("License ::") and not line.endswith("OSI Approved")
    ]
    written = (found.get("License") or "").strip().splitlines()
    return str(expression or ", ".join(classifiers) or (written[0][:60] if written else "–"))
