"""The record views: closed by default, and no typed word is ever lost or stored twice."""

from __future__ import annotations

import re
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.codes import is_code
from toc_core.db.journal import Entry
from toc_core.db.people import Enrolment, Participant
from toc_core.db.records import Delivery, DeliveryStatus, Story
from toc_core.db.store import Store
from toc_core.db.theory import ElementRow
from toc_core.db.trajectories import Trajectory
from toc_core.theory import Role, Stage

from .views_world import (
    CAMPUS,
    ClientFor,
    add_trajectory,
    count,
    hidden,
    interventions,
    only,
    save,
    site,
)

STORY = {"day": "12/05/2025", "teller_role": "pupil", "consent": "share", "text": "Het ging goed."}


def test_a_school_saves_a_story_and_is_offered_to_undo_it(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    answer = save(client, f"{CAMPUS}/verhalen/new/", site=site(store).ref, **STORY)
    story = only(store, Story)
    assert (story.day, story.school_year) == (date(2025, 5, 12), "2024-2025")
    page = client.get(answer.location).text
    assert "Verhaal bewaard." in page
    assert "12/05/2025" in page
    with store.session_for(SYSTEM, "kijken") as session:
        entry = session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    assert entry is not None
    assert entry.why == "Verhaal toegevoegd"
    assert f"/ongedaan/{entry.ref}" in page


def test_pressing_save_twice_stores_one_row_and_says_so(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    path = f"{CAMPUS}/verhalen/new/"
    typed = hidden(client.get(path).text) | {"site": site(store).ref, **STORY}
    client.post(path, data=typed)
    second = client.post(path, data=typed, follow_redirects=True)
    assert count(store, Story) == 1
    assert "Dit was al bewaard" in second.text


def test_consent_has_no_default_and_everything_typed_stays(
    client_for: ClientFor, store: Store
) -> None:
    typed = STORY | {"consent": "", "day": "31/02/2025", "text": "Mijn <b>lange</b> verhaal"}
    answer = save(client_for("an"), f"{CAMPUS}/verhalen/new/", site=site(store).ref, **typed)
    assert answer.status_code == 422
    assert count(store, Story) == 0
    assert "31/02/2025" in answer.text
    assert "is geen datum. Schrijf ze als 12/05/2025." in answer.text
    assert "Mijn &lt;b&gt;lange&lt;/b&gt; verhaal" in answer.text
    assert '<a href="#consent">Toestemming: Vul dit in: het is verplicht.</a>' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert answer.text.count("autofocus") == 1


def test_a_letter_in_a_number_is_refused_in_the_field(client_for: ClientFor, store: Store) -> None:
    path = f"{CAMPUS}/activiteiten/new/"
    code = interventions(store)[0]
    answer = save(
        client_for("an"),
        path,
        element=code,
        day="2025-05-12",
        status="held",
        minutes="5o",
        **{"head_counts-pupil": "12"},
    )
    assert "&#39;5o&#39; is geen getal." in answer.text
    assert 'value="5o"' in answer.text
    assert 'value="12"' in answer.text
    assert count(store, Delivery) == 0


def test_a_delivery_keeps_head_counts_and_a_blank_is_not_a_zero(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    code = interventions(store)[0]
    answer = save(
        client,
        f"{CAMPUS}/activiteiten/new/",
        element=code,
        day="12/05/2025",
        status="held",
        minutes="50",
        **{"head_counts-pupil": "14"},
    )
    assert answer.status_code == 302, answer.text
    page = client.get(f"{CAMPUS}/activiteiten/").text
    assert "14 leerlingen" in page
    assert "leerkrachten</span>" not in page


def make_codes(client: FlaskClient, number: int, year: str = "2024-2025") -> None:
    answer = save(client, "/deelnemers/new/", role="pupil", school_year=year, number=str(number))
    assert answer.status_code == 302, answer.text


def test_a_school_makes_codes_and_ticks_them_for_an_activity(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    make_codes(client, 3)
    with store.session_for(SYSTEM, "kijken") as session:
        people = session.scalars(select(Participant)).all()
        assert len(session.scalars(select(Enrolment)).all()) == 3
    assert all(is_code(person.code) for person in people)
    path = f"{CAMPUS}/activiteiten/new/"
    element = interventions(store)[0]
    typed = {
        "element": element,
        "day": "2025-05-12",
        "status": "held",
        "attendances": [p.ref for p in people[:2]],
    }
    # The list first shows this year's codes; the day decides which year's codes are offered.
    answer = save(client, path, **typed)
    assert answer.status_code == 302, answer.text
    page = client.get(f"{CAMPUS}/activiteiten/").text
    assert "2 met code" in page
    assert client_for("bo").get("/deelnemers/").text.count(people[0].code) == 0


def test_codes_and_head_counts_together_are_refused(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    make_codes(client, 1)
    person = only(store, Participant)
    typed = {
        "element": interventions(store)[0],
        "day": "2025-05-12",
        "status": "held",
        "attendances": person.ref,
        "head_counts-pupil": "5",
    }
    answer = save(client, f"{CAMPUS}/activiteiten/new/", **typed)
    assert "niet allebei" in answer.text
    assert count(store, Delivery) == 0


def test_somebody_elses_change_is_told_and_what_was_typed_stays(
    client_for: ClientFor, store: Store
) -> None:
    ref = add_trajectory(store)
    path = f"{CAMPUS}/trajecten/edit/?id={ref}"
    mine, theirs = client_for("an"), client_for("stad")
    opened = hidden(mine.get(path).text)
    typed = {"start": "2024-09-09", "status": "running"}
    assert save(theirs, path, **typed, note="van de stad").status_code == 302
    answer = mine.post(path, data=opened | typed | {"note": "van mij"})
    assert "Terwijl jij typte, wijzigde stad dit." in answer.text
    assert "van mij" in answer.text
    assert "Nu staat er: van de stad" in answer.text
    assert answer.text.count("Nu staat er") == 2  # above the form and at the one field
    assert only(store, Trajectory).note == "van de stad"
    again = mine.post(path, data=hidden(answer.text) | typed | {"note": "van mij"})
    assert again.status_code == 302
    assert only(store, Trajectory).note == "van mij"


def test_saving_the_same_change_twice_is_no_conflict(client_for: ClientFor, store: Store) -> None:
    ref = add_trajectory(store)
    client, path = client_for("an"), f"{CAMPUS}/trajecten/edit/?id={ref}"
    group = re.search(r'<option selected value="(\w+)">3 Haarzorg', client.get(path).text)
    assert group
    typed = hidden(client.get(path).text) | {
        "group": group[1],
        "start": "2024-09-09",
        "status": "finished",
        "note": "",
    }
    client.post(path, data=typed)
    second = client.post(path, data=typed, follow_redirects=True)
    assert "Er was niets te wijzigen." in second.text


def test_another_schools_row_does_not_exist(client_for: ClientFor, store: Store) -> None:
    ref = add_trajectory(store, "oefenschool_b")
    client = client_for("an")
    for action in ("details", "edit"):
        assert client.get(f"{CAMPUS}/trajecten/{action}/?id={ref}").status_code == 404
    token = hidden(client.get(f"{CAMPUS}/verhalen/new/").text)["csrf_token"]
    gone = client.post(f"{CAMPUS}/trajecten/delete/", data={"id": ref, "csrf_token": token})
    assert gone.status_code == 404
    assert count(store, Trajectory) == 1
    assert "5 Logistiek" not in client.get(f"{CAMPUS}/trajecten/").text


def test_deleting_happens_at_once_and_can_be_undone(client_for: ClientFor, store: Store) -> None:
    ref = add_trajectory(store)
    client = client_for("an")
    page = client.get(f"{CAMPUS}/trajecten/details/?id={ref}").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    form = {"id": ref, "csrf_token": token[1]}
    answer = client.post(f"{CAMPUS}/trajecten/delete/", data=form, follow_redirects=True)
    assert "Traject verwijderd." in answer.text
    undo = re.search(r'action="(/ongedaan/\w+)"', answer.text)
    assert undo
    assert count(store, Trajectory) == 0
    client.post(undo[1], data={"csrf_token": token[1]})
    assert only(store, Trajectory).ref == ref


def test_only_the_city_writes_participations_and_sees_schools(client_for: ClientFor) -> None:
    client = client_for("an")
    assert client.get(f"{CAMPUS}/deelnames/").status_code == 200
    assert client.get(f"{CAMPUS}/deelnames/new/").status_code == 403
    assert client.get("/scholen/").status_code == 403
    assert client_for("stad").get("/scholen/").status_code == 200


def test_a_duplicate_is_refused_with_a_sentence(client_for: ClientFor, store: Store) -> None:
    client = client_for("stad")
    typed = {"site": site(store).ref, "label": "3A", "school_year": "2024-2025"}
    assert save(client, "/klasgroepen/new/", **typed).status_code == 302
    answer = save(client, "/klasgroepen/new/", **typed)
    assert "Deze klasgroep bestaat al op deze school in dat schooljaar." in answer.text
    assert 'value="3A"' in answer.text


def test_the_coordinator_chooses_the_school_first(client_for: ClientFor, store: Store) -> None:
    client = client_for("stad")
    assert "Voor welke school is dit?" in client.get(f"{CAMPUS}/trajecten/new/").text
    path = f"{CAMPUS}/trajecten/new/?school={site(store).ref}"
    page = client.get(path).text
    assert "Oefenschool A</strong>" in page
    typed = hidden(page) | {"start": "2024-09-09", "status": "planned"}
    assert client.post(f"{CAMPUS}/trajecten/new/", data=typed).status_code == 302
    assert only(store, Trajectory).site_id == site(store).id


def test_a_trajectory_of_another_school_cannot_be_chosen(
    client_for: ClientFor, store: Store
) -> None:
    foreign = add_trajectory(store, "oefenschool_b")
    answer = save(
        client_for("an"),
        f"{CAMPUS}/activiteiten/new/",
        trajectory=foreign,
        element=interventions(store)[0],
        day="2024-10-01",
        status="planned",
    )
    assert "Kies iets uit de lijst." in answer.text
    assert count(store, Delivery) == 0


def test_an_outcome_is_not_an_activity(client_for: ClientFor, store: Store) -> None:
    page = client_for("an").get(f"{CAMPUS}/activiteiten/new/").text
    options = re.findall(r'<option value="(\w+)">', page[page.index('id="element"') :])
    assert set(interventions(store)) <= set(options)
    with store.session_for(SYSTEM, "kijken") as session:
        outcomes = select(ElementRow.code).where(ElementRow.stage == Stage.OUTCOME)
        assert not set(session.scalars(outcomes)) & set(options)


def test_a_planned_activity_needs_nobody(client_for: ClientFor, store: Store) -> None:
    answer = save(
        client_for("an"),
        f"{CAMPUS}/activiteiten/new/",
        status="planned",
        element=interventions(store)[0],
        day="2025-05-12",
    )
    assert answer.status_code == 302, answer.text
    assert only(store, Delivery).status is DeliveryStatus.PLANNED


def test_roles_are_only_words_we_know(client_for: ClientFor, store: Store) -> None:
    typed = STORY | {"teller_role": "schepen"}
    answer = save(client_for("an"), f"{CAMPUS}/verhalen/new/", site=site(store).ref, **typed)
    assert "Kies een van de woorden uit de lijst." in answer.text
    assert set(Role) >= {Role.PUPIL}
