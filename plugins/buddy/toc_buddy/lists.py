"""The lists that a request and an offer choose from: few, fixed, and nothing sensitive.

No origin, religion, health or text of one's own: what is not on a list cannot be kept.
"""

from __future__ import annotations

from enum import StrEnum

from toc_core.i18n import _


class Listed(StrEnum):
    """A word of a list; the admin shows its ``label``."""

    @property
    def label(self) -> str:
        """Return what a person reads."""
        return _words()[type(self)][self]


class Afternoon(Listed):
    """When a pupil and a buddy can meet."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"


class Level(Listed):
    """The two target groups of the slides."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Help(Listed):
    """What a buddy can help with."""

    HOMEWORK = "homework"
    READING = "reading"
    MATHS = "maths"
    DUTCH = "dutch"
    PLANNING = "planning"


class Language(Listed):
    """A language beside Dutch, noted only when a pupil asks for it."""

    ARABIC = "arabic"
    ENGLISH = "english"
    FRENCH = "french"
    SPANISH = "spanish"
    TAMAZIGHT = "tamazight"
    TURKISH = "turkish"


class Kind(Listed):
    """The kinds of buddies that run today: codes of the programme's axis ``kind``."""

    VOLUNTEER = "volunteer"
    STUDENT = "student"


class StopReason(Listed):
    """Why a match ended."""

    YEAR_OVER = "year_over"
    PUPIL_STOPS = "pupil_stops"
    BUDDY_STOPS = "buddy_stops"
    NO_CLICK = "no_click"
    MOVED = "moved"
    MISTAKE = "mistake"


def _words() -> dict[type[Listed], dict[Listed, str]]:
    return {
        Afternoon: {
            Afternoon.MONDAY: _("maandag na school"),
            Afternoon.TUESDAY: _("dinsdag na school"),
            Afternoon.WEDNESDAY: _("woensdagnamiddag"),
            Afternoon.THURSDAY: _("donderdag na school"),
            Afternoon.FRIDAY: _("vrijdag na school"),
        },
        Level: {Level.PRIMARY: _("basisonderwijs"), Level.SECONDARY: _("1ste graad secundair")},
        Help: {
            Help.HOMEWORK: _("huiswerk"),
            Help.READING: _("lezen"),
            Help.MATHS: _("rekenen en wiskunde"),
            Help.DUTCH: _("Nederlands oefenen"),
            Help.PLANNING: _("leren plannen"),
        },
        Language: {
            Language.ARABIC: _("Arabisch"),
            Language.ENGLISH: _("Engels"),
            Language.FRENCH: _("Frans"),
            Language.SPANISH: _("Spaans"),
            Language.TAMAZIGHT: _("Tamazight"),
            Language.TURKISH: _("Turks"),
        },
        Kind: {Kind.VOLUNTEER: _("vrijwilliger"), Kind.STUDENT: _("student")},
        StopReason: {
            StopReason.YEAR_OVER: _("het schooljaar is om"),
            StopReason.PUPIL_STOPS: _("de leerling stopt"),
            StopReason.BUDDY_STOPS: _("de buddy stopt"),
            StopReason.NO_CLICK: _("het klikte niet"),
            StopReason.MOVED: _("de leerling verandert van school"),
            StopReason.MISTAKE: _("het was een vergissing"),
        },
    }
