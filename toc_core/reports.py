"""Reports: the figures of programmes and periods as one value that every format renders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from importlib.metadata import version
from typing import Any, Protocol

from sqlalchemy import Date, Select, and_, cast, func, literal, null, select, union_all

from toc_core.db.commentaries import commentaries
from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import Observation
from toc_core.db.measuring import By, Question, figures
from toc_core.db.people import Site
from toc_core.db.records import Delivery, Meeting, Participation, Story
from toc_core.db.theory import ProgrammeRow
from toc_core.db.trajectories import Trajectory
from toc_core.errors import UsageError
from toc_core.figures import Figure, Origin
from toc_core.figures.custom import CustomMeasure
from toc_core.formats.commentary import Commentary
from toc_core.formats.sections import PlacedSection
from toc_core.i18n import _
from toc_core.periods import (
    Period,
    PeriodKind,
    contains,
    parse_period,
    periods_between,
    school_year_of,
    school_years_of,
    span,
)
from toc_core.schemas import programme_hash
from toc_core.theory import Programme

__all__ = ["By", "Report", "Theory", "indicator_report", "periods_with_data"]


@dataclass(frozen=True)
class Theory:
    """Which theory the figures of a programme were read by: its version and hash."""

    programme: str
    version: str
    hash: str


@dataclass(frozen=True)
class Report:
    """One list of figures, with all that a reader must know about it.

    ``made_at`` is in the time zone of the installation; ``as_known`` is set when the figures are
    those of an earlier moment. ``product`` is the version of toc-core that computed them.
    """

    title: str
    programmes: tuple[Programme, ...]
    periods: tuple[Period, ...]
    by: By
    figures: tuple[Figure, ...]
    made_at: datetime
    practice: bool
    theories: tuple[Theory, ...]
    product: str
    as_known: datetime | None = None
    of_practice_database: bool = False
    sections: tuple[PlacedSection, ...] = ()  # of plugins: see toc_core.report_sections
    commentaries: tuple[Commentary, ...] = ()  # of the city team

    @property
    def is_internal(self) -> bool:
        """Return whether a figure about people is answered, or a plugin adds what it read."""
        answered = (f.sensitive and f.origin is not Origin.ABSENT for f in self.figures)
        return bool(self.sections) or any(answered)

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what must stand above the figures in every format."""
        return notices_of(self)


class Marked(Protocol):
    """What decides the notices above a report."""

    @property
    def practice(self) -> bool:
        """Return whether it is about practice data."""

    @property
    def of_practice_database(self) -> bool:
        """Return whether it comes from a practice database."""

    @property
    def is_internal(self) -> bool:
        """Return whether it stays inside."""


def notices_of(report: Marked) -> tuple[str, ...]:
    """Return what must stand above the figures of a report in every format."""
    practice: tuple[str, ...] = ()
    if report.practice:
        practice = (_("Oefengegevens: fictief"),)
    elif report.of_practice_database:
        practice = (_("Uit een oefendatabank"),)
    inside = (_("intern: bevat kleine aantallen"),) if report.is_internal else ()
    return practice + inside


def indicator_report(
    session: ScopedSession,
    programmes: Sequence[Programme],
    periods: Sequence[Period] | None = None,
    *,
    by: By = By.TOTAL,
    practice: bool = False,
    made_at: datetime,
    zone: tzinfo,
    as_known: datetime | None = None,
    to_date: bool = False,
    overall: bool = False,
    measures: Mapping[str, CustomMeasure] | None = None,
) -> Report:
    """Return the figures of the programmes as the principal of the session may see them.

    Without ``periods`` every programme shows the periods it has data for. An indicator without
    any answer stays: a gap is shown, never left out. ``to_date`` asks for all that lies before
    the end of each period, ``overall`` for all periods together as well; ``measures`` are those
    that plugins bring (``Host.measures``).
    """
    chosen = tuple(dict.fromkeys(programmes))
    if not chosen:
        raise UsageError(_("Een rapport gaat over minstens één programma."))
    made = made_at.astimezone(zone)
    shown = _periods_shown(session, chosen, periods, practice, as_known, made.date())
    if overall:
        shown = {code: _with_overall(own) for code, own in shown.items()}
    wanted = tuple(sorted({p for own in shown.values() for p in own}, key=_by_length))
    question = Question(
        chosen, wanted, made.date(), by, practice, as_known, to_date, measures or {}
    )
    return _report(
        session,
        question,
        tuple(f for f in figures(session, question) if f.period in shown[f.programme]),
        made,
    )


