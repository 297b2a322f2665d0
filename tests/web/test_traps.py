"""The traps of Flask-Admin, each closed; and an alarm for when upstream changes."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

import flask_admin
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_admin import BaseView, expose
from sqlalchemy import Float, Interval, MetaData, Uuid, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from toc_webadmin.guard import refuse_foreign_views
from toc_webadmin.views.base import TocModelView, TocView
from toc_webadmin.views.converter import TocConverter, field_for, key_column
from toc_webadmin.views.fields import NumberField
from toc_webadmin.views.rare_fields import ApproximateField, MomentField, UuidField
from werkzeug.datastructures import MultiDict

from toc_core.db.columns import Instant, Micro
from toc_core.errors import PluginError

ClientFor = Callable[[str], FlaskClient]
OURS = {"id", "ref", "row_version", "known_from", "known_by"}
CLOSED = ("export", "ajax_lookup", "ajax_update", "action_view")


class Base(DeclarativeBase):
    metadata = MetaData()


class Rare(Base):
    """Every kind of column that upstream loses or takes for something else."""

    __tablename__ = "rare"
    id: Mapped[int] = mapped_column(primary_key=True)
    share: Mapped[float] = mapped_column(Float)
    token: Mapped[uuid.UUID] = mapped_column(Uuid)
    amount: Mapped[Decimal] = mapped_column(Micro)
    moment: Mapped[datetime] = mapped_column(Instant)
    length: Mapped[Any] = mapped_column(Interval)


def views_of(app: Flask) -> list[TocModelView]:
    admin = app.extensions["admin"][0]
    return [view for view in admin._views if isinstance(view, TocModelView)]


# T1: columns that vanish from forms


def test_no_column_of_any_registered_view_vanishes(app: Flask) -> None:
    assert len(views_of(app)) >= 15
    for view in views_of(app):
        mapper = inspect(view.model)
        with app.test_request_context():
            fields = {name for name, _field in view._create_form_class.__dict__.items()}
        relations = {
            key_column(prop).key: prop.key
            for prop in mapper.relationships
            if prop.direction.name == "MANYTOONE"
        }
        for prop in mapper.column_attrs:
            there = prop.key in fields or relations.get(prop.key) in fields
            assert there or prop.key in OURS or view.not_asked.get(prop.key), (view, prop.key)


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("share", ApproximateField),
        ("token", UuidField),
        ("amount", NumberField),
        ("moment", MomentField),
    ],
)
def test_rare_columns_have_a_field_of_their_own(column: str, field: type[Any]) -> None:
    assert field_for(Rare.__table__.c[column]) is field


def test_a_column_without_a_field_is_refused_and_named() -> None:
    with pytest.raises(PluginError, match=r"rare\.length: no form field"):
        field_for(Rare.__table__.c.length)


def test_rare_fields_read_what_they_show(app: Flask) -> None:
    from wtforms import Form

    class Typed(Form):
        share = ApproximateField()
        token = UuidField()
        amount = NumberField()
        moment = MomentField()

    token = uuid.uuid4()
    with app.test_request_context():
        moment = datetime(2025, 5, 12, 8, 0, tzinfo=UTC)
        shown = Typed(
            data={"share": 0.5, "token": token, "amount": Decimal("7.25"), "moment": moment}
        )
        values = {field.name: field._value() for field in shown}
        assert values == {
            "share": "0,5",
            "token": str(token),
            "amount": "7,25",
            "moment": "2025-05-12T10:00",
        }
        read = Typed(MultiDict(values))
        assert read.validate()
        assert read.data == {
            "share": 0.5,
            "token": token,
            "amount": Decimal("7.25"),
            "moment": moment,
        }
        wrong = Typed(MultiDict({"share": "x", "token": "x", "amount": "1.000", "moment": "x"}))
        assert not wrong.validate()
        assert wrong.amount.errors == ["Schrijf 1000 of 1,000."]
        assert all(field.errors and field._value() for field in wrong)


def test_a_view_that_forgets_a_column_is_refused(app: Flask) -> None:
    stories = next(v for v in views_of(app) if v.kind == "stories")

    class Forgetful(type(stories)):  # type: ignore[misc]
        form_columns = ("site", "day", "teller_role", "consent", "text")

    with pytest.raises(PluginError, match="message"):
        Forgetful(stories.session, programme=stories.programme)


# T2: inline handlers, and deleting by accident


@pytest.mark.parametrize("path", ["trajecten/", "verhalen/", "verhalen/new/", "activiteiten/new/"])
def test_pages_have_no_inline_scripts_handlers_or_styles(client_for: ClientFor, path: str) -> None:
    page = client_for("an").get(f"/programma/campus_talent/{path}").text
    assert not re.search(r"<script(?! src=\"/static/)|\son\w+\s*=|javascript:|\sstyle\s*=", page)


def test_deleting_is_a_post_with_a_token_and_nothing_else(client_for: ClientFor) -> None:
    client = client_for("an")
    path = "/programma/campus_talent/verhalen/delete/"
    assert client.get(path).status_code == 405
    assert client.post(path, data={"id": "aaaaaaaaaa"}).status_code == 400


def test_routes_that_pass_by_the_form_do_not_exist(app: Flask, client_for: ClientFor) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    for view in views_of(app):
        assert not endpoints & {f"{view.endpoint}.{name}" for name in CLOSED}
        assert not view.column_editable_list
    client = client_for("stad")
    for tail in ("export/csv/", "ajax/lookup/", "ajax/update/", "action/"):
        assert client.get(f"/programma/campus_talent/verhalen/{tail}").status_code == 404


# Deny by default


def test_a_view_opens_to_nobody_until_it_names_a_role(app: Flask) -> None:
    assert TocView.allowed == TocModelView.allowed == frozenset()
    with app.test_request_context():
        assert not any(view.is_accessible() for view in views_of(app))


def test_a_view_of_flask_admin_itself_is_refused(app: Flask) -> None:
    class Open(BaseView):  # type: ignore[misc]
        @expose("/")  # type: ignore[untyped-decorator]
        def index(self) -> str:
            return "open"

    admin = app.extensions["admin"][0]
    admin._views.append(Open())
    with pytest.raises(PluginError, match="Open"):
        refuse_foreign_views(admin, (TocModelView, TocView, type(admin.index_view)))


# T3: outside requests


def test_our_own_files_name_no_other_host() -> None:
    import toc_webadmin

    folder = Path(toc_webadmin.__file__).parent
    files = [*folder.rglob("*.html"), *folder.rglob("*.css"), *folder.rglob("*.js")]
    assert files
    for file in files:
        assert not re.search(r"""(src|href|url)\s*[=(]\s*["']?(https?:)?//""", file.read_text()), (
            file
        )


# T4: Flask-SQLAlchemy is there only because Flask-Admin asks for it


def test_flask_admin_still_needs_flask_sqlalchemy_to_import() -> None:
    code = (
        "import sys; sys.modules['flask_sqlalchemy'] = None\n"
        "try:\n    import flask_admin.contrib.sqla\n"
        "except ImportError:\n    raise SystemExit(3)\n"
    )
    ended = subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False).returncode
    assert ended == 3, "upstream mended it: Db can stand on its own, drop flask-sqlalchemy"


