"""A programme in the language of its reader, from the translations beside its plugin."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from toc_core.plugins import Host, folder_of
from toc_core.theory import Programme
from toc_core.translated import Translation, in_language, marked, read_translations


def spoken(host: Host, programme: Programme, language: str) -> Programme:
    """Return a programme with its labels in ``language``.

    A programme that nobody translated stays as it is, with the language it is in behind its name.
    """
    if language == programme.language:
        return programme
    for plugin in host.plugins:
        for source in plugin.programmes:
            translation = _translation(folder_of(plugin), language)
            if source.code == programme.code and programme.code in translation.labels:
                return in_language(programme, language, source, translation)
    return replace(programme, label=marked(programme.label, programme.language))


@lru_cache(maxsize=100)
def _translation(folder: Path, language: str) -> Translation:
    """Return the translation of a plugin in one language; without any labels where it has none."""
    found = {one.language: one for one in read_translations(folder)}
    return found.get(language, Translation(language))
