"""What a portfolio reaches in sentences, the same in every format and on the page."""

from __future__ import annotations

from collections.abc import Iterator

from toc_core.db.measuring.unions import Reach
from toc_core.figures import Origin
from toc_core.figures.heads import Bounds
from toc_core.formats.words import period_text
from toc_core.i18n import _
from toc_core.portfolio import Compared, PortfolioReport, SharedReach, bounds_text
from toc_core.portfolio.units import units_of
from toc_core.theory.portfolio import SharedIndicator


def reach_words(report: PortfolioReport, one: SharedReach) -> str:
    """Return what is reached over the widest period: who is known, who is not, who is double."""
    if not one.reaches or one.reaches[0].union.origin is Origin.ABSENT:
        return _("Er is nog niets geregistreerd.")
    first = one.reaches[0]
    by_name = bool(report.apart(one))
    return " ".join([*_known(report, one, first), _double(one.shared, first, by_name=by_name)])


def _known(report: PortfolioReport, one: SharedReach, first: Reach) -> Iterator[str]:
    """Yield who is known by name and, of programmes with only a total, that nobody is."""
    apart = report.apart(one)
    if not apart:
        return
    shown = first.union.shown
    yield _("{number} {units} kennen we bij naam.").format(
        number=shown, units=units_of(one.shared.unit, shown)
    )
    for member in apart:
        last = max(member.figures, key=lambda figure: figure.period.end)
        yield _("{programme} bereikte in {period} {number} {units}, maar daarvan hebben we geen "
                "namen.").format(
            programme=member.programme.label,
            period=period_text(last.period),
            number=last.shown,
            units=units_of(one.shared.unit, last.shown),
        )  # fmt: skip
    yield _("Hoeveel het er samen zijn, weten we niet.")


def _double(shared: SharedIndicator, first: Reach, *, by_name: bool) -> str:
    """Return what stands in more than one programme; of totals without names nobody knows."""
    if first.overlap == Bounds(0, 0):
        if not by_name:
            return _("Niets komt in meer dan één programma voor.")
        words = _("Van de {units} die we bij naam kennen, zit er geen in twee programma's.")
        return words.format(units=units_of(shared.unit, "2"))
    overlap = bounds_text(first.overlap)
    if len(first.parts) == 2:
        words = (
            _("Opgeteld zijn het er {sum}, maar {number} {units} zit in twee programma's en telt "
              "één keer.")
            if overlap == "1"
            else _("Opgeteld zijn het er {sum}, maar {number} {units} zitten in twee programma's "
                   "en tellen één keer.")
        )  # fmt: skip
        summed, units = bounds_text(first.summed), units_of(shared.unit, overlap)
        return words.format(sum=summed, number=overlap, units=units)
    return _("Opgeteld per programma is dat {sum}. Dat is {overlap} te veel: wat in meer dan één "
             "programma zit, telt in elk ervan.").format(
        sum=bounds_text(first.summed), overlap=overlap
    )  # fmt: skip


def doubt_words(first: Reach, doubts: int) -> str:
    """Return what a reach becomes once the only doubt whether two schools are one is settled."""
    bounds = (first.union.lower, first.union.upper)
    if doubts > 1 or None in bounds:
        return _(
            "Zolang niemand dat bevestigt, zeggen we hoeveel het er minstens en hoogstens zijn."
        )
    words = _(
        "Is het dezelfde school, dan wordt {shown} gewoon {lower}. Zijn het er twee, dan wordt het "
        "{upper}."
    )
    return words.format(shown=first.union.shown, lower=bounds[0], upper=bounds[1])


def reach_notes(report: PortfolioReport, one: SharedReach) -> list[str]:
    """Return what must be known about a reach: doubts, and what is known only as a total."""
    notes = [_("{what} (onze lezing)").format(what=one.shared.definition.rstrip("."))]
    if not one.shared.derived:
        notes = [one.shared.definition.rstrip(".")]
    texts = (caveat.text for reach in one.reaches for caveat in reach.union.caveats)
    notes += [text[:1].upper() + text[1:] for text in dict.fromkeys(texts)]
    notes += [_total(one.shared, member) for member in report.apart(one)]
    known = {member.programme.code for member in report.apart(one)}
    silent = [p.label for p in one.silent if p.code not in known]
    if silent:
        notes.append(_("Niets geregistreerd voor: {names}").format(names=", ".join(silent)))
    return [f"{note}." for note in notes if note]


def _total(shared: SharedIndicator, member: Compared) -> str:
    """Return the totals without names of one programme: 16 scholen in 2018-2019, 23 in …."""
    first, *others = [(figure.shown, period_text(figure.period)) for figure in member.figures]
    totals = [
        _("{number} {units} in {period}").format(
            number=first[0], units=units_of(shared.unit, first[0]), period=first[1]
        ),
        *(_("{number} in {period}").format(number=n, period=period) for n, period in others),
    ]
    return _("{programme}: alleen totalen zonder namen: {totals}. Die staan apart en tellen hier "
             "niet mee").format(
        programme=member.programme.label, totals=", ".join(totals)
    )  # fmt: skip
