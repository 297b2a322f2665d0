"""How long the command line takes to start, beside a bare Python."""

from __future__ import annotations

import subprocess
import sys

from toc_core.bench.timing import Goal, Result, at_most, in_turns

_HELP = "from toc_core.cli import main; main(['--help'])"
_MOST, _MOST_MILLISECONDS = 8, 150


def cold_result(rounds: int) -> Result:
    """Return the line of ``toc --help``; one of its two goals must be kept."""
    times = in_turns({"bound": lambda: _python("pass"), "ours": lambda: _python(_HELP)}, rounds)
    ratio = times["ours"] / times["bound"]
    either = (at_most("ours/bound", ratio, _MOST), at_most("", times["ours"], _MOST_MILLISECONDS))
    words = f"ours/bound <= {_MOST}x of <= {_MOST_MILLISECONDS} ms"
    goal = Goal(words, any(one.kept for one in either))
    return Result("cold.cli", "-", times["ours"], times["bound"], goals=(goal,))


def _python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
