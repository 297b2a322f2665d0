"""The codes that a plugin's last release promised: records hang on them, so none may vanish.

They stand in ``codes.txt`` beside the plugin's module, one a line: ``leesclub element evening``.
A line is never taken out: a code that is gone gets ``dropped`` or ``renamed NEW`` behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toc_core.errors import did_you_mean
from toc_core.i18n import _
from toc_core.theory import Programme

FILE = "codes.txt"
DROPPED, RENAMED = "dropped", "renamed"


def codes_of(programmes: Iterable[Programme]) -> list[str]:
    """Return every code of the programmes, as ``programme kind code``, sorted."""
    return sorted({line for programme in programmes for line in _codes(programme)})


def kept_codes(text: str, programmes: Iterable[Programme]) -> str:
    """Return the text of ``codes.txt`` with the codes of now added; no line is lost."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = {_code(line) for line in lines}
    added = [code for code in codes_of(programmes) if code not in named]
    return "".join(f"{line}\n" for line in sorted([*lines, *added]))


def broken_promises(text: str, programmes: Iterable[Programme]) -> list[str]:
    """Return a sentence per promised code that is gone without a word, or badly explained."""
    now = codes_of(programmes)
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            problem = _problem(line, now)
            problems += [f"{FILE}:{number}: {problem}"] if problem else []
    return problems


def explained_codes(text: str, programme: Programme) -> dict[tuple[str, str], str]:
    """Return what ``codes.txt`` says of codes that are gone, by kind and code: the new code.

    It is empty for what was dropped. A code that is there again, or a new one that is not, is
    left out: the contract names it.
    """
    now, found = codes_of([programme]), {}
    for words in (line.split() for line in text.splitlines()):
        if words[:1] != [programme.code] or _code(" ".join(words)) in now:
            continue
        if words[3:] == [DROPPED]:
            found[words[1], words[2]] = ""
        elif words[3:4] == [RENAMED] and f"{words[0]} {words[1]} {words[-1]}" in now:
            found[words[1], words[2]] = words[4]
    return found


def codes_by_kind(programme: Programme) -> dict[str, list[str]]:
    """Return the codes of a programme, by what they are codes of."""
    return {
        "level": [level.code for level in programme.levels],
        "element": [element.code for element in programme.elements],
        "premise": [premise.code for premise in programme.premises],
        "indicator": [indicator.code for indicator in programme.all_indicators()],
        "meeting_kind": [kind.code for kind in programme.meeting_kinds],
        "category": [f"{a.code}.{c.code}" for a in programme.disaggregations for c in a.categories],
    }


def _codes(programme: Programme) -> Iterator[str]:
    for kind, codes in codes_by_kind(programme).items():
        for code in codes:
            yield f"{programme.code} {kind} {code}"


def _code(line: str) -> str:
    return " ".join(line.split()[:3])


def _problem(line: str, now: list[str]) -> str:
    words, code = line.split(), _code(line)
    if len(words) == 3:
        if code in now:
            return ""
        return _(
            "'{code}' hoort bij de laatste release en is weg{hint}. Metingen hangen eraan vast: "
            "zet de code terug, of zet achter deze regel 'dropped' of 'renamed NIEUWE_CODE'."
        ).format(code=code, hint=did_you_mean(code, now))
    if words[3:] == [DROPPED]:
        return ""
    if len(words) == 5 and words[3] == RENAMED:
        new = f"{words[0]} {words[1]} {words[4]}"
        if new in now:
            return ""
        return _("de nieuwe code '{new}' bestaat niet{hint}. Verbeter ze.").format(
            new=new, hint=did_you_mean(new, now)
        )
    return _(
        "'{line}' is niet te lezen. Schrijf: programma soort code, en erachter niets, 'dropped' "
        "of 'renamed NIEUWE_CODE'."
    ).format(line=line.strip()[:80])
