"""Further sections of a report: tables that a plugin adds beside the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from toc_core.charts import chart_svg, demand_sound
from toc_core.errors import PluginError
from toc_core.figures import display
from toc_core.i18n import _
from toc_core.periods import Period

Cell = str | int | Decimal | None
MOST_ROWS = 1_000


@dataclass(frozen=True)
class ReportSection:
    """A titled table of texts and exact numbers; ``None`` is a blank, which is never a zero.

    A percentage or an average is a ``Decimal``: a ``float`` is refused, because it is not exact.
    ``chart`` is a Vega-Lite specification without data: on a page it draws these rows above them.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    chart: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        if len(self.rows) > MOST_ROWS:
            raise PluginError(
                _("sectie '{title}' heeft {n} rijen; hoogstens {most}, vat ze samen").format(
                    title=self.title, n=len(self.rows), most=MOST_ROWS
                )
            )
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise PluginError(
                    _("sectie '{title}', rij {row}: {n} cellen voor {m} kolommen").format(
                        title=self.title, row=number, n=len(row), m=len(self.columns)
                    )
                )
            for cell in row:
                if isinstance(cell, bool) or not isinstance(cell, Cell | None):
                    raise PluginError(
                        _(
                            "sectie '{title}', rij {row}: een cel is tekst, int, Decimal of None, "
                            "geen {kind}"
                        ).format(title=self.title, row=number, kind=type(cell).__name__)
                    )
        if self.chart is not None:
            demand_sound(self.chart, self.columns, self.title)
            self.picture(self.title)  # what cannot be drawn is found where the section is made

    def picture(self, title: str) -> str:
        """Return the chart as SVG; empty when there is none, or nothing to draw it with."""
        if self.chart is None or not self.rows:
            return ""
        return chart_svg(self.chart, self.columns, self.rows, title)


@dataclass(frozen=True)
class PlacedSection:
    """A section in its place: of a programme and a period, and from which plugin."""

    programme: str
    period: Period
    plugin: str
    section: ReportSection


def cell_text(cell: Cell) -> str:
    """Return a cell as a person reads it; a dash where nothing is known."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    number = Decimal(cell)
    exponent = number.as_tuple().exponent
    return display(number, -exponent if isinstance(exponent, int) and exponent < 0 else 0)
