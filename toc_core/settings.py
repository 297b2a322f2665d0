"""Settings: ``TOC_HOME/toc.toml``, overridden by ``TOC_*`` variables; an unknown key is refused."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from toc_core.errors import SettingsError, did_you_mean
from toc_core.i18n import LANGUAGES, _
from toc_core.pseudo_language import PSEUDO

# Variables of this family that are not settings: where we live, and what only tests read.
_NOT_SETTINGS = {"TOC_HOME", "TOC_SOURCES", "TOC_STANDARDS"}


@dataclass(frozen=True)
class Settings:
    """Everything that can be set, with its default.

    ``home`` is the folder of all that is kept; ``database`` an SQLAlchemy URL (empty: SQLite in
    the home); ``plugins_off`` names plugins to leave out and ``plugins_allowed``, when not empty,
    the only ones to load; ``secret_key`` signs cookies (empty: made and kept in the home);
    ``practice_address`` leads to another installation, with a practice database.
    """

    home: Path
    database: str = field(default="", repr=False)  # may hold a password
    title: str = "Leerrecht in beeld"
    timezone: str = "Europe/Brussels"
    language: str = "nl"
    plugins_off: tuple[str, ...] = ()
    plugins_allowed: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8000
    secret_key: str = field(default="", repr=False)
    secure_cookies: bool = True
    practice_address: str = ""

    @property
    def database_url(self) -> str:
        """Return the URL of the database, by default a file in the home."""
        return self.database or f"sqlite:///{self.home / 'toc.sqlite'}"

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone in which days begin and end."""
        return ZoneInfo(self.timezone)


def default_home() -> Path:
    """Return where data lives when ``TOC_HOME`` is not set."""
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "toc"


def read_settings(
    environment: Mapping[str, str] | None = None, *, home: Path | None = None
) -> Settings:
    """Return the settings; ``SettingsError`` naming every key that cannot be used."""
    env = os.environ if environment is None else environment
    folder = home or Path(env.get("TOC_HOME") or default_home()).expanduser()
    if folder.exists() and not folder.is_dir():
        raise SettingsError(
            _("TOC_HOME {path} is geen map. Kies een andere TOC_HOME.").format(path=folder)
        )
    problems: list[str] = []
    values: dict[str, Any] = {}
    try:
        written = _from_file(folder / "toc.toml")
    except SettingsError as error:
        problems.append(str(error))
        written = {}
    for place, (key, value) in (written | _from_environment(env)).items():
        try:
            values[key] = _typed(key, value)
        except SettingsError as error:
            problems.append(f"{place}: {error}")
    if problems:
        raise SettingsError("\n".join(problems))
    return replace(Settings(home=folder), **values)


def _from_file(path: Path) -> dict[str, tuple[str, object]]:
    try:
        # utf-8-sig: Notepad on Windows puts a byte-order mark in front.
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (ValueError, OSError) as error:
        raise SettingsError(
            _("{path} is niet leesbaar als TOML: {error}").format(path=path, error=error)
        ) from error
    return {f"{path}: {key}": (key, value) for key, value in content.items()}


def _from_environment(env: Mapping[str, str]) -> dict[str, tuple[str, object]]:
    return {
        name: (name.removeprefix("TOC_").lower(), value)
        for name, value in sorted(env.items())
        if name.startswith("TOC_") and name not in _NOT_SETTINGS
    }


def _typed(key: str, value: object) -> object:
    """Return the value in the type of the setting; ``SettingsError`` when it does not fit."""
    kinds = {f.name: str(f.type) for f in fields(Settings) if f.name != "home"}
    if key not in kinds:
        raise SettingsError(
            _("deze instelling bestaat niet{hint}. Gekend: {known}.").format(
                hint=did_you_mean(key, kinds), known=", ".join(sorted(kinds))
            )
        )
    if kinds[key].startswith("tuple"):
        return _names(value)
    if kinds[key] == "int":
        return _port(value)
    if kinds[key] == "bool":
        return _yes_or_no(value)
    if not isinstance(value, str):
        raise SettingsError(_("hier hoort tekst, niet {value!r}.").format(value=value))
    checked = _CHECKS.get(key)
    return checked(value) if checked else value


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise SettingsError(_("hier hoort een lijst namen, niet {value!r}.").format(value=value))


def _port(value: object) -> int:
    text = str(value)
    fits = text.isdecimal() and len(text) <= 5 and 0 < int(text) < 65536
    if not fits:
        raise SettingsError(
            _("hier hoort een getal van 1 tot 65535, niet {value!r}.").format(value=value)
        )
    return int(text)


def _yes_or_no(value: object) -> bool:
    words = {"true": True, "false": False, "1": True, "0": False, "ja": True, "nee": False}
    if str(value).casefold() not in words:
        raise SettingsError(_("hier hoort ja of nee, niet {value!r}.").format(value=value))
    return words[str(value).casefold()]


def _checked_language(value: str) -> str:
    if value not in (*LANGUAGES, PSEUDO):
        raise SettingsError(
            _("taal '{value}' is niet gekend. Gekend: {known}.").format(
                value=value, known=", ".join(LANGUAGES)
            )
        )
    return value


def _checked_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # "Europe" is a folder
        raise SettingsError(
            _("tijdzone '{value}' is niet gekend; bijvoorbeeld Europe/Brussels.").format(
                value=value
            )
        ) from error
    return value


def _checked_address(value: str) -> str:
    if value and not value.startswith(("https://", "http://")):
        raise SettingsError(
            _("'{value}' is geen adres; bijvoorbeeld https://oefenen.example.be/.").format(
                value=value
            )
        )
    return value


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "language": _checked_language,
    "timezone": _checked_zone,
    "practice_address": _checked_address,
}
