"""A field for the words of a list that one column holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from toc_webadmin.views.words import spoken
from wtforms import Field

from toc_buddy.lists import Afternoon, Help, Language, Listed
from toc_buddy.sets import Words
from toc_core.i18n import _


class WordSetField(Field):  # type: ignore[misc]
    """Any number of the words of a list, as boxes to tick."""

    wide = True
    ticks = True
    kind: ClassVar[type[Listed]]

    def process_data(self, value: Any) -> None:
        """Take the words that are stored."""
        self.data = Words(value or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was ticked; another word is refused."""
        try:
            self.data = Words(self.kind(text) for text in valuelist)
        except ValueError as error:
            raise ValueError(_("Kies een van de woorden uit de lijst.")) from error

    def options(self) -> Iterable[tuple[str, str, bool]]:
        """Return value, words and whether it is ticked, of every word of the list."""
        return [(one.value, spoken(one), one in self.data) for one in self.kind]


class AfternoonsField(WordSetField):
    """When somebody is free."""

    kind = Afternoon


class HelpField(WordSetField):
    """What somebody asks or gives help with."""

    kind = Help


class LanguagesField(WordSetField):
    """The languages that somebody speaks."""

    kind = Language
