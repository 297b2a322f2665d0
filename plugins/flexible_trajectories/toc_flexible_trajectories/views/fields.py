"""Two fields of a request: whether the pupil is willing, and the day of the start."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from toc_webadmin.views.fields import DayField, WordField

from toc_core.i18n import _


class Answer(StrEnum):
    """Whether the pupil is willing."""

    YES = "yes"
    NO = "no"

    @property
    def label(self) -> str:
        """Return what a person reads."""
        return _("ja") if self is Answer.YES else _("nee")


class AnswerField(WordField):
    """Yes, no, or not asked yet: a box to tick cannot tell the last two apart."""

    def __init__(self, **options: Any) -> None:
        super().__init__(kind=Answer, blank=_("Nog niet gevraagd"), **options)

    def process_data(self, value: bool | None) -> None:
        """Take the answer that is stored."""
        self.data = None if value is None else Answer.YES if value else Answer.NO

    def populate_obj(self, obj: Any, name: str) -> None:
        """Store the answer."""
        setattr(obj, name, None if self.data is None else self.data is Answer.YES)


class StartField(DayField):
    """The day on which the trajectory starts; the view makes the trajectory of it."""

    def populate_obj(self, obj: Any, name: str) -> None:
        """Store nothing: no column holds it."""
