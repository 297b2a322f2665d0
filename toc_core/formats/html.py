"""A report as one page that stands on its own: no request, no script, no style attribute.

Notes are links; under a strict content policy the one style element takes a nonce.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from toc_core.drawing.css import font_data_url, font_face
from toc_core.figures import Figure, Status
from toc_core.formats.commentary import commentary_heading
from toc_core.formats.layout import Block, Detail, Entry, Row, Section, layout_of
from toc_core.formats.section_tables import rows_html, sections_html
from toc_core.formats.stepping import missing_title
from toc_core.formats.words import known_text, made_text, period_text
from toc_core.i18n import _, current_language

if TYPE_CHECKING:
    from toc_core.formats.commentary import Commentary
    from toc_core.formats.words import Headed
    from toc_core.reports import Report

_CSS = Path(__file__).with_name("report.css")
_TONES = {Status.REACHED: "reached", Status.ALMOST: "almost", Status.BEHIND: "behind"}


def write(report: Report, file: BinaryIO) -> None:
    """Write a report as a page with its font inside."""
    file.write(report_html(report).encode())


def report_html(report: Report, *, nonce: str | None = None, font_url: str | None = None) -> str:
    """Return a report as a page; ``font_url`` replaces the font that comes inside the page."""
    return page_html(report.title, _main(report), nonce=nonce, font_url=font_url)


def page_html(
    title: str, main: str, *, nonce: str | None = None, font_url: str | None = None
) -> str:
    """Return a page that stands on its own around what is HTML already."""
    tag = f'<style nonce="{escape(nonce)}">' if nonce else "<style>"
    style = font_face(font_url or font_data_url()) + _CSS.read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{current_language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title>\n{tag}{style}</style></head>\n"
        f"<body><main>\n{main}</main></body></html>\n"
    )


def _main(report: Report) -> str:
    layout = layout_of(report)
    sections = "".join(_section(n, section) for n, section in enumerate(layout.sections))
    written = "".join(_written(n, report, one) for n, one in enumerate(report.commentaries))
    more = sections_html(report)
    return f"{header_html(report)}{written}{sections}{more}{_notes(layout.notes)}"


def _written(number: int, report: Report, one: Commentary) -> str:
    """Return what the city team wrote; a line of its own stays one."""
    answers = "".join(
        f"<h3>{escape(question)}</h3>"
        + "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
        for question, text in one.answers
    )
    title = escape(commentary_heading(report, one))
    return (
        f'<section aria-labelledby="c{number}" class="commentary"><h2 id="c{number}">{title}</h2>'
        f"{answers}</section>\n"
    )


def header_html(report: Headed) -> str:
    """Return the title, when the report was made, and the notices."""
    lines = [line for line in (made_text(report), known_text(report)) if line]
    notices = "".join(f"<li>{escape(notice)}</li>" for notice in report.notices)
    return (
        f"<header><h1>{escape(report.title)}</h1>"
        + "".join(f'<p class="quiet">{escape(line)}</p>' for line in lines)
        + (f'<ul class="notices">{notices}</ul>' if notices else "")
        + "</header>\n"
    )


def _section(number: int, section: Section) -> str:
    label = escape(section.programme.label)
    return (
        f'<section aria-labelledby="p{number}"><h2 id="p{number}">{label}</h2>'
        f'<p class="quiet">{escape(section.theory)}</p>\n'
        f"{_missing(section)}"
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="t{number}">'
        f'<table><caption id="t{number}">'
        + escape(_("Cijfers van {programme} per periode").format(programme=section.programme.label))
        + f"</caption>\n{_head(section)}"
        + "".join(_block(block, len(section.periods)) for block in section.blocks)
        + f"</table></div>\n{_steps(number, section)}{_gaps(section)}{_definitions(section)}"
        "</section>\n"
    )


def _head(section: Section) -> str:
    periods = "".join(
        f'<th scope="col">{escape(period_text(period))}</th>' for period in section.periods
    )
    return f'<thead><tr><th scope="col">{escape(_("Indicator"))}</th>{periods}</tr></thead>\n'


def _block(block: Block, periods: int) -> str:
    level = (
        f'<tr class="level"><th scope="rowgroup" colspan="{periods + 1}">'
        f"{escape(block.label)}</th></tr>\n"
        if block.label
        else ""
    )
    return f"<tbody>{level}{''.join(_row(row) for row in block.rows)}</tbody>\n"


def _row(row: Row) -> str:
    part = ' class="part"' if row.is_part else ""
    unit = f"<small>{escape(row.unit)}</small>" if row.unit and not row.is_part else ""
    cells = "".join(_cell(entry) for entry in row.entries)
    return f'<tr{part}><th scope="row">{escape(row.label)}{unit}</th>{cells}</tr>\n'


def _cell(entry: Entry) -> str:
    figure = entry.figure
    return (
        f'<td{_kind(figure)} data-period="{escape(period_text(figure.period))}">'
        f'<span class="value">{escape(figure.shown)}</span>{_marks(entry.marks)}'
        + "".join(_detail(detail) for detail in entry.details)
        + "</td>"
    )


def _detail(detail: Detail) -> str:
    tone = _TONES.get(detail.status)
    look = f' class="{tone}"' if tone else ""
    return f"<small{look}>{escape(detail.text)}{_marks(detail.marks)}</small>"


def _kind(figure: Figure) -> str:
    if figure.shown == "–":
        return ' class="blank"'
    return ' class="words"' if figure.text and figure.value is None else ""


def _marks(marks: tuple[int, ...]) -> str:
    if not marks:
        return ""
    links = " ".join(
        f'<a href="#n{n}" aria-label="{escape(_("noot {number}").format(number=n))}">{n}</a>'
        for n in marks
    )
    return f"<sup>{links}</sup>"


def _missing(section: Section) -> str:
    if not section.missing:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in section.missing)
    return f'<h3>{escape(missing_title(section))}</h3><ul class="gaps">{items}</ul>\n'


def _steps(number: int, section: Section) -> str:
    if section.steps is None:
        return ""
    name, steps = f"w{number}", section.steps
    told = rows_html(name, steps) if steps.rows else f"<p>{escape(steps.note)}</p>"
    return f'<h3 id="{name}">{escape(steps.title)}</h3>{told}\n'


def _gaps(section: Section) -> str:
    if not section.gaps:
        return ""
    title = escape(_("Ontbreekt nog: deze outcomes hebben nog geen indicator"))
    items = "".join(f"<li>{escape(gap)}</li>" for gap in section.gaps)
    return f'<h3>{title}</h3><ul class="gaps">{items}</ul>\n'


def _definitions(section: Section) -> str:
    if not section.definitions:
        return ""
    pairs = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(words)}</dd></div>"
        for label, words in section.definitions
    )
    return f"<h3>{escape(_('Wat elk cijfer telt'))}</h3><dl>{pairs}</dl>\n"


def _notes(notes: tuple[str, ...]) -> str:
    if not notes:
        return ""
    items = "".join(f'<li id="n{n}">{escape(note)}</li>' for n, note in enumerate(notes, 1))
    return (
        f'<section aria-labelledby="notes"><h2 id="notes">{escape(_("Noten"))}</h2>'
        f"<ol>{items}</ol></section>\n"
    )
