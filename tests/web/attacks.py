"""What an attacker sends: every route of the application filled in, and hostile values.

A route with a part that is not known here fails the tests, so that nobody forgets a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from toc_core.db.base import Base

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
TWO_MEGABYTES = "x" * 2_000_000

IDS = (
    "0", "-1", "2147483648", "9223372036854775808", "1" + "0" * 40, "abc", "1,2", "1;2", "1\x00",
    "%2e%2e", "", "1.0", "１", "' OR 1=1 --", "%", "_" * 10, "../../x",
)  # fmt: skip
TEXTS = (
    "\x00", "\u202egebeld", "\u200b", "e" + "\u0301" * 1000, "👩‍👩‍👧‍👦", "İß", "x" * 10_000, "null",
    "None", "=1+1", "@SUM(1)", "<img src=x onerror=alert(1)>", "{{7*7}}", "${7*7}", "%s%n",
    "%d {0} {x}", "\r\nX-Fout: 1", "javascript:alert(1)", "\ufffe", "\ud800",
)  # fmt: skip
NUMBERS = (
    "-1", "1" + "0" * 40, "9" * 5000, "NaN", "Infinity", "1e999", "-0", "0x10", "١٢", "1_000",
    "12a", "1,2,3", " ", "1.000", "--1",
)  # fmt: skip
DAYS = (
    "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "29/02/2023", "31/02/2025",
    "2025-13-01", "99/99/9999", "12-05-25", "1/1/0001", "2025-05-12T10:00", "９/９/２０２５",
)  # fmt: skip
PERIODS = (
    *DAYS, "9999-10000", "0000-0001", "0-1", "99999999999-1", "9" * 5000, "Q9 2025", "2020-2025",
    "1899", "2025-2024", "9999", "0000", "2024-2025.T9", "２０２４-２０２５", "\x00",
)  # fmt: skip
ELSEWHERE = (
    "//elders.example", "https://elders.example", "/\\elders.example", "javascript:alert(1)",
    "\t//elders.example", "https:elders.example", "http:///elders.example", "/\t/elders.example",
)  # fmt: skip
LIST_QUERIES: tuple[dict[str, Any], ...] = (
    {"page": "1" + "0" * 20}, {"page": "-5"}, {"page": "9" * 5000}, {"page": "x"},
    {"page_size": "100000000"}, {"sort": "999"}, {"sort": "-1"}, {"sort": "1", "desc": "9" * 40},
    {"flt0_0": "x"}, {"flt_": "x"}, {"flt_school": "x" * 100_000}, {"flt_status": "' OR 1=1"},
    {"search": "%"}, {"search": "_"}, {"search": "\x00"}, {"search": "^x"}, {"search": "=x"},
    {"limit": "-1"}, {"limit": "1000000"}, {"name": "enrolments"}, {"url": "//elders.example"},
    {"schooljaar": "9999-10000"}, {"schooljaar": "alle"}, {"id": ["1", "2"]},
)  # fmt: skip


@dataclass(frozen=True)
class Values:
    """What the parts of an address are filled with."""

    records: tuple[tuple[str, str], ...] = (("delivery", "aaaaaaaaaa"),)
    entries: tuple[str, ...] = ("aaaaaaaaaa",)
    programmes: tuple[str, ...] = ("campus_talent",)
    formats: tuple[str, ...] = ("csv", "xlsx", "json", "html", "pdf")

    def of(self, parts: frozenset[str]) -> list[dict[str, str]]:
        """Return the values of the parts of an address; ``KeyError`` for a part of a new kind."""
        if parts == {"table", "ref"}:
            return [{"table": table, "ref": ref} for table, ref in self.records]
        known = {
            "code": self.programmes,
            "entry_ref": self.entries,
            "ref": tuple(ref for _table, ref in self.records),
            "fmt": self.formats,
            "user": ("999999",),
            "secret": ("x" * 43,),
            "indicator": ("pupils_supported", "schools"),
            "filename": ("toc.css", "../secret.key", "..%2f..%2fsecret.key"),
        }
        names = sorted(parts)
        chosen = product(*(known[name] for name in names))
        return [dict(zip(names, values, strict=True)) for values in chosen]


@dataclass(frozen=True)
class Route:
    """One filled-in address with a method of one endpoint."""

    endpoint: str
    method: str
    path: str

    @property
    def action(self) -> str:
        """Return the last word of the endpoint, such as ``details_view``."""
        return self.endpoint.rpartition(".")[2]


def routes(app: Flask, values: Values | None = None) -> Iterator[Route]:
    """Yield every route of the application, with each of the values."""
    values = values or Values()
    for rule in sorted(app.url_map.iter_rules(), key=str):
        for path in _filled(rule, values):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield Route(rule.endpoint, method, path)


def _filled(rule: Rule, values: Values) -> Iterator[str]:
    for chosen in values.of(frozenset(rule.arguments)):
        path = rule.rule
        for part, value in chosen.items():
            path = path.replace(f"<{part}>", value).replace(f"<path:{part}>", value)
        yield path


def every_table() -> tuple[str, ...]:
    """Return the name of every table, and two that are none of ours."""
    return (*(table.name for table in Base.metadata.sorted_tables), "sqlite_master", "x'--")
