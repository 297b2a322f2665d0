"""What stands where on the poster, before any geometry: columns, lanes and bands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toc_core.drawing.mark import Mark
from toc_core.drawing.measure import clean
from toc_core.i18n import _
from toc_core.theory import CausalLink, Element, Horizon, Premise, PremiseKind, Programme, Stage

OVERARCHING = ""  # the lane of elements without a level in a column that has levels


@dataclass(frozen=True)
class Item:
    """One element as it is drawn: its texts and its small marks."""

    number: int
    code: str
    label: str
    parts: tuple[str, ...] = ()
    note: str = ""
    lacune: bool = False
    derived: bool = False
    planned: bool = False
    mark: Mark | None = None


@dataclass(frozen=True)
class Cell:
    """The elements of one column in one lane; lane ``None`` takes the full height."""

    lane: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Column:
    """One step of the theory, from problem to impact."""

    key: str
    title: str
    weight: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Block:
    """One premise in a band, or (``heading``) the name of a group of them."""

    label: str
    parts: tuple[str, ...] = ()
    derived: bool = False
    heading: bool = False
    grouped: bool = False


@dataclass(frozen=True)
class Band:
    """One kind of premise, as a box under the columns."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Content:
    """Everything the poster says, in reading order."""

    columns: tuple[Column, ...]
    lanes: tuple[tuple[str, str], ...]  # code and title, top to bottom
    bands: tuple[Band, ...]
    links: tuple[CausalLink, ...] = ()  # those drawn as arrows

    @property
    def items(self) -> tuple[Item, ...]:
        """Return every element drawn, in reading order."""
        return tuple(i for c in self.columns for cell in c.cells for i in cell.items)


def content_of(
    programme: Programme, marks: Mapping[str, Mark] | None = None, *, links: bool = False
) -> Content:
    """Return what the poster of a programme says, with its progress marks and links if asked."""
    items = _items(programme, marks or {})
    columns = tuple(
        Column(key, title, weight, _cells(programme, elements, items))
        for key, title, weight, elements in _steps(programme)
        if elements
    )
    used = {cell.lane for column in columns for cell in column.cells}
    titles = [(level.code, clean(level.label)) for level in programme.levels]
    lanes = [(code, title) for code, title in titles if code in used]
    if OVERARCHING in used:
        lanes.append((OVERARCHING, _("Overkoepelend")))
    drawn = programme.links if links else ()
    return Content(columns, tuple(lanes), _bands(programme), drawn)


def _steps(programme: Programme) -> list[tuple[str, str, float, tuple[Element, ...]]]:
    """Return key, title, share of the width and elements of every step, left to right."""
    of, outcome = programme.of_stage, Stage.OUTCOME
    problems, groups = of(Stage.PROBLEM), of(Stage.TARGET_GROUP)
    loose = tuple(e for e in of(outcome) if e.horizon is None)
    start = {
        (True, True): _("Maatschappelijk probleem & doelgroep"),
        (True, False): _("Maatschappelijk probleem"),
    }.get((bool(problems), bool(groups)), _("Doelgroep"))
    return [
        ("problem", start, 1.08, problems + groups),
        ("input", _("Input"), 1.0, of(Stage.INPUT)),
        ("intervention", _("Interventies"), 1.14, of(Stage.INTERVENTION)),
        ("output", _("Output"), 1.24, of(Stage.OUTPUT)),
        ("outcome", _("Outcome"), 1.6, loose),
        ("short", _("Outcome · korte termijn"), 1.8, of(outcome, Horizon.SHORT)),
        ("medium", _("Outcome · middellange termijn"), 1.8, of(outcome, Horizon.MEDIUM)),
        ("long", _("Outcome · lange termijn"), 1.32, of(outcome, Horizon.LONG)),
        ("impact", _("Impact"), 1.14, of(Stage.IMPACT)),
    ]


def _items(programme: Programme, marks: Mapping[str, Mark]) -> dict[int, Item]:
    """Return the drawn form of each element, by the identity of the element."""
    measured = {indicator.element for indicator in programme.all_indicators()}
    return {
        id(e): _item(number, e, e.code in measured, marks.get(e.code))
        for number, e in enumerate(programme.elements, start=1)
    }


def _item(number: int, element: Element, measured: bool, mark: Mark | None) -> Item:
    note = _("financiering: {funders}").format(funders=", ".join(element.funders))
    return Item(
        number,
        element.code,
        clean(element.label) or clean(element.code) or "–",
        tuple(text for part in element.parts if (text := clean(part.label))),
        note=clean(note) if element.funders else "",
        lacune=mark.lacune if mark else element.stage is Stage.OUTCOME and not measured,
        derived=element.derived,
        planned=element.planned,
        mark=mark,
    )


def _cells(
    programme: Programme, elements: tuple[Element, ...], items: dict[int, Item]
) -> tuple[Cell, ...]:
    levels = [level.code for level in programme.levels]
    by_lane: dict[str, list[Item]] = {code: [] for code in (*levels, OVERARCHING)}
    for e in elements:
        lane = e.level if e.level in by_lane and e.level else OVERARCHING
        by_lane[lane].append(items[id(e)])
    filled = [(lane, tuple(found)) for lane, found in by_lane.items() if found]
    if [lane for lane, _found in filled] == [OVERARCHING]:
        return (Cell(None, filled[0][1]),)
    return tuple(Cell(lane, found) for lane, found in filled)


def _bands(programme: Programme) -> tuple[Band, ...]:
    titles = {
        PremiseKind.INGREDIENT: _("Werkzame bestanddelen"),
        PremiseKind.ASSUMPTION: _("Aannames"),
        PremiseKind.PRECONDITION: _("Randvoorwaarden"),
    }
    found = ((kind, title, programme.premises_of(kind)) for kind, title in titles.items())
    return tuple(
        Band(kind.value, title, _blocks(premises)) for kind, title, premises in found if premises
    )


def _blocks(premises: tuple[Premise, ...]) -> tuple[Block, ...]:
    """Return the premises, grouped under their horizon where they have one."""
    names = {
        None: "",
        Horizon.SHORT: _("Korte termijn"),
        Horizon.MEDIUM: _("Middellange termijn"),
        Horizon.LONG: _("Lange termijn"),
    }
    blocks: list[Block] = []
    for horizon, name in names.items():
        members = [p for p in premises if p.scope.horizon is horizon]
        if members and name:
            blocks.append(Block(name, heading=True))
        blocks.extend(_block(p, bool(name)) for p in members)
    return tuple(blocks)


def _block(premise: Premise, grouped: bool) -> Block:
    label = clean(premise.label) or clean(premise.code) or "–"
    parts = tuple(text for part in premise.parts if (text := clean(part.label)))
    return Block(label, parts, premise.derived, grouped=grouped)
