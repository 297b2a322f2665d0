"""What the progress layer says about one element, as ready text: nothing is computed here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The shape and colour of a status; the word beside it says the same."""

    NONE = ""
    REACHED = "reached"
    NEAR = "near"
    BEHIND = "behind"


@dataclass(frozen=True)
class Mark:
    """The display texts that stand on an element's box.

    ``value`` and ``target`` come formatted ('4', '≤ 30'); ``status`` is a word ('bereikt');
    ``share`` is the length of the bar in thousandths, ``None`` for no bar; ``lacune`` says that
    there is nothing to show because nothing measures the element.
    """

    value: str = ""
    target: str = ""
    status: str = ""
    tone: Tone = Tone.NONE
    share: int | None = None
    caveats: tuple[str, ...] = ()
    href: str = ""
    lacune: bool = False

    @property
    def figure(self) -> str:
        """Return what is printed: the value, against the target if there is one."""
        return f"{self.value} / {self.target}" if self.target else self.value
