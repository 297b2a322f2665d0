"""How people write periods: the spellings that are read, and what a refusal says."""

from __future__ import annotations

import re
import unicodedata

from toc_core.errors import UsageError
from toc_core.i18n import _
from toc_core.periods.bounds import FIRST_YEAR, LAST_YEAR

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_SPAN_SIGN = re.compile(r" ?(?:\.{2,}|\bt/m\b|\btot en met\b|\bt\.?e\.?m\b\.?) ?")
_YEARS = r"(?P<first>[0-9]{4}|[0-9]{2}) ?[-/] ?(?P<last>[0-9]{4}|[0-9]{2})"
_YEAR = r"(?P<year>[0-9]{4})"
_T = r"(?:t|trim|trimester) ?(?P<term>[1-3])"
_Q = r"(?:q|k|kw|kwartaal) ?(?P<quarter>[1-4])"
_SPELLINGS = tuple(
    re.compile(spelling)
    for spelling in (
        rf"(?:(?P<word>schooljaar|beleidsperiode) )?{_YEARS}",
        rf"(?:schooljaar )?{_YEARS} ?[.,/-]? ?{_T}",
        rf"{_T},? (?:van )?(?:schooljaar )?{_YEARS}",
        rf"{_YEAR} ?[.,/-]? ?{_Q}",
        rf"{_Q}(?:,? | ?[/-] ?)(?:van )?{_YEAR}",
        rf"(?:kalenderjaar |jaar )?{_YEAR}",
    )
)


def split_span(text: str) -> list[str]:
    """Return the parts of a span, or the one part of a single period, in plain characters."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()
    return _SPAN_SIGN.split(" ".join(plain.split()))


def read_spelling(part: str) -> dict[str, str | None] | None:
    """Return the words and numbers of a known spelling by name, or ``None``."""
    match = next((m for m in (s.fullmatch(part) for s in _SPELLINGS) if m), None)
    return match.groupdict() if match else None


def full_years(first: str, last: str) -> tuple[int, int]:
    """Return two years of which either may be written with two digits."""
    start = _full_year(first, FIRST_YEAR)
    # Two digits stay in the century of the first year, unless that century is ending (1999-00).
    return start, _full_year(last, start if start % 100 > 94 else start - start % 100)


def _full_year(digits: str, earliest: int) -> int:
    """Return the year of four digits, or the first from ``earliest`` on that ends in the two."""
    if len(digits) == 4:
        return int(digits)
    return earliest + (int(digits) - earliest) % 100


def years_hint(first: int, last: int) -> str:
    """Return what two years that are no period may have meant."""
    if last < first - 1:
        return ""  # 2024-12 is rather a month than a stretch of years
    first, last = min(first, last), max(first, last)
    year = str(first) if first == last else f"{first}-{first + 1}"
    if last <= first + 1:
        return _(" (bedoelde je {one}?)").format(one=year)
    return _(" (bedoelde je {one} of {other}?)").format(
        one=year, other=f"{year}..{last - 1}-{last}"
    )


def codes_near(part: str) -> list[str]:
    """Return the codes that start with the first year named in the text."""
    year = re.search(r"[0-9]{4}", part)
    if year is None or not FIRST_YEAR <= int(year[0]) < LAST_YEAR:
        return []
    school_year = f"{year[0]}-{int(year[0]) + 1}"
    quarters = [f"{year[0]}.Q{number}" for number in range(1, 5)]
    return [year[0], school_year, *quarters, *(f"{school_year}.T{n}" for n in range(1, 4))]


def refusal(text: str, hint: str = "") -> UsageError:
    """Return the error that names the text and shows the spellings."""
    return UsageError(
        _(
            "Periode '{text}' begrijp ik niet{hint}. Schrijf bijvoorbeeld 2024-2025, "
            "2024-2025.T1, 2024, 2024.Q1, 2020-2025 of 2023-2024..2024-2025."
        ).format(text=text, hint=hint)
    )


def demand_years(text: str, *years: int) -> None:
    """Refuse years that are surely a slip of the pen."""
    if not all(FIRST_YEAR <= year <= LAST_YEAR for year in years):
        raise UsageError(
            _("Periode '{text}' ligt buiten de jaren {first} tot en met {last}.").format(
                text=text, first=FIRST_YEAR, last=LAST_YEAR
            )
        )
