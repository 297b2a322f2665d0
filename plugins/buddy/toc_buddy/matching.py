"""Which buddies fit a pupil, and why: pure, without a database. A person decides, never this.

Hard: an afternoon that both have free, a place left with the buddy, and the language that a pupil
must have. The rest only moves a buddy up or down, by ``WEIGHTS``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from toc_buddy.lists import Afternoon, Help, Kind, Language, Level
from toc_buddy.sets import in_order
from toc_core.i18n import _


class Why(StrEnum):
    """What speaks for a buddy, against one, or makes it impossible."""

    AFTERNOON = "afternoon"
    LANGUAGE = "language"
    HELP = "help"
    LEVEL = "level"
    SAME_SCHOOL = "same_school"
    OTHER_LANGUAGE = "other_language"
    OTHER_HELP = "other_help"
    OTHER_LEVEL = "other_level"
    BUSY = "busy"
    NEVER_FREE = "never_free"
    FULL = "full"
    MUST_SPEAK = "must_speak"


# All weights, in one place. What stands against a buddy without a weight is only said.
WEIGHTS: Mapping[Why, int] = {
    Why.LANGUAGE: 5,
    Why.HELP: 3,
    Why.LEVEL: 3,
    Why.SAME_SCHOOL: 2,
    Why.AFTERNOON: 1,
    Why.BUSY: -2,
    Why.OTHER_LEVEL: -3,
}


@dataclass(frozen=True)
class Pupil:
    """What a pupil asks; ``ref`` is that of the request."""

    ref: str
    code: str
    site_id: int
    school: str
    asked_on: date
    level: Level
    free: frozenset[Afternoon]
    help: frozenset[Help] = frozenset()
    language: Language | None = None
    must_speak: bool = False


@dataclass(frozen=True)
class Buddy:
    """What a buddy offers; ``at`` holds the site of each pupil that the buddy has now."""

    ref: str
    code: str
    kind: Kind
    offered_on: date
    free: frozenset[Afternoon]
    level: Level | None = None
    help: frozenset[Help] = frozenset()
    languages: frozenset[Language] = frozenset()
    most: int = 1
    at: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for or against, with what it is about: a word of a list or a number."""

    why: Why
    about: str = ""

    @property
    def code(self) -> str:
        """Return how a match keeps it; ``reason_of`` reads it."""
        return f"{self.why}:{self.about}"

    @property
    def weight(self) -> int:
        """Return what it adds to the score."""
        times = int(self.about) if self.why is Why.BUSY else 1
        return WEIGHTS.get(self.why, 0) * times

    @property
    def words(self) -> str:
        """Return it as a person reads it."""
        return _sentences()[self.why].format(about=_about(self))


class Reasons(tuple[Reason, ...]):
    """Several reasons, spoken one after the other."""

    def __str__(self) -> str:
        return "; ".join(reason.words for reason in self)


@dataclass(frozen=True)
class Suggestion:
    """A buddy for a pupil: what speaks for it, what against, and what makes it impossible."""

    buddy: Buddy
    reasons: Reasons
    against: Reasons
    blocks: Reasons
    score: int = field(init=False)

    def __post_init__(self) -> None:
        score = sum(reason.weight for reason in (*self.reasons, *self.against))
        object.__setattr__(self, "score", score)

    @property
    def is_possible(self) -> bool:
        """Return whether nothing makes it impossible."""
        return not self.blocks


def longest_first(pupils: Iterable[Pupil]) -> list[Pupil]:
    """Return pupils in the order of waiting; of one day, by code."""
    return sorted(pupils, key=lambda pupil: (pupil.asked_on, pupil.code))


def suggest(pupil: Pupil, buddies: Iterable[Buddy]) -> list[Suggestion]:
    """Return every buddy for a pupil: the possible ones first, the best of them first.

    Of the same score, who waits longest goes first, and then the code decides.
    """
    return sorted((weigh(pupil, buddy) for buddy in buddies), key=_place)


