"""The catalogues of all packages: every message in them, and nothing that is said no more.

A catalogue is ``translations/<language>/LC_MESSAGES/<package>.po``, compiled beside it as ``.mo``.
A message of the core is translated there alone, also where another package says it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from toc_core.checks import CODES
from toc_core.i18n import DUTCH, LANGUAGES, catalogue_of

ROOT = Path(__file__).parents[1]
CORE = ROOT / "toc_core"
PACKAGES = (CORE, ROOT / "webadmin" / "toc_webadmin", *sorted(ROOT.glob("plugins/*/toc_*")))
TRANSLATED = tuple(code for code in LANGUAGES if code != DUTCH)
_METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
_KEYWORDS = {"_": None, "later": None}
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)  # a compiled catalogue says when; ours only what
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\([^)]*\)s|<[^<>]+>")


@cache
def said_by(package: Path) -> dict[str, set[str]]:
    """Return every message of a package that is not the core's, with the files that say it."""
    found = _extracted(package)
    if package != CORE:
        of_core = said_by(CORE)
        return {message: files for message, files in found.items() if message not in of_core}
    for rule in CODES.values():  # messages that are data
        for message in (rule.finding, rule.remedy):
            found.setdefault(message, set()).add("checks/rules.py")
    return found


def _extracted(package: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for file, _line, message, *_rest in extract_from_dir(
        package, _METHODS, keywords=_KEYWORDS, strip_comment_tags=True
    ):
        found.setdefault(str(message), set()).add(file)
    return found


def catalogue(package: Path, code: str) -> Catalog:
    """Return what is translated; an empty catalogue where there is no file yet."""
    path = catalogue_of(package, code)
    if not path.exists():
        return Catalog(locale=code, project=package.name)
    return read_po(BytesIO(path.read_bytes()), locale=code)


def updated(package: Path, code: str) -> Catalog:
    """Return the catalogue with each message said now; a translation of an old one is dropped."""
    before = catalogue(package, code)
    fresh = Catalog(locale=code, project=package.name, charset="utf-8", fuzzy=False)
    for message, files in sorted(said_by(package).items()):
        known = before.get(message)
        text = known.string if known else ""
        fresh.add(message, text, locations=[(file, 0) for file in sorted(files)])
    return fresh


def write(package: Path, made: Catalog, code: str) -> None:
    """Write a catalogue as text, and compiled."""
    path = catalogue_of(package, code)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, made, width=100, include_lineno=False, omit_header=False)
    path.write_bytes(_without_dates(written.getvalue()))
    kept = catalogue(package, code)
    kept.creation_date = kept.revision_date = ALWAYS
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, kept)


def _without_dates(text: bytes) -> bytes:
    """Return a catalogue without what differs each time that it is written."""
    return re.sub(rb'^("(?:POT|PO)-\w+-Date:|# ).*\n', b"", text, flags=re.MULTILINE)


def update() -> Iterator[str]:
    """Bring every catalogue up to date and yield a sentence for each message that has none."""
    for package in PACKAGES:
        if said_by(package):
            for code in TRANSLATED:
                write(package, updated(package, code), code)
    yield from problems()


def problems() -> Iterator[str]:
    """Yield a sentence for everything that is not right in the catalogues as they are."""
    for package in PACKAGES:
        said = said_by(package)
        for code in TRANSLATED if said else ():
            place = catalogue_of(package, code).relative_to(ROOT)
            yield from (f"{place}: {wrong}" for wrong in _problems(package, code, said))


def _problems(package: Path, code: str, said: dict[str, set[str]]) -> Iterator[str]:
    made = {str(m.id): m for m in catalogue(package, code) if m.id}
    for message in sorted(said.keys() ^ made.keys()):
        yield f"{'not in it' if message in said else 'no longer said'}: {message!r}"
    for message, one in made.items():
        if not one.string or one.fuzzy:
            yield f"not translated: {message!r}"
        elif placeholders(message) != placeholders(str(one.string)):
            yield f"other placeholders: {message!r} -> {one.string!r}"
    compiled = catalogue_of(package, code).with_suffix(".mo")
    told = {m.id: m.string for m in read_mo(BytesIO(compiled.read_bytes()))} if made else {}
    if any(one.string and told.get(message) != one.string for message, one in made.items()):
        yield "the .mo file is older"


def placeholders(message: str) -> list[str]:
    """Return what a translation must hold too."""
    return sorted(_PLACEHOLDER.findall(message))
