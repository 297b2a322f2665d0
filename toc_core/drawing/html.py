"""The poster as HTML: one text in reading order that is a poster on paper and a page on a phone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from toc_core.drawing.boxes import chips_of
from toc_core.drawing.content import Band, Block, Column, Content, Item, content_of
from toc_core.drawing.css import font_data_url, positions_css, poster_css
from toc_core.drawing.fit import fit_page, fit_screen
from toc_core.drawing.geometry import Sheet
from toc_core.drawing.legend import legend_of
from toc_core.drawing.mark import Mark
from toc_core.drawing.measure import clean
from toc_core.drawing.place import Heading
from toc_core.drawing.route import HEAD, route
from toc_core.drawing.signs import chip_html, derived_html, hidden, legend_html
from toc_core.drawing.wrap import soften
from toc_core.i18n import _
from toc_core.theory import Programme

_SCREEN_WIDTH, _SCREEN_SIZE = 1180.0, 11.0  # the sheet for screens narrower than a wide one


@dataclass(frozen=True)
class _Talk:
    """What is asked of the text besides the programme: links of boxes and their spoken effects."""

    href: Callable[[str], str] | None
    effects: Mapping[str, str]


def heading_of(
    programme: Programme, content: Content, *, title: str = "", subtitle: str = ""
) -> Heading:
    """Return what stands above the columns; the goal follows the subtitle."""
    version = clean(programme.version)
    below = clean(subtitle) or _("Veranderingstheorie · versie {version}").format(version=version)
    goal = _("Doel: {goal}").format(goal=clean(programme.goal)) if programme.goal else ""
    name = clean(title) or clean(programme.label) or clean(programme.code) or "–"
    return Heading(name, tuple(s for s in (below, goal) if s), legend_of(content))


def poster_html(
    programme: Programme,
    *,
    marks: Mapping[str, Mark] | None = None,
    links: bool = False,
    standalone: bool = True,
    title: str = "",
    subtitle: str = "",
    nonce: str | None = None,
    href: Callable[[str], str] | None = None,
    font_url: str | None = None,
) -> str:
    """Return the poster as a page of its own, or (not ``standalone``) as a fragment for a page.

    ``font_url`` replaces the embedded font; a fragment brings no font unless it is given. ``href``
    gives the address of an element's box by code; the address in its mark goes before it.
    """
    content = content_of(programme, marks, links=links)
    heading = heading_of(programme, content, title=title, subtitle=subtitle)
    fitted = fit_page(content, heading)
    narrow = fit_screen(content, heading, _SCREEN_WIDTH, _SCREEN_SIZE)
    page, wide = fitted if fitted else (None, None)
    if wide is None or narrow is None:
        page, wide, narrow = None, None, None
    font = font_url or (font_data_url() if standalone else None)
    style = poster_css(font_url=font) + positions_css(wide, narrow, page)
    talk = _Talk(href, _effects(content))
    curves = _links_html(content, wide, narrow)
    body = _body(content, heading, talk, curves)
    tag = f'<style nonce="{escape(nonce)}">' if nonce else "<style>"
    language = escape(clean(programme.language) or "nl")
    if not standalone:
        return f'{tag}{style}</style>\n<div class="toc-poster" lang="{language}">{body}</div>\n'
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(heading.title)}</title>{tag}html,body{{margin:0}}\n{style}</style></head>"
        f'<body><main class="toc-poster">{body}</main></body></html>\n'
    )


def _body(content: Content, heading: Heading, talk: _Talk, curves: str) -> str:
    subtitles = "".join(f'<p class="sub t">{_text(s)}</p>' for s in heading.subtitles)
    lanes = "".join(
        f'<div class="lane" id="tl{n}" aria-hidden="true"></div>'
        for n in range(len(content.lanes) or len(content.columns))
    )
    return (
        f'<div class="sheet"><header><h1 class="t">{_text(heading.title)}</h1>{subtitles}</header>'
        f"{legend_html(heading.legend)}{lanes}{curves}"
        + "".join(_columns(content, talk))
        + "".join(_band(n, band) for n, band in enumerate(content.bands))
        + "</div>"
    )


def _columns(content: Content, talk: _Talk) -> list[str]:
    titles = dict(content.lanes)
    results = [c.key for c in content.columns if c.key not in _BEFORE_RESULTS]
    parts = []
    for n, column in enumerate(content.columns):
        if results and column.key == results[0]:
            parts.append(f'<p class="results"><span class="t">{escape(_("Resultaten"))}</span></p>')
        parts.append(_column(n, column, titles, talk))
    return parts


_BEFORE_RESULTS = ("problem", "input", "intervention", "impact")


def _column(number: int, column: Column, titles: Mapping[str, str], talk: _Talk) -> str:
    first = " first" if number == 0 else ""
    parts = [
        f'<section class="c-{column.key}{first}"><h2 id="tc{number}">{_text(column.title)}</h2>'
    ]
    for m, cell in enumerate(column.cells):
        if cell.lane is not None:
            parts.append(f'<h3 class="t" id="tc{number}-{m}">{_text(titles[cell.lane])}</h3>')
        boxes = "".join(_element(item, talk) for item in cell.items)
        parts.append(f'<ul role="list">{boxes}</ul>')
    return "".join((*parts, "</section>"))


def _element(item: Item, talk: _Talk) -> str:
    label = f'<span class="w">{_text(item.label)}</span>'
    address = _address(item, talk)
    if address:
        label = f'<a href="{escape(address)}">{label}</a>'
    chips = "".join(chip_html(chip, item) for chip in chips_of(item))
    spoken = talk.effects.get(item.code, "")
    planned = " planned" if item.planned else ""
    return (
        f'<li class="e{planned}" id="te{item.number}" data-code="{escape(clean(item.code))}">'
        f'<span class="t">{label}{chips}{hidden(". " + spoken) if spoken else ""}</span>'
        + _parts(item.parts)
        + (f'<p class="note t">{_text(item.note)}</p>' if item.note else "")
        + "</li>"
    )


def _address(item: Item, talk: _Talk) -> str:
    """Return the address of a box; an address that would run a script is dropped."""
    given = item.mark.href if item.mark else ""
    address = clean(given or (talk.href(item.code) if talk.href else ""))
    scheme = address.partition(":")[0] if ":" in address.partition("/")[0] else ""
    return address if scheme.lower() in ("", "http", "https") else ""


def _parts(parts: tuple[str, ...]) -> str:
    rows = "".join(f'<li class="t">{_text(part)}</li>' for part in parts)
    return f'<ul class="parts" role="list">{rows}</ul>' if rows else ""


def _band(number: int, band: Band) -> str:
    parts = [
        f'<section class="c-band c-{band.key}"><div class="band" id="tb{number}"></div>'
        f'<h2 id="tb{number}h">{_text(band.title)}</h2>'
    ]
    is_open = False
    for m, block in enumerate(band.blocks):
        if is_open and block.heading:
            parts.append("</ul>")
            is_open = False
        if not block.heading and not is_open:
            parts.append('<ul role="list">')
            is_open = True
        parts.append(_block(f"tb{number}-{m}", block))
    return "".join((*parts, "</ul>" if is_open else "", "</section>"))


def _block(place: str, block: Block) -> str:
    if block.heading:
        return f'<h3 id="{place}" class="t">{_text(block.label)}</h3>'
    look = " bullet" if block.grouped else " strong" if block.parts else ""
    derived = derived_html() if block.derived else ""
    return (
        f'<li class="b{look}" id="{place}"><span class="t">{_text(block.label)}{derived}</span>'
        f"{_parts(block.parts)}</li>"
    )


def _effects(content: Content) -> dict[str, str]:
    """Return by code what is spoken of the arrows that leave a box; what is ours says so."""
    labels = {item.code: item.label for item in content.items}
    found: dict[str, list[str]] = {}
    for link in content.links:
        for cause in link.causes if link.effect in labels else ():
            ours = _(" (onze lezing)") if link.derived else ""
            found.setdefault(cause, []).append(labels[link.effect] + ours)
    words = _("leidt tot: {effects}")
    return {cause: words.format(effects="; ".join(effects)) for cause, effects in found.items()}


def _links_html(content: Content, wide: Sheet | None, narrow: Sheet | None) -> str:
    sheets = (("on-wide", wide), ("on-narrow", narrow)) if content.links else ()
    return "".join(_links_of(content, name, sheet) for name, sheet in sheets if sheet)


def _links_of(content: Content, name: str, sheet: Sheet) -> str:
    curves = route(sheet, content.links)
    lines = "".join(f'<path{" class=derived" if c.derived else ""} d="{c.path}"/>' for c in curves)
    side = f"{HEAD * sheet.size:.1f}"
    return (
        f'<svg class="links {name}" viewBox="0 0 {sheet.width:.2f} {sheet.height:.2f}"'
        f' preserveAspectRatio="none" aria-hidden="true"><marker id="head-{name}" refX="10"'
        f' refY="5" viewBox="0 0 10 10" markerWidth="{side}" markerHeight="{side}"'
        ' markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 10 5 0 10"/></marker>'
        f'<g marker-end="url(#head-{name})">{lines}</g></svg>'
    )


def _text(text: str) -> str:
    return escape(soften(text))
