"""Reads a workbook as LibreOffice shows it, sheet by sheet."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest

# comma, quote, UTF-8, from line 1, no types, English, plain values, every sheet
_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1"


def soffice() -> str:
    """Return the program; without it the test is skipped, and fails in continuous integration."""
    found = shutil.which("soffice")
    if found is None:
        reason = "soffice is missing: apt-get install libreoffice-calc"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return found


def sheet_of(workbook: Path, sheet: str) -> list[list[str]]:
    """Return the rows of one sheet of a workbook, as text."""
    folder = workbook.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice(), profile, "--headless", "--convert-to", _AS_CSV]
    command += ["--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with (folder / f"{workbook.stem}-{sheet}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
