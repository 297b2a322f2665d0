"""Codes that left a theory: renamed, as ``codes.txt`` says, or gone while records hang on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.renaming import MODELS, Rename, hangs_on, pending_renames
from toc_core.i18n import _
from toc_core.plugins import Plugin, folder_of
from toc_core.release_codes import FILE, codes_by_kind, explained_codes
from toc_core.theory import Programme


@dataclass(frozen=True)
class CodesGone:
    """The stored rows that get another code, and what must be told of the others."""

    renamed: tuple[Rename, ...] = ()
    notices: tuple[str, ...] = ()


def codes_gone(
    session: ScopedSession, programme_id: int, plugin: Plugin, before: Programme, now: Programme
) -> CodesGone:
    """Return what happens to the codes of a theory in use that are not in the new one."""
    promised = folder_of(plugin) / FILE
    explained = explained_codes(promised.read_text("utf-8") if promised.exists() else "", now)
    pending = pending_renames(
        session, programme_id, {k: new for k, new in explained.items() if new}
    )
    lost = [
        (kind, code)
        for kind, codes in codes_by_kind(before).items()
        for code in codes
        if code not in codes_by_kind(now)[kind] and (kind, code) not in explained
    ]
    return CodesGone(
        tuple(one for one in pending if not one.blocked),
        (
            *(_blocked(now, one) for one in pending if one.blocked),
            *_missed(session, programme_id, now, lost),
        ),
    )


def _missed(
    session: ScopedSession, programme_id: int, now: Programme, lost: list[tuple[str, str]]
) -> Iterator[str]:
    """Yield the codes that go without a word while records hang on them."""
    for kind, code in lost:
        if kind not in MODELS:
            continue
        model = MODELS[kind]
        wanted = select(model).where(model.programme_id == programme_id, model.code == code)
        row = session.scalar(wanted)
        if row is not None and hangs_on(session, row):
            yield _(
                "{programme} {kind} {code} staat niet meer in de theorie; wat eraan vasthangt, "
                "komt in geen rapport meer. Kreeg het een andere code, zet dan in {file}: "
                "'{programme} {kind} {code} renamed NIEUWE_CODE', en geef opnieuw toc sync."
            ).format(programme=now.code, kind=kind, code=code, file=FILE)


def _blocked(now: Programme, one: Rename) -> str:
    return _(
        "{programme} {kind} {old} heet nu {new}, maar aan allebei hangt al iets vast, en dat "
        "wordt niet samengevoegd. Verwijder in de admin wat bij een van beide hoort, en geef "
        "opnieuw toc sync."
    ).format(programme=now.code, kind=one.kind, old=one.old, new=one.new)