def _report(
    session: ScopedSession, question: Question, found: tuple[Figure, ...], made: datetime
) -> Report:
    chosen, at = question.programmes, question.at
    return Report(
        title=_("Indicatoren van {names}").format(names=_joined(p.label for p in chosen)),
        programmes=chosen,
        periods=question.periods,
        by=question.by,
        figures=found,
        made_at=made,
        practice=question.practice,
        theories=tuple(Theory(p.code, p.version, programme_hash(p)) for p in chosen),
        product=version("toc-core"),
        as_known=at.astimezone(made.tzinfo) if at else None,
        of_practice_database=session.of_practice,
        commentaries=commentaries(session, question),
    )


def _with_overall(periods: Sequence[Period]) -> Sequence[Period]:
    """Return the periods and the stretch from the first to the last of them."""
    whole = span(min(periods), max(periods, key=lambda period: period.end))
    return tuple(dict.fromkeys([*periods, whole]))


def _joined(names: Iterable[str]) -> str:
    words = list(names)
    if len(words) < 2:
        return "".join(words)
    return _("{first} en {last}").format(first=", ".join(words[:-1]), last=words[-1])


def _periods_shown(
    session: ScopedSession,
    programmes: Sequence[Programme],
    periods: Sequence[Period] | None,
    practice: bool,
    at: datetime | None,
    today: date,
) -> Mapping[str, Sequence[Period]]:
    """Return the periods of each programme: those asked for, else those with data, else now."""
    if periods:
        return {p.code: tuple(dict.fromkeys(periods)) for p in programmes}
    found = periods_with_data(session, programmes, practice, at=at)
    return {p.code: found.get(p.code) or (school_year_of(today),) for p in programmes}


def periods_with_data(
    session: ScopedSession,
    programmes: Sequence[Programme],
    practice: bool,
    *,
    at: datetime | None = None,
) -> dict[str, tuple[Period, ...]]:
    """Return per programme every school year from its first to its last record.

    The period of an observation that fits no school year follows as a period of its own, so that
    no figure is lost. One statement, whatever there is.
    """
    days: dict[str, list[date]] = defaultdict(list)
    longer: dict[str, set[Period]] = defaultdict(set)
    for code, first, last, written in session.execute(_spans(programmes, practice, at)):
        if not written:
            days[code] += [first, last]
            continue
        period = parse_period(written)
        days[code] += [period.start, period.end]
        if not any(contains(year, period) for year in school_years_of(period)):
            longer[code].add(period)
    return {
        code: (
            *periods_between(min(known_days), max(known_days), PeriodKind.SCHOOL_YEAR),
            *sorted(longer[code], key=_by_length),
        )
        for code, known_days in days.items()
    }


def _by_length(period: Period) -> tuple[bool, Period]:
    """Order school years and shorter periods by their days, and longer stretches after them."""
    return period.kind in (PeriodKind.SPAN, PeriodKind.POLICY_PERIOD), period


def _spans(programmes: Sequence[Programme], practice: bool, at: datetime | None) -> Any:
    """Return the one statement: per programme its first and last days, or a written period."""
    trajectory, participation = known(Trajectory, at), known(Participation, at)
    observation = known(Observation, at)
    end = func.coalesce(trajectory.end, trajectory.start)
    dated = [(row, row.day, row.day) for row in (known(m, at) for m in _DATED)]
    parts = [_days(*each) for each in [(trajectory, trajectory.start, end), *dated]]
    parts += [_written(participation, participation.school_year)]
    parts += [_written(observation, observation.period)]
    codes = [p.code for p in programmes]
    real = and_(ProgrammeRow.code.in_(codes), Site.fictitious.is_(practice))
    return union_all(*(part.where(real) for part in parts))


_DATED = (Delivery, Meeting, Story)


def _days(row: Any, first: Any, last: Any) -> Select[Any]:
    """Return the first and last day of a programme's records of one class."""
    columns = (ProgrammeRow.code, func.min(first), func.max(last), literal(""))
    return _placed(select(*columns), row).group_by(ProgrammeRow.code)


def _written(row: Any, period: Any) -> Select[Any]:
    """Return each period that is written in a programme's records of one class."""
    nothing = cast(null(), Date)
    return _placed(select(ProgrammeRow.code, nothing, nothing, period), row).distinct()


def _placed(statement: Select[Any], row: Any) -> Select[Any]:
    return (
        statement.select_from(row)
        .join(ProgrammeRow, ProgrammeRow.id == row.programme_id)
        .join(Site, Site.id == row.site_id)
    )
