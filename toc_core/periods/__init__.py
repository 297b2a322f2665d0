"""Periods: two trees over the months, generated from the calendar and written in one spelling.

Terms make school years (1 September to 31 August); quarters make calendar years, and these make
policy periods of six years. Many spellings are read, ``Period.code`` is the only one written.
A span whose days are exactly those of one period *is* that period.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from toc_core.errors import UsageError, did_you_mean
from toc_core.i18n import _
from toc_core.periods.bounds import (
    FIRST_YEAR,
    LAST_YEAR,
    PeriodKind,
    bounds_of,
    is_generated,
    span_step,
)
from toc_core.periods.spelling import (
    codes_near,
    demand_years,
    full_years,
    read_spelling,
    refusal,
    split_span,
    years_hint,
)

__all__ = [
    "Period",
    "PeriodKind",
    "containing",
    "contains",
    "parse_period",
    "period_of",
    "periods_between",
    "previous",
    "school_year_of",
    "school_years_of",
    "span",
]

_PARENT = {
    PeriodKind.TERM: PeriodKind.SCHOOL_YEAR,
    PeriodKind.QUARTER: PeriodKind.CALENDAR_YEAR,
    PeriodKind.CALENDAR_YEAR: PeriodKind.POLICY_PERIOD,
}
_TERM_NUMBER = {9: 1, 1: 2, 4: 3}


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of whole months, first and last day included; periods sort by their days."""

    start: date
    end: date
    kind: PeriodKind

    def __post_init__(self) -> None:
        if not is_generated(self.start, self.end, self.kind):
            raise UsageError(
                _(
                    "Van {start} tot en met {end} is geen {kind} tussen {first} en {last}. "
                    "Kies een periode tussen die jaren."
                ).format(
                    start=self.start,
                    end=self.end,
                    kind=_kind_word(self.kind),
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                )
            )

    @cached_property
    def code(self) -> str:
        """The one written spelling, which ``parse_period`` reads back."""
        match self.kind:
            case PeriodKind.CALENDAR_YEAR:
                return str(self.start.year)
            case PeriodKind.QUARTER:
                return f"{self.start.year}.Q{_quarter_number(self)}"
            case PeriodKind.TERM:
                return f"{school_year_of(self.start).code}.T{_TERM_NUMBER[self.start.month]}"
            case PeriodKind.SPAN:
                return "..".join(end.code for end in _span_ends(self))
            case _:
                return f"{self.start.year}-{self.end.year}"

    @property
    def label(self) -> str:
        """The period in words, in the language of the interface."""
        match self.kind:
            case PeriodKind.TERM:
                return _("trimester {number} van {school_year}").format(
                    number=_TERM_NUMBER[self.start.month],
                    school_year=school_year_of(self.start).label,
                )
            case PeriodKind.QUARTER:
                return _("kwartaal {number} van {year}").format(
                    number=_quarter_number(self), year=self.start.year
                )
            case PeriodKind.SPAN:
                first, last = _span_ends(self)
                return _("{first} tot en met {last}").format(first=first.label, last=last.label)
            case _:
                return f"{_kind_word(self.kind)} {self.code}"

    def contains(self, day: date) -> bool:
        """Return whether the day falls in this period."""
        return self.start <= day <= self.end


def period_of(day: date, kind: PeriodKind) -> Period:
    """Return the one period of this kind that holds the day; a span is never the answer."""
    if kind is PeriodKind.SPAN:
        raise UsageError(
            _("Een dag valt niet in één reeks ({day}): kies een andere soort periode.").format(
                day=day
            )
        )
    demand_years(str(day), day.year)
    return Period(*bounds_of(day, kind), kind)


def school_year_of(day: date) -> Period:
    """Return the school year that holds the day."""
    return period_of(day, PeriodKind.SCHOOL_YEAR)


def contains(outer: Period, inner: Period) -> bool:
    """Return whether every day of ``inner`` falls in ``outer``, whatever their trees."""
    return outer.start <= inner.start and inner.end <= outer.end


def previous(period: Period) -> Period | None:
    """Return the period of the same kind just before; ``None`` for a span and before 1990."""
    if period.kind is PeriodKind.SPAN:
        return None
    bounds = bounds_of(period.start - timedelta(days=1), period.kind)
    return Period(*bounds, period.kind) if is_generated(*bounds, period.kind) else None


