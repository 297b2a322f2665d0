"""Where an over-wide Dutch word may break: between known compound parts, else between syllables.

Only words wider than their box come here, so a short list of word parts is enough; the syllable
rule (one consonant goes with the vowel that follows) mends the rest.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

SOFT_HYPHEN = "\u00ad"
_KEEP = 4  # letters that stay together at both ends of a word
_PARTS = [
    "aanbod",
    "aanpak",
    "baan",
    "beleid",
    "bestanddelen",
    "beslissing",
    "communicatie",
    "college",
    "digheid",
    "draagvlak",
    "doelgroep",
    "ervaring",
    "gebeuren",
    "gedrag",
    "gericht",
    "gesprekken",
    "groep",
    "groepen",
    "houder",
    "houders",
    "interventies",
    "klas",
    "kracht",
    "krachten",
    "leerling",
    "leerlingen",
    "leerkracht",
    "leerkrachten",
    "loopbaan",
    "maatschappelijk",
    "moment",
    "momenten",
    "niveau",
    "nisatie",
    "onderwijs",
    "onderzoek",
    "ontwikkeling",
    "opleiding",
    "overleg",
    "overschrijdend",
    "overschrijdende",
    "partner",
    "partners",
    "partnerschap",
    "pionier",
    "programma",
    "school",
    "scholen",
    "schoolse",
    "schrijdend",
    "schrijdende",
    "sector",
    "steuning",
    "systeem",
    "talent",
    "talenten",
    "talentinterviews",
    "teams",
    "tevredenheid",
    "traject",
    "trajecten",
    "uitstroom",
    "uitval",
    "verandering",
    "vergadering",
    "verlaters",
    "vermogen",
    "voorwaarden",
    "vloer",
    "werking",
    "werkvloer",
    "workshops",
]
_VOWELS = "aeiouyáéíóúàèìòùäëïöüâêîôû"
_TOGETHER = ("ch", "sch", "ng", "st", "sp", "pr", "tr", "kr", "br", "dr", "gr", "pl", "kl", "bl")


@lru_cache(maxsize=10_000)
def break_points(word: str) -> tuple[int, ...]:
    """Return the offsets where ``word`` may break, in order."""
    letters = word.lower()
    compound = _compound_points(letters)
    points = compound | {
        p for p in _syllable_points(letters) if all(abs(p - c) >= _KEEP for c in compound)
    }
    return tuple(sorted(p for p in points if _is_inside(letters, p)))


def with_soft_hyphens(word: str) -> str:
    """Return ``word`` with a soft hyphen at each of its break points."""
    edges = (0, *break_points(word), len(word))
    return SOFT_HYPHEN.join(word[a:b] for a, b in pairwise(edges))


def _is_inside(word: str, point: int) -> bool:
    around = word[max(0, point - _KEEP) : point + _KEEP]
    return len(around) == 2 * _KEEP and around.isalpha()


def _compound_points(word: str) -> set[int]:
    found: set[int] = set()
    for part in _PARTS:
        start = word.find(part, _KEEP)
        if start >= 0:
            found.add(start)
    return found


def _syllable_points(word: str) -> set[int]:
    points: set[int] = set()
    last_vowel = -1
    for offset, letter in enumerate(word):
        if letter not in _VOWELS:
            continue
        if last_vowel >= 0 and offset - last_vowel > 1:
            points.add(_onset(word, last_vowel + 1, offset))
        last_vowel = offset
    return points


def _onset(word: str, first: int, vowel: int) -> int:
    """Return where the syllable of ``vowel`` starts, among the consonants before it."""
    for start in range(first, vowel):
        if word[start:vowel] in _TOGETHER:
            return start
    return vowel - 1
