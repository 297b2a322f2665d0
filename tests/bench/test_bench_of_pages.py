"""The end of a long list beside Flask-Admin's own: both show it, and a line says how fast."""

from __future__ import annotations

from pathlib import Path

from toc_webadmin.bench.long_list import add_meetings, flask_admin_client
from toc_webadmin.bench.pages import PAGE, bench_client, last_page, long_list

from toc_core.bench.database import fresh_store
from toc_core.bench.filling import fill
from toc_core.bench.sizes import Size
from toc_core.bench.theories import programmes

TINY = Size("tiny", 2_000, 8, 200)
ROWS = 500


def test_the_last_page_of_a_list_is_timed_beside_that_of_flask_admin(tmp_path: Path) -> None:
    with fresh_store() as store:
        fill(store, TINY)
        client = bench_client(store, tmp_path)
        found = list(long_list(store, client, lambda _case: None, 1, ROWS))
        assert [one.case for one in found] == ["page.last", "page.last_unsorted_peer"]
        assert all(one.peer and one.ours > 0 for one in found)
        assert found[0].goals[0].words == "peer/ours >= 10x"
        own, all_of_them = add_meetings(store, programmes()[0].code, ROWS)
        assert own == ROWS < all_of_them  # nothing more was needed
        with flask_admin_client(store, PAGE) as peer:
            for order in ("sorted", "unsorted"):
                last = last_page(all_of_them)
                shown = peer.get(f"/{order}/?page={last}").text
                assert shown.count('name="rowid"') == all_of_them - last * PAGE, order
