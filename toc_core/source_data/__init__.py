"""Stores the real figures that plugins quote from their sources: schools, partners, observations.

Loading again changes nothing. What a file says otherwise by now is a correction, unless a person
changed the row since (``corrections``); no row is ever removed. All problems of all files are
reported together, and then nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable

from toc_core.db.door import ScopedSession
from toc_core.errors import DataProblems
from toc_core.plugins import Host, folder_of
from toc_core.source_data.reading import FILES, Source, SourceReader
from toc_core.source_data.taking import Loaded
from toc_core.sync import stored_programmes

__all__ = ["FILES", "Loaded", "Source", "load_source_data", "sources_of"]


def sources_of(session: ScopedSession, host: Host) -> list[Source]:
    """Return the folders of the plugins of which at least one theory is stored."""
    stored = stored_programmes(session)
    return [
        Source(folder_of(plugin) / "data", tuple(p.code for p in plugin.programmes))
        for plugin in host.plugins
        if any(p.code in stored for p in plugin.programmes)
    ]


def load_source_data(
    session: ScopedSession, sources: Iterable[Source], *, host: Host | None = None
) -> Loaded:
    """Add what is new in the files and take over corrections; ``DataProblems`` with all wrongs.

    With a ``host`` its plugins may refuse observations too (``toc_check_record``).
    The theories must be stored (``toc_core.sync``); the caller commits.
    """
    with session.no_autoflush:
        reader = SourceReader(session, host)
        for source in sources:
            reader.read(source)
        if reader.problems.found:
            raise DataProblems(reader.problems.found)
        reader.store()
    session.flush()
    return reader.loaded
