"""Who changed what, when and why; and every change can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from toc_core.db.base import Past, Record
from toc_core.db.columns import is_ref
from toc_core.db.history import model_of, undo
from toc_core.db.theory import ProgrammeRow
from toc_core.errors import AccessDenied, TocError, UsageError
from toc_core.i18n import _
from toc_webadmin.clock import city_zone
from toc_webadmin.errors import is_own_address
from toc_webadmin.pages.journal import entry_of, newest_transactions, story_of
from toc_webadmin.pages.records import record_url, title_of, words_of
from toc_webadmin.sessions import current_principal, current_session, current_store

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession

blueprint = Blueprint("history", __name__)
# Pages about one row, which an undo may take away; its list stays.
_ABOUT_ONE = ("edit_view", "details_view", "create_view", "delete_view", "weeks_view")


@blueprint.get("/geschiedenis")
def journal() -> ResponseReturnValue:
    """Show the last transactions of everyone; for the city team."""
    if not current_principal().sees_everything:
        raise AccessDenied(_("De hele geschiedenis is voor het team van de stad."))
    transactions = newest_transactions(current_store(), city_zone())
    return render_template("pages/journal.html", transactions=transactions)


@blueprint.get("/geschiedenis/<table>/<ref>")
def record(table: str, ref: str) -> ResponseReturnValue:
    """Show every version of one record that the person may see."""
    session = current_session()
    model = _model(table)
    row, is_gone = _found(session, model, ref)
    steps = story_of(session, current_store(), model, row.id, city_zone())
    programme = session.get(ProgrammeRow, getattr(row, "programme_id", None) or 0)
    url = "" if is_gone else record_url(table, ref, programme.code if programme else "")
    return render_template(
        "pages/record_history.html",
        kind=words_of(table)[0],
        title=_title(row, is_gone),
        is_gone=is_gone,
        steps=steps,
        undoable={t.ref for t in (s.transaction for s in steps) if t and _may_undo(t.who)},
        url="" if url == request.path else url,
    )


@blueprint.post("/ongedaan/<entry_ref>", endpoint="undo")
def undo_entry(entry_ref: str) -> ResponseReturnValue:
    """Undo one transaction within the person's own scope, and offer to undo that again."""
    entry = entry_of(current_store(), entry_ref) if is_ref(entry_ref) else None
    if entry is None or not _may_undo(entry.who):
        raise UsageError(_("Deze wijziging is niet gevonden."))
    session = current_session()
    session.purpose = _("Ongedaan gemaakt: {why}").format(why=entry.why)
    try:
        undo(session, entry)
        session.commit()
    except (TocError, NoResultFound, IntegrityError, StaleDataError) as error:
        session.rollback()
        flash(_refusal(error), "error")
        return redirect(_back())
    said: Any = {
        "message": _("Ongedaan gemaakt."),
        "entry": session.entry_ref,
        "label": _("Toch opnieuw doen"),
    }
    flash(said, "undo")
    return redirect(_back())


def _model(table: str) -> type[Any]:
    model = model_of(table)
    if not issubclass(model, Record) or issubclass(model, Past):
        raise UsageError(_("Van '{table}' wordt geen geschiedenis getoond.").format(table=table))
    return model


def _found(session: ScopedSession, model: type[Any], ref: str) -> tuple[Any, bool]:
    """Return the row and whether it is gone; removed rows are for the city team."""
    if not is_ref(ref):
        raise _not_found()
    row = session.scalar(select(model).where(model.ref == ref))
    if row is not None:
        return row, False
    past = model.__past__
    if current_principal().sees_everything:
        statement = select(past).where(past.ref == ref).order_by(past.past_id.desc()).limit(1)
        row = session.scalar(statement)
    if row is None:
        raise _not_found()
    return row, True


def _is_there(table: str, ref: str) -> bool:
    """Return whether this person can still read the history of a row."""
    try:
        _found(current_session(), _model(table), ref)
    except UsageError:
        return False
    return True


def _not_found() -> UsageError:
    return UsageError(_("Deze rij is niet gevonden."))


def _title(row: Any, is_gone: bool) -> str:
    """Return what the record is called; what is gone has no relations to name it by."""
    if is_gone:
        return str(getattr(row, "label", "") or getattr(row, "code", "") or row.ref)
    return title_of(row)


def _may_undo(who: str) -> bool:
    principal = current_principal()
    return principal.sees_everything or who == principal.name


def _refusal(error: Exception) -> str:
    if isinstance(error, TocError):
        return str(error)
    return _("Ongedaan maken kan niet meer: andere gegevens hangen er ondertussen aan vast.")


def _back() -> str:
    """Return the page the person came from, by its endpoint and never by its address."""
    home = url_for("home.index")
    if not is_own_address(request.referrer or ""):
        return home
    came_from = urlsplit(request.referrer or "")
    adapter = current_app.url_map.bind(request.host)
    try:
        endpoint, arguments = adapter.match(came_from.path, method="GET")
    except (HTTPException, RequestRedirect):
        return home
    view, _dot, action = endpoint.rpartition(".")
    if action in _ABOUT_ONE:
        return url_for(f"{view}.index_view")
    if endpoint == "history.record" and not _is_there(**arguments):
        return home
    asked = {n: v for n, v in parse_qs(came_from.query).items() if not n.startswith("_")}
    asked.pop("endpoint", None)  # a word of url_for itself
    return url_for(endpoint, **{**asked, **arguments})
