"""One program makes a practice database, or any number use it; what was typed in it is kept."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from toc_core.errors import StoreError
from toc_core.practice.database import Condition, begin, condition_of, finish, set_aside
from toc_core.practice.turns import making, using

IN_TURN = """
import sys
from pathlib import Path
from toc_core.practice import turns
with getattr(turns, sys.argv[1])(Path(sys.argv[2])):
    print("in", flush=True)
    sys.stdin.read()
"""


def other_program(turn: str, path: Path) -> subprocess.Popen[str]:
    """Return a program that has its turn until it is killed."""
    command = [sys.executable, "-c", IN_TURN, turn, str(path)]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "in\n"
    return program


def killed(program: subprocess.Popen[str]) -> None:
    program.kill()
    program.communicate()


def test_two_programs_do_not_make_it_at_once_and_a_killed_one_leaves_no_lock(
    tmp_path: Path,
) -> None:
    path = tmp_path / "home" / "toc.sqlite"
    other = other_program("making", path)
    try:
        with pytest.raises(StoreError, match="Een andere 'toc demo' maakt deze databank nu"):
            making(path).__enter__()
        with pytest.raises(StoreError, match="wacht even en start opnieuw"):
            using(path).__enter__()
    finally:
        killed(other)
    with making(path):
        pass


def test_several_may_use_it_and_then_nobody_makes_it_anew(tmp_path: Path) -> None:
    path = tmp_path / "toc.sqlite"
    other = other_program("using", path)
    try:
        with using(path):
            pass
        with pytest.raises(StoreError, match="Stop eerst de andere demo"):
            making(path).__enter__()
    finally:
        killed(other)
    with making(path):
        pass


def test_an_error_inside_a_turn_is_passed_on_and_ends_it(tmp_path: Path) -> None:
    path = tmp_path / "toc.sqlite"
    with pytest.raises(sqlite3.OperationalError, match="mine"), making(path):
        raise sqlite3.OperationalError("mine")
    with making(path):
        pass


def test_what_is_set_aside_holds_every_row_and_never_replaces_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "toc.sqlite"
    kept = []
    for typed in ("een", "twee"):
        begin(path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE note (words TEXT)")
            connection.execute("INSERT INTO note VALUES (?)", (typed,))
            connection.commit()
        finish(path, 5)
        kept.append(set_aside(path))
        assert condition_of(path, 5) is Condition.MISSING
    assert [place.name for place in kept] == ["toc-vorige.sqlite", "toc-vorige-2.sqlite"]
    for place, typed in zip(kept, ("een", "twee"), strict=True):
        with closing(sqlite3.connect(place)) as connection:
            assert connection.execute("SELECT words FROM note").fetchall() == [(typed,)]