def weigh(pupil: Pupil, buddy: Buddy) -> Suggestion:
    """Return what speaks for and against one buddy for one pupil."""
    return Suggestion(
        buddy,
        Reasons(_reasons(pupil, buddy)),
        Reasons(_against(pupil, buddy)),
        Reasons(_blocks(pupil, buddy)),
    )


def is_possible(pupil: Pupil, buddy: Buddy) -> bool:
    """Return whether nothing makes a buddy impossible for a pupil."""
    return not any(True for _block in _blocks(pupil, buddy))


def reason_of(code: str) -> Reason | None:
    """Return the reason that a match keeps; none for one of a later version."""
    why, _point, about = code.partition(":")
    return Reason(Why(why), about) if why in set(Why) else None


def _place(one: Suggestion) -> tuple[bool, int, date, str]:
    return bool(one.blocks), -one.score, one.buddy.offered_on, one.buddy.code


def _blocks(pupil: Pupil, buddy: Buddy) -> Iterator[Reason]:
    if len(buddy.at) >= buddy.most:
        yield Reason(Why.FULL, str(len(buddy.at)))
    if not pupil.free & buddy.free:
        yield Reason(Why.NEVER_FREE)
    if pupil.must_speak and pupil.language and pupil.language not in buddy.languages:
        yield Reason(Why.MUST_SPEAK, pupil.language)


def _reasons(pupil: Pupil, buddy: Buddy) -> Iterator[Reason]:
    for day in in_order(pupil.free & buddy.free):
        yield Reason(Why.AFTERNOON, day)
    if pupil.language and pupil.language in buddy.languages:
        yield Reason(Why.LANGUAGE, pupil.language)
    for subject in in_order(pupil.help & buddy.help):
        yield Reason(Why.HELP, subject)
    if buddy.level is pupil.level:
        yield Reason(Why.LEVEL, pupil.level)
    if pupil.site_id in buddy.at:
        yield Reason(Why.SAME_SCHOOL)


def _against(pupil: Pupil, buddy: Buddy) -> Iterator[Reason]:
    if 0 < len(buddy.at) < buddy.most:
        yield Reason(Why.BUSY, str(len(buddy.at)))
    wished = pupil.language if not pupil.must_speak else None
    if wished and wished not in buddy.languages:
        yield Reason(Why.OTHER_LANGUAGE, wished)
    if pupil.help and not pupil.help & buddy.help:
        yield Reason(Why.OTHER_HELP)
    if buddy.level and buddy.level is not pupil.level:
        yield Reason(Why.OTHER_LEVEL, buddy.level)


def _about(reason: Reason) -> str:
    match reason.why:
        case Why.AFTERNOON:
            return Afternoon(reason.about).label
        case Why.HELP:
            return Help(reason.about).label
        case Why.LEVEL | Why.OTHER_LEVEL:
            return Level(reason.about).label
        case Why.LANGUAGE | Why.OTHER_LANGUAGE | Why.MUST_SPEAK:
            return Language(reason.about).label
        case Why.BUSY | Why.FULL:
            one = reason.about == "1"
            return _("1 leerling") if one else _("{n} leerlingen").format(n=reason.about)
    return ""


def _sentences() -> Mapping[Why, str]:
    return {
        Why.AFTERNOON: _("allebei vrij op {about}"),
        Why.LANGUAGE: _("spreekt {about}"),
        Why.HELP: _("helpt met {about}"),
        Why.LEVEL: _("kiest voor {about}"),
        Why.SAME_SCHOOL: _("is al buddy op deze school"),
        Why.OTHER_LANGUAGE: _("spreekt geen {about}"),
        Why.OTHER_HELP: _("helpt liever met iets anders"),
        Why.OTHER_LEVEL: _("kiest liever voor {about}"),
        Why.BUSY: _("heeft al {about}"),
        Why.NEVER_FREE: _("nooit samen vrij"),
        Why.FULL: _("heeft al {about}: geen plaats meer"),
        Why.MUST_SPEAK: _("spreekt geen {about}, en dat is nodig"),
    }
