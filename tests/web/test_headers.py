"""What every answer carries, who reaches what, and what an error page says."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask_admin import Admin, BaseView, expose
from toc_webadmin import create_app, guard, headers
from toc_webadmin.app import AdminStart

from toc_core.errors import AccessDenied, DataProblems, PluginError, StoreError, UsageError
from toc_core.plugins import Host
from toc_core.settings import Settings

from .conftest import CHEAP, ClientFor, csrf_of

FAILURES = {
    "denied": AccessDenied("Dit hoort bij een andere school."),
    "unknown": UsageError("Programma 'x' is niet gekend."),
    "data": DataProblems(["De datum ontbreekt."]),
    "busy": StoreError("De databank is bezet."),
    "bug": ValueError("geheim van een leerling"),
}


@pytest.fixture
def failing(app: Flask) -> Flask:
    """The admin with pages that fail in every way."""

    def fail(how: str) -> str:
        raise FAILURES[how]

    app.add_url_rule("/faal/<how>", "fail", fail)
    return app


def addresses(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Endpoint, method and a filled-in address of every route."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", "x", rule.rule)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield rule.endpoint, method, path


def test_no_page_opens_for_a_stranger_unless_it_is_on_the_list(app: Flask) -> None:
    client = app.test_client()
    for endpoint, method, path in addresses(app):
        if endpoint in guard.PUBLIC:
            continue
        answer = client.open(path, method=method)
        if method == "GET":
            assert answer.status_code == 302, endpoint
            assert answer.location.startswith("/aanmelden"), endpoint
        else:
            assert answer.status_code == 401, endpoint


def test_the_list_of_public_pages_is_short() -> None:
    look = {"static", "toc_font", "toc_theme", "toc_logo"}
    opened = {"health", "security.login", "invitation.page", "languages.choose"}
    assert look | opened == guard.PUBLIC


@pytest.mark.parametrize("path", ["/aanmelden", "/wachtwoord", "/gezond", "/bestaat-niet", "/"])
def test_every_answer_has_the_headers_and_is_kept_by_no_cache(app: Flask, path: str) -> None:
    answer = app.test_client().get(path)
    for name, value in headers.ALWAYS.items():
        assert answer.headers[name] == value
    assert answer.headers["Cache-Control"] == "no-store"
    policy = answer.headers["Content-Security-Policy"]
    for part in ("default-src 'self'", "script-src 'self';", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert "Strict-Transport-Security" not in answer.headers


def test_the_nonce_is_new_for_every_answer(app: Flask) -> None:
    client = app.test_client()
    policies = {client.get("/aanmelden").headers["Content-Security-Policy"] for _time in range(3)}
    assert len(policies) == 3


def test_over_https_the_browser_is_told_to_stay_there(app: Flask) -> None:
    answer = app.test_client().get("/aanmelden", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == headers.HSTS


def test_our_stylesheet_may_be_kept_for_a_while(app: Flask) -> None:
    answer = app.test_client().get("/static/toc.css")
    assert answer.status_code == 200
    assert "max-age=3600" in answer.headers["Cache-Control"]
    answer.close()
    missing = app.test_client().get("/static/bestaat-niet.css")
    assert missing.headers["Cache-Control"] == "no-store"


def test_no_page_of_ours_has_inline_script_or_style(app: Flask, client_for: ClientFor) -> None:
    for page in (app.test_client().get("/aanmelden"), client_for("an").get("/wachtwoord")):
        assert re.findall(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|<style>", page.text) == []


@pytest.mark.parametrize(
    ("address", "secure_cookies", "expected"),
    [
        ("127.0.0.1", True, "toc=…; HttpOnly; Path=/; SameSite=Lax"),
        ("0.0.0.0", False, "toc=…; HttpOnly; Path=/; SameSite=Lax"),
        ("0.0.0.0", True, "__Host-toc=…; Secure; HttpOnly; Path=/; SameSite=Lax"),
    ],
)
def test_the_cookie_is_for_our_pages_only(
    settings: Settings, host: Host, address: str, secure_cookies: bool, expected: str
) -> None:
    settings = replace(settings, host=address, secure_cookies=secure_cookies)
    app = create_app(settings, host=host, config=CHEAP)
    answer = app.test_client().get("/aanmelden", base_url="https://localhost")
    assert re.sub("=[^;]*;", "=…;", answer.headers["Set-Cookie"], count=1) == expected
    app.extensions["toc_store"].close()


@pytest.mark.parametrize(
    ("how", "status", "sentence"),
    [
        ("denied", 403, "Dit hoort bij een andere school."),
        ("unknown", 404, "Programma &#39;x&#39; is niet gekend."),
        ("data", 400, "De datum ontbreekt."),
        ("busy", 503, "De databank is bezet."),
        ("bug", 500, "Er ging iets mis bij ons"),
    ],
)
def test_a_failure_is_a_page_with_advice_and_a_reference(
    failing: Flask, client_for: ClientFor, how: str, status: int, sentence: str
) -> None:
    answer = client_for("an").get(f"/faal/{how}")
    assert answer.status_code == status
    assert sentence in answer.text
    assert f"<code>{answer.headers['X-Request-ID']}</code>" in answer.text
    assert "Traceback" not in answer.text


def test_an_unexpected_error_is_logged_with_its_place_but_not_its_words(
    failing: Flask, client_for: ClientFor, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client_for("an").get("/faal/bug")
    assert "geheim" not in answer.text + caplog.text
    assert f"{answer.headers['X-Request-ID']} ValueError" in caplog.text
    assert "in fail" in caplog.text


def test_the_log_has_a_line_per_request_and_nothing_personal(
    client_for: ClientFor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "toc_webadmin.requests")
    answer = client_for("an").get("/wachtwoord?zoek=Jan+Peeters")
    line = caplog.messages[-1]
    expected = rf"GET security.change_password 200 \d+ms {answer.headers['X-Request-ID']}"
    assert re.fullmatch(expected, line)


def test_a_page_that_does_not_exist_says_so(client_for: ClientFor) -> None:
    answer = client_for("an").get("/bestaat-niet")
    assert (answer.status_code, "Deze pagina bestaat niet" in answer.text) == (404, True)


def test_a_method_that_is_not_there_is_named(client_for: ClientFor) -> None:
    client = client_for("an")
    token = csrf_of(client.get("/wachtwoord").text)
    answer = client.post("/gezond", data={"csrf_token": token})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_more_than_the_limit_is_refused(client_for: ClientFor) -> None:
    client = client_for("an")
    form = {"note": "x" * (17 * 1024 * 1024), "csrf_token": "x"}
    answer = client.post("/wachtwoord", data=form)
    assert (answer.status_code, "Dat is te groot" in answer.text) == (413, True)


def test_a_form_with_an_old_token_can_be_sent_again(client_for: ClientFor) -> None:
    client = client_for("an")
    form = {"note": "niet verloren", "csrf_token": "oud"}
    answer = client.post("/wachtwoord", data=form, headers={"Origin": "http://localhost"})
    assert answer.status_code == 400
    assert 'name="note" value="niet verloren"' in answer.text
    assert "csrf" not in re.sub(r'name="csrf_token"', "", answer.text).lower()


@pytest.mark.parametrize(
    ("origin", "https"),
    [("http://localhost", True), ("https://localhost", False), (None, True)],
)
def test_a_browser_that_cannot_keep_the_cookie_is_told_to_use_https(
    settings: Settings, host: Host, origin: str | None, https: bool
) -> None:
    app = create_app(replace(settings, host="0.0.0.0"), host=host, config=CHEAP)
    client = app.test_client(use_cookies=False)  # as a browser: no https, no cookie
    token = csrf_of(client.get("/aanmelden").text)
    form = {"username": "an", "password": "x", "csrf_token": token}
    # Behind a webserver with https too the request itself came over http.
    headers = {"Origin": origin} if origin else {}
    answer = client.post("/aanmelden", data=form, headers=headers)
    assert answer.status_code == 400
    assert ("alleen over https" in answer.text) is https
    assert ("te lang open" in answer.text) is not https
    app.extensions["toc_store"].close()


class BareView(BaseView):  # type: ignore[misc]
    @expose("/")  # type: ignore[untyped-decorator]
    def index(self) -> str:
        return "iedereen mag dit zien"


def test_a_view_that_is_not_ours_stops_the_start_and_is_named() -> None:
    admin = Admin(Flask("toc_webadmin"), index_view=AdminStart(url="/beheer"))
    guard.refuse_foreign_views(admin, (AdminStart,))
    admin.add_view(BareView(name="Kaal", url="/kaal"))
    with pytest.raises(PluginError, match=r"BareView.*TocModelView"):
        guard.refuse_foreign_views(admin, (AdminStart,))


def test_the_start_page_of_flask_admin_leads_to_ours(client_for: ClientFor) -> None:
    assert client_for("stad").get("/beheer/").location == "/"
