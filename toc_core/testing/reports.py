"""Reports with this plugin: in every format, empty and full, and without anything personal."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from toc_core.checks import is_sound
from toc_core.i18n import _
from toc_core.plugins import Host
from toc_core.testing.part import Part, fail_with

if TYPE_CHECKING:
    from toc_core.db.store import Store
    from toc_core.reports import Report


class ReportsPart(Part):
    """What comes out of the product when the plugin is in it."""

    def test_an_empty_report_comes_out_in_every_format(self, tmp_path: Path) -> None:
        """Without a single record there is a report that says so."""
        host = self._with_programmes()
        with self.store(tmp_path, host) as store:
            _sync(store, host)
            files = self._written(store, host)
        self._refuse_unwritten(host, files)

    def test_a_report_with_records_comes_out_in_every_format(self, tmp_path: Path) -> None:
        """With an answer per indicator and a row per table, too."""
        host = self._with_programmes()
        with self.store(tmp_path, host) as store:
            self._seed(store, host)
            files = self._written(store, host)
        self._refuse_unwritten(host, files)

    def test_no_personal_field_is_in_an_export(self, tmp_path: Path) -> None:
        """A canary in every personal column of its tables comes out nowhere."""
        host = self._with_programmes()
        if not self.has_models(host):
            pytest.skip("no module models: the plugin has no personal fields")
        from toc_core.testing.seeding import CANARY

        with self.store(tmp_path, host) as store:
            self._seed(store, host)
            files = self._written(store, host)
        fail_with(
            _("Een persoonlijk veld (__personal__) staat in een rapport; laat het daar weg:"),
            (name for name, content in files.items() if CANARY.encode() in _unpacked(content)),
        )

    def test_its_figures_from_the_sources_are_taken(self, tmp_path: Path) -> None:
        """Every row in ``data/`` is stored, and a second time nothing changes."""
        host = self._with_programmes()
        if not (self.folder(host) / "data").is_dir():
            pytest.skip("no folder data")
        from toc_core.access import SYSTEM
        from toc_core.source_data import load_source_data, sources_of

        with self.store(tmp_path, host) as store:
            _sync(store, host)
            with store.changing(SYSTEM, "contract") as session:
                load_source_data(session, sources_of(session, host), host=host)
            with store.changing(SYSTEM, "contract") as session:
                again = load_source_data(session, sources_of(session, host), host=host)
        fail_with(
            _("Een tweede keer laden voegt opnieuw rijen toe; maak deze sleutels uniek:"),
            again.added,
        )
        fail_with(
            _("Een tweede keer laden verbetert wat er al stond; geef elke rij één keer:"),
            again.corrections,
        )
        self.refuse_broken(host)

    def _with_programmes(self) -> Host:
        host = self.host()
        if not self.own(host).programmes:
            pytest.skip("no programme: there is no report")
        found = (p for programme in self.own(host).programmes for p in host.check(programme))
        if not is_sound(found):
            pytest.skip("the theory is not sound, so it is not stored")
        return host

    def _seed(self, store: Store, host: Host) -> None:
        from toc_core.access import SYSTEM
        from toc_core.testing.seeding import seed_city

        with store.changing(SYSTEM, "contract") as session:
            site = seed_city(session, host, self.plugin)
            if self.has_models(host):
                session.add_all(self.sample_rows(session, site))

    def _written(self, store: Store, host: Host) -> dict[str, bytes]:
        report = self._report(store, host)
        return {name: _file(host, name, report) for name in host.formats}

    def _report(self, store: Store, host: Host) -> Report:
        from toc_core.access import SYSTEM
        from toc_core.periods import parse_period
        from toc_core.report_sections import with_sections
        from toc_core.reports import indicator_report
        from toc_core.settings import read_settings
        from toc_core.sync import stored_programmes
        from toc_core.testing.seeding import YEAR

        codes = [programme.code for programme in self.own(host).programmes]
        with store.session_for(SYSTEM, "contract") as session:
            stored = stored_programmes(session)
            report = indicator_report(
                session,
                [stored[code] for code in codes if code in stored],
                [parse_period(YEAR)],
                practice=True,
                made_at=store.clock(),
                zone=read_settings({}).zone,
            )
            return with_sections(report, host, session)

    def _refuse_unwritten(self, host: Host, files: dict[str, bytes]) -> None:
        self.refuse_broken(host)
        empty = [name for name, content in files.items() if not content]
        fail_with(_("Deze formaten schrijven niets:"), empty)


def _sync(store: Store, host: Host) -> None:
    from toc_core.access import SYSTEM
    from toc_core.sync import plan_sync, run_sync

    with store.changing(SYSTEM, "contract") as session:
        run_sync(session, plan_sync(session, host))


def _file(host: Host, name: str, report: Report) -> bytes:
    file = io.BytesIO()
    host.formats[name].write(report, file)
    return file.getvalue()


def _unpacked(content: bytes) -> bytes:
    """Return a file with the parts of an archive, such as a workbook, laid open."""
    return b"".join([content, *_parts(content)])


def _parts(content: bytes) -> Iterator[bytes]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
