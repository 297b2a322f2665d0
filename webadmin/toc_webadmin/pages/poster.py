"""The poster of a programme with its live progress, and what is behind each box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request, send_file, url_for
from markupsafe import Markup

from toc_core.db.measuring import Question
from toc_core.drawing import Mark, poster_html, poster_svg
from toc_core.errors import UsageError, did_you_mean
from toc_core.figures import CaveatKind, Figure, shared_caveats
from toc_core.formats.words import status_text
from toc_core.i18n import _, current_language
from toc_core.speaking import spoken
from toc_core.theory import Element, Programme, Stage
from toc_webadmin.clock import today
from toc_webadmin.headers import csp_nonce
from toc_webadmin.pages.asking import (
    Choice,
    chosen_period,
    current_host,
    is_practice,
    practice_switch,
    programme_named,
    whose_figures,
)
from toc_webadmin.pages.panel import Panel, panel_of
from toc_webadmin.pages.progress import marks_of, progress, short, target_words
from toc_webadmin.pages.words import notes_of, origin_words, unit_beside
from toc_webadmin.sessions import current_session

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession

blueprint = Blueprint("poster", __name__)
LAYERS = ("stand", "geen")


@dataclass(frozen=True)
class View:
    """How the poster is shown: layer, links or not, which and whose data, which box is open."""

    code: str
    choice: Choice
    layer: str
    links: bool
    practice: bool
    box: str
    whose: str

    def url(
        self, *, anchor: str | None = None, endpoint: str = "poster.page", **changes: str
    ) -> str:
        """Return the address of this poster with some things changed; empty takes one away."""
        asked = {
            "periode": self.choice.chosen.code if self.choice.written else "",
            "laag": self.layer if self.layer != LAYERS[0] else "",
            "verbanden": "1" if self.links else "",
            "oefen": request.args.get("oefen", ""),
            "blok": self.box,
        } | changes
        kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
        return url_for(endpoint, code=self.code, _anchor=anchor, **kept)


@blueprint.get("/programma/<code>/poster")
def page(code: str) -> ResponseReturnValue:
    """Show the poster; a period that is not understood says so and shows the usual one."""
    session = current_session()
    programme, view, own = _asked(session, code)
    on_paper = request.args.get("druk") == "1"
    text = render_template(
        "pages/poster_print.html" if on_paper else "pages/poster.html",
        programme=programme,
        view=view,
        switch=practice_switch(session),
        poster=Markup(_drawn(programme, view, own)),  # noqa: S704 - escaped where it is drawn
        panel=None if on_paper else _panel(session, programme, view, own),
        numbers={e.code: n for n, e in enumerate(programme.elements, start=1)},
        rows=_rows(programme, own),
        lacunes=_lacunes(programme),
    )
    return text, 400 if view.choice.problem else 200


@blueprint.get("/programma/<code>/poster.svg")
def picture(code: str) -> ResponseReturnValue:
    """Send the poster as one SVG file, with the same layer and links as the page."""
    programme, view, own = _asked(current_session(), code)
    drawn = poster_svg(
        programme,
        marks=_marks(programme, view, own),
        links=view.links,
        subtitle=_subtitle(programme, view, own),
    )
    name = f"{code}-poster.svg"
    return send_file(
        BytesIO(drawn.encode()), "image/svg+xml", as_attachment=True, download_name=name
    )


def _asked(session: ScopedSession, code: str) -> tuple[Programme, View, list[Figure]]:
    """Return the programme in the reader's language, how it is shown, and its figures."""
    stored = programme_named(session, code)
    programme = spoken(current_host(), stored, current_language())
    practice = is_practice(session)
    choice = chosen_period(session, programme, practice=practice)
    view = View(
        code,
        choice,
        request.args.get("laag", "") if request.args.get("laag") in LAYERS else LAYERS[0],
        request.args.get("verbanden") == "1",
        practice,
        request.args.get("blok", ""),
        whose_figures(session),
    )
    found = progress(session, [programme], choice.chosen, practice=practice, day=today())
    return programme, view, found.get(code, [])


def _drawn(programme: Programme, view: View, own: Sequence[Figure]) -> str:
    return poster_html(
        programme,
        marks=_marks(programme, view, own),
        links=view.links,
        standalone=False,
        subtitle=_subtitle(programme, view, own),
        nonce=csp_nonce(),
        href=lambda box: view.url(blok=box, anchor="blok"),
    )


def _marks(programme: Programme, view: View, own: Sequence[Figure]) -> Mapping[str, Mark] | None:
    return marks_of(programme, own) if view.layer == "stand" else None


def _subtitle(programme: Programme, view: View, own: Sequence[Figure]) -> str:
    """Return what stands under the title, on paper too: version, period and general caveats."""
    words = [_("Veranderingstheorie · versie {version}").format(version=programme.version)]
    if view.layer == "stand":
        words.append(_("stand voor {period}").format(period=view.choice.chosen.label))
        said = [c for c in shared_caveats(own) if c.kind is not CaveatKind.FICTITIOUS]
        words += [caveat.text for caveat in said]
        words += [view.whose.rstrip(".")] if view.whose else []
    if view.practice:
        words.append(_("Oefengegevens: fictief"))
    return " · ".join(words)


def _panel(
    session: ScopedSession, programme: Programme, view: View, own: Sequence[Figure]
) -> Panel | None:
    if not view.box:
        return None
    question = Question(
        (programme,),
        (view.choice.chosen,),
        today(),
        practice=view.practice,
        measures=current_host().measures,
    )
    element = _element(programme, view.box)
    return panel_of(session, programme, element, own, question, view.choice.years)


def _element(programme: Programme, code: str) -> Element:
    try:
        return programme.element(code)
    except KeyError:
        known = [e.code for e in programme.elements]
        raise UsageError(
            _("Bouwsteen '{code}' staat niet op de poster van {programme}{hint}.").format(
                code=code, programme=programme.label, hint=did_you_mean(code, known)
            )
        ) from None


def _rows(programme: Programme, own: Sequence[Figure]) -> list[Mapping[str, object]]:
    """Return the figures as the rows of the table twin."""
    indicators = {i.code: i for i in programme.all_indicators()}
    return [
        {
            "element": f.element,
            "label": f.label,
            "level": programme.level_label(f.level),
            "unit": unit_beside(f.label, f.unit),
            "value": f.text or short(f),
            "target": target_words(f),
            "status": status_text(f),
            "origin": origin_words(f, indicators[f.indicator]),
            "notes": tuple(notes_of(f)),
        }
        for f in own
    ]


def _lacunes(programme: Programme) -> tuple[str, ...]:
    return tuple(
        e.label for e in programme.of_stage(Stage.OUTCOME) if not programme.indicators_of(e.code)
    )
