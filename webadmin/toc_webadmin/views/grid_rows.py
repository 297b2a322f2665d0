"""What a view gives so that its rows can be entered many at a time, and how a row is checked.

The rules are those of the form of one row: the record's own, the programme's and the plugins'.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import g
from sqlalchemy import inspect, select
from sqlalchemy.orm.attributes import set_committed_value

from toc_core.db.rules import problems_of
from toc_core.i18n import _
from toc_webadmin.grid.columns import Column
from toc_webadmin.grid.lines import Line, read_cells
from toc_webadmin.sessions import current_session
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.converter import key_column
from toc_webadmin.views.indicators import refused_by_programme
from toc_webadmin.views.problems import early_days


class GridRows(TocModelView):
    """The columns of a grid and the checks of its rows.

    ``grid_columns`` is what a view must give. The cells of a column named after an attribute or a
    relation of the record fill it; for other columns a view has its own ``grid_record``.
    """

    # What a view gives

    def grid_columns(self) -> Sequence[Column]:
        """Return the columns of the grid; asked once in a request."""
        raise NotImplementedError

    def grid_record(self, line: Line, values: dict[str, Any]) -> Any:
        """Return the record of a row by the values of its cells; put problems in the row."""
        record = self.model(ref=line.ref)
        for name, value in values.items():
            put(record, name, value)
        return record

    def grid_problems(self, record: Any) -> list[tuple[str, str]]:
        """Return what else keeps a record from being stored, as (column, sentence)."""
        return []

    def grid_alike(self, records: Sequence[Any]) -> Iterable[Any]:
        """Return the stored records that could be the same as one of these."""
        return ()

    def grid_key(self, record: Any) -> Any:
        """Return what two records have in common when they are the same; none when never."""
        return None

    def twin_words(self) -> str:
        """Return the sentence in a row that is stored already."""
        return self.duplicate

    # What is wrong with them

    def columns(self) -> Sequence[Column]:
        """Return the columns of the grid, worked out once in a request."""
        if "toc_grid_columns" not in g:
            g.toc_grid_columns = tuple(self.grid_columns())
        return g.toc_grid_columns  # type: ignore[no-any-return]

    def stored_refs(self, lines: Iterable[Line]) -> set[str]:
        """Return which rows are records already: taken in by an earlier press of the button."""
        wanted = select(self.model.ref).where(self.model.ref.in_([line.ref for line in lines]))
        return set(current_session().scalars(wanted))

    def check(self, lines: list[Line]) -> None:
        """Put in every row what is wrong with it, and the record it would become."""
        with current_session().no_autoflush:
            for line in lines:
                values = read_cells(line, self.columns())
                if line.problems:
                    continue
                if g.get("toc_form_site") is not None:
                    values.setdefault("site", g.toc_form_site)
                record = self.grid_record(line, values)
                if line.problems:
                    continue
                self.fill(record, values)
                for name, sentence in self._problems_of(record):
                    line.add(self._column_of(name), sentence)
                line.record = record
            self._refuse_twins([line for line in lines if line.is_ready])

    def _problems_of(self, record: Any) -> list[tuple[str, str]]:
        if hasattr(record, "site_id") and record.site_id is None:
            return [("site", _("Kies de school."))]
        found = [*problems_of(record), *early_days(record), *self.grid_problems(record)]
        if not found and self.programme is not None:
            found = [("", one) for one in refused_by_programme(record, self.programme)]
        return found

    def _column_of(self, name: str) -> str:
        """Return the column that shows a problem; the first when it is of no column."""
        names = [column.name for column in self.columns()]
        return next((n for n in (name, name.removesuffix("_id")) if n in names), names[0])

    def _refuse_twins(self, lines: list[Line]) -> None:
        if not lines:
            return
        first = self.columns()[0].name
        known = {self.grid_key(one) for one in self.grid_alike([line.record for line in lines])}
        seen: dict[Any, int] = {}
        for line in lines:
            key = self.grid_key(line.record)
            if key is None:
                continue
            if key in known:
                line.add(first, self.twin_words())
            elif key in seen:
                words = _("Dit is dezelfde als rij {n}. Haal er een weg, of zeg wat anders is.")
                line.add(first, words.format(n=seen[key]))
            seen.setdefault(key, line.number)


def put(record: Any, name: str, value: Any) -> None:
    """Set a value of a record; another row is set as if it had been loaded, with its key."""
    relation = inspect(type(record)).relationships.get(name)
    if relation is None:
        setattr(record, name, value)
        return
    setattr(record, key_column(relation).key, value.id)
    set_committed_value(record, name, value)
