"""The look of a city: its title, logo and colours, in one file ``theme.toml`` in the home.

Every colour replaces a token of ``toc.css``; a pair that cannot be read is refused at the start.
Contrast is that of WCAG 2.2 (1.4.3 and 1.4.11): 4.5 for text, 3 for edges and focus.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request, send_file

from toc_core.errors import SettingsError, did_you_mean
from toc_core.figures import display
from toc_core.i18n import _

FILE = "theme.toml"
SCHEMES = ("light", "dark")
KEYS = ("title", "logo", *SCHEMES)
LOGO_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}
MOST_LOGO = 200 * 1024
STYLESHEET = Path(__file__).parent / "static" / "toc.css"
DARK = "@media (prefers-color-scheme: dark)"
_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
_TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")

TEXT_ON = (
    *(("ink", ground) for ground in ("paper", "ground", "wrong-tint")),
    *(("muted", ground) for ground in ("paper", "ground")),
    *(("accent", ground) for ground in ("paper", "ground", "tint")),
    ("accent-strong", "paper"),
    *(("on-accent", ground) for ground in ("accent", "accent-strong")),
    ("good", "paper"),
    *(("wrong", ground) for ground in ("paper", "wrong-tint")),
    ("warm", "warm-tint"),
)
EDGE_ON = (("edge", "paper"), ("focus", "paper"), ("focus", "ground"), ("good", "paper"))


@dataclass(frozen=True)
class Theme:
    """What a city replaces; empty where it replaces nothing."""

    title: str = ""
    logo: Path | None = None
    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by scheme

    @property
    def css(self) -> str:
        """Return the tokens that are replaced, as a stylesheet."""
        return "".join(_rules(scheme, self.colours.get(scheme, {})) for scheme in SCHEMES)


def _rules(scheme: str, colours: Mapping[str, str]) -> str:
    if not colours:
        return ""
    tokens = ";".join(f"--{name}:{colour}" for name, colour in colours.items())
    return f"@media (prefers-color-scheme: {scheme}){{:root{{{tokens}}}}}\n"


def usual_colours() -> dict[str, dict[str, str]]:
    """Return the tokens of the stylesheet by scheme; what dark does not name, stays as in light."""
    light, dark = STYLESHEET.read_text(encoding="utf-8").split(DARK)[:2]
    usual = dict(_TOKEN.findall(light))
    return {"light": usual, "dark": usual | dict(_TOKEN.findall(dark))}


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def read_theme(home: Path) -> Theme:
    """Return the theme in a home; ``SettingsError`` with everything that cannot be used."""
    path = home / FILE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Theme()
    except (OSError, ValueError) as error:
        raise SettingsError(
            _("{path} kan niet gelezen worden: {error}").format(path=path, error=error)
        ) from error
    problems = [*_problems(content, home)]
    if problems:
        raise SettingsError("\n".join(f"{path}: {problem}" for problem in problems))
    logo = home / content["logo"] if content.get("logo") else None
    return Theme(content.get("title", ""), logo, {s: content.get(s, {}) for s in SCHEMES})


def _problems(content: Mapping[str, Any], home: Path) -> Iterator[str]:
    for key in content.keys() - set(KEYS):
        yield _("'{key}' is niet gekend{hint}; er is: {known}").format(
            key=key, hint=did_you_mean(key, KEYS), known=", ".join(KEYS)
        )
    for key in ("title", "logo"):
        if not isinstance(content.get(key, ""), str):
            yield _("{key} is een tekst, tussen aanhalingstekens").format(key=key)
    logo = content.get("logo")
    if isinstance(logo, str) and logo:
        yield from _of_logo(home / logo)
    usual = usual_colours()
    wrong = [problem for s in SCHEMES for problem in _of_colours(s, content.get(s, {}), usual[s])]
    yield from wrong
    if not wrong:
        for scheme in SCHEMES:
            yield from _unreadable(scheme, content.get(scheme, {}), usual[scheme])


def _of_logo(path: Path) -> Iterator[str]:
    kinds = ", ".join(LOGO_KINDS)
    if path.suffix.lower() not in LOGO_KINDS:
        yield _("logo {path} is geen {kinds}").format(path=path.name, kinds=kinds)
    elif not path.is_file():
        yield _("logo {path} bestaat niet; zet het bestand in die map").format(path=path)
    elif path.stat().st_size > MOST_LOGO:
        yield _("logo {path} is groter dan {most} kB; maak het kleiner").format(
            path=path.name, most=MOST_LOGO // 1024
        )


def _of_colours(scheme: str, chosen: Any, usual: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(chosen, Mapping):
        yield _('[{scheme}] is een lijst van kleuren, zoals accent = "#145f7d"').format(
            scheme=scheme
        )
        return
    for name, colour in chosen.items():
        if name not in usual:
            yield _("[{scheme}] kleur '{name}' bestaat niet{hint}; er is: {known}").format(
                scheme=scheme, name=name, hint=did_you_mean(name, usual), known=", ".join(usual)
            )
        elif not isinstance(colour, str) or not _COLOUR.match(colour):
            yield _('[{scheme}] {name}: schrijf een kleur als "#145f7d", niet {colour}').format(
                scheme=scheme, name=name, colour=repr(colour)
            )


def _unreadable(scheme: str, chosen: Mapping[str, str], usual: Mapping[str, str]) -> Iterator[str]:
    """Yield the pairs with a chosen colour that have too little contrast."""
    colours = {**usual, **chosen}
    for pairs, least in ((TEXT_ON, 4.5), (EDGE_ON, 3.0)):
        for front, ground in pairs:
            found = contrast(colours[front], colours[ground])
            if found < least and (front in chosen or ground in chosen):
                yield _(
                    "[{scheme}] {front} ({one}) op {ground} ({other}) is moeilijk te lezen: "
                    "contrast {found}, minstens {least}. Kies een donkerder of lichtere kleur."
                ).format(
                    scheme=scheme,
                    front=front,
                    one=colours[front],
                    ground=ground,
                    other=colours[ground],
                    found=display(_tenths(found), 1),
                    least=display(_tenths(least), 1),
                )


def _tenths(number: float) -> Decimal:
    return Decimal(number).quantize(Decimal("0.1"), ROUND_DOWN)


def install(app: Flask, theme: Theme) -> None:
    """Serve the colours and the logo of a theme, and tell the templates of them."""
    app.config["TOC_TITLE"] = theme.title or app.config["TOC_TITLE"]
    app.jinja_env.globals["theme"] = theme

    @app.get("/thema.css", endpoint="toc_theme")
    def colours() -> Response:
        response = Response(theme.css, mimetype="text/css")
        response.add_etag()
        response.make_conditional(request)
        return response

    @app.get("/logo", endpoint="toc_logo")
    def logo() -> Response:
        if theme.logo is None:
            abort(404)
        return send_file(theme.logo, mimetype=LOGO_KINDS[theme.logo.suffix.lower()])
