"""Rules of single records, checked at every door before anything is written.

Messages are Dutch and belong to a field, so that a form can show them where they matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect
from sqlalchemy.orm import object_session

from toc_core.db import measures, people, records, trajectories
from toc_core.db.base import Base, Record
from toc_core.db.columns import Micro
from toc_core.errors import DataProblems, UsageError
from toc_core.i18n import _
from toc_core.periods import PeriodKind, parse_period

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.plugins import Host
    from toc_core.theory import Programme

FieldProblem = tuple[str, str]
EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 1, 1)
MOST_MINUTES = 24 * 60
MOST_PEOPLE = 10_000
MOST_LETTERS = 50_000  # of a text without a length of its own
MOST = 10**15
_FILLED_IN = {"known_from", "known_by", "period_start", "period_end"}
_CODE = re.compile(r"[a-z][a-z0-9_]*\Z")


def problems_of(row: Any) -> list[FieldProblem]:
    """Return every (field, message) that keeps a record from being stored."""
    missing = [*_missing(row)]
    if missing:  # the other rules need these values
        return missing
    # A plugin's class brings its own rules as a method, so that every door asks them.
    own = RULES.get(type(row)) or getattr(type(row), "problems", None)
    return [*_general(row), *(own(row) if own else ())]


def refuse_bad(rows: Iterable[Any]) -> None:
    """Raise ``DataProblems`` with every problem of every record."""
    problems = [
        f"{type(row).__tablename__}.{field}: {message}"
        for row in rows
        if isinstance(row, Record) and isinstance(row, Base)
        for field, message in problems_of(row)
    ]
    if problems:
        raise DataProblems(problems)


def refused_by_plugins(
    host: Host, record: Any, programme: Programme, session: ScopedSession
) -> list[str]:
    """Return why a plugin refuses a record that is otherwise as it should be."""
    asked = {"record": record, "programme": programme, "session": session}
    found = host.call("toc_check_record", str, **asked)
    return [sentence for _name, sentences in found for sentence in sentences]


def _missing(row: Any) -> Iterator[FieldProblem]:
    """Values that a person must give: required, without a default, and not a reference."""
    for column in inspect(type(row)).columns:
        given_later = column.primary_key or column.foreign_keys or column.default is not None
        if column.nullable or given_later or column.key in _FILLED_IN:
            continue
        value = getattr(row, column.key)
        if value is None or (isinstance(value, str) and not value.strip()):
            yield column.key, _("dit is verplicht; vul het in.")


def _general(row: Any) -> Iterator[FieldProblem]:
    """Text that fits and is readable, dates in our time, school years as we write them."""
    for column in inspect(type(row)).columns:
        value = getattr(row, column.key)
        if isinstance(value, str):
            yield from _text(column.key, value, getattr(column.type, "length", None))
        if isinstance(column.type, Micro) and value is not None:
            yield from _number(column.key, value)
        elif isinstance(value, int) and abs(value) > MOST:
            yield column.key, _("{n} is te groot; hoogstens {most}.").format(n=value, most=MOST)
        if isinstance(value, date) and column.key != "known_from" and not _in_our_time(value):
            yield column.key, _("{day} is geen datum van onze tijd.").format(day=value)
        if column.key == "school_year" and value is not None:
            yield from _school_year(value)
        if column.key == "period" and value is not None:
            yield from _period(row)


def _text(field: str, value: str, length: int | None) -> Iterator[FieldProblem]:
    most = length or MOST_LETTERS
    if len(value) > most:
        yield field, _("dit is {n} tekens; hoogstens {most}.").format(n=len(value), most=most)
    if any(ord(c) < 32 and c not in "\n\r\t" for c in value) or any(
        0xD800 <= ord(c) < 0xE000 for c in value
    ):
        yield field, _("hier staat een teken dat niet te lezen is; typ het opnieuw.")


def _number(field: str, value: Any) -> Iterator[FieldProblem]:
    try:
        Micro.in_millionths(value)
    except ValueError:
        yield field, _("{value} is geen getal met hoogstens zes decimalen.").format(value=value)


def _in_our_time(day: date) -> bool:
    return EARLIEST <= date(day.year, day.month, day.day) < LATEST


def _school_year(value: str) -> Iterator[FieldProblem]:
    try:
        period = parse_period(value)
    except UsageError as error:
        yield "school_year", str(error)
        return
    if period.kind is not PeriodKind.SCHOOL_YEAR or period.code != value:
        yield "school_year", _("schrijf een schooljaar als 2024-2025.")


def _period(row: Any) -> Iterator[FieldProblem]:
    """Write the period in one spelling, because figures look for it by its code, and its days."""
    try:
        period = parse_period(row.period)
    except UsageError as error:
        yield "period", str(error)
        return
    row.period = period.code
    if hasattr(row, "period_start"):
        row.period_start, row.period_end = period.start, period.end


def _trajectory(row: trajectories.Trajectory) -> Iterator[FieldProblem]:
    if row.end is not None and row.end < row.start:
        yield "end", _("het einde ligt voor de start ({start}).").format(start=_day(row.start))
    group = _parent(row, "group")
    if group is not None:
        yield from _inside_school_year("start", row.start, group.school_year)


def _delivery(row: records.Delivery) -> Iterator[FieldProblem]:
    if row.minutes is not None and not 0 < row.minutes <= MOST_MINUTES:
        yield (
            "minutes",
            _("{n} minuten kan niet; hoogstens {most}.").format(n=row.minutes, most=MOST_MINUTES),
        )
    if _looked_at(row, "attendances", "head_counts") and row.attendances and row.head_counts:
        yield "head_counts", _("noteer mensen met een code of aantallen, niet allebei.")
    trajectory = _parent(row, "trajectory")
    if trajectory is None:
        return
    if row.day < trajectory.start:
        yield "day", _("het traject begint pas op {start}.").format(start=_day(trajectory.start))
    if trajectory.end is not None and row.day > trajectory.end:
        yield "day", _("het traject eindigde op {end}.").format(end=_day(trajectory.end))
    group = _parent(trajectory, "group")
    if group is not None:
        yield from _inside_school_year("day", row.day, group.school_year)


def _looked_at(row: Any, *names: str) -> bool:
    """Return whether one of these collections may have changed: they are not loaded to be sure."""
    return bool({*names} & inspect(row).dict.keys())


def _parent(row: Any, name: str) -> Any:
    """Return the row above this one, also when only its number was given."""
    parent, number, session = getattr(row, name), getattr(row, f"{name}_id"), object_session(row)
    if parent is not None or number is None or session is None:
        return parent
    return session.get(inspect(type(row)).relationships[name].mapper.class_, number)


def _inside_school_year(field: str, day: date, school_year: str) -> Iterator[FieldProblem]:
    try:
        period = parse_period(school_year)
    except UsageError:  # told where the school year itself is looked at
        return
    if not period.start <= day <= period.end:
        yield (
            field,
            _("{day} valt buiten schooljaar {year} van de klasgroep.").format(
                day=_day(day), year=school_year
            ),
        )


def _head_count(row: records.HeadCount) -> Iterator[FieldProblem]:
    if row.people is None or not 0 <= row.people <= MOST_PEOPLE:
        yield "people", _("geef een aantal van 0 tot {most}.").format(most=MOST_PEOPLE)
    delivery = _parent(row, "delivery")
    if delivery is not None and delivery.attendances:
        yield "people", _("hier staan al codes; noteer codes of aantallen, niet allebei.")


def _attendance(row: records.Attendance) -> Iterator[FieldProblem]:
    delivery = _parent(row, "delivery")
    if delivery is None:
        return
    if row.school_year:
        yield from _inside_school_year("school_year", delivery.day, row.school_year)
    if delivery.head_counts:
        yield "participant_id", _("hier staan al aantallen; noteer codes of aantallen.")


def _story(row: records.Story) -> Iterator[FieldProblem]:
    if row.day is not None and row.school_year:
        yield from _inside_school_year("day", row.day, row.school_year)


def _observation(row: measures.Observation) -> Iterator[FieldProblem]:
    answers = [row.value is not None, row.numerator is not None, bool(row.text), bool(row.absence)]
    if sum(answers) != 1:
        yield (
            "value",
            _("vul een waarde in, of een reden waarom ze er niet is: precies een van beide."),
        )
    if (row.numerator is None) != (row.denominator is None):
        yield "denominator", _("een aandeel heeft een teller en een noemer.")
    elif row.numerator is not None and min(row.numerator, row.denominator or 0) < 0:
        yield "numerator", _("een teller en een noemer zijn niet kleiner dan 0.")


def _site(row: people.Site) -> Iterator[FieldProblem]:
    if not _CODE.match(row.code or ""):
        yield "code", _("een code bestaat uit kleine letters, cijfers en _.")
    if row.kind is people.SiteKind.CAMPUS and row.school_id is None and row.school is None:
        yield "school_id", _("kies de school waarvan dit een campus is.")


def _resource(row: records.Resource) -> Iterator[FieldProblem]:
    if row.end < row.start:
        yield "end", _("het einde ligt voor het begin.")
    if row.amount is None and row.hours is None:
        yield "amount", _("geef een bedrag of een aantal uren.")


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


RULES: dict[type[Any], Callable[[Any], Iterator[FieldProblem]]] = {
    trajectories.Trajectory: _trajectory,
    records.Delivery: _delivery,
    records.HeadCount: _head_count,
    records.Attendance: _attendance,
    records.Story: _story,
    records.Resource: _resource,
    measures.Observation: _observation,
    people.Site: _site,
}
