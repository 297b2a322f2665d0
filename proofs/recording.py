"""What a proof found, as JSON with the commit and the machine: ``docs/proofs/NAME.json``."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "proofs"


def record(name: str, run: str, found: dict[str, Any]) -> Path:
    """Write what one run of a proof found beside its other runs, and return the file."""
    path = FOLDER / f"{name}.json"
    runs = json.loads(path.read_text("utf-8")) if path.exists() else {}
    runs[run] = {
        "commit": commit(),
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        **found,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(runs, indent=2, sort_keys=True) + "\n", "utf-8")
    return path


def commit() -> str:
    """Return the commit that was proved; with a plus when files were changed since."""
    changed = _git("status", "--porcelain", "--untracked-files=no")
    return _git("rev-parse", "HEAD") + ("+" if changed else "")


def _git(*words: str) -> str:
    done = subprocess.run(  # noqa: S603 - fixed words
        ["git", *words],  # noqa: S607 - whichever git is there
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


def machine() -> dict[str, Any]:
    """Return what it ran on, without names or places."""
    return {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "system": platform.system(),
    }
