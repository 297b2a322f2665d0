"""Fields of our forms: Dutch words, exact numbers, days, and rows chosen through the session.

Whatever a person typed is kept as it is and shown again when it cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value
from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import Choice
from wtforms.validators import StopValidation
from wtforms.widgets import DateInput, TextInput

from toc_core.i18n import _
from toc_webadmin.views.typed import read_day, read_number, read_whole
from toc_webadmin.views.words import spoken


class Needed:
    """A value is asked for; ``field_flags`` tells the template to say so."""

    field_flags = {"required": True}  # noqa: RUF012 - as WTForms reads it

    def __call__(self, _form: Any, field: Field) -> None:
        """Stop when nothing was given; what could not be read has its own message."""
        if field.errors:
            raise StopValidation
        if field.data is None or (isinstance(field.data, str) and not field.data.strip()):
            raise StopValidation(_("Vul dit in: het is verplicht."))


class Unasked:
    """A value may be left out; what could not be read still counts."""

    field_flags = {"optional": True}  # noqa: RUF012 - as WTForms reads it

    def __call__(self, _form: Any, field: Field) -> None:
        """Stop the checks when nothing was given."""
        if not field.raw_data or not str(field.raw_data[0]).strip():
            raise StopValidation


class TextField(StringField):  # type: ignore[misc]
    """One line of text, without spaces around it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the text."""
        if valuelist:
            self.data = valuelist[0].strip()


class LongTextField(TextAreaField):  # type: ignore[misc]
    """Some lines of text, with line ends as we store them."""

    wide = True

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the text."""
        if valuelist:
            self.data = valuelist[0].replace("\r\n", "\n").strip()


class YesNoField(BooleanField):  # type: ignore[misc]
    """A box to tick."""


class DayField(Field):  # type: ignore[misc]
    """A civil date: the browser's own picker, or typed as 12/05/2025."""

    widget = DateInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.isoformat() if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; one that does not exist is refused with its own words."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        try:
            self.data = read_day(text)
        except ValueError as error:
            self.widget = TextInput()  # a date picker would empty what was typed
            raise ValueError(
                _("'{text}' is geen datum. Schrijf ze als 12/05/2025.").format(text=text[:40])
            ) from error
        self.raw_data = [self.data.isoformat()]


class NumberField(Field):  # type: ignore[misc]
    """An exact number, written with a comma."""

    widget = TextInput()
    keyboard = "decimal"

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data.normalize():f}".replace(".", ",")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; a point that could mean two things is asked about."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            self.data = self._read(text)

    def _read(self, text: str) -> Any:
        return read_number(text)


class WholeNumberField(NumberField):
    """A whole number."""

    keyboard = "numeric"

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)

    def _read(self, text: str) -> Any:
        return read_whole(text)


class WordField(SelectField):  # type: ignore[misc]
    """One member of an enum, shown as a Dutch word; nothing is chosen beforehand."""

    def __init__(self, *, kind: type[StrEnum], blank: str = "", **options: Any) -> None:
        super().__init__(choices=[], coerce=str, validate_choice=False, **options)
        self.kind = kind
        self.blank = blank

    def process_data(self, value: Any) -> None:
        """Take the member that is stored."""
        self.data = self.kind(value) if value else None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the member; another word is refused."""
        text = valuelist[0] if valuelist else ""
        try:
            self.data = self.kind(text) if text else None
        except ValueError as error:
            raise ValueError(_("Kies een van de woorden uit de lijst.")) from error

    def iter_choices(self) -> Iterable[Any]:
        """Yield every member, after a line that chooses nothing."""
        yield Choice("", self.blank or _("Kies…"), not self.data, {})
        for member in self.kind:
            yield Choice(member.value, spoken(member), member is self.data, {})


class CodeField(SelectField):  # type: ignore[misc]
    """One code out of a list that the programme declares, such as a kind of meeting."""

    def __init__(self, *, options: Callable[[], Iterable[tuple[str, str]]], **others: Any) -> None:
        super().__init__(choices=[], coerce=str, validate_choice=False, **others)
        self.options = options

    def iter_choices(self) -> Iterable[Any]:
        """Yield every code, after a line that chooses nothing."""
        known = dict(self.options())
        if self.data and self.data not in known:
            known[self.data] = self.data
        for value, label in {"": _("Kies…"), **known}.items():
            yield Choice(value, label, value == (self.data or ""), {})

    def pre_validate(self, form: Any) -> None:
        """Refuse a code that is neither in the list nor what was stored."""
        if self.data and self.data not in {*dict(self.options()), self.object_data}:
            raise ValidationError(_("Kies een van de woorden uit de lijst."))


def key_of(row: Any) -> str:
    """Return by what a row is known outside: its reference, or its code."""
    if hasattr(row, "ref"):
        return str(row.ref)
    if hasattr(row, "axis"):
        return f"{row.axis}:{row.category}"
    return str(row.code)


class RowField(SelectField):  # type: ignore[misc]
    """Another row, chosen among those the session shows; never by its integer id.

    ``column`` is the key that holds its id, empty when the view stores it elsewhere. The relation
    is set beside it as already stored, so that SQLAlchemy does not empty the other columns of a
    composite foreign key.
    """

    def __init__(
        self,
        *,
        rows: Callable[[], Iterable[Any]],
        column: str,
        blank: str = "",
        words: Callable[[Any], str] = str,
        **options: Any,
    ) -> None:
        super().__init__(choices=[], coerce=str, validate_choice=False, **options)
        self.rows = rows
        self.words = words
        self.column = column
        self.blank = blank

    def candidates(self) -> dict[str, Any]:
        """Return the rows to choose from, by their key; what is stored stays choosable."""
        known = {key_of(row): row for row in self.rows()}
        if self.object_data is not None:
            known.setdefault(key_of(self.object_data), self.object_data)
        return known

    def process_data(self, value: Any) -> None:
        """Take the row that is stored."""
        self.data = value

    def process_formdata(self, valuelist: list[str]) -> None:
        """Find the row; one that the session does not show does not exist."""
        key = valuelist[0] if valuelist else ""
        self.data = self.candidates().get(key) if key else None
        if key and self.data is None:
            raise ValueError(_("Kies iets uit de lijst."))

    def iter_choices(self) -> Iterable[Any]:
        """Yield every row, after a line that chooses nothing."""
        chosen = "" if self.data is None else key_of(self.data)
        yield Choice("", self.blank or _("Kies…"), chosen == "", {})
        for key, row in self.candidates().items():
            yield Choice(key, self.words(row), key == chosen, {})

    def populate_obj(self, obj: Any, name: str) -> None:
        """Store the id, and set the relation as if it had been loaded."""
        if not self.column:  # the view stores it elsewhere
            return
        setattr(obj, self.column, None if self.data is None else self.data.id)
        set_committed_value(obj, name, self.data)


def set_children(
    rows: list[Any], wanted: Mapping[Any, Any], model: type[Any], names: tuple[str, str], site: int
) -> None:
    """Add, change and remove the rows below a record; one that stays, keeps its row.

    ``wanted`` maps what identifies a row to its value; ``names`` are the columns of both.
    """
    key, value = names
    for row in list(rows):
        if getattr(row, key) not in wanted:
            rows.remove(row)
        elif getattr(row, value) != wanted[getattr(row, key)]:
            setattr(row, value, wanted[getattr(row, key)])
    kept = {getattr(row, key) for row in rows}
    new = ({key: one, value: found} for one, found in wanted.items() if one not in kept)
    rows.extend(model(site_id=site, **columns) for columns in new)
