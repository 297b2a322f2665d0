"""Trajectories: one class group that is accompanied for some weeks, and its sessions."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from flask import flash, g, redirect, request, url_for
from flask_admin import expose
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.exc import StaleDataError

from toc_core.db.records import Delivery, DeliveryStatus
from toc_core.db.rules import problems_of
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.errors import DataProblems
from toc_core.i18n import _, later
from toc_core.periods import school_year_of
from toc_core.theory import Stage
from toc_core.weeks import usual_weeks
from toc_webadmin.clock import today
from toc_webadmin.sessions import current_session, say_with_undo
from toc_webadmin.views import new_trajectory as new
from toc_webadmin.views import week_grid as grid
from toc_webadmin.views import week_words
from toc_webadmin.views.base import UNPROCESSABLE, TocModelView
from toc_webadmin.views.closed import EVERY_ROLE
from toc_webadmin.views.filters import SiteFilter, WordFilter
from toc_webadmin.views.held import follow
from toc_webadmin.views.indicators import refused_by_programme, theory_in_use
from toc_webadmin.views.interventions import intervention_name, role_reached, stored_interventions
from toc_webadmin.views.problems import refusal_of
from toc_webadmin.views.words import day_spoken, spoken

LOOK = "bekijk"  # the button that shows the weeks first


class TrajectoryView(TocModelView):
    """The trajectories of the programme: one class group that is accompanied for some weeks."""

    record, kind, path = Trajectory, "trajectories", "trajecten"
    title, one = later("Trajecten"), later("Traject")
    new_label = later("Nieuw traject")
    intro = later("Elk traject is één klasgroep die een tijd begeleid wordt.")
    empty = later("Hier komt elk traject van dit programma, met zijn klasgroep en zijn weken.")
    form_intro = later(
        "De weken en hun sessies maken wij voor je klaar. Je kan daarna alles wijzigen."
    )
    create_template = "admin/new_trajectory.html"
    details_template = "admin/trajectory.html"
    weeks_template = "admin/weeks.html"
    allowed = EVERY_ROLE
    site_first = True
    year_of = "start"
    search_label = later("Zoek klasgroep of school")
    column_list = ("group", "site", "start", "end", "status")
    column_sortable_list = (("group", "group.label"), ("site", "site.label"), "start", "end")
    column_default_sort = ("start", True)
    column_searchable_list = ("group.label", "site.label")
    column_details_list = (*column_list, "note")
    form_columns = ("group", "start", "end", "status", "note")
    not_asked = {
        "programme_id": "the programme of the page",
        "site_id": "asked before the form",
        "group_id": "of a new one asked by its name",
        "end": "of a new one the last day of its last week",
    }
    column_labels = {
        "group": later("Klasgroep"),
        "site": later("School"),
        "start": later("Start"),
        "end": later("Einde"),
        "status": later("Status"),
        "note": later("Opmerking"),
    }
    column_descriptions = {
        "group": later("Staat ze er niet bij? Maak ze eerst bij Klasgroepen."),
        "start": later("De eerste dag van week 1."),
        "end": later("Nog niet gekend? Laat leeg."),
        "note": later("Geen namen van leerlingen of leerkrachten."),
    }
    column_formatters = {
        "group": lambda row: row.group.label if row.group else _("zonder klasgroep"),
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [
            SiteFilter(Trajectory.site_id),
            WordFilter("status", Trajectory.status, _("Status"), TrajectoryStatus),
        ]

    # A new one

    def get_create_form(self) -> Any:
        """Return the form of a new trajectory, which asks for its weeks as well."""
        return new.NewTrajectoryForm

    def blank_row(self) -> Any:
        """Return a trajectory that starts on the next Monday of a school week."""
        start = new.first_start(today())
        year = school_year_of(start).code
        return SimpleNamespace(
            start=start,
            weeks=usual_weeks(self._theory()) if self.programme else None,
            class_group=new.suggested_name(self.programme_id(), g.toc_form_site, year),
        )

    def create_form(self, obj: Any = None) -> Any:
        """Return the empty form with the interventions that can be planned."""
        form = super().create_form(obj)
        theory = self._theory()
        can = {e.code for e in theory.of_stage(Stage.INTERVENTION) if not e.planned}
        rows = [row for row in stored_interventions(self.programme_id()) if row.code in can]
        form.weekly.offer((row, intervention_name(theory, row)) for row in rows)
        form.names = new.known_names(g.toc_form_site)
        return form

    def only_looks(self) -> bool:
        """Return whether a person wants to see the weeks before anything is stored."""
        return LOOK in request.form and request.endpoint == f"{self.endpoint}.create_view"

    def fill(self, row: Any, form: Any) -> None:
        """Set the programme and school; of a new one the status, class group and sessions too."""
        super().fill(row, form)
        if not isinstance(form, new.NewTrajectoryForm):
            return
        runs = row.start <= today()
        derived = TrajectoryStatus.RUNNING if runs else TrajectoryStatus.PLANNED
        row.status = form.status.data or derived
        if new.FIRST_DAY <= row.start < new.LAST_DAY:
            year = school_year_of(row.start).code
            row.group = new.group_called(row.site, year, form.class_group.data or "")
        form.plan(row)

    def more_problems(self, row: Any, form: Any) -> list[tuple[str, str]]:
        """Return what is wrong with the weeks, the class group or a session of a new one."""
        if not isinstance(form, new.NewTrajectoryForm):
            return []
        found = list(form.week_problems())
        if row.group is not None:
            found += [("class_group", sentence) for _field, sentence in problems_of(row.group)]
        return found or list(dict.fromkeys(self._problems_of_sessions(form.sessions)))

    def _problems_of_sessions(self, sessions: list[Delivery]) -> Iterator[tuple[str, str]]:
        for one in sessions:
            yield from (("", sentence) for _field, sentence in problems_of(one))
            yield from (("", sentence) for sentence in self._refusals(one))

    def store(self, row: Any, form: Any) -> str:
        """Store the trajectory with its sessions, and say which holidays were passed over."""
        said = [super().store(row, form)]
        current_session().add_all(form.sessions)
        if form.planned:
            weeks = week_words.counted_weeks(len(form.planned))
            sessions = week_words.counted_sessions(len(form.sessions))
            said.append(_("{weeks}, {sessions} gepland.").format(weeks=weeks, sessions=sessions))
        said += [*week_words.said_of(form.planned), *week_words.is_it_right(len(form.planned))]
        if row.group is not None and row.group.id is None:
            words = _("Klasgroep {label} is nieuw in {year}.")
            said.append(words.format(label=row.group.label, year=row.group.school_year))
        return " ".join(said)

    def after_saving(self, row: Any) -> str:
        """Return the weeks of a new trajectory that has sessions, else the trajectory."""
        if request.endpoint == f"{self.endpoint}.create_view" and self._sessions_of(row):
            return url_for(".weeks_view", id=row.ref)
        return super().after_saving(row)

    def _theory(self) -> Any:
        assert self.programme is not None
        return theory_in_use(self.programme)

    def _refusals(self, row: Any) -> list[str]:
        assert self.programme is not None
        return refused_by_programme(row, self.programme)

    # Its weeks

    @expose("/weken/", methods=("GET", "POST"))  # type: ignore[untyped-decorator]
    def weeks_view(self) -> Any:
        """Show the sessions week by week, or store what was noted in them, all at once."""
        self._require(self.can_edit)
        row = self.row_or_404(request.args.get("id"))
        theory = self._theory()
        lines = [
            grid.line_of(
                one, intervention_name(theory, one.element), role_reached(theory, one.element.code)
            )
            for one in self._sessions_of(row)
        ]
        weeks = grid.by_week(row, lines)
        if request.method == "POST":
            done = self._save_lines(row, lines)
            if done is not None:
                return done
        problems = grid.problems_on(lines)
        page = self.render(
            self.weeks_template,
            row=row,
            weeks=weeks,
            this_week=grid.this_week(weeks),
            problems=problems,
            statuses=[(status.value, spoken(status)) for status in DeliveryStatus],
            is_cut=len(lines) == grid.MOST_LINES,
        )
        return page, UNPROCESSABLE if problems else 200

    def _sessions_of(self, row: Any) -> list[Delivery]:
        statement = (
            select(Delivery)
            .where(Delivery.trajectory_id == row.id)
            .options(
                joinedload(Delivery.element),
                selectinload(Delivery.attendances),
                selectinload(Delivery.head_counts),
            )
            .order_by(Delivery.day, Delivery.element_id, Delivery.id)
            .limit(grid.MOST_LINES)
        )
        return list(current_session().scalars(statement))

    def _save_lines(self, row: Any, lines: list[grid.Line]) -> Any:
        session = current_session()
        for line in lines:
            grid.read(line, request.form)
        changed = [line for line in lines if line.is_changed]
        with session.no_autoflush:
            for line in changed:
                grid.change(line)
                if not line.problems:
                    for sentence in self._refusals(line.row):
                        line.add(grid.STATUS, sentence)
        if grid.problems_on(lines):
            session.rollback()
            return None
        if changed and not self._committed(row, changed):
            return None
        if not changed:
            flash(_("Er was niets te wijzigen."))
        return redirect(url_for(".weeks_view", id=row.ref))

    def _committed(self, row: Any, changed: list[grid.Line]) -> bool:
        session = current_session()
        count = week_words.counted_sessions(len(changed))
        session.purpose = _("{sessions} genoteerd").format(sessions=count)
        said = [_("{sessions} bewaard.").format(sessions=count)]
        try:
            for line in changed:
                said += follow(line.row, self.programme)
            session.commit()
        except (IntegrityError, StaleDataError, DataProblems) as error:
            session.rollback()
            changed[0].add(grid.STATUS, refusal_of(error, self.duplicate))
            return False
        say_with_undo(" ".join(dict.fromkeys(said)))
        return True

    def heading_of(self, row: Any) -> str:
        """Return the class group, or the school, and the first day."""
        return str(row)

    def parts_of(self, row: Any) -> list[tuple[str, list[str]]]:
        """Return the steps and decisions, by day."""
        steps = sorted(row.steps, key=lambda step: (step.day, step.id))
        lines = [f"{day_spoken(s.day)}: {s.label} ({spoken(s.kind)})" for s in steps]
        return [(_("Stappen en beslissingen"), lines)] if lines else []
