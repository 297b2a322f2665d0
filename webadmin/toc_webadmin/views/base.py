"""The one view class for tables: what Flask-Admin would write, written our way.

Every refusal is a sentence in the form, with everything that was typed still there; every change
can be undone; nothing is stored twice.
"""

from __future__ import annotations

from typing import Any, ClassVar

from flask import abort, flash, g, redirect, request, url_for
from flask_admin import expose
from flask_admin.form import BaseForm
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified, set_committed_value
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from toc_core.db.columns import is_ref, new_ref
from toc_core.db.people import Site
from toc_core.db.rules import problems_of
from toc_core.db.theory import ProgrammeRow
from toc_core.errors import DataProblems
from toc_core.i18n import _, later
from toc_webadmin.sessions import current_principal, current_session, say_with_undo
from toc_webadmin.views.closed import Closed, TocView
from toc_webadmin.views.conflicts import differences, stored_words
from toc_webadmin.views.filters import visible_sites
from toc_webadmin.views.indicators import refused_by_programme
from toc_webadmin.views.problems import (
    FormProblems,
    early_days,
    misplaced_rows,
    refusal_of,
)
from toc_webadmin.views.reading import ReadingView

__all__ = ["Closed", "TocModelView", "TocView"]

UNPROCESSABLE = 422


class TocForm(BaseForm):  # type: ignore[misc]
    """The base of every form; CSRF is kept by the application, for all routes at once."""

    def __init__(self, *positional: Any, **named: Any) -> None:
        self.loose_problems: list[str] = []
        super().__init__(*positional, **named)