def periods_between(start: date, end: date, kind: PeriodKind) -> tuple[Period, ...]:
    """Return the periods of a kind that hold at least one day of ``start``..``end``, in order.

    A period that reaches over the edge of the known years is left out.
    """
    if kind is PeriodKind.SPAN:
        raise UsageError(_("Een reeks heeft geen vaste stappen: kies een andere soort periode."))
    demand_years(f"{start} .. {end}", start.year, end.year)
    found: list[Period] = []
    day = start
    while day <= end:
        bounds = bounds_of(day, kind)
        if is_generated(*bounds, kind):
            found.append(Period(*bounds, kind))
        day = bounds[1] + timedelta(days=1)
    return tuple(found)


def containing(period: Period) -> tuple[Period, ...]:
    """Return the ancestors of a period in its own tree, the nearest first; none for a span."""
    parent = _PARENT.get(period.kind)
    if parent is None or not is_generated(*bounds_of(period.start, parent), parent):
        return ()
    above = period_of(period.start, parent)
    return (above, *containing(above))


def school_years_of(period: Period) -> tuple[Period, ...]:
    """Return the school years that hold at least one day of the period."""
    return periods_between(period.start, period.end, PeriodKind.SCHOOL_YEAR)


def span(first: Period, last: Period) -> Period:
    """Return the period from the start of ``first`` to the end of ``last``."""
    return _joined(first, last, f"{first.code}..{last.code}")


def _joined(first: Period, last: Period, text: str) -> Period:
    """Return the span of two periods; a refusal names it as the person wrote it."""
    if last.start < first.start or last.end < first.end:
        raise UsageError(
            _(
                "Periode '{text}' loopt niet vooruit: zet de vroegste periode eerst, "
                "bijvoorbeeld 2023-2024..2024-2025."
            ).format(text=text)
        )
    if first == last:
        return first
    for kind in PeriodKind:
        if is_generated(first.start, last.end, kind):
            return Period(first.start, last.end, kind)
    raise UsageError(
        _(
            "Periode '{text}' begint en eindigt niet in dezelfde indeling: schrijf van schooljaar "
            "tot schooljaar, van trimester tot trimester of van kwartaal tot kwartaal."
        ).format(text=text)
    )


def parse_period(text: str) -> Period:
    """Return the period a person wrote, in any usual spelling."""
    periods = [_parse_single(part, text) for part in split_span(text)]
    if len(periods) > 2:
        raise refusal(text)
    return _joined(periods[0], periods[-1], text)


def _parse_single(part: str, text: str) -> Period:
    """Return the period of one part of the text; the whole text is named in a refusal."""
    found = read_spelling(part)
    if found is None:
        raise refusal(text, did_you_mean(part, codes_near(part)))
    if written := found.get("year"):
        demand_years(text, int(written))
        if quarter := found.get("quarter"):
            return period_of(date(int(written), 3 * int(quarter), 1), PeriodKind.QUARTER)
        return period_of(date(int(written), 1, 1), PeriodKind.CALENDAR_YEAR)
    first, last = full_years(found["first"] or "", found["last"] or "")
    demand_years(text, first, last)
    if term := found.get("term"):
        if last != first + 1:
            raise refusal(text, years_hint(first, last))
        return periods_between(date(first, 9, 1), date(last, 8, 31), PeriodKind.TERM)[int(term) - 1]
    return _from_years(first, last, found.get("word"), text)


def _from_years(first: int, last: int, word: str | None, text: str) -> Period:
    """Return the school year or policy period from ``first`` to ``last``."""
    if last == first + 1 and word != "beleidsperiode":
        return period_of(date(first, 9, 1), PeriodKind.SCHOOL_YEAR)
    start, end = bounds_of(date(first, 1, 1), PeriodKind.POLICY_PERIOD)
    if (start.year, end.year) == (first, last) and word != "schooljaar":
        return Period(start, end, PeriodKind.POLICY_PERIOD)
    if word == "beleidsperiode":
        raise refusal(text, did_you_mean(f"{first}-{last}", [f"{start.year}-{end.year}"]))
    raise refusal(text, years_hint(first, last))


def _span_ends(period: Period) -> tuple[Period, Period]:
    """Return the first and last period a span is written with."""
    kind = span_step(period.start, period.end) or period.kind
    return period_of(period.start, kind), period_of(period.end, kind)


def _quarter_number(period: Period) -> int:
    return (period.start.month + 2) // 3


def _kind_word(kind: PeriodKind) -> str:
    return {
        PeriodKind.TERM: _("trimester"),
        PeriodKind.SCHOOL_YEAR: _("schooljaar"),
        PeriodKind.QUARTER: _("kwartaal"),
        PeriodKind.CALENDAR_YEAR: _("kalenderjaar"),
        PeriodKind.POLICY_PERIOD: _("beleidsperiode"),
        PeriodKind.SPAN: _("reeks"),
    }[kind]
