"""Stores the theories of plugins, and reads back what is stored, with or without the plugin.

A theory is stored once per content: the same hash again writes nothing. What the team published
is never overwritten by a plugin.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import select

from toc_core.checks import Severity
from toc_core.db.door import ScopedSession
from toc_core.db.identities import store_identities, too_long
from toc_core.db.renaming import rename
from toc_core.db.theory import ProgrammeRow, TheoryOrigin, TheoryRow, TheoryState
from toc_core.errors import DataProblems, UsageError, did_you_mean
from toc_core.i18n import _
from toc_core.plugins import Host, Plugin
from toc_core.schemas import dumps_programme, load_programme, programme_hash
from toc_core.sync.changes import Change, changes
from toc_core.sync.gone import CodesGone, codes_gone
from toc_core.theory import Programme


class Outcome(StrEnum):
    """What ``sync`` does with the theory of one programme."""

    UNCHANGED = "unchanged"  # nothing is written
    STORED = "stored"
    OFFERED = "offered"  # the team's own theory stays; the plugin's is shown as a proposal
    REFUSED = "refused"  # not sound, see ``problems``


@dataclass(frozen=True)
class Step:
    """What is to be done for one programme, and how it differs from what is stored."""

    programme: Programme
    outcome: Outcome
    changes: tuple[Change, ...] = field(default=())
    problems: tuple[str, ...] = field(default=())
    codes: CodesGone = field(default=CodesGone())


def plan_sync(session: ScopedSession, host: Host) -> list[Step]:
    """Return a step per programme of the host; nothing is written yet."""
    return [
        _plan(session, host, plugin, programme)
        for plugin in host.plugins
        for programme in plugin.programmes
    ]


def run_sync(session: ScopedSession, steps: Iterable[Step]) -> None:
    """Store the theories of the steps that ask for it; the caller commits."""
    for step in steps:
        for one in step.codes.renamed:
            rename(session, one)
        if step.outcome is Outcome.STORED:
            publish(session, step.programme, TheoryOrigin.PLUGIN, reason=session.purpose)


def publish(
    session: ScopedSession, programme: Programme, origin: TheoryOrigin, *, reason: str
) -> TheoryRow:
    """Put a theory in use: its identities are stored and the theory in use is archived."""
    row = store_identities(session, programme)
    current = _published(session, programme.code)
    if current is not None:
        current.state = TheoryState.ARCHIVED
    session.flush()  # first: at most one theory of a programme is in use
    theory = TheoryRow(
        programme_id=row.id,
        version=programme.version,
        origin=origin,
        state=TheoryState.PUBLISHED,
        content=dumps_programme(programme),
        hash=programme_hash(programme),
        valid_from=session.clock(),
        author=session.principal.name,
        reason=reason,
    )
    session.add(theory)
    session.flush()
    return theory


def stored_programme(session: ScopedSession, code: str) -> Programme:
    """Return the programme in use as it is stored; ``UsageError`` when there is none."""
    theory = _published(session, code)
    if theory is None:
        known = list(session.scalars(select(ProgrammeRow.code).order_by(ProgrammeRow.code)))
        raise UsageError(
            _("Programma '{code}' staat niet in de databank{hint}. Gekend: {known}.").format(
                code=code,
                hint=did_you_mean(code, known),
                known=", ".join(known) or _("geen enkel"),
            )
        )
    return _read(theory.content)


def stored_programmes(session: ScopedSession) -> dict[str, Programme]:
    """Return every programme in use by its code, in the order of their labels."""
    statement = (
        select(ProgrammeRow.code, TheoryRow.content)
        .join(TheoryRow, TheoryRow.programme_id == ProgrammeRow.id)
        .where(TheoryRow.state == TheoryState.PUBLISHED)
        .order_by(ProgrammeRow.label, ProgrammeRow.code)
    )
    return {code: _read(content) for code, content in session.execute(statement)}


@lru_cache(maxsize=64)
def _read(content: str) -> Programme:
    """Return a stored theory; it never changes, and every page of the admin asks for them all."""
    return load_programme(json.loads(content))


def _plan(session: ScopedSession, host: Host, plugin: Plugin, programme: Programme) -> Step:
    problems = _problems(host, programme)
    if problems:
        return Step(programme, Outcome.REFUSED, problems=tuple(problems))
    current = _published(session, programme.code)
    if current is None:
        return Step(programme, Outcome.STORED, tuple(changes(None, programme)))
    before = _read(current.content)
    if current.origin is not TheoryOrigin.TEAM:
        gone = codes_gone(session, current.programme_id, plugin, before, programme)
        if current.hash == programme_hash(programme):
            return Step(programme, Outcome.UNCHANGED, codes=gone)
        return Step(programme, Outcome.STORED, tuple(changes(before, programme)), codes=gone)
    if programme_hash(programme) == current.hash or _was_in_use(session, programme):
        # The team started from this very theory: there is nothing new to offer.
        return Step(programme, Outcome.UNCHANGED)
    return Step(programme, Outcome.OFFERED, tuple(changes(before, programme)))


def _problems(host: Host, programme: Programme) -> list[str]:
    """Return every reason not to store a theory."""
    found = host.check(programme)
    errors = [str(problem) for problem in found if problem.severity is Severity.ERROR]
    if errors:
        return errors
    try:
        load_programme(json.loads(dumps_programme(programme)))
    except DataProblems as error:  # it could not be read back
        return list(error.problems)
    return too_long(programme)


def _published(session: ScopedSession, code: str) -> TheoryRow | None:
    return session.scalar(
        select(TheoryRow)
        .join(ProgrammeRow, ProgrammeRow.id == TheoryRow.programme_id)
        .where(ProgrammeRow.code == code, TheoryRow.state == TheoryState.PUBLISHED)
    )


def _was_in_use(session: ScopedSession, programme: Programme) -> bool:
    statement = (
        select(TheoryRow.id)
        .join(ProgrammeRow, ProgrammeRow.id == TheoryRow.programme_id)
        .where(
            ProgrammeRow.code == programme.code,
            TheoryRow.state == TheoryState.ARCHIVED,
            TheoryRow.hash == programme_hash(programme),
        )
    )
    return session.scalar(statement.limit(1)) is not None
