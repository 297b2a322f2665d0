"""The source documents of the programmes, which are not in the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def collapsed(text: str) -> str:
    """Return a text with one space wherever it has white space."""
    return " ".join(text.split())


def source_text(prefix: str) -> str:
    """Return the collapsed text of the one document whose name begins so.

    Without a folder the test is skipped, saying why; in CI it fails.
    """
    folder = os.environ.get("TOC_SOURCES")
    if not folder:
        reason = "TOC_SOURCES names no folder with the source documents (see SOURCES.md)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    found = sorted(Path(folder).glob(f"{prefix}*.txt"))
    assert len(found) == 1, f"one document {prefix}*.txt expected in TOC_SOURCES, found {found}"
    return collapsed(found[0].read_text(encoding="utf-8"))
