"""Stores the real figures that plugins quote from their sources: schools, partners, observations.

Loading again changes nothing: what is stored under the same natural key is left alone, since
people may have corrected it. All problems of all files are reported together, and then nothing
is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.people import Organisation, OrganisationKind, Site, SiteAlias, SiteKind
from toc_core.db.records import Participation
from toc_core.db.rules import problems_of
from toc_core.db.theory import ProgrammeRow
from toc_core.errors import DataProblems, did_you_mean
from toc_core.i18n import _
from toc_core.plugins import Host, folder_of
from toc_core.source_data.files import Line, Problems, day, many, period_code, read_lines, yes_or_no
from toc_core.source_data.observations import ObservationReader
from toc_core.sync import stored_programmes
from toc_core.theory import Programme

_WORDS = {SiteKind.SCHOOL.value: SiteKind.SCHOOL, SiteKind.CAMPUS.value: SiteKind.CAMPUS}


# Each file with the columns it must have and those it may have; who is referred to comes first.
FILES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "sites": (("code", "label", "kind"), ("net", "aliases", "note", "school")),
    "organisations": (("code", "label", "kind"), ("note",)),
    "participations": (
        ("site", "school_year"),
        ("programme", "since", "contact", "pioneer", "stopped_because", "source"),
    ),
    "observations": (
        ("indicator", "period"),
        (
            *("programme", "site", "axis", "category", "perspective"),
            *("value", "numerator", "denominator", "text", "absence", "caveats", "source"),
        ),
    ),
}


@dataclass(frozen=True)
class Source:
    """The folder ``data`` of a plugin and the codes of its programmes."""

    folder: Path
    programmes: tuple[str, ...]


def sources_of(session: ScopedSession, host: Host) -> list[Source]:
    """Return the folders of the plugins of which at least one theory is stored."""
    stored = stored_programmes(session)
    return [
        Source(folder_of(plugin) / "data", tuple(p.code for p in plugin.programmes))
        for plugin in host.plugins
        if any(p.code in stored for p in plugin.programmes)
    ]


@dataclass
class Loaded:
    """How many rows were added, and how many were there already, by table."""

    added: Counter[str] = field(default_factory=Counter)
    left_alone: Counter[str] = field(default_factory=Counter)


def load_source_data(
    session: ScopedSession, sources: Iterable[Source], *, host: Host | None = None
) -> Loaded:
    """Add what the files hold and the database does not; ``DataProblems`` with all that is wrong.

    With a ``host`` its plugins may refuse observations too (``toc_check_record``).
    The theories must be stored (``toc_core.sync``); the caller commits.
    """
    with session.no_autoflush:
        loading = _Loading(session, host)
        for source in sources:
            loading.read(source)
        if loading.problems.found:
            raise DataProblems(loading.problems.found)
        session.add_all(loading.rows)
    session.flush()
    return loading.loaded


class _Loading:
    """One run over all files: what is known, what is new, and what is wrong."""

    def __init__(self, session: ScopedSession, host: Host | None) -> None:
        self.session = session
        self.problems = Problems()
        self.loaded = Loaded()
        self.rows: list[Any] = []
        self.programmes = stored_programmes(session)
        self.programme_rows = {row.code: row for row in session.scalars(select(ProgrammeRow))}
        self.sites = {row.code: row for row in session.scalars(select(Site))}
        self.aliases = {row.alias: row.site_id for row in session.scalars(select(SiteAlias))}
        self.organisations = {row.code: row for row in session.scalars(select(Organisation))}
        taken = session.execute(
            select(Participation.programme_id, Participation.site_id, Participation.school_year)
        )
        self.participations = {tuple(key) for key in taken}
        self.observations = ObservationReader(session, host)
        self.lines: dict[tuple[Any, ...], Line] = {}

    def read(self, source: Source) -> None:
        """Read the files of one plugin, those that others refer to first."""
        stores = {
            "sites": self._site,
            "organisations": self._organisation,
            "participations": self._participation,
            "observations": self._observation,
        }
        for name, (needed, optional) in FILES.items():
            path = source.folder / f"{name}.csv"
            for line in read_lines(path, needed=needed, optional=optional, problems=self.problems):
                stores[name](line, source)

    def _site(self, line: Line, _source: Source) -> None:
        if not self._is_first(("site", line["code"]), line, ("label", "kind", "net", "school")):
            return
        if line["code"] in self.sites:
            self.loaded.left_alone["site"] += 1
            return
        if line["kind"] not in _WORDS:
            line.refuse("kind", _one_of(line["kind"], _WORDS))
            return
        row = Site(code=line["code"], label=line["label"], kind=_WORDS[line["kind"]])
        row.net, row.note = line["net"], line["note"]
        if line["school"]:
            row.school = self._site_of(line, "school")
        self.sites[row.code] = row
        self._add(line, row)
        for alias in many(line["aliases"]):
            self._alias(line, row, alias)

    def _alias(self, line: Line, site: Site, alias: str) -> None:
        """Add another name of a new site; the team has not confirmed it."""
        if alias in self.aliases:
            line.refuse("aliases", _("'{alias}' is al een andere school.").format(alias=alias))
            return
        self.aliases[alias] = 0
        self._add(line, SiteAlias(site=site, alias=alias, confirmed=False), "aliases")

    def _organisation(self, line: Line, _source: Source) -> None:
        if not self._is_first(("organisation", line["code"]), line, ("label", "kind")):
            return
        if line["code"] in self.organisations:
            self.loaded.left_alone["organisation"] += 1
            return
        kinds = {kind.value: kind for kind in OrganisationKind}
        if line["kind"] not in kinds:
            line.refuse("kind", _one_of(line["kind"], kinds))
            return
        row = Organisation(code=line["code"], label=line["label"], kind=kinds[line["kind"]])
        row.note = line["note"]
        self._add(line, row)

    def _participation(self, line: Line, source: Source) -> None:
        programme, site = self._programme(line, source), self._site_of(line, "site")
        year = line.read("school_year", period_code)
        if programme is None or site is None or year is None:
            return
        key = ("participation", programme.code, site.code, year)
        if not self._is_first(key, line, ("since", "contact", "pioneer", "stopped_because")):
            return
        program_row = self.programme_rows[programme.code]
        if (program_row.id, site.id, year) in self.participations:
            self.loaded.left_alone["participation"] += 1
            return
        row = Participation(programme=program_row, site=site, school_year=year)
        row.since = line.read("since", day)
        row.pioneer = bool(line.read("pioneer", yes_or_no))
        row.contact, row.source = line["contact"], line["source"]
        row.stopped_because = line["stopped_because"]
        self._add(line, row)

    def _observation(self, line: Line, source: Source) -> None:
        programme = self._programme(line, source)
        site = self._site_of(line, "site") if line["site"] else self.sites["city"]
        if programme is None or site is None:
            return
        row = self.observations.row_of(line, programme, site)
        if row is None:
            return
        cell = (row.cell.axis, row.cell.category)
        key = (programme.code, row.indicator.code, row.period, site.code, cell, row.perspective)
        if not self._is_first(("observation", *key), line, ("value", "absence", "text")):
            return
        if self.observations.is_stored(row):
            self.loaded.left_alone["observation"] += 1
            return
        for column, message in self.observations.problems(programme, row):
            line.refuse(column, message)
        self._add(line, row)

    def _is_first(self, key: tuple[Any, ...], line: Line, columns: Iterable[str]) -> bool:
        """Return whether nobody gave this key before; two that differ are a problem of both."""
        other = self.lines.setdefault(key, line)
        if other is line:
            return True
        for column in columns:
            if other[column] != line[column]:
                message = _("'{new}' is niet wat {place} zegt: '{old}'. Maak ze gelijk.")
                line.refuse(
                    column,
                    message.format(new=line[column], place=other.place, old=other[column]),
                )
        return False

    def _programme(self, line: Line, source: Source) -> Programme | None:
        """Return the stored programme of a line: named, or the plugin's only one."""
        code = line["programme"] or (source.programmes[0] if len(source.programmes) == 1 else "")
        if code not in source.programmes:
            line.refuse("programme", _one_of(code, source.programmes))
        elif code not in self.programmes:
            message = _("programma '{code}' is niet bewaard; kijk met: toc check {code}")
            line.refuse("programme", message.format(code=code))
        return self.programmes.get(code) if code in source.programmes else None

    def _site_of(self, line: Line, column: str) -> Site | None:
        site = self.sites.get(line[column])
        if site is None:
            line.refuse(column, _one_of(line[column], self.sites))
        return site

    def _add(self, line: Line, row: Any, column: str | None = None) -> None:
        for field_name, message in problems_of(row):
            line.refuse(column or field_name, message)
        self.rows.append(row)
        self.loaded.added[type(row).__tablename__] += 1


def _one_of(word: str, known: Iterable[str]) -> str:
    words = list(known)
    return _("'{word}' is niet gekend{hint}. Gekend: {known}.").format(
        word=word, hint=did_you_mean(word, words), known=", ".join(words) or _("niets")
    )
