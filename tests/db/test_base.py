"""A table of a plugin that forgets a declaration is refused when its class is made."""

from __future__ import annotations

import subprocess
import sys

import pytest

SOUND = """
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column
from toc_core.db import store
from toc_core.db.base import Base, PerSite, Record

class Match(PerSite, Record, Base):
    __module__ = "toc_trial.models"
    __tablename__ = "trial_match"
    __personal__ = ("note",)
    __retention__ = "ten school years"
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    note: Mapped[str]
"""
FORGOTTEN = {
    "scope": ("PerSite, Record", "Record", "declare one scope"),
    "personal": ('    __personal__ = ("note",)\n', "", "__personal__"),
    "a personal column that is not there": ('("note",)', '("name",)', "unknown columns"),
    "retention": ('    __retention__ = "ten school years"\n', "", "__retention__"),
    "prefix": ("trial_match", "match", "must start with 'trial_'"),
    "prefix, in a package of another name": ("toc_trial", "trials", "must start with 'trials_'"),
    "its own fence": ('"site.id"', '"buddy_match.id"', "refers to buddy_match"),
}


def outcome(code: str) -> str:
    """Run code in a Python of its own, because a class that is made stays known."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return done.stderr


def test_a_declared_table_is_accepted() -> None:
    assert outcome(f"{SOUND}\nassert Match.__past__.__table__.name == 'trial_match_past'") == ""


@pytest.mark.parametrize("case", FORGOTTEN)
def test_what_is_forgotten_is_named(case: str) -> None:
    old, new, message = FORGOTTEN[case]
    assert old in SOUND
    error = outcome(SOUND.replace(old, new))
    assert "PluginError" in error
    assert message in error