class TocModelView(ReadingView):
    """A table that can be changed by who may write its rows.

    ``site_first`` asks for the school before the form, because the form depends on it;
    ``duplicate`` is the sentence for a row that exists already.
    """

    site_first: ClassVar[bool] = False
    duplicate: ClassVar[str] = later("Dit bestaat al. Kijk in de lijst en wijzig het daar.")
    visible_to: ClassVar[str] = later("Zichtbaar voor: jouw school en de stad.")
    form_intro: ClassVar[str] = ""
    form_base_class = TocForm
    create_template = "admin/create.html"
    edit_template = "admin/edit.html"
    site_template = "admin/choose_site.html"

    # What a programme's own view may add

    def blank_row(self) -> Any:
        """Return the row that an empty form shows, with what we can fill in."""
        return None

    def fill(self, row: Any, form: Any) -> None:
        """Set what the form does not ask, before the row is checked."""
        if self.programme is not None and hasattr(row, "programme_id"):
            found = current_session().get(ProgrammeRow, self.programme_id() or -1)
            if found is None:
                raise DataProblems([_("Dit programma staat nog niet in de databank: toc sync.")])
            row.programme_id = found.id
            set_committed_value(row, "programme", found)
        site = g.get("toc_form_site")
        if site is not None and "site" not in form and hasattr(row, "site"):
            row.site_id = site.id
            set_committed_value(row, "site", site)

    def more_problems(self, row: Any, form: Any) -> list[tuple[str, str]]:
        """Return what else keeps the row from being stored, as (field, sentence)."""
        return []

    def store(self, row: Any, form: Any) -> str:
        """Put a new row in the session and return what the person reads."""
        current_session().add(row)
        return _("{one} bewaard.").format(one=self.one)

    def store_change(self, row: Any, form: Any) -> str:
        """Write what a change brings along and return what the person reads."""
        return _("{one} bewaard.").format(one=self.one)

    def only_looks(self) -> bool:
        """Return whether a person asked what would be stored, before storing it."""
        return False

    def before_delete(self, row: Any) -> None:
        """Remove what has no meaning without the row and is not removed with it."""

    # Pages that write

    def _require(self, allowed: bool) -> None:
        if not (allowed and self.may_write()):
            abort(403)

    @expose("/new/", methods=("GET", "POST"))  # type: ignore[untyped-decorator]
    def create_view(self) -> Any:
        """Show an empty form, or store what was typed."""
        self._require(self.can_create)
        if self.site_first:
            g.toc_form_site = self._asked_site()
            if g.toc_form_site is None:
                return self._ask_site()
        again = request.method == "POST" and self._stored_before(request.form.get("ref", ""))
        if again:
            return again
        form = self.create_form(self.blank_row() if request.method == "GET" else None)
        if request.method == "POST":
            done = self._save(form, None)
            if done is not None:
                return done
        return self._form_page(self.create_template, form, None)

    @expose("/edit/", methods=("GET", "POST"))  # type: ignore[untyped-decorator]
    def edit_view(self) -> Any:
        """Show the form of a row, or store what was changed."""
        self._require(self.can_edit)
        row = self.row_or_404(request.args.get("id"))
        g.toc_form_site = self.site_of(row)
        form = self.edit_form(obj=row)
        if request.method == "POST":
            done = self._save(form, row)
            if done is not None:
                return done
        return self._form_page(self.edit_template, form, row)

    @expose("/delete/", methods=("POST",))  # type: ignore[untyped-decorator]
    def delete_view(self) -> Any:
        """Remove a row at once; the answer offers to undo it."""
        self._require(self.can_delete)
        row = self.row_or_404(request.form.get("id"))
        session = current_session()
        session.purpose = _("{one} verwijderd").format(one=self.one)
        try:
            self.before_delete(row)
            session.delete(row)
            session.commit()
        except (IntegrityError, StaleDataError, DataProblems):
            session.rollback()
            flash(_("Niet verwijderd: er hangen nog andere gegevens aan vast."), "error")
            return redirect(url_for(".details_view", id=row.ref))
        say_with_undo(_("{one} verwijderd.").format(one=self.one))
        return redirect(url_for(".index_view"))

    # The school a form is for

    def site_of(self, row: Any) -> Site | None:
        """Return the school of a row that exists."""
        return row.site if "site" in inspect(type(row)).relationships else None

    def _asked_site(self) -> Site | None:
        sites = visible_sites()
        asked = request.values.get("school", "")
        chosen = [site for site in sites if site.ref == asked]
        return chosen[0] if chosen else (sites[0] if len(sites) == 1 else None)

    def _ask_site(self) -> Any:
        if request.method == "POST" or request.args.get("school"):
            flash(_("Kies eerst de school."), "error")
        return str(self.render(self.site_template, sites=visible_sites()))

    # Saving

    def create_form(self, obj: Any = None) -> Any:
        """Return the empty form; the only school of a person is filled in."""
        form = super().create_form(obj)
        if request.method == "GET" and "site" in form and form["site"].data is None:
            sites = visible_sites()
            form["site"].data = sites[0] if len(sites) == 1 else None
        return form

    def edit_form(self, obj: Any = None) -> Any:
        """Return the form of a row; its school cannot be changed any more."""
        form = super().edit_form(obj)
        if "site" in form:
            del form["site"]
        return form

    def _save(self, form: Any, row: Any) -> Response | None:
        """Store the form and return where to go; none when it must be shown again."""
        session = current_session()
        problems = FormProblems(form)
        is_new = row is None
        if not form.validate():
            return None
        row = self.model(ref=self._new_ref()) if is_new else row
        with session.no_autoflush:
            read_version, stored = row.row_version, stored_words(row, form)
            form.populate_obj(row)
            problems.guard(lambda: self.fill(row, form))
            problems.add(problems_of(row))
            problems.add(early_days(row))
            problems.add(misplaced_rows(row, form))
            problems.add(self.more_problems(row, form))
            if self.programme is not None and not problems:
                refused = refused_by_programme(row, self.programme)
                problems.add([("", sentence) for sentence in refused])
        if not problems and not is_new:
            if not _changed():
                flash(_("Er was niets te wijzigen."))
                return redirect(url_for(".details_view", id=row.ref))
            if not session.is_modified(row, include_collections=False):
                flag_modified(row, "known_by")  # else two who only change who was there never meet
            if request.form.get("row_version") != str(read_version):
                problems.add([("", self._changed_meanwhile(row)), *differences(stored, row)])
        if problems or self.only_looks():
            session.rollback()
            return None
        return self._commit(form, row, problems, is_new=is_new)

    def _commit(
        self, form: Any, row: Any, problems: FormProblems, *, is_new: bool
    ) -> Response | None:
        session = current_session()
        what = _("{one} toegevoegd") if is_new else _("{one} gewijzigd")
        session.purpose = what.format(one=self.one)
        try:
            said = self.store(row, form) if is_new else self.store_change(row, form)
            session.commit()
        except (IntegrityError, StaleDataError, DataProblems) as error:
            session.rollback()
            again = self._stored_before(request.form.get("ref", "")) if is_new else None
            if again is None:
                problems.add([("", refusal_of(error, self.duplicate))])
            return again
        say_with_undo(said)
        return redirect(self.after_saving(row))

    def after_saving(self, row: Any) -> str:
        """Return where a person goes after saving."""
        return url_for(".details_view", id=row.ref)

    def _new_ref(self) -> str:
        asked = request.form.get("ref", "")
        return asked if is_ref(asked) else new_ref()

    def _stored_before(self, ref: str) -> Response | None:
        """Return the way to a row that a first press of the button stored already."""
        row = self.get_one(ref)
        if row is None:
            return None
        flash(_("Dit was al bewaard; het staat er één keer."))
        return redirect(self.after_saving(row))

    def _changed_meanwhile(self, row: Any) -> str:
        who = inspect(row).dict.get("known_by", "")
        return _(
            "Terwijl jij typte, wijzigde {who} dit. Waar het verschilt, staat bij het veld wat er "
            "nu bewaard is. Bewaar je nog eens, dan geldt wat jij invulde."
        ).format(who=_("jijzelf") if who == current_principal().name else who)

    def _form_page(self, template: str, form: Any, row: Any) -> Any:
        problems = FormProblems.of(form)
        page = self.render(
            template,
            form=form,
            row=row,
            ref=self._new_ref(),
            site=g.get("toc_form_site"),
            problems=problems,
        )
        return page, UNPROCESSABLE if problems else 200


def _changed() -> bool:
    """Return whether the form changed anything that is stored."""
    session = current_session()
    return bool(session.new or session.deleted) or any(
        session.is_modified(row) for row in session.dirty
    )
