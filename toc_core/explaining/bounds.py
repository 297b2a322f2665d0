"""Where the two ends of a figure come from: ``docs/figures.md`` §2 and §4, with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toc_core.figures import Figure, display
from toc_core.i18n import _
from toc_core.theory import Count, Countable, Indicator

MOST = 6  # more schools or numbers than this are not written out


@dataclass(frozen=True)
class Heads:
    """Of one school: how many people have a code, and the largest head count of each unit."""

    site: str
    people: int
    units: tuple[int, ...]


def bounds_words(
    figure: Figure,
    indicator: Indicator,
    noted: Sequence[Decimal],
    parts: Sequence[Figure],
    heads: Sequence[Heads],
) -> tuple[str, ...]:
    """Return how a figure with bounds was made; nothing where the numbers do not explain it.

    ``noted`` are the typed values behind it, ``heads`` the head counts of the schools.
    """
    if figure.lower is None or figure.upper is None:
        return ()
    if noted and (max(noted), sum(noted)) == (figure.lower, figure.upper):
        return (_of_values(figure, indicator, noted),)
    return tuple(_of_heads(figure, parts, heads))


def _of_values(figure: Figure, indicator: Indicator, noted: Sequence[Decimal]) -> str:
    return _(
        "Minstens {lower} (het hoogste getal), hoogstens {upper} ({sum}), want {again}."
    ).format(
        lower=display(max(noted), figure.decimals),
        upper=display(sum(noted, Decimal(0)), figure.decimals),
        sum=_added(noted, figure.decimals),
        again=_again(indicator),
    )


def _again(indicator: Indicator) -> str:
    of = indicator.measure.of if isinstance(indicator.measure, Count) else None
    return {
        Countable.PARTICIPANTS: _("dezelfde mensen kunnen terugkomen"),
        Countable.SCHOOLS: _("dezelfde scholen kunnen terugkomen"),
    }.get(of or Countable.STORIES, _("wie of wat er al bij was, kan terugkomen"))


def _of_heads(figure: Figure, parts: Sequence[Figure], heads: Sequence[Heads]) -> Iterator[str]:
    own = {one.site: one for one in heads}
    for part in [p for p in parts if p.lower is not None and p.site in own][:MOST]:
        yield from _of_school(part, own[part.site])
    least = sum((p.value if p.value is not None else p.lower or Decimal(0)) for p in parts)
    if heads and figure.lower is not None and least > figure.lower:
        yield _("De scholen samen geven minstens {parts}, en het totaal begint bij {lower}: wie "
                "ergens geen code heeft, kan elders al geteld zijn.").format(
            parts=display(Decimal(least)), lower=display(figure.lower)
        )  # fmt: skip


def _of_school(part: Figure, own: Heads) -> Iterator[str]:
    total = own.people + sum(own.units)
    if part.lower is None or part.upper != total:
        return
    with_code = _("1 mens met een code") if own.people == 1 else _("{n} mensen met een code")
    numbers = [Decimal(n) for n in own.units]
    yield _("{site}: {people}. Zonder code kennen we alleen aantallen; per klasgroep of traject "
            "telt alleen het grootste: {units}. Minstens {lower}, als het zoveel mogelijk dezelfde "
            "mensen zijn; hoogstens {sum} = {upper}.").format(
        site=part.site_label,
        people=with_code.format(n=own.people) if own.people else _("niemand met een code"),
        units=_listed(numbers),
        lower=display(part.lower),
        sum=_added([Decimal(own.people), *numbers] if own.people else numbers),
        upper=display(Decimal(total)),
    )  # fmt: skip


def _listed(numbers: Sequence[Decimal]) -> str:
    if len(numbers) > MOST:
        return _("samen {sum}, in {n} aantallen").format(
            sum=display(sum(numbers, Decimal(0))), n=len(numbers)
        )
    *first, last = map(display, numbers)
    return _("{first} en {last}").format(first=", ".join(first), last=last) if first else last


def _added(numbers: Sequence[Decimal], decimals: int = 0) -> str:
    if len(numbers) > MOST + 1:
        return _("alles samen")
    return " + ".join(display(number, decimals) for number in numbers)
