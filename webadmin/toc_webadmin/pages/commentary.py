"""Stores what the city team writes in a report, for its newest period; one change, undoable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, request, url_for
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from toc_core.formats.stepping import newest_of
from toc_core.i18n import _
from toc_webadmin.pages.asking import city_only
from toc_webadmin.pages.drafts import Draft, draft_of, take, tell_other, write
from toc_webadmin.pages.report import Request, asked_of, shown
from toc_webadmin.sessions import current_session, say_with_undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession

blueprint = Blueprint("commentary", __name__)
UNPROCESSABLE = 422


@blueprint.post("/programma/<code>/rapport/duiding")
def save(code: str) -> ResponseReturnValue:
    """Store the three texts; what cannot be stored is shown again with the reason."""
    city_only()
    session = current_session()
    asked = asked_of(session, code)
    draft = _draft(session, asked)
    take(draft, request.form)
    if not draft.problems and not draft.is_changed:
        flash(_("Er was niets te wijzigen."))
        return _back(asked)
    if not draft.problems:
        write(session, draft)
    if draft.problems:
        session.rollback()
        return shown(session, asked, wrong=UNPROCESSABLE, draft=draft)
    return _stored(session, asked, draft)


def _draft(session: ScopedSession, asked: Request) -> Draft:
    draft = draft_of(session, asked.programme, newest_of(asked.periods), asked.practice)
    if draft is None:
        abort(404)
    return draft


def _stored(session: ScopedSession, asked: Request, draft: Draft) -> ResponseReturnValue:
    words = (
        _("Duiding gewist: {programme}, {period}")
        if draft.is_blank
        else _("Duiding geschreven: {programme}, {period}")
    )
    what = words.format(programme=asked.programme.label, period=draft.period.label)
    session.purpose = what
    try:
        session.commit()
    except (IntegrityError, StaleDataError):  # somebody else was a moment earlier
        session.rollback()
        again, texts = _draft(session, asked), draft.texts
        again.texts = texts
        tell_other(again)
        return shown(session, asked, wrong=UNPROCESSABLE, draft=again)
    say_with_undo(f"{what}.")
    return _back(asked)


def _back(asked: Request) -> ResponseReturnValue:
    return redirect(url_for("report.page", code=asked.programme.code, **asked.arguments()))
