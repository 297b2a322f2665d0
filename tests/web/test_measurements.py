"""The form of measurements: what may be typed, and how."""

from __future__ import annotations

import pytest

from toc_core.db.measures import Observation
from toc_core.db.store import Store
from toc_core.plugins import Host
from toc_core.theory import Count

from .views_world import ClientFor, offered, only, save, site


@pytest.mark.parametrize("code", ["campus_talent", "buddy"])
def test_counted_figures_are_not_typed(client_for: ClientFor, host: Host, code: str) -> None:
    page = client_for("stad").get(f"/programma/{code}/metingen/new/").text
    indicators = host.programmes[code].all_indicators()
    counted = {i.code for i in indicators if isinstance(i.measure, Count) and not i.counted_from}
    assert offered(page, "indicator") == {i.code for i in indicators} - counted


def test_a_measurement_keeps_its_caveats_and_reads_its_period(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("stad")
    path = "/programma/buddy/metingen/new/"
    indicator = min(offered(client.get(path).text, "indicator"))
    typed = {
        "indicator": indicator,
        "site": site(store).ref,
        "cell": ":",
        "period": "18/19",
        "value": "12",
        "caveats-provisional": "on",
        "caveats-provisional-note": "nog nakijken",
    }
    answer = save(client, path, **typed)
    assert answer.status_code == 302, answer.text
    assert only(store, Observation).period == "2018-2019"
    page = client.get(answer.location).text
    assert "voorlopig: nog nakijken" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [("2017-2018..2018-2019", "2017-2018 t/m 2018-2019"), ("Q1 2019", "kwartaal 1 van 2019")],
)
def test_a_list_tells_a_period_in_words(
    client_for: ClientFor, store: Store, typed: str, told: str
) -> None:
    client, path = client_for("stad"), "/programma/buddy/metingen/"
    indicator = min(offered(client.get(f"{path}new/").text, "indicator"))
    asked = {"indicator": indicator, "cell": ":", "period": typed, "value": "12"}
    answer = save(client, f"{path}new/", **asked, site=site(store).ref)
    assert answer.status_code == 302, answer.text
    assert told in client.get(path).text


def test_a_measurement_is_one_kind_of_answer(client_for: ClientFor, store: Store) -> None:
    client, path = client_for("stad"), "/programma/buddy/metingen/new/"
    indicator = min(offered(client.get(path).text, "indicator"))
    typed = {
        "indicator": indicator,
        "site": site(store).ref,
        "cell": ":",
        "period": "gisteren",
        "value": "12",
        "absence": "ziek",
    }
    answer = save(client, path, **typed)
    assert answer.status_code == 422
    assert "precies een van beide" in answer.text
    assert 'value="gisteren"' in answer.text
