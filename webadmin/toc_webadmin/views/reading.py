"""The reading half of a table's view: list, details, and nothing that writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any, ClassVar

from flask import abort, flash, g, request, url_for
from flask_admin import expose
from flask_admin.contrib.sqla import ModelView
from sqlalchemy import func, inspect, select

from toc_core.db.columns import is_ref
from toc_core.db.people import Site
from toc_core.db.theory import ProgrammeRow
from toc_core.errors import PluginError
from toc_core.i18n import _, later
from toc_core.periods import parse_period
from toc_core.theory import Programme
from toc_webadmin.menu import chosen_school_year
from toc_webadmin.sessions import Db, current_principal, current_session
from toc_webadmin.views.closed import Closed
from toc_webadmin.views.converter import TocConverter, key_column
from toc_webadmin.views.filters import ListFilter, visible_sites
from toc_webadmin.views.paging import rows_of_page
from toc_webadmin.views.words import shown

MOST_CHOICES = 500
LAST_PAGE = 1_000_000
_OURS = {"id", "ref", "row_version", "known_from", "known_by"}


class ReadingView(Closed, ModelView):  # type: ignore[misc]
    """A table of one programme, or one that all programmes share.

    ``kind`` and ``path`` name the view in code and in addresses, ``one`` and ``new_label`` are
    the words for a row. ``year_of`` is the column that places a row in a school year. Every
    column is in ``form_columns`` or, with the reason, in ``not_asked``. What is in ``city_alone``
    says something of other schools: the history does not tell it to one school.
    """

    record: ClassVar[type[Any]]
    kind: ClassVar[str]
    path: ClassVar[str]
    title: ClassVar[str]
    one: ClassVar[str]
    new_label: ClassVar[str]
    intro: ClassVar[str] = ""
    empty: ClassVar[str] = ""
    search_label: ClassVar[str] = later("Zoek")
    year_of: ClassVar[str | None] = None
    not_asked: ClassVar[Mapping[str, str]] = {}
    city_alone: ClassVar[frozenset[str]] = frozenset()

    form_columns: ClassVar[tuple[str, ...]]
    column_list: ClassVar[tuple[str, ...]]
    column_sortable_list: ClassVar[tuple[Any, ...]] = ()
    column_details_list: ClassVar[tuple[str, ...] | None] = None
    column_formatters: Mapping[str, Any] = {}
    model_form_converter = TocConverter
    list_template = "admin/list.html"
    details_template = "admin/details.html"
    can_view_details = True
    can_export = False
    page_size = 25
    # Routes that Flask-Admin would open: they pass by the form, the session or the disclosure gate.
    export = None
    ajax_lookup = None
    ajax_update = None
    action_view = None

    def __init__(self, db: Db, *, programme: Programme | None = None) -> None:
        self.programme = programme
        if self.column_details_list is None:
            type(self).column_details_list = self.column_list
        endpoint, url = self.kind, f"/{self.path}"
        if programme is not None:
            endpoint = f"{programme.code}-{self.kind}"
            url = f"/programma/{programme.code}/{self.path}"
        super().__init__(self.record, db, name=self.title, endpoint=endpoint, url=url)
        self._check_columns()

    def _check_columns(self) -> None:
        """Refuse a view that forgets a column: it would vanish from the form without a word."""
        mapper = inspect(self.model)
        asked = set(self.form_columns) | set(self.form_extra_fields or ())
        relations = {
            key_column(prop).key
            for prop in mapper.relationships
            if prop.key in asked and prop.direction.name == "MANYTOONE"
        }
        columns = {prop.key for prop in mapper.column_attrs}
        lost = columns - asked - relations - _OURS - set(self.not_asked)
        if lost:
            raise PluginError(
                f"{type(self).__name__}: columns {sorted(lost)} of {self.model.__name__} are in "
                "no form; add them to form_columns, or to not_asked with the reason"
            )

    def may_write(self) -> bool:
        """Return whether the signed-in person's role writes rows of this kind."""
        return current_principal().access in self.model.__writers__

    def nothing_to_add(self) -> str:
        """Return why rows of this kind cannot be added at all; empty when they can."""
        return ""

    def may_add(self) -> bool:
        """Return whether the list offers to add a row."""
        return bool(self.can_create) and self.may_write() and not self.nothing_to_add()

    # What can be seen

    def programme_id(self) -> int | None:
        """Return the id of this view's programme; none when it was never stored."""
        assert self.programme is not None
        known: dict[str, int] = g.setdefault("toc_programme_ids", {})
        code = self.programme.code
        if code not in known:
            found = current_session().scalar(
                select(ProgrammeRow.id).where(ProgrammeRow.code == code)
            )
            if found is None:
                return None
            known[code] = found
        return known[code]

    def get_query(self) -> Any:
        """Return the rows of this programme that the session shows."""
        return self._narrowed(super().get_query())

    def get_count_query(self) -> Any:
        """Return how many rows ``get_query`` has."""
        return self._narrowed(current_session().query(func.count(self.model.id)))

    def _narrowed(self, query: Any) -> Any:
        # The table of a plugin may belong to one programme by itself, without a column for it.
        if self.programme is not None and hasattr(self.model, "programme_id"):
            query = query.filter(self.model.programme_id == self.programme_id())
        year = chosen_school_year()
        if year is None or self.year_of is None or not g.get("toc_in_list"):
            return query
        column = getattr(self.model, self.year_of)
        if self.year_of == "school_year":
            return query.filter(column == year)
        period = parse_period(year)
        return query.filter(column >= period.start, column <= period.end)

    def get_one(self, ref: str) -> Any:
        """Return the row with this reference, when this view and the session show it."""
        if not is_ref(str(ref)):
            return None
        return self.get_query().filter(self.model.ref == str(ref)).first()

    def get_pk_value(self, row: Any) -> str:
        """Return what addresses show: the reference, never the integer id."""
        return str(row.ref)

    def row_or_404(self, ref: str | None) -> Any:
        """Return the row; a row of somebody else does not exist."""
        row = self.get_one(ref) if ref and ref.isalnum() else None
        if row is None:
            abort(404)
        return row

    def name_of(self, row: Any) -> str:
        """Return what a list to choose from calls a row."""
        return str(row)

    def rows_for(self, relation: str, target: type[Any]) -> Iterable[Any]:
        """Return the rows a form may refer to: of this programme, and of the school it is for."""
        if target is Site:
            return visible_sites()
        statement = select(target)
        if self.programme is not None and hasattr(target, "programme_id"):
            statement = statement.where(target.programme_id == self.programme_id())
        site = g.get("toc_form_site")
        if site is not None and hasattr(target, "site_id"):
            statement = statement.where(target.site_id == site.id)
        # The newest first: what people refer to is nearly always of this year.
        order = [getattr(target, n).desc() for n in ("school_year", "start") if hasattr(target, n)]
        order += [target.label] if hasattr(target, "label") else []
        return current_session().scalars(statement.order_by(*order).limit(MOST_CHOICES)).all()

    # The list

    def get_filter_arg(self, index: int, flt: ListFilter) -> str:
        """Return the word of a filter in the address."""
        return flt.key

    def _get_list_filter_args(self) -> list[tuple[int, str, str]]:
        """Read the filters; what is not known is left out, with a sentence."""
        known = {f"flt_{flt.key}": (i, flt) for i, flt in enumerate(self._filters or ())}
        chosen = []
        for argument, value in request.args.items():
            if not argument.startswith("flt") or not value:
                continue
            index, flt = known.get(argument, (0, None))
            if flt is None or not flt.validate(value):
                flash(_("Een filter in dit adres bestaat niet (meer); hij telt niet mee."))
                continue
            chosen.append((index, str(flt.name), value))
        return chosen

    def _list_question(self) -> Any:
        """Return what the address asks, within bounds."""
        question = self._get_list_extra_args()
        question.page = min(max(question.page, 0), LAST_PAGE)
        search = "".join(c for c in question.search or "" if c.isprintable())[:100]
        question.search = search if search and self._search_supported else None
        column = self._get_column_by_idx(question.sort)
        if question.sort is not None and (column is None or not self.is_sortable(column[0])):
            flash(_("Op die kolom kan je niet sorteren; dit is de gewone volgorde."))
            question.sort = None
        return question

    @expose("/")  # type: ignore[untyped-decorator]
    def index_view(self) -> str:
        """Show the list; a page that is too far shows the last one."""
        g.toc_in_list = True
        question = self._list_question()
        count, rows = self._rows(question)
        pages = max(1, ceil(count / self.page_size))
        return str(
            self.render(
                self.list_template,
                rows=rows,
                columns=[(i, n, label) for i, (n, label) in enumerate(self._list_columns)],
                count=count,
                pages=pages,
                question=question,
                chosen={self._filters[i].key: value for i, _name, value in question.filters or ()},
                narrowed=bool(question.search or question.filters or chosen_school_year()),
                address=lambda **changes: self._address(question, **changes),
            )
        )

    def _rows(self, question: Any) -> tuple[int, list[Any]]:
        """Return how many rows there are, and those of the page; too far becomes the last page."""
        column = self._get_column_by_idx(question.sort)
        count, query = self.get_list(
            None,
            column[0] if column else None,
            question.sort_desc,
            question.search,
            question.filters,
            execute=False,
            page_size=0,
        )
        question.page = min(question.page, max(ceil(count / self.page_size) - 1, 0))
        key = self.model.id
        return count, rows_of_page(query, key, count, question.page, self.page_size)

    def _address(self, question: Any, **changes: Any) -> str:
        """Return the list's address with changes; only what we know ourselves is taken over."""
        values: dict[str, Any] = {
            "search": question.search,
            "sort": question.sort,
            "desc": 1 if question.sort_desc else None,
            "page": question.page or None,
        }
        for index, _name, value in question.filters or ():
            values[f"flt_{self._filters[index].key}"] = value
        kept = {key: value for key, value in (values | changes).items() if value is not None}
        return url_for(".index_view", **kept)

    # Single rows

    @expose("/details/")  # type: ignore[untyped-decorator]
    def details_view(self) -> str:
        """Show every field of a row."""
        row = self.row_or_404(request.args.get("id"))
        return str(
            self.render(
                self.details_template,
                row=row,
                columns=self._details_columns,
                parts=self.parts_of(row),
            )
        )

    def parts_of(self, row: Any) -> list[tuple[str, list[str]]]:
        """Return what hangs under a row, as (heading, lines)."""
        return []

    def cell(self, row: Any, name: str) -> Any:
        """Return the value of one column of a row, as a person reads it."""
        formatter = self.column_formatters.get(name)
        return formatter(row) if formatter else shown(self._get_field_value(row, name))

    def heading_of(self, row: Any) -> str:
        """Return the name of one row."""
        return str(self.cell(row, self.column_list[0]))
