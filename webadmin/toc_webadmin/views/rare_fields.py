"""Fields for kinds of columns that the core itself never asks a person for, but a plugin may."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from wtforms import Field
from wtforms.widgets import DateTimeLocalInput, TextInput

from toc_core.i18n import _
from toc_webadmin.clock import city_zone
from toc_webadmin.views.fields import NumberField


class ApproximateField(NumberField):
    """A floating-point number."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else repr(self.data).replace(".", ",")

    def _read(self, text: str, typed: str) -> float:
        return float(super()._read(text, typed))


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
