"""Fields for kinds of columns that the core itself never asks a person for, but a plugin may."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from wtforms import Field
from wtforms.widgets import DateTimeLocalInput, TextInput

from toc_core.i18n import _
from toc_webadmin.clock import city_zone
from toc_webadmin.views.fields import NumberField, set_children
from toc_webadmin.views.words import spoken


class ApproximateField(NumberField):
    """A floating-point number."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else repr(self.data).replace(".", ",")

    def _read(self, text: str) -> float:
        return float(super()._read(text))


class UuidField(Field):  # type: ignore[misc]
    """A UUID, typed or pasted."""

    widget = TextInput()

    def _value(self) -> str:
        return str(self.raw_data[0] if self.raw_data else self.data or "")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the UUID."""
        text = valuelist[0].strip() if valuelist else ""
        try:
            self.data = UUID(text) if text else None
        except ValueError as error:
            self.data = None
            raise ValueError(_("'{text}' is geen UUID.").format(text=text[:40])) from error


class MomentField(Field):  # type: ignore[misc]
    """A day and hour in the time zone of the installation."""

    widget = DateTimeLocalInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        zone = city_zone()
        return f"{self.data.astimezone(zone):%Y-%m-%dT%H:%M}" if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the moment, and give it our time zone."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise ValueError(_("'{text}' is geen dag en uur.").format(text=text[:40])) from error
        zone = city_zone()
        self.data = moment if moment.tzinfo else moment.replace(tzinfo=zone)


class WordsField(Field):  # type: ignore[misc]
    """Any number of the words of a list, as boxes to tick; each is a row below the record.

    ``column`` of ``model`` holds the word.
    """

    wide = True
    ticks = True

    def __init__(self, *, model: type[Any], column: str, **options: Any) -> None:
        super().__init__(**options)
        self.model, self.column = model, column
        self.kind = model.__table__.c[column].type.enum_class

    def process_data(self, value: Any) -> None:
        """Take the words that are stored."""
        self.data = {getattr(row, self.column) for row in value or ()}

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was ticked; another word is refused."""
        try:
            self.data = {self.kind(text) for text in valuelist}
        except ValueError as error:
            raise ValueError(_("Kies een van de woorden uit de lijst.")) from error

    def options(self) -> Iterable[tuple[str, str, bool]]:
        """Return value, words and whether it is ticked, of every word of the list."""
        return [(one.value, spoken(one), one in self.data) for one in self.kind]

    def populate_obj(self, obj: Any, name: str) -> None:
        """Add and remove rows; a word that stays, keeps its row."""
        wanted = {word: word for word in self.kind if word in self.data}
        names = (self.column, self.column)
        set_children(getattr(obj, name), wanted, self.model, names, obj.site_id)
