"""Who was there: a list of codes to tick, or head counts per role; never both.

Both fields read the people of one school in one school year, which the view looks up before the
form is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from wtforms import Field

from toc_core.db.people import Enrolment
from toc_core.db.records import Attendance, HeadCount
from toc_core.i18n import _
from toc_core.theory import Role
from toc_webadmin.sessions import current_session
from toc_webadmin.views.fields import set_children

# What a box for a whole class group sends, before the reference of the group.
WHOLE = "klas-"
COUNTED = (Role.PUPIL, Role.TEACHER)
MOST_DIGITS = 6


def enrolments_at(site_id: int, school_year: str) -> list[Enrolment]:
    """Return who is enrolled at a school in a year, by class group and code."""
    statement = (
        select(Enrolment)
        .where(Enrolment.site_id == site_id, Enrolment.school_year == school_year)
        .options(joinedload(Enrolment.participant), joinedload(Enrolment.group))
    )
    return sorted(current_session().scalars(statement).unique(), key=_by_group)


def _by_group(enrolment: Enrolment) -> tuple[str, str]:
    return (enrolment.group.label if enrolment.group else "~", enrolment.participant.code)


def whole_group(enrolment: Enrolment) -> str:
    """Return what the box of the whole class group of this person sends; empty without one."""
    return f"{WHOLE}{enrolment.group.ref}" if enrolment.group else ""


class AttendanceField(Field):  # type: ignore[misc]
    """A box per participant, grouped by class group; ``data`` holds the enrolments ticked."""

    wide = True
    boxes = True

    def __init__(self, *, school_year: str = "", people: Any = (), **options: Any) -> None:
        super().__init__(**options)
        self.school_year = school_year
        self.people: list[Enrolment] = list(people)

    def offer(self, school_year: str, people: Iterable[Enrolment]) -> None:
        """Set who can be ticked."""
        self.school_year, self.people = school_year, list(people)

    def process_data(self, value: Any) -> None:
        """Take the references of who was there."""
        self.ticked = {row.participant.ref for row in value or ()}

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was ticked; an empty list means nobody, or a head count."""
        self.ticked = set(valuelist)

    @property
    def data(self) -> list[Enrolment]:
        """Return the enrolments that are ticked."""
        return [
            e
            for e in self.people
            if e.participant.ref in self.ticked or whole_group(e) in self.ticked
        ]

    @data.setter
    def data(self, value: Any) -> None:
        self.process_data(value)

    def unknown(self) -> int:
        """Return how many ticked codes and class groups are not here this year."""
        known = {e.participant.ref for e in self.people} | {whole_group(e) for e in self.people}
        return len(self.ticked - known)

    def groups(self) -> Mapping[str, list[Enrolment]]:
        """Return the people per class group, as the page shows them."""
        found: dict[str, list[Enrolment]] = {}
        for enrolment in self.people:
            label = enrolment.group.label if enrolment.group else _("Zonder klasgroep")
            found.setdefault(label, []).append(enrolment)
        return found

    def whole(self, people: list[Enrolment]) -> str:
        """Return what ticks everybody of a class group at once; empty for one person or none."""
        return whole_group(people[0]) if len(people) > 1 else ""

    def populate_obj(self, obj: Any, name: str) -> None:
        """Add and remove attendances; who stays, keeps the same row."""
        wanted = {e.participant_id: e for e in self.data}
        there = {row.participant_id: row for row in obj.attendances}
        for participant_id, row in there.items():
            if participant_id not in wanted:
                obj.attendances.remove(row)
        for participant_id, enrolment in wanted.items():
            if participant_id not in there:
                obj.attendances.append(
                    Attendance(
                        site_id=enrolment.site_id,
                        participant_id=participant_id,
                        school_year=enrolment.school_year,
                    )
                )


class HeadCountsField(Field):  # type: ignore[misc]
    """A number per role; an empty box is not a zero."""

    wide = True
    numbers = True

    def process_data(self, value: Any) -> None:
        """Take what is stored."""
        self.typed = {row.role: str(row.people) for row in value or ()}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read one number per role."""
        self.process_errors: list[str] = []
        self.object_data = data
        self.process_data(data if isinstance(data, list) else [])
        if formdata is None:
            return
        for role in self.roles():
            self.typed[role] = str(formdata.get(self.name_of(role), "")).strip()
        if any(text and not self._is_number(text) for text in self.typed.values()):
            self.process_errors.append(_("Schrijf een aantal met cijfers, of laat leeg."))

    @staticmethod
    def _is_number(text: str) -> bool:
        return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS

    def roles(self) -> list[Role]:
        """Return the roles that can be counted, and those that were."""
        return [*COUNTED, *(role for role in self.typed if role not in COUNTED)]

    def name_of(self, role: Role) -> str:
        """Return the name of the box of a role."""
        return f"{self.name}-{role.value}"

    @property
    def counts(self) -> dict[Role, int]:
        """Return the numbers that were given."""
        return {r: int(t) for r, t in self.typed.items() if t and self._is_number(t)}

    def populate_obj(self, obj: Any, name: str) -> None:
        """Add, change and remove head counts; a role that stays, keeps its row."""
        set_children(obj.head_counts, self.counts, HeadCount, ("role", "people"), obj.site_id)
