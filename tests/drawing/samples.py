"""Programmes to draw: ours, small ones, and random ones."""

from __future__ import annotations

from hypothesis import strategies as st
from toc_buddy.theory import BUDDY
from toc_campus_talent.theory import CAMPUS_TALENT

from toc_core import (
    CausalLink,
    Element,
    Horizon,
    Level,
    Part,
    Premise,
    PremiseKind,
    Programme,
    Scope,
    Stage,
)

SHIPPED = (CAMPUS_TALENT, BUDDY)
HOSTILE = (
    "<script>alert(1)</script>",
    "\u202eomgekeerd\u202c",
    "مرحبا بالعالم",
    "🎈🎉👩‍🏫 feest",
    "a" * 300,
    '"><img src=x onerror=alert(1)>',
    "]]>&amp;</style>",
)
_LEVELS = (Level("pupils", "Leerlingen"), Level("class", "Klas"))
_WORDS = st.sampled_from(["talent", "de", "leerkrachtenteams", "school", "onderwijs", *HOSTILE])
_LABELS = st.lists(_WORDS, min_size=1, max_size=8).map(" ".join)


def hostile() -> Programme:
    """Return a programme whose every text is an attack."""
    elements = tuple(
        Element(f"e{n}", stage, label, level=("pupils", None)[n % 2], parts=(Part(label),))
        for n, label in enumerate(HOSTILE)
        for stage in (list(Stage)[n % 7],)
    )
    premises = tuple(Premise(f"p{n}", PremiseKind.ASSUMPTION, t) for n, t in enumerate(HOSTILE))
    return Programme(
        "hostile", HOSTILE[0], "1", goal=HOSTILE[5], levels=_LEVELS, elements=elements,
        premises=premises,
    )  # fmt: skip


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Draw a programme of up to thirty elements, with or without levels, premises and links."""
    levels = draw(st.sampled_from([(), _LEVELS]))
    level = st.sampled_from([None, *(known.code for known in levels)])
    count = draw(st.integers(0, 30))
    elements = tuple(
        Element(
            f"e{n}", draw(st.sampled_from(Stage)), draw(_LABELS), level=draw(level),
            horizon=draw(st.sampled_from([None, *Horizon])), derived=draw(st.booleans()),
            planned=draw(st.booleans()),
            parts=tuple(Part(t) for t in draw(st.lists(_LABELS, max_size=2))),
        )
        for n in range(count)
    )  # fmt: skip
    premises = tuple(
        Premise(
            f"p{n}", draw(st.sampled_from(PremiseKind)), draw(_LABELS),
            Scope(horizon=draw(st.sampled_from([None, *Horizon]))),
        )
        for n in range(draw(st.integers(0, 8)))
    )  # fmt: skip
    codes = st.sampled_from([e.code for e in elements] or ["e0"])
    links = tuple(
        CausalLink((draw(codes),), draw(codes), derived=draw(st.booleans()))
        for n in range(draw(st.integers(0, 40)))
    )
    return Programme(
        "random", draw(_LABELS), "1", levels=levels, elements=elements, premises=premises,
        links=links,
    )  # fmt: skip
