"""What plugins add to the admin: their views, closed by default, and their refusals."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from flask import Flask
from planted import INIT, Planted
from toc_webadmin import create_app

from toc_core.db.measures import Observation
from toc_core.db.store import Store
from toc_core.db.trajectories import Trajectory
from toc_core.plugins import Host, load_plugins
from toc_core.settings import Settings

from .conftest import CHEAP, sign_in
from .views_world import count, offered, save, site

DATABASES = ["sqlite"]
HOOK = INIT.replace("\n@hookimpl\ndef toc_programmes", "\n@hookimpl\ndef toc_admin_views(db):\n"
    "    from toc_reading.views import views\n    return views(db)\n\n"
    "@hookimpl\ndef toc_programmes")  # fmt: skip
VIEWS = """
from toc_core.db.people import Group
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import CITY_ROLES, EVERY_ROLE
from toc_webadmin.views.people import GroupView

class ClubView(GroupView):
    kind, path, title = "reading_clubs", "leesclubs", "Leesclubs"
    allowed = EVERY_ROLE

def views(db):
    return [ClubView(db)]
"""
Opened = Callable[[str], tuple[Flask, Host]]


@pytest.fixture
def opened(planted: Planted, settings: Settings, store: Store) -> Opened:
    """A function that lays the plugin with these views and returns the admin with it."""

    def make(views: str, init: str = HOOK) -> tuple[Flask, Host]:
        planted.lay("reading", {"views.py": views}, init=init)
        host = load_plugins()
        return create_app(settings, host=host, store=store, config=CHEAP), host

    return make


def test_a_view_of_a_plugin_is_in_the_menu_and_opens_for_its_roles(opened: Opened) -> None:
    app, host = opened(VIEWS)
    assert host.broken == []
    stranger = app.test_client().get("/leesclubs/")
    assert stranger.status_code == 302
    assert "/aanmelden" in stranger.location
    client = app.test_client()
    sign_in(client, "an")
    assert 'href="/leesclubs/"' in client.get("/").text
    assert client.get("/leesclubs/").status_code == 200


def test_a_view_for_the_city_is_not_in_the_menu_of_a_school(opened: Opened) -> None:
    app, _host = opened(VIEWS.replace("allowed = EVERY_ROLE", "allowed = CITY_ROLES"))
    for name, status in (("an", 403), ("stad", 200)):
        client = app.test_client()
        sign_in(client, name)
        assert ('href="/leesclubs/"' in client.get("/").text) is (status == 200)
        assert client.get("/leesclubs/").status_code == status


REFUSED = {
    "a view of Flask-Admin's own": (
        VIEWS + "from flask_admin import AdminIndexView\ndef views(db):\n"
        "    return [AdminIndexView()]\n",
        "het scherm flask_admin.base.AdminIndexView houdt zich niet aan de regels",
    ),
    "a view that is open to nobody": (
        VIEWS.replace("allowed = EVERY_ROLE", "allowed = frozenset()"),
        "is voor niemand open; zeg voor welke rollen: allowed = EVERY_ROLE",
    ),
    "an address that is taken": (
        VIEWS.replace('"reading_clubs", "leesclubs"', '"groups", "klasgroepen"'),
        "het adres van het scherm toc_reading.views.ClubView bestaat al",
    ),
    "a hook that raises": (
        VIEWS.replace("return [", "raise LookupError('kwijt')\n    return ["),
        "toc_admin_views() gaf een fout: LookupError: kwijt (toc_reading/views.py, regel",
    ),
    "a column in no form": (
        VIEWS.replace("allowed = E", 'form_columns = ("site",)\n    allowed = E'),
        "are in no form; add them to form_columns",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_view_that_breaks_a_rule_is_left_out_and_the_plugin_named(
    opened: Opened, case: str
) -> None:
    views, told = REFUSED[case]
    app, host = opened(views)
    (broken,) = host.broken
    assert broken.name == "reading"
    assert told in broken.reason
    client = app.test_client()
    sign_in(client, "an")
    assert client.get("/klasgroepen/").status_code == 200
    assert client.get("/leesclubs/").status_code == 404


def test_a_plugin_refuses_an_observation_in_the_form(opened: Opened, store: Store) -> None:
    check = (
        "\n@hookimpl\ndef toc_check_record(record):\n"
        "    return ['Dat is te veel.'] if (record.value or 0) > 100 else []\n"
    )
    app, _host = opened(VIEWS, HOOK + check)
    client = app.test_client()
    sign_in(client, "stad")
    path = "/programma/buddy/metingen/new/"
    typed = {
        "indicator": min(offered(client.get(path).text, "indicator")),
        "site": site(store).ref,
        "cell": ":",
        "period": "18/19",
    }
    refused = save(client, path, value="101", **typed)
    assert refused.status_code == 200 or refused.status_code == 422
    assert "Dat is te veel." in refused.text
    assert count(store, Observation) == 0
    assert save(client, path, value="100", **typed).status_code == 302


def test_the_tables_of_a_plugin_are_known_also_without_a_view(
    opened: Opened, planted: Planted
) -> None:
    planted.lay("quiet", {"models.py": "HERE = True\n"})
    _app, host = opened(VIEWS)
    assert host.broken == []
    assert "toc_quiet.models" in sys.modules


def test_a_plugin_whose_tables_break_is_named_and_the_admin_opens(
    opened: Opened, planted: Planted
) -> None:
    planted.lay("quiet", {"models.py": "raise LookupError('kwijt')\n"})
    app, host = opened(VIEWS)
    (broken,) = host.broken
    assert broken.name == "quiet"
    assert "de tabellen laden mislukte: LookupError: kwijt (toc_quiet/models.py" in broken.reason
    client = app.test_client()
    sign_in(client, "an")
    assert client.get("/leesclubs/").status_code == 200


def test_a_view_without_filters_and_search_answers_a_search(opened: Opened) -> None:
    bare = "    column_searchable_list = ()\n    column_filters = None\n    allowed = EVERY_ROLE"
    app, _host = opened(VIEWS.replace("    allowed = EVERY_ROLE", bare))
    client = app.test_client()
    sign_in(client, "an")
    assert client.get("/leesclubs/?search=x").status_code == 200


def test_a_plugin_refuses_a_record_of_the_core_in_its_form(opened: Opened, store: Store) -> None:
    check = (
        "\n@hookimpl\ndef toc_check_record(record, programme, session):\n"
        "    ours = programme.code == 'buddy' and type(record).__name__ == 'Trajectory'\n"
        "    return ['Nu even niet.'] if ours and record.status == 'running' else []\n"
    )
    app, _host = opened(VIEWS, HOOK + check)
    client = app.test_client()
    sign_in(client, "an")
    for programme, refused in (("buddy", True), ("campus_talent", False)):
        path = f"/programma/{programme}/trajecten/new/"
        answer = save(client, path, start="2024-10-10", status="running")
        assert ("Nu even niet." in answer.text) is refused
    assert count(store, Trajectory) == 1


PAGE = """
from pathlib import Path
from flask_admin import expose
from toc_webadmin.views.base import TocView
from toc_webadmin.views.closed import CITY_ROLES

