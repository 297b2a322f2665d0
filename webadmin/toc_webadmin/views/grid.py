"""The page "Vul in als tabel": many rows typed or pasted, a draft until they are taken in.

All good rows are taken in by one transaction, so that one press undoes them all; the others stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from flask import flash, g, jsonify, redirect, request, url_for
from flask_admin import expose
from flask_security import current_user
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from toc_core.db.columns import new_ref
from toc_core.errors import DataProblems
from toc_core.i18n import _
from toc_webadmin.clock import city_zone, today
from toc_webadmin.grid import drafts
from toc_webadmin.grid.columns import Column
from toc_webadmin.grid.lines import (
    SPARE_ROWS,
    Line,
    most_rows,
    numbered,
    rows_sent,
    spread,
)
from toc_webadmin.grid.pasting import read_block
from toc_webadmin.sessions import current_session, current_store, say_with_undo
from toc_webadmin.views.filters import visible_sites
from toc_webadmin.views.grid_rows import GridRows
from toc_webadmin.views.problems import refusal_of

FIRST_ROWS = 10
CONFLICT = 409
# What the buttons ask; anything else keeps the draft and checks it.
BY_ITSELF, TAKE_IN, THROW_AWAY, PUT_BACK = "vanzelf", "neem", "gooi", "terug"


class GridView(GridRows):
    """A table of one programme with a page to enter many rows."""

    grid_template: ClassVar[str] = "admin/grid.html"

    # The page

    @expose("/tabel/", methods=("GET", "POST"))  # type: ignore[untyped-decorator]
    def grid_view(self) -> Any:
        """Show the draft, or do what a button or the script asks with it."""
        self._require(self.can_create)
        sites = visible_sites()
        if self.programme_id() is None or not sites:
            flash(_("Hier kan je nog niets invullen: vraag het aan de stad."), "error")
            return redirect(url_for(".index_view"))
        g.toc_form_site = sites[0] if len(sites) == 1 else None
        if request.method == "POST":
            return self._grid_post()
        return self._grid_page(drafts.find(current_store(), self._place()))

    def _place(self) -> drafts.Place:
        programme = self.programme_id()
        assert programme is not None
        return drafts.Place(current_user.id, programme, self.kind, most_rows(self.columns()))

    def _grid_post(self) -> Any:
        columns, place, asked = self.columns(), self._place(), request.form.get("doel", "")
        lines = rows_sent(request.form, columns)
        stored = self.stored_refs(lines)
        # A draft is written in a transaction of its own: end this one, which only read.
        current_session().commit()
        if stored:
            flash(_("Wat al opgenomen was, staat er één keer en is uit je klad gehaald."))
        pasted, said, refused = self._pasted([one for one in lines if one.ref not in stored])
        kept = drafts.keep(
            current_store(),
            place,
            pasted,
            _number(request.form.get("version", "")),
            joins=asked != BY_ITSELF,
        )
        if asked == BY_ITSELF:
            return self._saved_by_itself(kept)
        if not kept.is_stale and self._moved(place, kept, asked):
            return redirect(url_for(".grid_view"))
        if asked == TAKE_IN and not (kept.is_stale or refused):
            return self._take_in(place, kept)
        return self._grid_page(kept, said, refused)

    def _pasted(self, lines: list[Line]) -> tuple[list[Line], list[str], list[str]]:
        """Return the rows with what was pasted, what to tell, and what was not taken over."""
        block = request.form.get("plak", "")
        if not block.strip():
            return lines, [], []
        columns = self.columns()
        pasted = read_block(
            block, columns, shown=_shown(columns, lines), first=request.form.get("kolom", "")
        )
        at, most = _number(request.form.get("rij", "")), most_rows(columns)
        after = max((line.number for line in lines), default=0) + 1
        lines, too_many = spread(lines, pasted.rows, at if 0 < at <= most else after, most)
        if too_many:
            g.toc_block = block  # shown again: nothing that was given is lost
            return lines, [], [too_many]
        if not pasted.rows:
            pasted.refused.append(_("In wat je plakte, staat geen enkele rij."))
        return lines, pasted.said, pasted.refused

    def _moved(self, place: drafts.Place, kept: drafts.Kept, asked: str) -> bool:
        """Take rows out of the draft, or put them back in, when that is asked; return whether."""
        row = request.form.get("weg", "")
        gone = [line.ref for line in kept.lines if asked == THROW_AWAY or line.ref == row]
        if asked == PUT_BACK:
            stored = self.stored_refs(kept.aside)
            current_session().commit()  # it only read
            back = [line.ref for line in kept.aside if line.ref not in stored]
            drafts.put_back(current_store(), place, back)
        elif gone:
            drafts.take_out(current_store(), place, gone)
        return asked == PUT_BACK or bool(gone)

    # What is answered

    def _saved_by_itself(self, kept: drafts.Kept) -> Any:
        if kept.is_stale:
            return jsonify(said=self._stale_words()), CONFLICT
        self.check(kept.lines)
        return jsonify(
            version=kept.version,
            said=self._saved_at(kept),
            counted=self._counted(kept.lines),
            ready=self._take_in_words(kept.lines),
            problems={
                line.id_of(name): " ".join(sentences)
                for line in kept.lines
                for name, sentences in line.problems.items()
            },
        )

    def _take_in(self, place: drafts.Place, kept: drafts.Kept) -> Any:
        self.check(kept.lines)
        ready = [line for line in kept.lines if line.is_ready]
        if not ready:
            return self._grid_page(kept, refused=[_("Er is nog geen rij klaar om op te nemen.")])
        session = current_session()
        # A school reads this with its own rows: how many there are of all schools is not said.
        session.purpose = _("{one} toegevoegd").format(one=self.one)
        try:
            session.add_all([line.record for line in ready])
            session.commit()
        except (IntegrityError, StaleDataError, DataProblems) as error:
            session.rollback()
            return self._grid_page(kept, refused=[refusal_of(error, self.duplicate)])
        drafts.take_out(current_store(), place, [line.ref for line in ready])
        say_with_undo(_("{rows} opgenomen.").format(rows=counted_rows(len(ready))))
        left = len(kept.lines) - len(ready)
        return redirect(url_for(".grid_view" if left else ".index_view"))

    def _grid_page(
        self, kept: drafts.Kept, said: Sequence[str] = (), refused: Sequence[str] = ()
    ) -> Any:
        columns, stored = self.columns(), self.stored_refs([*kept.lines, *kept.aside])
        lines = numbered(line for line in kept.lines if line.ref not in stored)
        for line in lines:
            line.problems, line.record = {}, None
        self.check(lines)
        if kept.is_stale:
            refused = [*refused, self._stale_words()]
        shown = min(max(FIRST_ROWS, len(lines) + SPARE_ROWS), most_rows(columns))
        blank = [Line(n, new_ref()) for n in range(len(lines) + 1, shown + 1)]
        return str(
            self.render(
                self.grid_template,
                columns=_shown(columns, lines),
                lines=[*lines, *blank],
                kept=kept,
                said=said,
                refused=refused,
                wrong=sum(bool(line.problems) for line in lines),
                counted=self._counted(lines),
                ready=self._take_in_words(lines),
                saved=self._saved_at(kept),
                aside=sum(line.ref not in stored for line in kept.aside),
                most=most_rows(columns),
                block=g.get("toc_block", ""),
                counted_rows=counted_rows,
            )
        )

    def _saved_at(self, kept: drafts.Kept) -> str:
        if kept.at is None:
            return ""
        at = kept.at.astimezone(city_zone())
        if at.date() == today():
            return _("Klad bewaard {time}").format(time=f"{at:%H:%M}")
        return _("Klad bewaard op {day}").format(day=f"{at:%d/%m}")

    def _counted(self, lines: list[Line]) -> str:
        if not lines:
            return _("Nog geen rijen")
        ready = sum(line.is_ready for line in lines)
        wrong = len(lines) - ready
        return _("{ready} klaar, {wrong} met een probleem").format(ready=ready, wrong=wrong)

    def _take_in_words(self, lines: list[Line]) -> str:
        ready = sum(line.is_ready for line in lines)
        return _("Neem {n} op").format(n=ready) if ready else _("Neem op")

    def _stale_words(self) -> str:
        return _(
            "In een ander tabblad veranderde deze klad. Kies 'Controleer': dan staan de rijen van "
            "beide samen, en kies je zelf wat blijft."
        )


def _number(text: str) -> int:
    """Return a number that the page sent; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _shown(columns: Sequence[Column], lines: Sequence[Line]) -> list[Column]:
    """Return the columns without the quiet ones in which nothing stands."""
    used = {name for line in lines for name in line.typed}
    return [column for column in columns if not column.quiet or column.name in used]


def counted_rows(number: int) -> str:
    """Return ``1 rij`` or ``30 rijen``."""
    return _("1 rij") if number == 1 else _("{n} rijen").format(n=number)
