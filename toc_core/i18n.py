"""The language of what a person reads.

Dutch is the language of the interface and therefore the language of the message ids: there is no
Dutch catalogue to fall behind. Other languages are gettext catalogues beside this file
(``translations/<language>/LC_MESSAGES/toc_core.mo``).
"""

from __future__ import annotations

import gettext as _gettext
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRANSLATIONS = Path(__file__).parent / "translations"
_language: ContextVar[str] = ContextVar("toc_language", default="nl")


def current_language() -> str:
    """Return the language that is spoken now: 'nl', 'en' or 'fr'."""
    return _language.get()


@contextmanager
def language(code: str) -> Iterator[None]:
    """Speak ``code`` ('nl', 'en', 'fr') inside the block; unknown messages stay Dutch."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def _(message: str) -> str:
    """Return ``message`` in the current language."""
    current = _language.get()
    if current == "nl":
        return message
    return _gettext.translation("toc_core", _TRANSLATIONS, [current], fallback=True).gettext(
        message
    )
