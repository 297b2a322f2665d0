"""What the city team writes beside the figures of a period: three questions, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toc_core.formats.words import period_text
from toc_core.i18n import _
from toc_core.periods import Period

if TYPE_CHECKING:
    from toc_core.reports import Report


@dataclass(frozen=True)
class Commentary:
    """What stands out in a period, what it means and what comes next; a text may be empty."""

    programme: str
    period: Period
    striking: str
    meaning: str
    next_steps: str
    written_by: str

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """Return each question with its text, where there is one."""
        return tuple(
            (question, getattr(self, name))
            for name, question in questions().items()
            if getattr(self, name)
        )


def questions() -> dict[str, str]:
    """Return the three questions by the name of their text."""
    return {
        "striking": _("Wat valt op?"),
        "meaning": _("Wat betekent dit?"),
        "next_steps": _("Wat doen we verder?"),
    }


def commentary_heading(report: Report, one: Commentary) -> str:
    """Return the title of what was written, with its programme among several."""
    label = next(p.label for p in report.programmes if p.code == one.programme)
    of = f"{label}: " if len(report.programmes) > 1 else ""
    return of + _("Duiding ({period})").format(period=period_text(one.period))


def commentaries_json(report: Report) -> dict[str, Any]:
    """Return the key for what was written; none when nothing is."""
    if not report.commentaries:
        return {}
    return {
        "commentaries": [
            {
                "programme": one.programme,
                "period": one.period.code,
                **{name: getattr(one, name) for name in questions()},
            }
            for one in report.commentaries
        ]
    }
