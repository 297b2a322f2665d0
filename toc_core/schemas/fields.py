"""The few kinds of value a theory holds, as marshmallow fields that take nothing for granted.

JSON says what it means: ``1`` is not ``true``, ``"3"`` is not ``3`` and ``{}`` is not a list.
Texts are kept letter for letter; what cannot be shown safely (control characters, half
characters) is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from unicodedata import category

from marshmallow import ValidationError, fields

from toc_core.errors import did_you_mean
from toc_core.i18n import _, later
from toc_core.theory import (
    At,
    Behaviour,
    Countable,
    Dated,
    Direction,
    Gap,
    Horizon,
    Moment,
    Overall,
    PremiseKind,
    Progress,
    Quantity,
    Role,
    Stage,
    Summary,
    ValueKind,
)
from toc_core.theory.portfolio import PolicyLevel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marshmallow import Schema

LONGEST_TEXT = 5_000
LARGEST_NUMBER = 1_000_000_000
MOST_IN_A_LIST = 2_000
_LONGEST_SHOWN = 60

# Static texts are translated where a problem is written down (``toc_core.schemas.problems``).
COMMON_MESSAGES = {
    "required": later("ontbreekt; vul dit in"),
    "null": later("is leeg (null); vul dit in of laat de sleutel weg"),
}


def shown(value: object) -> str:
    """Return a value between double quotes on one line, cut where it is too long."""
    text = value if isinstance(value, str) else str(type(value).__name__)
    cut = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    safe = cut.encode("utf-8", "backslashreplace").decode("utf-8")
    return json.dumps(safe, ensure_ascii=False)


class Text(fields.Field[str]):
    """A text; only a text in prose (``lines``) may hold line breaks and tabs."""

    def __init__(self, *, lines: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._allowed = "\n\t" if lines else ""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        if not isinstance(value, str):
            raise ValidationError(_("is geen tekst; zet de waarde tussen aanhalingstekens"))
        if len(value) > LONGEST_TEXT:
            message = _("is {length} tekens lang; maak er hoogstens {most} van")
            raise ValidationError(message.format(length=len(value), most=LONGEST_TEXT))
        for number, character in enumerate(value, 1):
            if category(character) in ("Cc", "Cs") and character not in self._allowed:
                message = _("bevat op plaats {number} een stuurteken (U+{sign}); haal het weg")
                raise ValidationError(message.format(number=number, sign=f"{ord(character):04X}"))
        return value


class Number(fields.Field[int]):
    """A whole number."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> int:
        if type(value) is not int or abs(value) > LARGEST_NUMBER:
            raise ValidationError(_("is geen geheel getal; schrijf een getal zoals 1"))
        return value


class Exact(fields.Field[Decimal]):
    """A number with decimals, written as a text so that it stays exact: ``"3.5"``."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else f"{value:f}"

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Decimal:
        text = str(value) if type(value) in (str, int) else ""
        if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", text):
            raise ValidationError(_('is geen getal; schrijf het als tekst, zoals "3.5"'))
        return Decimal(text)


class YesNo(fields.Field[bool]):
    """``true`` or ``false`` and nothing that looks like it."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bool:
        if type(value) is not bool:
            raise ValidationError(_("is geen ja of nee; schrijf true of false"))
        return value


class Word(fields.Field[StrEnum]):
    """One word of a fixed list."""

    def __init__(self, words: type[StrEnum], **options: Any) -> None:
        super().__init__(**options)
        self._words = words

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value.value)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> StrEnum:
        known = [word.value for word in self._words]
        if isinstance(value, str) and value in known:
            return self._words(value)
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        message = _("{value} is geen {kind}{hint}; kies uit {known}")
        kind = _kind(self._words)
        raise ValidationError(
            message.format(value=shown(value), kind=kind, hint=hint, known=", ".join(known))
        )


def _kind(words: type[StrEnum]) -> str:
    return {
        Stage: _("stap"),
        Horizon: _("termijn"),
        PremiseKind: _("soort aanname"),
        Direction: _("richting"),
        Behaviour: _("gedrag in de tijd"),
        Countable: _("soort telling"),
        At: _("dag van een traject"),
        Role: _("rol"),
        ValueKind: _("soort meting"),
        Summary: _("manier van samenvatten"),
        Quantity: _("soort hoeveelheid"),
        Moment: _("moment"),
        Gap: _("afspraak over wat ontbreekt"),
        Progress: _("afspraak over vooruitgang"),
        Overall: _("afspraak over het doel van een geheel"),
        Dated: _("afspraak over de datum"),
        PolicyLevel: _("niveau van het beleidsplan"),
    }[words]


class Row(fields.List[Any]):
    """A list, kept as a tuple."""

    def _deserialize(  # type: ignore[override]
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise ValidationError(_("is geen lijst; zet er rechte haken [ ] om"))
        if len(value) > MOST_IN_A_LIST:
            message = _("heeft {n} onderdelen; hoogstens {most}, splits het programma op")
            raise ValidationError(message.format(n=len(value), most=MOST_IN_A_LIST))
        return tuple(super()._deserialize(value, attr, data, **kwargs))


class Choice(fields.Field[Any]):
    """One of several kinds of thing, told apart by its only key: ``{"count": {…}}``."""

    def __init__(self, schemas: Mapping[str, type[Schema]], **options: Any) -> None:
        super().__init__(**options)
        self._schemas = schemas

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> dict[str, Any]:
        tag = type(value).__name__.lower()
        return {tag: self._schemas[tag]().dump(value)}

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        if (
            not isinstance(value, Mapping)
            or len(value) != 1
            or not self._schemas.keys() >= set(value)
        ):
            message = _(
                "is niet te lezen{hint}; schrijf precies één van {tags}, met {{ }} erachter"
            )
            raise ValidationError(message.format(hint=self._hint(value), tags=self._tags()))
        [(tag, content)] = value.items()
        try:
            return self._schemas[tag]().load(content)
        except ValidationError as error:
            raise ValidationError({tag: error.messages}) from error

    def _hint(self, value: object) -> str:
        wrong: Iterable[object] = value if isinstance(value, Mapping) and len(value) == 1 else ()
        return "".join(did_you_mean(str(tag), self._schemas) for tag in wrong)

    def _tags(self) -> str:
        return ", ".join(f'"{tag}"' for tag in self._schemas)
