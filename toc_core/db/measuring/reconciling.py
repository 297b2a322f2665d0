"""Whether the parts of a figure add up to the whole, and by how much they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from toc_core.db.measuring.answer import is_sum
from toc_core.db.measuring.fetched import Part
from toc_core.db.measuring.valued import ALL_SITES
from toc_core.figures import Figure, Mismatch, display
from toc_core.i18n import _
from toc_core.theory import Count, Custom, Programme

Made = Mapping[Part, Figure]


def reconciled(made: Mapping[Part, Figure]) -> dict[Part, Figure]:
    """Return the figures of one period, the wholes with what does not add up to them."""
    found = dict(made)
    by_indicator: dict[int, dict[Part, Figure]] = defaultdict(dict)
    for part, figure in made.items():
        by_indicator[id(part.slot.indicator)][part] = figure
    for whole, figure in made.items():
        if whole.site != ALL_SITES or whole.slot.axis or figure.value is None or not is_sum(whole):
            continue
        mismatches = [
            mismatch
            for words, parts in _partitions(whole, by_indicator[id(whole.slot.indicator)])
            if (mismatch := _compared(whole, figure, words, parts)) is not None
        ]
        if mismatches:
            found[whole] = figure.but(mismatches=(*figure.mismatches, *mismatches))
    return found


def _partitions(whole: Part, own: Made) -> Iterable[tuple[str, Sequence[Figure]]]:
    """Yield each way in which a whole is divided: by school, and by each axis."""
    sites = [f for p, f in own.items() if p.site != ALL_SITES and not p.slot.axis]
    if sites:
        yield _("de scholen"), sites
    for axis in dict.fromkeys(p.slot.axis for p in own if p.slot.axis):
        parts = [f for p, f in own.items() if p.slot.axis == axis and p.site == ALL_SITES]
        yield axis_label(whole.slot.programme, axis), parts


def axis_label(programme: Programme, key: str) -> str:
    """Return the label of an axis or of crossed axes by their key."""
    known = {axis.key: axis.label for axis in programme.disaggregations}
    return " × ".join(known.get(one, one) for one in key.split("*"))


def _compared(whole: Part, figure: Figure, words: str, parts: Sequence[Figure]) -> Mismatch | None:
    assert figure.value is not None
    given = [f for f in parts if f.value is not None or f.lower is not None]
    if not given or any(f.value is None for f in given):
        return None
    total = sum((f.value for f in given if f.value is not None), Decimal(0))
    if total == figure.value:
        return None
    once = isinstance(whole.slot.indicator.measure, Count | Custom) and total > figure.value
    text = _("Per deel ({words}) samen {parts}, in totaal {whole}.")
    if once:
        text += " " + _("Wie of wat in meer dan één deel zit, telt in elk deel.")
    return Mismatch(
        text.format(
            words=words,
            parts=display(total, figure.decimals),
            whole=display(figure.value, figure.decimals),
        ),
        total,
        figure.value,
        overlap=once,
    )
