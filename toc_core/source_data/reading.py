"""Makes rows of the lines of the files in ``data/``, those that others refer to first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.people import Organisation, OrganisationKind, Site, SiteAlias, SiteKind
from toc_core.db.records import Participation
from toc_core.db.theory import ProgrammeRow
from toc_core.errors import did_you_mean
from toc_core.i18n import _
from toc_core.plugins import Host
from toc_core.source_data.files import Line, Problems, day, many, period_code, read_lines, yes_or_no
from toc_core.source_data.observations import ANSWER, ObservationReader
from toc_core.source_data.taking import Loaded, Taking
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
        ("programme", "site", "axis", "category", "perspective", *ANSWER),
    ),
}


@dataclass(frozen=True)
class Source:
    """The folder ``data`` of a plugin and the codes of its programmes."""

    folder: Path
    programmes: tuple[str, ...]


class SourceReader:
    """One run over all files: what is known, what is new, and what is wrong."""

    def __init__(self, session: ScopedSession, host: Host | None) -> None:
        self.problems = Problems()
        self._taking = Taking(session)
        self._programmes = stored_programmes(session)
        self._programme_rows = {row.code: row for row in session.scalars(select(ProgrammeRow))}
        self._read: set[int] = set()  # the programmes of which the files were read
        self._sites = {row.code: row for row in session.scalars(select(Site))}
        self._aliases = {row.alias: row.site.code for row in session.scalars(select(SiteAlias))}
        self._organisations = {row.code: row for row in session.scalars(select(Organisation))}
        self._participations = {
            (row.programme_id, row.site_id, row.school_year): row
            for row in session.scalars(select(Participation))
        }
        self._observations = ObservationReader(session, self._taking, host)

    @property
    def loaded(self) -> Loaded:
        """Return what was done, and what must be told."""
        return self._taking.loaded

    def store(self) -> None:
        """Put in the session all that was read."""
        self._taking.store(self._read)

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
        rows = (self._programme_rows.get(code) for code in source.programmes)
        self._read |= {row.id for row in rows if row is not None}

    def _site(self, line: Line, _source: Source) -> None:
        columns = ("label", "kind", "net", "school")
        if not self._taking.is_first(("site", line["code"]), line, columns):
            return
        if line["kind"] not in _WORDS:
            line.refuse("kind", _one_of(line["kind"], _WORDS))
            return
        row = Site(code=line["code"], label=line["label"], kind=_WORDS[line["kind"]])
        row.net, row.note = line["net"], line["note"]
        if line["school"]:
            row.school = self._site_of(line, "school")
        names = [self._alias(line, row, name) for name in dict.fromkeys(many(line["aliases"]))]
        if row.code in self._sites:
            self._taking.again(line, self._sites[row.code], row)
            return
        self._sites[row.code] = row
        self._taking.add(line, row)
        for name in names:
            self._taking.add(line, name, column="aliases")

    def _alias(self, line: Line, site: Site, alias: str) -> SiteAlias:
        """Return another name of a site; the team has not confirmed it."""
        if self._aliases.setdefault(alias, site.code) != site.code:
            line.refuse("aliases", _("'{alias}' is al een andere school.").format(alias=alias))
        return SiteAlias(site=site, alias=alias, confirmed=False)

    def _organisation(self, line: Line, _source: Source) -> None:
        if not self._taking.is_first(("organisation", line["code"]), line, ("label", "kind")):
            return
        kinds = {kind.value: kind for kind in OrganisationKind}
        if line["kind"] not in kinds:
            line.refuse("kind", _one_of(line["kind"], kinds))
            return
        row = Organisation(code=line["code"], label=line["label"], kind=kinds[line["kind"]])
        row.note = line["note"]
        if row.code in self._organisations:
            self._taking.again(line, self._organisations[row.code], row)
        else:
            self._taking.add(line, row)

    def _participation(self, line: Line, source: Source) -> None:
        programme, site = self._programme(line, source), self._site_of(line, "site")
        year = line.read("school_year", period_code)
        if programme is None or site is None or year is None:
            return
        key = ("participation", programme.code, site.code, year)
        columns = ("since", "contact", "pioneer", "stopped_because")
        if not self._taking.is_first(key, line, columns):
            return
        programme_row = self._programme_rows[programme.code]
        row = Participation(programme=programme_row, site=site, school_year=year)
        row.since = line.read("since", day)
        row.pioneer = bool(line.read("pioneer", yes_or_no))
        row.contact, row.source = line["contact"], line["source"]
        row.stopped_because = line["stopped_because"]
        stored = self._participations.get((programme_row.id, site.id, year))
        if stored is not None:
            self._taking.again(line, stored, row)
        else:
            self._taking.add(line, row)

    def _observation(self, line: Line, source: Source) -> None:
        programme = self._programme(line, source)
        site = self._site_of(line, "site") if line["site"] else self._sites["city"]
        if programme is not None and site is not None:
            self._observations.read(line, programme, site)

    def _programme(self, line: Line, source: Source) -> Programme | None:
        """Return the stored programme of a line: named, or the plugin's only one."""
        code = line["programme"] or (source.programmes[0] if len(source.programmes) == 1 else "")
        if code not in source.programmes:
            line.refuse("programme", _one_of(code, source.programmes))
        elif code not in self._programmes:
            message = _("programma '{code}' is niet bewaard; kijk met: toc check {code}")
            line.refuse("programme", message.format(code=code))
        return self._programmes.get(code) if code in source.programmes else None

    def _site_of(self, line: Line, column: str) -> Site | None:
        site = self._sites.get(line[column])
        if site is None:
            line.refuse(column, _one_of(line[column], self._sites))
        return site


def _one_of(word: str, known: Iterable[str]) -> str:
    words = list(known)
    return _("'{word}' is niet gekend{hint}. Gekend: {known}.").format(
        word=word, hint=did_you_mean(word, words), known=", ".join(words) or _("niets")
    )
