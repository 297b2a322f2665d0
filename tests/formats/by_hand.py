"""Reports written by hand, so that what a format must show stands in the test."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from toc_core.figures import (
    Caveat,
    CaveatKind,
    Figure,
    Goal,
    Origin,
    change_between,
    status_of,
)
from toc_core.periods import parse_period
from toc_core.plugins import load_plugins
from toc_core.reports import By, Report, Theory
from toc_core.theory import (
    Category,
    Direction,
    Disaggregation,
    Element,
    Indicator,
    Level,
    Programme,
    Stage,
)

OLD, NEW = parse_period("2023-2024"), parse_period("2024-2025")
READING = Programme(
    "reading",
    "Leesbuurt",
    "2",
    levels=(Level("pupils", "Leerlingen"), Level("class", "Klas")),
    elements=(
        Element("pairs", Stage.OUTPUT, "Aantal duo's", level="pupils"),
        Element("corner", Stage.OUTPUT, "Aantal leeshoeken", level="class"),
        Element("courage", Stage.OUTCOME, "Durf", level="pupils"),
    ),
    indicators=(Indicator("pairs", "pairs", unit="duo", definition="Elk duo telt één keer."),),
    disaggregations=(Disaggregation("age", "Leeftijd", (Category("young", "Jong"),)),),
)
PROVISIONAL = Caveat(CaveatKind.PROVISIONAL, "stand bij de start")


def figure(value: str | None = None, **changes: Any) -> Figure:
    """Return a figure of the pairs in the new year; without a value nothing was recorded."""
    answer = (
        {"value": Decimal(value), "origin": Origin.COUNTED, "rows": 1}
        if value is not None
        else {"absence": "niets geregistreerd"}
    )
    plain = {
        "programme": "reading",
        "indicator": "pairs",
        "label": "Aantal duo's",
        "element": "pairs",
        "level": "pupils",
        "unit": "duo",
        "period": NEW,
    }
    values: dict[str, Any] = plain | answer | changes
    made = Figure(**values)
    return replace(made, status=status_of(Goal(Direction.INCREASE, made.target), made.value))


def compared(old: Figure, new: Figure) -> tuple[Figure, Figure]:
    """Return both years of a series, the second with its step from the first."""
    first = replace(old, period=OLD)
    return first, replace(new, change=change_between(first, new))


def report_of(*figures: Figure, **changes: Any) -> Report:
    """Return a report of these figures, made on a fixed moment."""
    plain = Report(
        title="Indicatoren van Leesbuurt",
        programmes=(READING,),
        periods=tuple(sorted({f.period for f in figures})),
        by=By.TOTAL,
        figures=figures,
        made_at=datetime(2025, 9, 30, 8, 15, tzinfo=UTC),
        practice=False,
        theories=(Theory("reading", "2", "abc123def456789"),),
        product="0.1.0",
    )
    return replace(plain, **changes)


def rich_report(**changes: Any) -> Report:
    """Return a report with everything a format has to show."""
    pairs = compared(
        figure("40"),
        figure("50", target=Decimal(60), caveats=(PROVISIONAL,), sensitive=True),
    )
    share = {"indicator": "share", "label": "Aandeel", "unit": "%", "decimals": 1}
    ratio = figure("33.333333", numerator=1, denominator=3, period=OLD, **share)
    bounds = {"lower": Decimal(12), "upper": Decimal(1900), "absence": ""}
    between = figure(origin=Origin.COUNTED, **share, **bounds)
    corner = {"indicator": "corner", "label": "Aantal leeshoeken", "level": "class", "unit": ""}
    words = {"text": "Goed begonnen", "absence": "", "origin": Origin.OBSERVED}
    told = figure(period=OLD, **corner, **words)
    blank = figure(
        left_out=("er is een meting over 2024 in haar geheel; die verdelen we niet",), **corner
    )
    return report_of(*pairs, ratio, between, told, blank, **changes)


def written(name: str, report: Report) -> bytes:
    """Return a report in a built-in format, asked by its name as everyone does."""
    file = io.BytesIO()
    load_plugins(found=[]).formats[name].write(report, file)
    return file.getvalue()


def pdf_text(data: bytes) -> str:
    """Return the words of a PDF, with a space between them."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs poppler (pdftotext)")
    command = ["pdftotext", "-", "-"]
    found = subprocess.run(command, check=True, capture_output=True, input=data).stdout
    return " ".join(found.decode().split())
