"""The school years of one indicator, ready to be drawn small."""

from __future__ import annotations

from collections.abc import Sequence

from toc_core.dashboards.picture import ends, is_number
from toc_core.dashboards.years import break_words, lines_of
from toc_core.drawing.sparkline import Point
from toc_core.figures import Caveat, Figure, shared_caveats


def spark_points(found: Sequence[Figure]) -> tuple[Point, ...]:
    """Return the figures of one indicator by period; the line breaks where no step can be told."""
    series = sorted(found, key=lambda figure: figure.period)
    lines, said = lines_of(series), shared_caveats(series)
    return tuple(
        Point(
            figure.period.code,
            figure.shown if is_number(figure) else "–",
            *ends(figure),
            is_joined=place > 0 and lines[place] == lines[place - 1],
            note=_note(figure, said, first=place == 0),
        )
        for place, figure in enumerate(series)
    )


def _note(figure: Figure, said: Sequence[Caveat], *, first: bool) -> str:
    """Return what must be known of a figure: its own reservations, and why a line stops there."""
    words = [caveat.text for caveat in figure.caveats if caveat not in said]
    if not first and is_number(figure):
        words.append(break_words(figure))
    return " · ".join(word for word in words if word)