# T5: WTForms


def test_wtforms_stays_below_the_version_that_drops_what_flask_admin_uses() -> None:
    assert tuple(map(int, version("wtforms").split(".")[:2])) < (3, 4)


def test_the_fields_of_every_form_are_ours(app: Flask) -> None:
    for view in views_of(app):
        with app.test_request_context():
            kinds = {
                unbound.field_class.__module__
                for unbound in view._create_form_class.__dict__.values()
                if hasattr(unbound, "field_class")
            }
        assert kinds
        assert all(kind.startswith("toc_") for kind in kinds), (view, kinds)  # or a plugin's


# What we replaced upstream

REPLACED = {
    "list.html": "21003d92feb9a75c",
    "create.html": "8930a13e4d81cd59",
    "edit.html": "b606efe0a695ead2",
    "details.html": "c4aa5d6ca9b9b82d",
}


@pytest.mark.parametrize("name", REPLACED)
def test_the_template_we_replaced_is_still_the_one_we_read(name: str) -> None:
    folder = Path(flask_admin.__file__).parent / "templates" / "bootstrap4" / "admin" / "model"
    found = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:16]
    assert found == REPLACED[name], (
        f"Flask-Admin changed admin/model/{name}: look at the diff, take over what matters in "
        f"toc_webadmin/templates/admin/{name}, then write {found} here"
    )


def test_every_view_uses_our_converter(app: Flask) -> None:
    for view in views_of(app):
        assert view.model_form_converter is TocConverter
