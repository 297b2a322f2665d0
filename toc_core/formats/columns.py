"""The tidy columns: one row per figure, the same in CSV, in the workbook and in JSON.

Names are English and stay as they are: other programs read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from toc_core.figures import Caveat, Figure

if TYPE_CHECKING:
    from toc_core.reports import Report

Value = str | int | Decimal | date | None


def _change(name: str) -> Callable[[Figure], Value]:
    return lambda figure: getattr(figure.change, name) if figure.change else None


def _growth(figure: Figure) -> Value:
    growth = figure.change.growth if figure.change else None
    return None if growth is None else growth * 100


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def _codes(caveats: Iterable[Caveat]) -> str:
    """Return caveats as source data write them: ``kind: note|kind: note``."""
    return "|".join(f"{c.kind.value}: {c.note}" if c.note else c.kind.value for c in caveats)


COLUMNS: Mapping[str, Callable[[Figure], Value]] = {
    "programme": lambda f: f.programme,
    "indicator": lambda f: f.indicator,
    "label": lambda f: f.label,
    "element": lambda f: f.element,
    "level": lambda f: f.level,
    "unit": lambda f: f.unit,
    "period": lambda f: f.period.code,
    "period_start": lambda f: f.period.start,
    "period_end": lambda f: f.period.end,
    "axis": lambda f: f.axis,
    "category": lambda f: f.category,
    "site": lambda f: f.site,
    "site_label": lambda f: f.site_label,
    "value": lambda f: f.value,
    "lower": lambda f: f.lower,
    "upper": lambda f: f.upper,
    "numerator": lambda f: f.numerator,
    "denominator": lambda f: f.denominator,
    "percent": lambda f: _yes(f.percent),
    "n": lambda f: f.n,
    "distribution": lambda f: "|".join(f"{plain(v)}: {times}" for v, times in f.distribution),
    "only_before": lambda f: f.unmatched[0] if f.unmatched else None,
    "only_after": lambda f: f.unmatched[1] if f.unmatched else None,
    "text": lambda f: f.text,
    "origin": lambda f: f.origin.value,
    "absence": lambda f: f.absence,
    "rows": lambda f: f.rows,
    "direction": lambda f: f.direction.value,
    "baseline": lambda f: f.baseline,
    "target": lambda f: f.target,
    "progress_percent": lambda f: f.progress,
    "status": lambda f: f.status.value,
    "change_from": _change("previous"),
    "change": _change("difference"),
    "change_percent": _growth,
    "change_refused": _change("refused"),
    "change_caveats": lambda f: _codes(f.change.caveats) if f.change else "",
    "caveats": lambda f: _codes(f.caveats),
    "left_out": lambda f: "|".join(f.left_out),
    "mismatches": lambda f: "|".join(m.text for m in f.mismatches),
    "to_date": lambda f: _yes(f.to_date),
    "context": lambda f: _yes(f.context),
    "sensitive": lambda f: _yes(f.sensitive),
    "shown": lambda f: f.shown,
}
NAMES = (*COLUMNS, "notices")


def tidy_row(report: Report, figure: Figure) -> list[Value]:
    """Return the values of one figure in the order of ``NAMES``.

    What must be said of the whole report stands in every row: a row travels alone.
    """
    return [*(read(figure) for read in COLUMNS.values()), "|".join(report.notices)]


def plain(value: Value) -> str:
    """Return a value for another program: a decimal point, no zeros at the end, ISO dates."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else str(value)
