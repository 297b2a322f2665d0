"""A link whose causes lost their comma: one problem, and the rest is checked as it was meant."""

from __future__ import annotations

from typing import Any

import pytest

from toc_core.checks import check
from toc_core.errors import DataProblems
from toc_core.schemas import load_programme
from toc_core.theory import CausalLink, Element, Horizon, Programme, Stage

ELEMENTS = (
    Element("evening", Stage.INTERVENTION, "Leesavond"),
    Element("evenings", Stage.OUTPUT, "Aantal leesavonden"),
    Element("courage", Stage.OUTCOME, "Durf", horizon=Horizon.SHORT),
    Element("readers", Stage.IMPACT, "Lezers"),
)


def with_first_link(causes: Any) -> Programme:
    links = (
        CausalLink(causes, "evenings"),
        CausalLink(("evenings",), "courage"),
        CausalLink(("courage",), "readers"),
    )
    return Programme("reading", "Leesbuurt", "1", elements=ELEMENTS, links=links)


def test_causes_written_as_one_text_are_one_problem() -> None:
    expected = check(with_first_link(("evening",)))
    [problem] = set(check(with_first_link("evening"))) - set(expected)
    assert problem.code == "causes-as-text"
    assert str(problem) == (
        "reading: verband evening->evenings: De oorzaken van het verband naar 'evenings' "
        'zijn één tekst; schrijf ("evening",) met een komma.'
    )


def test_an_unknown_cause_without_its_comma_is_named_whole() -> None:
    told = [str(problem) for problem in check(with_first_link("evenin"))]
    assert any("De oorzaak 'evenin' bestaat niet" in one for one in told)
    assert not any("'e'" in one for one in told)


def test_a_file_with_causes_as_one_text_is_refused() -> None:
    written = {"code": "reading", "label": "Leesbuurt", "version": "1"}
    with pytest.raises(DataProblems, match="causes"):
        load_programme({**written, "links": [{"causes": "evening", "effect": "evenings"}]})