class ClubPage(TocView):
    kind = title = intro = "Leesclubs"
    allowed, folder = CITY_ROLES, Path(__file__).parent

    @expose("/")
    def index_view(self):
        return self.render("reading/club.html")

def views(db):
    return [ClubPage(name="Leesclubs", endpoint="reading-club", url="/leesclub")]
"""
CLUB = """{% extends "toc/base.html" %}{% block heading %}Leesclubs{% endblock %}
{% block head %}<link rel="stylesheet" href="{{ url_for('.static', filename='club.css') }}">
{% endblock %}"""


def test_a_page_of_a_plugin_brings_its_own_template_and_static_files(
    planted: Planted, settings: Settings, store: Store
) -> None:
    files = {"views.py": PAGE, "templates/reading/club.html": CLUB, "static/club.css": ".x {}"}
    planted.lay("reading", files, init=HOOK)
    app = create_app(settings, host=load_plugins(), store=store, config=CHEAP)
    client = app.test_client()
    assert client.get("/leesclub/static/club.css").status_code == 302  # to the sign-in page
    sign_in(client, "stad")
    page = client.get("/leesclub/")
    assert 'href="/leesclub/static/club.css"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    with client.get("/leesclub/static/club.css") as sheet:
        assert sheet.text == ".x {}"
        assert sheet.headers["Cache-Control"] != "no-store"
    assert client.get("/leesclub/static/../views.py").status_code == 404


def test_a_template_of_a_plugin_escapes_what_people_typed_whatever_it_is_called(
    planted: Planted, settings: Settings, store: Store
) -> None:
    view = PAGE.replace('"reading/club.html"', '"reading/club.html.jinja", typed="<b>typed</b>"')
    files = {"views.py": view, "templates/reading/club.html.jinja": "{{ typed }}"}
    planted.lay("reading", files, init=HOOK)
    app = create_app(settings, host=load_plugins(), store=store, config=CHEAP)
    client = app.test_client()
    sign_in(client, "stad")
    assert client.get("/leesclub/").text == "&lt;b&gt;typed&lt;/b&gt;"
