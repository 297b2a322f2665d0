"""What somebody writes beside the figures of a period: stored, typed, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from toc_core.db.measures import CommentaryRow
from toc_core.db.rules import problems_of
from toc_core.db.theory import ProgrammeRow
from toc_core.formats.commentary import questions
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.periods import Period
    from toc_core.theory import Programme

NEW = "0"  # the version of what is not stored yet


@dataclass
class Draft:
    """The three texts of a period; ``version`` is that of the stored row they started from.

    ``there`` holds what somebody else stored meanwhile, by the name of the text.
    """

    period: Period
    practice: bool
    programme_id: int
    row: CommentaryRow | None
    texts: dict[str, str]
    version: str
    there: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        """Return whether it says something else than what is stored."""
        return self.texts != stored_texts(self.row)

    @property
    def is_blank(self) -> bool:
        """Return whether nothing is written."""
        return not any(self.texts.values())


def stored_texts(row: CommentaryRow | None) -> dict[str, str]:
    """Return the texts of a stored row; empty ones without a row."""
    return {name: getattr(row, name) if row is not None else "" for name in questions()}


def draft_of(
    session: ScopedSession, programme: Programme, period: Period, practice: bool
) -> Draft | None:
    """Return what is stored of a period; none for a programme that no sync stored."""
    owner = session.scalar(select(ProgrammeRow.id).where(ProgrammeRow.code == programme.code))
    if owner is None:
        return None
    statement = select(CommentaryRow).where(
        CommentaryRow.programme_id == owner,
        CommentaryRow.period == period.code,
        CommentaryRow.fictitious.is_(practice),
    )
    row = session.scalar(statement)
    version = NEW if row is None else str(row.row_version)
    return Draft(period, practice, owner, row, stored_texts(row), version)


def take(draft: Draft, form: Mapping[str, str]) -> None:
    """Put what was typed in the draft; when somebody else stored something meanwhile, say so."""
    draft.texts = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in draft.texts}
    if draft.is_changed and form.get("row_version", NEW) != draft.version:
        tell_other(draft)


def tell_other(draft: Draft) -> None:
    """Note that somebody else wrote meanwhile, and what stands there now."""
    draft.there = {n: t for n, t in stored_texts(draft.row).items() if t != draft.texts[n]}
    who = draft.row.known_by if draft.row is not None else _("iemand")
    draft.problems[""] = _(
        "Terwijl jij typte, schreef {who} hier ook. Onder elk vak lees je wat er nu staat. "
        "Bewaar je nog eens, dan geldt wat jij typte."
    ).format(who=who)


def write(session: ScopedSession, draft: Draft) -> None:
    """Put the draft in the session: a new row, a changed one, or none when nothing is written."""
    row = draft.row
    if draft.is_blank:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = CommentaryRow(
            programme_id=draft.programme_id,
            period=draft.period.code,
            fictitious=draft.practice,
        )
        session.add(row)
    with session.no_autoflush:
        for name, text in draft.texts.items():
            setattr(row, name, text)
        draft.problems.update(problems_of(row))
