"""What a test lays on the path is gone before the next lays the same name."""

from __future__ import annotations

from importlib import import_module

import pytest
from planted import Planted


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_imports_the_package_that_it_laid_itself(planted: Planted, turn: str) -> None:
    planted.lay("reading", {"views.py": f"turn = {turn!r}\n"}, init="")
    assert import_module("toc_reading.views").turn == turn
