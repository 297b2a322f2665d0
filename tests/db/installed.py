"""Databases made by the migrations, and plugins as if they were installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from toc_core.db.migrate import migrate
from toc_core.db.store import Store
from toc_core.plugins import Host, Plugin, load_plugins
from toc_core.theory import (
    Category,
    CausalLink,
    Count,
    Countable,
    Disaggregation,
    Element,
    Horizon,
    Indicator,
    Observed,
    Programme,
    Stage,
    ValueKind,
)

BOTH = ["sqlite", "postgresql"]


@dataclass(frozen=True)
class Databases:
    """The same database opened by its owner and by the product; one and the same on SQLite."""

    owner: Store
    app: Store


@contextmanager
def opened(request: pytest.FixtureRequest, folder: Path) -> Iterator[Databases]:
    """Open an empty database of the kind that the fixture asks for."""
    if request.param == "sqlite":
        owner = app = Store(f"sqlite:///{folder / 'toc.sqlite'}")
    else:
        database = request.getfixturevalue("postgres")
        owner, app = Store(database.owner), Store(database.app)
    yield Databases(owner, app)
    owner.close()
    app.close()


@contextmanager
def made(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    """Open a database with every table, as the product sees it."""
    with opened(request, folder) as databases:
        migrate(databases.owner, host_with())
        yield databases.app


def host_with(*plugins: Plugin) -> Host:
    """Return a host of these plugins."""
    host = load_plugins(found=[])
    host.plugins.extend(plugins)
    return host


def host_of(*programmes: Programme) -> Host:
    """Return a host of one plugin with these programmes."""
    return host_with(Plugin("reading", "toc_core", "1", programmes))


def lay_package(folder: Path, name: str, files: dict[str, str]) -> Plugin:
    """Write a package with these files to a folder on the path, and return it as a plugin."""
    for path, content in {"__init__.py": "", **files}.items():
        target = folder / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    sys.modules.pop(name, None)
    return Plugin(name.removeprefix("toc_"), name, "1")


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    """Return what is stored, asked by the owner of the test and not through the door."""
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def reading(version: str = "1", label: str = "Durf", *extra: Element) -> Programme:
    """Return a small sound programme; ``label`` is that of its outcome."""
    return Programme(
        "reading",
        "Leesbuurt",
        version,
        goal="Meer lezers",
        elements=(
            Element("talks", Stage.INTERVENTION, "Gesprekken"),
            Element("pairs", Stage.OUTPUT, "Duo's"),
            Element("courage", Stage.OUTCOME, label, horizon=Horizon.SHORT),
            Element("readers", Stage.IMPACT, "Lezers"),
            *extra,
        ),
        links=(
            CausalLink(("talks",), "pairs"),
            CausalLink(("pairs",), "courage"),
            CausalLink(("courage",), "readers"),
        ),
        indicators=(
            Indicator(
                "pairs",
                "pairs",
                Count(of=Countable.TRAJECTORIES),
                unit="duo",
                counted_from="2021-2022",
            ),
            Indicator(
                "dares", "courage", Observed(ValueKind.RATIO), label="Durft", disaggregations=("k",)
            ),
            Indicator("mark", "courage", Observed(decimals=1), label="Cijfer"),
            Indicator("words", "courage", Observed(ValueKind.TEXT), label="Woorden"),
        ),
        disaggregations=(Disaggregation("k", "Soort", (Category("girl", "Meisje"),)),),
    )
