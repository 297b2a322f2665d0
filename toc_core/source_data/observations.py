"""Makes observations of the lines of ``observations.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.measures import TOTAL, Observation, ObservationCaveat
from toc_core.db.observations import check_observation
from toc_core.db.people import Site
from toc_core.db.rules import refused_by_plugins
from toc_core.db.theory import Cell, IndicatorRow, ProgrammeRow
from toc_core.errors import UsageError, did_you_mean
from toc_core.figures import CaveatKind
from toc_core.i18n import _
from toc_core.periods import PeriodKind, parse_period
from toc_core.source_data.files import Line, many, period_code
from toc_core.source_data.taking import Taking
from toc_core.theory import Programme

if TYPE_CHECKING:
    from toc_core.plugins import Host

Key = tuple[int, int, int, str, str]
ANSWER = ("value", "numerator", "denominator", "text", "absence", "caveats", "source")
_YEARS = frozenset({PeriodKind.SCHOOL_YEAR, PeriodKind.CALENDAR_YEAR})


class ObservationReader:
    """Knows the indicators, cells and observations that are stored."""

    def __init__(self, session: ScopedSession, taking: Taking, host: Host | None = None) -> None:
        self._session, self._taking, self._host = session, taking, host
        self._programmes = {row.id: row for row in session.scalars(select(ProgrammeRow))}
        self._indicators = {
            (self._programmes[row.programme_id].code, row.code): row
            for row in session.scalars(select(IndicatorRow))
        }
        self._cells = {
            (row.programme_id, row.axis, row.category): row for row in session.scalars(select(Cell))
        }
        self._total = next(row for row in self._cells.values() if row.id == TOTAL)
        keys = select(
            Observation.id,
            Observation.indicator_id,
            Observation.site_id,
            Observation.cell_id,
            Observation.perspective,
            Observation.period,
        )
        self._stored: dict[Key, int] = {
            (indicator, site, cell, perspective, period): number
            for number, indicator, site, cell, perspective, period in session.execute(keys)
        }
        self._years: dict[tuple[str, str], tuple[PeriodKind, str]] = {}

    def read(self, line: Line, programme: Programme, site: Site) -> None:
        """Take the observation of a line: a new one, a correction, or one that stays as it is."""
        row = self._row_of(line, programme, site)
        if row is None:
            return
        cell = (row.cell.axis, row.cell.category)
        key = (programme.code, row.indicator.code, row.period, site.code, cell, row.perspective)
        if not self._taking.is_first(("observation", *key), line, ANSWER):
            return
        stored = self._stored_as(row)
        other_years = [*self._other_years(line, programme, row.period)]
        if stored is None:
            self._taking.add(line, row, found=self._problems(programme, row))
            self._taking.loaded.notices += other_years
        elif line["indicator"] not in _codes(programme):
            self._taking.leave(stored, _no_longer_asked(line, programme))
        else:
            self._taking.again(line, stored, row, found=self._problems(programme, row))

    def _row_of(self, line: Line, programme: Programme, site: Site) -> Observation | None:
        """Return the observation of a line; none, with the reason noted, when it makes no sense."""
        indicator = self._indicators.get((programme.code, line["indicator"]))
        if indicator is None:
            known = _codes(programme)
            line.refuse(
                "indicator",
                _("'{code}' is geen indicator van {programme}{hint}. Gekend: {known}.").format(
                    code=line["indicator"],
                    programme=programme.label,
                    hint=did_you_mean(line["indicator"], known),
                    known=", ".join(known) or _("geen enkel"),
                ),
            )
            return None
        period, cell = line.read("period", period_code), self._cell(line, indicator.programme_id)
        if period is None or cell is None:
            if not line["period"]:
                line.refuse("period", _("vul de periode in."))
            return None
        return self._observation(line, indicator, site, cell, period)

    def _stored_as(self, row: Observation) -> Observation | None:
        """Return the stored observation of the same question."""
        key = (row.indicator.id, row.site.id, row.cell.id, row.perspective, row.period)
        number = self._stored.get(key)
        return None if number is None else self._session.get(Observation, number)

    def _problems(self, programme: Programme, row: Observation) -> Iterator[tuple[str, str]]:
        """Yield the column and the message of what the theory or a plugin refuses."""
        found = check_observation(programme, row)
        if self._host is not None and not found:
            found = refused_by_plugins(self._host, row, programme, self._session)
        yield from (("value", message) for message in found)

    def _other_years(self, line: Line, programme: Programme, period: str) -> Iterator[str]:
        """Yield that an indicator is given both per school year and per calendar year."""
        kind = parse_period(period).kind
        if kind not in _YEARS:
            return
        key = (programme.code, line["indicator"])
        first, place = self._years.setdefault(key, (kind, line.place))
        if kind is not first:
            yield _(
                "{place}:period: {period} is een ander soort jaar dan op {other}, en krijgt in een "
                "rapport een eigen kolom. Schrijf een schooljaar als 2022-2023."
            ).format(place=line.place, period=period, other=place)

    def _cell(self, line: Line, programme_id: int) -> Cell | None:
        if not line["axis"] and not line["category"]:
            return self._total
        cell = self._cells.get((programme_id, line["axis"], line["category"]))
        if cell is None:
            known = [f"{a}.{c}" for owner, a, c in self._cells if owner == programme_id]
            wrong = f"{line['axis']}.{line['category']}"
            message = _("'{wrong}' is geen categorie van dit programma{hint}.")
            line.refuse("category", message.format(wrong=wrong, hint=did_you_mean(wrong, known)))
        return cell

    def _observation(
        self, line: Line, indicator: IndicatorRow, site: Site, cell: Cell, period: str
    ) -> Observation:
        row = Observation(
            programme=self._programmes[indicator.programme_id],
            indicator=indicator,
            site=site,
            cell=cell,
            period=period,
            perspective=line["perspective"] or "none",
            value=line.read("value", line.number),
            numerator=line.read("numerator", line.whole),
            denominator=line.read("denominator", line.whole),
            text=line["text"],
            absence=line["absence"],
            source=line["source"],
        )
        for caveat in _caveats(line):
            caveat.observation = row
        return row


def _codes(programme: Programme) -> list[str]:
    return [indicator.code for indicator in programme.all_indicators()]


def _no_longer_asked(line: Line, programme: Programme) -> str:
    return _(
        "{place}:indicator: '{code}' staat niet meer in de theorie van {programme}{hint}. De "
        "meting blijft bewaard, maar geen rapport toont ze. Kreeg de indicator een andere code, "
        "zet die dan in codes.txt (renamed) en in dit bestand."
    ).format(
        place=line.place,
        code=line["indicator"],
        programme=programme.label,
        hint=did_you_mean(line["indicator"], _codes(programme)),
    )


def _caveats(line: Line) -> list[ObservationCaveat]:
    """Return the caveats of ``kind: note|kind: note``; the site follows from the observation."""
    found: list[ObservationCaveat] = []
    for text in many(line["caveats"]):
        kind, _colon, note = (part.strip() for part in text.partition(":"))
        try:
            found.append(ObservationCaveat(kind=_caveat_kind(kind), note=note))
        except UsageError as error:
            line.refuse("caveats", str(error))
    return found


def _caveat_kind(word: str) -> CaveatKind:
    known = [kind.value for kind in CaveatKind]
    if word not in known:
        raise UsageError(
            _("'{word}' is geen soort voorbehoud{hint}. Gekend: {known}.").format(
                word=word, hint=did_you_mean(word, known), known=", ".join(known)
            )
        )
    return CaveatKind(word)
