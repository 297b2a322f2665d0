"""What a rule of the checks is made of."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """``ERROR`` must be mended; a ``GAP`` is what the source leaves open, and is shown."""

    ERROR = "fout"
    GAP = "lacune"


class Rule(NamedTuple):
    """What one problem code stands for; ``{words}`` are filled in by the check."""

    severity: Severity
    finding: str
    remedy: str
