"""The style sheet of the poster: what is the same for all, and the positions of one sheet."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path

from toc_core.drawing import palette
from toc_core.drawing.fit import A3, Page
from toc_core.drawing.geometry import Box, Sheet
from toc_core.drawing.measure import FONTS
from toc_core.drawing.palette import Family

_HERE = Path(__file__).parent
FONT_FILE = FONTS / "source-sans-3-latin.woff2"
# A height that is rounded up must not make a second page.
_ONE_PAGE = ".toc-poster .sheet{max-height:calc(100vh - 2px)}"
WIDE = 1400  # pixels from which a screen shows the sheet of the printed page


@lru_cache(maxsize=1)
def font_data_url() -> str:
    """Return the font as a data URL, for a file that must stand on its own."""
    return "data:font/woff2;base64," + base64.b64encode(FONT_FILE.read_bytes()).decode("ascii")


def font_face(url: str) -> str:
    """Return the rule that brings the font of the poster."""
    return (
        '@font-face{font-family:"Source Sans 3";font-weight:200 900;font-display:block;'
        f'src:url("{url}") format("woff2")}}\n'
    )


@lru_cache(maxsize=4)
def poster_css(*, font_url: str | None = None) -> str:
    """Return the style that every poster shares; positions come with the poster itself."""
    font = font_face(font_url) if font_url else ""
    dark = _tokens(palette.DARK, dark=True)
    return (
        font
        + _tokens(palette.LIGHT, dark=False)
        + f"@media screen and (prefers-color-scheme:dark){{{dark}}}\n"
        + (_HERE / "poster.css").read_text(encoding="utf-8")
    )


def _tokens(families: dict[str, Family], *, dark: bool) -> str:
    ink, muted, paper, panel, line = palette.DARK_GROUND if dark else palette.GROUND
    tones = palette.DARK_TONES if dark else palette.TONES
    shared = "".join(f"--{name}:{colour};" for name, colour in tones.items())
    root = (
        f".toc-poster{{--ink:{ink};--muted:{muted};--paper:{paper};--panel:{panel};"
        f"--panel-line:{line};{shared}--focus:{'#8ab8ff' if dark else '#0b57d0'}}}"
    )
    return root + "".join(
        f".toc-poster .c-{key}{{--head:{f.header};--line:{f.line};"
        f"--ground:{f.ground};--heading:{f.heading}}}"
        for key, f in families.items()
    )


def positions_css(wide: Sheet | None, narrow: Sheet | None, page: Page | None) -> str:
    """Return the rules that place the poster: on paper, on a wide and on a narrower screen."""
    if wide is None or narrow is None or page is None:
        return "@page{size:A4;margin:12mm}\n"
    on_paper, on_screen = _positions(wide, "on-wide"), _positions(narrow, "on-narrow")
    size = f"{page.width_mm}mm {page.height_mm}mm"  # by name CSS knows nothing above A3
    paper = f"@page{{size:{size};margin:0}}\n@media print{{{on_paper}{_ONE_PAGE}}}\n"
    if page is not A3:  # the type of a larger paper would be too small on a screen
        return paper + _on_screen(on_screen, "(min-width:900px)")
    below = f"(min-width:900px) and (max-width:{WIDE - 0.02}px)"
    return paper + _on_screen(on_paper, f"(min-width:{WIDE}px)") + _on_screen(on_screen, below)


def _on_screen(rules: str, widths: str) -> str:
    return f"@media screen and (min-width:900px){{@container toc-poster {widths}{{{rules}}}}}\n"


def _positions(sheet: Sheet, links: str) -> str:
    """Return the rules of one sheet, in shares of it, so that it scales with its container."""
    rules = [
        (_HERE / "placed.css").read_text(encoding="utf-8"),
        f".toc-poster .sheet{{height:{_share(sheet.height, sheet.width)}cqw;"
        f"font-size:{sheet.size / sheet.width * 100:.5f}cqw}}\n",
        f".toc-poster .{links}{{display:block}}",
        _at(sheet, "header", sheet.title),
        _at(sheet, ".legend", sheet.legend),
    ]
    if sheet.results:
        rules.append(_at(sheet, ".results", sheet.results))
    rules += [_at(sheet, f"#tl{n}", lane) for n, lane in enumerate(sheet.lanes)]
    for n, column in enumerate(sheet.columns):
        rules.append(_at(sheet, f"#tc{n}", column.header))
        for m, cell in enumerate(column.cells):
            if cell.heading:
                rules.append(_at(sheet, f"#tc{n}-{m}", cell.heading))
            rules += [_at(sheet, f"#te{i.item.number}", i.box) for i in cell.items]
    for n, band in enumerate(sheet.bands):
        rules += [_at(sheet, f"#tb{n}", band.box), _at(sheet, f"#tb{n}h", band.heading)]
        rules += [_at(sheet, f"#tb{n}-{m}", block.box) for m, block in enumerate(band.blocks)]
    return "".join(rules)


def _at(sheet: Sheet, selector: str, box: Box) -> str:
    return (
        f"{selector if selector[0] == '#' else '.toc-poster ' + selector}"
        f"{{left:{_share(box.x, sheet.width)}%;top:{_share(box.y, sheet.height)}%;"
        f"width:{_share(box.width, sheet.width)}%;height:{_share(box.height, sheet.height)}%}}"
    )


def _share(part: float, whole: float) -> str:
    return f"{part / whole * 100:.3f}".rstrip("0").rstrip(".")
