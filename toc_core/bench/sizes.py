"""How much of everything there is at each size."""

from __future__ import annotations

from dataclasses import dataclass

from toc_core.errors import UsageError, did_you_mean
from toc_core.i18n import _


@dataclass(frozen=True)
class Size:
    """How many facts there are, roughly, in how many schools and about how many people."""

    name: str
    facts: int
    schools: int
    people: int

    def part(self, per_thousand: int) -> int:
        """Return that share of the facts."""
        return self.facts * per_thousand // 1000


SIZES = {
    size.name: size
    for size in (
        Size("10k", 10_000, 30, 1_500),
        Size("100k", 100_000, 62, 8_000),
        Size("1M", 1_000_000, 62, 20_000),
    )
}


def read_sizes(text: str) -> list[Size]:
    """Return the sizes named, separated by commas; ``UsageError`` for an unknown one."""
    found = []
    for name in filter(None, map(str.strip, text.split(","))):
        size = SIZES.get(name) or SIZES.get(name.lower()) or SIZES.get(name.upper())
        if size is None:
            raise UsageError(
                _("Grootte '{name}' bestaat niet{hint}. Kies uit: {known}.").format(
                    name=name, hint=did_you_mean(name, SIZES), known=", ".join(SIZES)
                )
            )
        found.append(size)
    if not found:
        raise UsageError(_("Geef minstens één grootte: {known}.").format(known=", ".join(SIZES)))
    return found
