"""The page of users: who is there, who invites whom, and what a coordinator cannot do."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from toc_webadmin import users
from toc_webadmin.models import Change, User, UserChange

from toc_core.access import SYSTEM, Access
from toc_core.db.store import Store

from .attacks import IDS, TEXTS
from .conftest import PASSWORD, ClientFor, csrf_of, sign_in
from .grid_pages import ACTIVITIES, fields, press
from .invited import CHOSEN, choose, invite, link_on, ref_of, send, user
from .test_sessions import change_user


def words(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def changes(store: Store) -> list[tuple[str, Change, str]]:
    with store.session_for(SYSTEM, "kijken") as session:
        rows = session.scalars(select(UserChange).order_by(UserChange.id)).all()
        return [(row.who, row.what, row.user.name) for row in rows]


def path_of(store: Store, name: str, action: str = "") -> str:
    return f"/gebruikers/{user(store, name).id}{action}"


def put_out(client: Any, store: Store, name: str) -> str:
    path = path_of(store, name, "/toegang")
    form = {"csrf_token": csrf_of(client.get("/wachtwoord").text), "in": "0"}
    return str(client.post(path, data=form, follow_redirects=True).text)


def test_the_list_says_who_is_there_what_they_see_and_who_waits(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("stad")
    invite(client, store)
    users.set_active(store, "bo", False)
    page = words(client.get("/gebruikers").text)
    assert "an school Oefenschool A kan aanmelden" in page
    assert "bo school Oefenschool B buitengehouden" in page
    assert "stad coördinator alle kan aanmelden" in page
    assert re.search(r"lies school Oefenschool A uitgenodigd: de link werkt tot \d\d/", page)
    moment = store.clock()
    store.clock = lambda: moment + timedelta(days=8)
    assert "lies school Oefenschool A link vervallen" in words(client.get("/gebruikers").text)


def test_the_link_is_shown_once_and_says_to_hand_it_over(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("stad")
    page = invite(client, store).text
    assert "Geef deze link zelf door." in page
    assert "readonly autofocus" in page  # selectable without a script
    assert "/uitnodiging/" not in client.get("/gebruikers").text


def test_the_link_is_for_the_address_that_the_coordinator_uses(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("stad")
    form = {
        "csrf_token": csrf_of(client.get("/wachtwoord").text),
        "name": "lies", "role": "school", "sites": ref_of(store, "oefenschool_a"),
    }  # fmt: skip
    # Behind a webserver with https only the browser knows.
    page = client.post("/gebruikers", data=form, headers={"Origin": "https://localhost"}).text
    assert 'value="https://localhost/uitnodiging/' in page


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"name": ""}, "Een naam heeft 1 tot 120 tekens."),
        ({"name": "x" * 121}, "Een naam heeft 1 tot 120 tekens."),
        ({"name": "AN"}, "De naam &#39;AN&#39; is al in gebruik."),
        ({"name": "Systeem"}, "Deze naam kan niet."),
        ({"sites": []}, "Duid minstens één school aan."),
        ({"sites": ["aaaaaaaaaa"]}, "Duid minstens één school aan."),
        ({"role": "system"}, "Kies een rol."),
        ({"role": ""}, "Kies een rol."),
        ({"role": "coordinator"}, "haal de vinkjes weg"),
    ],
)
def test_what_is_wrong_with_an_invitation_stands_at_its_field(
    client_for: ClientFor, store: Store, form: dict[str, Any], sentence: str
) -> None:
    answer = invite(client_for("stad"), store, **form)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert "Nog niet bewaard" in answer.text
    assert "/uitnodiging/" not in answer.text
    assert len(changes(store)) == 3  # those of the installation


def test_no_text_breaks_an_invitation(client_for: ClientFor, store: Store) -> None:
    client = client_for("stad")
    for text in [text.encode("utf-8", "replace").decode() for text in TEXTS]:
        for field in ("name", "role", "sites"):
            answer = invite(client, store, **{field: text})
            assert answer.status_code in (200, 422), (field, text[:20])
            assert "<img src=x" not in answer.text


def test_no_number_of_a_user_breaks_a_page(client_for: ClientFor) -> None:
    client = client_for("stad")
    for number in IDS:
        answer = client.get("/gebruikers/" + number.replace("%", "%25").replace("\x00", "%00"))
        assert answer.status_code in (200, 308, 404), number


def test_a_coordinator_can_be_invited_too(app: Flask, client_for: ClientFor, store: Store) -> None:
    page = invite(client_for("stad"), store, "mia", role="coordinator", sites=[]).text
    client = app.test_client()
    choose(client, link_on(page))
    sign_in(client, "mia", CHOSEN)
    assert client.get("/gebruikers").status_code == 200


def test_somebody_kept_out_is_out_at_the_next_click_and_can_come_back(
    app: Flask, client_for: ClientFor, store: Store
) -> None:
    an, coordinator = client_for("an"), client_for("stad")
    assert "an is buiten vanaf de volgende klik." in put_out(coordinator, store, "an")
    assert an.get("/").status_code == 302
    answer = send(coordinator, path_of(store, "an", "/link"))
    assert "Laat an eerst weer binnen." in coordinator.get(answer.location).text
    send(coordinator, path_of(store, "an", "/toegang"), **{"in": "1"})
    assert sign_in(app.test_client(), "an", PASSWORD).status_code == 302


def test_other_schools_hold_from_the_next_click(client_for: ClientFor, store: Store) -> None:
    an, coordinator = client_for("an"), client_for("stad")
    assert "Oefenschool A" in an.get("/").text
    path = path_of(store, "an", "/scholen")
    answer = send(coordinator, path, sites=[ref_of(store, "oefenschool_b")])
    assert "De scholen van an zijn bewaard." in coordinator.get(answer.location).text
    home = an.get("/").text
    assert ("Oefenschool A" in home, "Oefenschool B" in home) == (False, True)
    answer = send(coordinator, path, sites=[])
    assert "Duid minstens één school aan." in coordinator.get(answer.location).text
    assert len(user(store, "an").sites) == 1


@pytest.mark.parametrize(("codes", "kept"), [("b", False), ("ab", True)])
def test_a_draft_does_not_go_along_to_another_school(
    client_for: ClientFor, store: Store, codes: str, kept: bool
) -> None:
    an, coordinator = client_for("an"), client_for("stad")
    press(an, ACTIVITIES, "bewaar", cel__1__day="12/01/2026", cel__1__note="Leerling van A")
    sites = [ref_of(store, f"oefenschool_{code}") for code in codes]
    send(coordinator, path_of(store, "an", "/scholen"), sites=sites)
    assert ("Leerling van A" in an.get(ACTIVITIES).text) is kept


def test_a_page_that_was_open_stores_nothing_at_another_school(
    client_for: ClientFor, store: Store
) -> None:
    an, coordinator = client_for("an"), client_for("stad")
    left_open = fields(an.get(ACTIVITIES).text) | {"cel-1-note": "Leerling van A"}
    send(coordinator, path_of(store, "an", "/scholen"), sites=[ref_of(store, "oefenschool_b")])
    answer = an.post(ACTIVITIES, data=left_open, headers={"Origin": "http://localhost"})
    assert (answer.status_code, "Leerling van A" in answer.text) == (400, False)
    assert "of van een andere school. Er is niets bewaard." in answer.text
    assert "Leerling van A" not in an.get(ACTIVITIES).text


def test_the_schools_of_a_coordinator_are_all_of_them(client_for: ClientFor, store: Store) -> None:
    client = client_for("stad")
    form = {"sites": [ref_of(store, "oefenschool_b")]}
    answer = send(client, path_of(store, "stad", "/scholen"), **form)
    assert "Een coördinator ziet alle scholen." in client.get(answer.location).text
    assert user(store, "stad").sites == []


@pytest.mark.parametrize("action", ["/toegang", "/link"])
def test_a_coordinator_cannot_lock_out_themselves(
    client_for: ClientFor, store: Store, action: str
) -> None:
    client = client_for("stad")
    answer = send(client, path_of(store, "stad", action), **{"in": "0"})
    assert "Dit ben jij zelf: jezelf buitenhouden kan niet." in client.get(answer.location).text
    assert user(store, "stad").active
    assert user(store, "stad").password


def test_the_last_coordinator_who_can_sign_in_stays(store: Store) -> None:
    users.invite_user(store, "mia", Access.COORDINATOR)  # has no password yet
    with store.session_for(SYSTEM, "proef", writes=True) as session:
        stad = session.scalars(select(User).where(User.name == "stad")).one()
        mia = session.scalars(select(User).where(User.name == "mia")).one()
        refusal = users.why_not_out(session, stad, by="mia")
        assert "stad is de laatste coördinator die kan aanmelden." in refusal
        assert "Nodig eerst een andere coördinator uit" in refusal
        assert users.why_not_out(session, mia, by="stad") == ""
    users.set_password(store, "mia", "een hash")
    with store.session_for(SYSTEM, "proef", writes=True) as session:
        stad = session.scalars(select(User).where(User.name == "stad")).one()
        assert users.why_not_out(session, stad, by="mia") == ""


def test_who_invited_and_changed_whom_is_told_on_the_page(
    client_for: ClientFor, store: Store, app: Flask
) -> None:
    client = client_for("stad")
    link = link_on(invite(client, store).text)
    choose(app.test_client(), link)
    put_out(client, store, "lies")
    told = [("stad", Change.INVITED, "lies"), ("lies", Change.CHOSEN, "lies")]
    assert changes(store)[3:] == [*told, ("stad", Change.OUT, "lies")]
    page = words(client.get("/gebruikers").text)
    assert "lies uitgenodigd: school, Oefenschool A stad" in page
    assert "lies wachtwoord gekozen met de link lies" in page
    own = words(client.get(path_of(store, "lies")).text)
    assert "buitengehouden stad" in own


def test_what_the_server_did_is_told_too(store: Store) -> None:
    users.set_active(store, "an", False)
    users.set_password(store, "an", "een hash")
    server = SYSTEM.name
    assert changes(store)[3:] == [(server, Change.OUT, "an"), (server, Change.PASSWORD, "an")]


# Attacks of a school


ACTIONS = ("/gebruikers", "/gebruikers/1", "/gebruikers/1/link", "/gebruikers/1/toegang")


@pytest.mark.parametrize("path", [*ACTIONS, "/gebruikers/1/scholen", "/gebruikers/99"])
def test_a_school_reaches_no_page_of_users(client_for: ClientFor, store: Store, path: str) -> None:
    client = client_for("an")
    before = (changes(store), user(store, "an").access, user(store, "an").site_ids)
    if path.count("/") < 3:
        assert client.get(path).status_code == 403
    form = {"name": "ik", "role": "coordinator", "access": "coordinator", "in": "1"}
    sites = [ref_of(store, "oefenschool_a"), ref_of(store, "oefenschool_b")]
    if path not in ("/gebruikers/1", "/gebruikers/99"):
        answer = send(client, path, sites=sites, **form)
        assert answer.status_code == 403
        assert "doet de coördinator" in answer.text
    assert (changes(store), user(store, "an").access, user(store, "an").site_ids) == before
    assert "Gebruikers" not in words(client.get("/").text)


@pytest.mark.parametrize("path", ["/wachtwoord", "/welkom", "/aanmelden"])
def test_a_user_of_a_school_cannot_raise_their_own_role(
    client_for: ClientFor, store: Store, path: str
) -> None:
    form = {
        "access": "coordinator", "role": "coordinator", "active": "1", "name": "stad",
        "sites": [ref_of(store, "oefenschool_b")], "password": PASSWORD,
        "new_password": CHOSEN, "new_password_confirm": CHOSEN,
    }  # fmt: skip
    before = (user(store, "an").access, user(store, "an").site_ids)
    send(client_for("an"), path, **form)
    assert (user(store, "an").access, user(store, "an").site_ids) == before


def test_nor_by_the_link_with_which_they_choose_a_password(
    app: Flask, client_for: ClientFor, store: Store
) -> None:
    link = link_on(invite(client_for("stad"), store).text)
    client = app.test_client()
    form = {"access": "coordinator", "role": "coordinator", "name": "stad", "user": "1"}
    form |= {"password": "x" * 20, "password_confirm": "x" * 20}
    client.post(link, data=form | {"csrf_token": csrf_of(client.get(link).text)})
    lies = user(store, "lies")
    assert (lies.access, len(lies.sites)) == (Access.SCHOOL, 1)


def test_a_coordinator_who_was_just_put_down_changes_nobody(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("stad")
    change_user(store, "stad", access=Access.SCHOOL)
    assert invite(client, store).status_code == 403
