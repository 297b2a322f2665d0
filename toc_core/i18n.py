"""The language of what a person reads.

Dutch is the language of the interface and therefore the language of the message ids: there is no
Dutch catalogue to fall behind. Other languages are gettext catalogues beside each package, the
core's beside this file: ``translations/<language>/LC_MESSAGES/<package>.mo``.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from toc_core.pseudo_language import PSEUDO, PseudoTranslations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DUTCH = "nl"
LANGUAGES = (DUTCH, "en", "fr")
_packages = [Path(__file__).parent]  # the first that knows a message translates it
_language: ContextVar[str] = ContextVar("toc_language", default=DUTCH)


def _(message: str) -> str:
    """Return ``message`` in the current language; what has no translation stays Dutch."""
    current = _language.get()
    return message if current == DUTCH else _catalogue(current).gettext(message)


class Later(str):
    """A message that is translated each time it is read.

    Only ``join``, JSON and regular expressions look past that: they want ``str()`` around it.
    """

    __slots__ = ()

    def __str__(self) -> str:
        return _(str.__str__(self))

    def __html__(self) -> str:  # what templates ask before they join
        return escape(str(self))

    def __radd__(self, other: str) -> str:
        return other + str(self)


def _read_now(name: str) -> Callable[..., object]:
    """Return a method of ``str`` that works on the translation."""

    def method(self: Later, *given: object, **named: object) -> object:
        return getattr(str(self), name)(*given, **named)

    return method


_SHARED = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__repr__")
for _name in (*(set(dir(str)) - set(dir(object))), *_SHARED, "__format__"):
    setattr(Later, _name, _read_now(_name))


def later(message: str) -> str:
    """Return a message for where no reader is known yet: a constant, or an attribute of a class."""
    return Later(message)


def current_language() -> str:
    """Return the language that is spoken now: 'nl', 'en', 'fr', or 'xx' in tests."""
    return _language.get()


def speak(code: str) -> None:
    """Speak a language from now on, in this thread or task."""
    _language.set(code)


@contextmanager
def language(code: str) -> Iterator[None]:
    """Speak ``code`` inside the block; unknown messages stay Dutch."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def add_translations(module: object) -> None:
    """Let messages also be looked up in the catalogues beside a module."""
    file = getattr(module, "__file__", None)
    package = Path(file).parent if file else _packages[0]
    if package not in _packages:
        _packages.append(package)
        _catalogue.cache_clear()


def catalogue_of(package: Path, code: str) -> Path:
    """Return where the messages of a package lie in a language, as a ``.po`` file."""
    return package / "translations" / code / "LC_MESSAGES" / f"{package.name}.po"


@cache
def _catalogue(code: str) -> NullTranslations:
    """Return the messages of all packages in a language; read once."""
    if code == PSEUDO:
        return PseudoTranslations()
    whole = NullTranslations()
    for package in _packages:
        compiled = catalogue_of(package, code).with_suffix(".mo")
        if compiled.exists():
            with compiled.open("rb") as file:
                whole.add_fallback(GNUTranslations(file))
    return whole
