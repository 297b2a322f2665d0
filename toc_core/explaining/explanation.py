"""Everything known about one figure, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from toc_core.db.measuring import RecordRow
from toc_core.explaining.behind import Noted
from toc_core.explaining.bounds import Heads
from toc_core.explaining.targets import Targets
from toc_core.figures import Figure
from toc_core.i18n import _
from toc_core.theory import Indicator, Programme


@dataclass(frozen=True)
class Explanation:
    """Everything about one figure that a reader may ask.

    ``apart`` are the figures never added to it, ``wider`` those of longer periods where it has no
    answer, ``names`` the schools that are known by name and not counted. ``noted`` are the typed
    values behind it and ``heads`` the head counts of its schools.
    """

    programme: Programme
    indicator: Indicator
    figure: Figure
    window: str
    rule: tuple[str, ...]
    conventions: tuple[tuple[str, str], ...]
    rows: tuple[RecordRow, ...]
    late: str
    noted: tuple[Noted, ...]
    heads: tuple[Heads, ...]
    apart: tuple[Figure, ...]
    wider: tuple[Figure, ...]
    names: tuple[str, ...]
    parts: tuple[Figure, ...]
    years: tuple[Figure, ...]
    left_out: tuple[str, ...]
    targets: Targets

    @property
    def period_words(self) -> str:
        """Return the period that was asked, or that everything up to its end was."""
        label = self.figure.period.label
        return _("alles tot en met {period}").format(period=label) if self.figure.to_date else label

    def together(self) -> Decimal | None:
        """Return what the figure and those apart from it would add up to; none when unsure."""
        values = [self.figure.value, *(figure.value for figure in self.apart)]
        given = [value for value in values if value is not None]
        return sum(given, Decimal(0)) if len(given) == len(values) > 1 else None
