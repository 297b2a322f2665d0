"""A programme as JSON and back: the same programme always gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from marshmallow import ValidationError

from toc_core.errors import DataProblems
from toc_core.i18n import _
from toc_core.schemas.derive import schema_of
from toc_core.theory import Programme

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE = re.compile(r"[a-z0-9_]{1,60}")


def dump_programme(programme: Programme) -> dict[str, Any]:
    """Return the programme in JSON types; values equal to their default are left out."""
    dumped: dict[str, Any] = schema_of(Programme)().dump(programme)
    return dumped


def load_programme(data: Mapping[str, Any]) -> Programme:
    """Return the programme that the data describes; ``DataProblems`` holds all that is wrong.

    Only the shape is looked at; whether the theory holds together is for ``toc_core.checks``.
    """
    try:
        programme: Programme = schema_of(Programme)().load(data)
    except ValidationError as error:
        raise DataProblems(sentences("", error.messages, _("programma"), data)) from error
    return programme


def dumps_programme(programme: Programme) -> str:
    """Return the programme as canonical JSON: sorted keys, no spaces, one spelling."""
    return json.dumps(
        dump_programme(programme), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def programme_hash(programme: Programme) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    # Half a character, possible in a programme written in Python, must not stop a comparison.
    return sha256(dumps_programme(programme).encode("utf-8", "surrogatepass")).hexdigest()


def sentences(path: str, messages: Any, whole: str, data: object = None) -> Iterator[str]:
    """Yield each message of marshmallow with the path of what it is about, or the whole.

    In a list, things are counted from 1 and named by their code: ``elements[7, free].stage``.
    """
    if isinstance(messages, str):
        yield f"{path or whole}: {messages}"
    elif isinstance(messages, list):
        for message in messages:
            yield from sentences(path, message, whole)
    else:
        for key, below in messages.items():
            part = _part(data, key)
            yield from sentences(_step(path, key, part), below, whole, part)


def _part(data: object, key: str | int) -> object:
    if isinstance(key, int):
        return data[key] if isinstance(data, list | tuple) and key < len(data) else None
    return data.get(key) if isinstance(data, Mapping) else None


def _step(path: str, key: str | int, part: object) -> str:
    if key == "_schema":  # marshmallow's name for the thing as a whole
        return path
    if isinstance(key, int):
        code = part.get("code") if isinstance(part, Mapping) else None
        named = isinstance(code, str) and _CODE.fullmatch(code)
        return f"{path}[{key + 1}, {code}]" if named else f"{path}[{key + 1}]"
    return f"{path}.{key}" if path else key
