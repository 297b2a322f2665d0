"""The weeks of a trajectory as a table: each session with its status, how many came, and a note.

What one line says is compared with what it said when the page was opened, so that only the lines
that a person changed are written, and a line that somebody else changed meanwhile is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from toc_core.db.records import Delivery, DeliveryStatus, HeadCount
from toc_core.db.rules import MOST_PEOPLE, problems_of
from toc_core.db.trajectories import Trajectory
from toc_core.i18n import _
from toc_core.theory import Role
from toc_core.weeks import monday_of, school_weeks
from toc_webadmin.clock import today
from toc_webadmin.views.fields import set_children
from toc_webadmin.views.words import day_and_month, people_spoken, spoken

MOST_LINES = 200
YEAR_OF_WEEKS = 52
LONGEST_NUMBER = 6
STATUS, PEOPLE, NOTE = CELLS = ("status", "people", "note")


class Cells(NamedTuple):
    """What can be typed in one line."""

    status: str
    people: str
    note: str

    @property
    def mark(self) -> str:
        """Return a short text that differs when any cell does."""
        return sha256("\x1f".join(self).encode("utf-8", "replace")).hexdigest()[:16]


@dataclass
class Line:
    """One session: what is stored, what was typed, and what is wrong with it.

    ``name`` and the days are copies, because they are shown after a refusal as well.
    """

    row: Delivery
    ref: str
    name: str
    role: Role
    day: date
    stored: Cells
    others: str
    has_codes: bool
    typed: Cells
    was: str
    who: str
    problems: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        """Return whether the person wants something else than what is stored."""
        return self.typed != self.stored

    def add(self, cell: str, sentence: str) -> None:
        """Put a problem in its cell; one of another field belongs to the status."""
        place = cell if cell in CELLS else STATUS
        self.problems.setdefault(place, []).append(sentence[:1].upper() + sentence[1:])


def line_of(row: Delivery, name: str, reached: Role) -> Line:
    """Return the line of a session as it is stored.

    The number is that of the role the intervention reaches, or of the only role that was counted.
    """
    counts = {count.role: count.people for count in row.head_counts}
    role = next(iter(counts)) if len(counts) == 1 else reached
    others = [people_spoken(n, r) for r, n in counts.items() if r is not role]
    if row.attendances:
        others = [_("{n} met code").format(n=len(row.attendances))]
    people = "" if role not in counts else str(counts[role])
    stored = Cells(row.status.value, people, _text(row.note))
    return Line(
        row=row,
        ref=row.ref,
        name=name,
        role=role,
        day=row.day,
        stored=stored,
        others=", ".join(others),
        has_codes=bool(row.attendances),
        typed=stored,
        was=stored.mark,
        who=row.known_by,
    )


def _text(note: str) -> str:
    return note.replace("\r\n", "\n").strip()


def read(line: Line, form: Mapping[str, str]) -> None:
    """Take what was typed in a line; one that the person left alone shows what is stored now."""
    if f"{STATUS}-{line.ref}" not in form:
        return
    people = "" if line.has_codes else form.get(f"{PEOPLE}-{line.ref}", "").strip()
    typed = Cells(form[f"{STATUS}-{line.ref}"], people, _text(form.get(f"{NOTE}-{line.ref}", "")))
    was = form.get(f"was-{line.ref}", "")
    if typed.mark == was:
        return
    line.typed = typed
    if line.is_changed and was != line.stored.mark:
        line.add(STATUS, _changed_meanwhile(line))


def _changed_meanwhile(line: Line) -> str:
    status = spoken(DeliveryStatus(line.stored.status))
    now = ", ".join(part for part in (status, line.stored.people, line.stored.note[:60]) if part)
    words = _(
        "Terwijl jij typte, wijzigde {who} dit. Er staat nu: {now}. "
        "Bewaar je nog eens, dan geldt wat jij typte."
    )
    return words.format(who=line.who, now=now)


def change(line: Line) -> None:
    """Write what was typed in the row, or note in the line what is wrong with it."""
    for cell, sentence in _unreadable(line):
        line.add(cell, sentence)
    if line.problems:
        return
    row, typed = line.row, line.typed
    row.status, row.note = DeliveryStatus(typed.status), typed.note
    if not line.has_codes:
        counts = {c.role: c.people for c in row.head_counts if c.role is not line.role}
        counts |= {line.role: int(typed.people)} if typed.people else {}
        set_children(row.head_counts, counts, HeadCount, ("role", "people"), row.site_id)
    for cell, sentence in problems_of(row):
        line.add(cell, sentence)


def _unreadable(line: Line) -> Iterator[tuple[str, str]]:
    typed = line.typed
    digits = typed.people.isascii() and typed.people.isdecimal()
    if typed.people and not (digits and len(typed.people) <= LONGEST_NUMBER):
        yield PEOPLE, _("Schrijf een aantal met cijfers, of laat leeg.")
    elif typed.people and int(typed.people) > MOST_PEOPLE:
        yield PEOPLE, _("geef een aantal van 0 tot {most}.").format(most=MOST_PEOPLE)
    elif typed.people and typed.status != DeliveryStatus.HELD:
        yield STATUS, _("Er staat een aantal. Kies 'gedaan', of maak het aantal leeg.")
    if typed.status not in {status.value for status in DeliveryStatus}:
        yield STATUS, _("Kies een van de woorden uit de lijst.")
    elif typed.status == DeliveryStatus.HELD and line.day > today():
        yield STATUS, _("Deze dag moet nog komen. Kies 'gepland', of kijk de datum na.")


def by_week(trajectory: Trajectory, lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Return the lines under the name of their week; a week of holidays has no number."""
    weeks = school_weeks(trajectory.start, YEAR_OF_WEEKS)
    numbers = {week.monday: week.number for week in weeks}
    found: dict[date, list[Line]] = {}
    for line in lines:
        found.setdefault(monday_of(line.day), []).append(line)
    named = []
    for monday, some in sorted(found.items()):
        words = _("Week {number}, vanaf {day}") if monday in numbers else _("Vanaf {day}")
        named.append((words.format(number=numbers.get(monday), day=day_and_month(monday)), some))
    return named


def this_week(weeks: Iterable[tuple[str, list[Line]]]) -> str:
    """Return the name of the week of today; empty where no session falls in it."""
    monday = monday_of(today())
    return next((name for name, lines in weeks if monday_of(lines[0].day) == monday), "")


def problems_on(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """Return every problem as (id of the cell, sentence), for the list above the table."""
    return [
        (f"{cell}-{line.ref}", f"{line.name}, {day_and_month(line.day)}: {sentence}")
        for line in lines
        for cell, sentences in line.problems.items()
        for sentence in sentences
    ]
