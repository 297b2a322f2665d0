"""A portfolio holds together, or says what is wrong and what nobody knows."""

from __future__ import annotations

import importlib
import json
import re
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from portfolio_world import CLUB, LOADED, PLAN, REACHED, WHOLE

from toc_core import Contribution, Framework, Goal, PolicyItem, PolicyLevel, Portfolio
from toc_core.checks import check_portfolio, is_sound
from toc_core.errors import DataProblems
from toc_core.plugins import load_plugins
from toc_core.schemas import dumps_portfolio, load_portfolio, read_portfolio


def found(portfolio: Portfolio, loaded: Any = LOADED) -> list[str]:
    return [problem.code for problem in check_portfolio(portfolio, loaded)]


def changed(**changes: Any) -> Portfolio:
    return replace(WHOLE, **changes)


def test_a_portfolio_that_is_complete_has_no_problem() -> None:
    assert check_portfolio(WHOLE, LOADED) == ()


MISTAKES = [
    ("invalid-code", changed(code="Lezen!")),
    ("empty-label", changed(frameworks=(Framework("plan", " ", ("leesclub",)),))),
    ("duplicate-code", changed(goals=(*WHOLE.goals, *WHOLE.goals))),
    ("duplicate-code", changed(programmes=("leesclub", "leeskoffer", "leesclub"))),
    ("duplicate-code", changed(policy_plan=(*PLAN, PLAN[0]))),
    ("outside-portfolio", changed(read_in=("elders",))),
    ("unknown-in-portfolio", changed(frameworks=(Framework("p", "P", elements=("leesclub.x",)),))),
    ("invalid-reference", changed(frameworks=(Framework("p", "P", elements=("future",)),))),
    ("unknown-in-portfolio", changed(contributions=(Contribution("leesclub", "x", "Zo."),))),
    (
        "unknown-in-portfolio",
        changed(shared_indicators=(replace(REACHED, members=("leesclub.evenings",)),)),
    ),
    (
        "senseless-shared-indicator",
        changed(shared_indicators=(replace(REACHED, count=None, members=("leesclub.schools",)),)),
    ),
    ("unknown-in-portfolio", changed(policy_plan=(replace(PLAN[1], parent="BD-8"),))),
    ("policy-order", changed(policy_plan=(PLAN[0], replace(PLAN[2], parent="BD-9")))),
    ("policy-order", changed(policy_plan=(replace(PLAN[2], parent=""),))),
    ("policy-order", changed(policy_plan=(*PLAN, replace(PLAN[0], code="BD-8", parent="BD-9")))),
]


@pytest.mark.parametrize(("code", "portfolio"), MISTAKES)
def test_a_mistake_is_named_and_must_be_mended(code: str, portfolio: Portfolio) -> None:
    assert code in found(portfolio)
    assert not is_sound(check_portfolio(portfolio, LOADED))


def test_policy_codes_that_run_in_a_circle_are_named_once() -> None:
    plan = [PolicyItem(c, c, PolicyLevel.PLAN, parent=p) for c, p in (("A", "B"), ("B", "A"))]
    problems = check_portfolio(changed(policy_plan=tuple(plan)), LOADED)
    (loop,) = [p for p in problems if p.code == "policy-cycle"]
    assert "A -> B -> A" in loop.message


def test_a_programme_whose_plugin_is_away_is_a_gap_and_no_error() -> None:
    problems = check_portfolio(WHOLE, {"leesclub": CLUB})
    assert [p.code for p in problems] == ["unknown-programme"]
    assert is_sound(problems)


def test_what_nobody_said_is_a_gap() -> None:
    bare = Portfolio(
        "lezen",
        "Team Lezen",
        ("leesclub", "leeskoffer"),
        frameworks=(Framework("plan", "Leesplan"),),
        goals=(Goal("future", "Iedereen leert mee", ("leesclub",)), Goal("more", "Meer")),
    )
    problems = check_portfolio(bare, LOADED)
    assert is_sound(problems)
    assert [p.code for p in problems] == [
        "framework-without-programme",
        "goal-without-programme",
        "no-contribution",
        "no-goal",
        "no-offer-level",
        "no-policy-plan",
    ]
    said = {p.code: p.message for p in problems}
    assert "bij geen enkele doelstelling: Leeskoffer." in said["no-goal"]
    assert "'Iedereen leert mee': Leesclub." in said["no-contribution"]


def test_a_portfolio_can_be_stored_and_read_back(tmp_path: Path) -> None:
    text = dumps_portfolio(WHOLE)
    assert load_portfolio(json.loads(text)) == WHOLE
    path = tmp_path / "portfolio.json"
    path.write_text(text, encoding="utf-8")
    assert read_portfolio(path) == WHOLE


def test_a_file_with_mistakes_names_every_one(tmp_path: Path) -> None:
    path = tmp_path / "portfolio.toml"
    path.write_text('code = "x"\nlabel = 3\nmissie = "m"\nprogrammes = []\n', encoding="utf-8")
    with pytest.raises(DataProblems) as refused:
        read_portfolio(path)
    assert sorted(re.sub(r"\(.*", "", problem) for problem in refused.value.problems) == [
        "portfolio.toml: label: is geen tekst; zet de waarde tussen aanhalingstekens",
        'portfolio.toml: portfolio: de sleutel "missie" bestaat niet ',
    ]


SOURCE = """
from toc_core import Portfolio, hookimpl

@hookimpl
def toc_portfolios():
    return [Portfolio("lezen", "Team Lezen", ("leesclub",))]
"""


def test_a_portfolio_that_two_plugins_bring_is_refused_with_both_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    entries = []
    for name in ("eerste", "tweede"):
        (tmp_path / f"portfolio_{name}.py").write_text(SOURCE, encoding="utf-8")
        entries.append(EntryPoint(name, f"portfolio_{name}", "toc"))
    importlib.invalidate_caches()
    host = load_plugins(found=entries)
    assert list(host.portfolios) == ["lezen"]
    (broken,) = host.broken
    assert broken.name == "tweede"
    assert "portfolio 'lezen' bestaat al in plugin 'eerste'" in broken.reason
    assert [p.code for p in host.check_portfolio(host.portfolios["lezen"])][-1] == (
        "unknown-programme"
    )
