"""The answers of the admin, timed without a network: list, form and dashboard, by their p95.

Found by ``toc bench`` through the entry-point group ``toc.bench``.
"""

from __future__ import annotations

import gc
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from math import ceil
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select

from toc_core.access import SYSTEM, Access
from toc_core.bench.sizes import Size
from toc_core.bench.theories import YEARS, programmes
from toc_core.bench.timing import Result, at_least, at_most
from toc_core.db.migrate import migrate
from toc_core.db.records import Delivery
from toc_core.db.store import Store
from toc_core.db.theory import ProgrammeRow
from toc_core.plugins import GROUP, Host, Plugin, load_plugins
from toc_core.settings import Settings
from toc_webadmin.app import create_app
from toc_webadmin.bench.long_list import ROWS, add_meetings, flask_admin_client
from toc_webadmin.passwords import hashed, made_up_password
from toc_webadmin.users import add_user

Told = Callable[[str], None]
NAME = "stad"
ASKED = 40  # times of each page: the p95 is the third slowest
LEAST_ASKED, ENOUGH_SECONDS = 10, 60
GOALS_AT = 100_000
MOST = {"page.list": 150, "page.form": 150, "page.dashboard": 300}
LONG_AT = 1_000_000
PAGE = 25
TIMES_FASTER = 10


def page_results(store: Store, size: Size, told: Told, rounds: int) -> Iterator[Result]:
    """Yield a line per page at this size, and at a million facts the end of a long list."""
    if not store.is_sqlite:  # a database that was named gets only tables of the core
        return
    with tempfile.TemporaryDirectory(prefix="toc-bench-") as home:
        client = bench_client(store, Path(home))
        times: dict[str, list[float]] = {name: [] for name in MOST}
        addresses = _addresses(store)
        begin = time.perf_counter()
        for number in range(ASKED + 1):
            if number > LEAST_ASKED and time.perf_counter() - begin > ENOUGH_SECONDS:
                break
            gc.collect()  # each turn pays for its own, as in every case of toc bench
            for name, address in addresses.items():
                taken = _milliseconds(client, address)
                if number:  # the first warms up
                    times[name].append(taken)
        for name, found in times.items():
            told(name)
            p95 = sorted(found)[int(len(found) * 0.95)]
            goals = [at_most("p95", p95, MOST[name], " ms")] if size.facts == GOALS_AT else []
            yield Result(name, size.name, p95, goals=tuple(goals))
        if size.facts >= LONG_AT:
            yield from long_list(store, client, told, rounds)


def long_list(
    store: Store, client: FlaskClient, told: Told, rounds: int, rows: int = ROWS
) -> Iterator[Result]:
    """Yield the last page of a list beside Flask-Admin's own: in our order, and unsorted."""
    told("page.last")
    programme = programmes()[0].code
    rows, all_of_them = add_meetings(store, programme, rows)
    ours = f"/programma/{programme}/overleg/?schooljaar=alle&page={last_page(rows)}"
    with flask_admin_client(store, PAGE) as peer:
        found: dict[str, list[float]] = {"ours": [], "sorted": [], "unsorted": []}
        for _round in range(min(rounds, 3)):
            found["ours"].append(_milliseconds(client, ours))
            for name in ("sorted", "unsorted"):
                address = f"/{name}/?page={last_page(all_of_them)}"
                found[name].append(_milliseconds(peer, address))
    mine, newest, unsorted = (sorted(found[name])[len(found[name]) // 2] for name in found)
    goal = at_least("peer/ours", newest / mine, TIMES_FASTER)
    size = "1M rows" if rows >= LONG_AT else f"{rows} rows"
    yield Result("page.last", size, mine, peer=newest, goals=(goal,))
    yield Result("page.last_unsorted_peer", size, mine, peer=unsorted)


def last_page(rows: int) -> int:
    """Return the number of the last page, from 0."""
    return max(ceil(rows / PAGE) - 1, 0)


def _host() -> Host:
    """Return a host of the admin and the made-up programmes, whatever else is installed."""
    admin = [entry for entry in entry_points(group=GROUP) if entry.name == "webadmin"]
    host = load_plugins(found=admin)
    host.plugins.append(Plugin("bench", "toc_core", "1", tuple(programmes())))
    return host


def bench_client(store: Store, home: Path) -> FlaskClient:
    """Return a signed-in client of the admin over a filled database, which gets its users."""
    host = _host()
    migrate(store, host)
    password = made_up_password()
    add_user(store, NAME, Access.COORDINATOR, password_hash=hashed(password))
    client = create_app(Settings(home=home), host=host, store=store).test_client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/aanmelden").text)
    assert token
    typed = {"username": NAME, "password": password, "csrf_token": token[1]}
    assert client.post("/aanmelden", data=typed).status_code == 302
    return client


def _addresses(store: Store) -> dict[str, str]:
    code = programmes()[0].code
    with store.session_for(SYSTEM, "toc bench") as session:
        one = select(Delivery.ref).join(ProgrammeRow).where(ProgrammeRow.code == code)
        ref = session.scalars(one.order_by(Delivery.id).limit(1)).one()
    programme, year = f"/programma/{code}", YEARS[-2]
    return {
        "page.list": f"{programme}/activiteiten/?schooljaar=alle",
        "page.form": f"{programme}/activiteiten/edit/?id={ref}",
        "page.dashboard": f"{programme}/beeld?periode={year}",
    }


def _milliseconds(client: FlaskClient, address: str) -> float:
    begin = time.perf_counter()
    answer = client.get(address)
    taken = (time.perf_counter() - begin) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return taken
