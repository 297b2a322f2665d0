"""What the tests of grids share: the fields of the page, and rows of a spreadsheet."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient

from .views_world import CAMPUS

ACTIVITIES = f"{CAMPUS}/activiteiten/tabel/"
MEASUREMENTS = f"{CAMPUS}/metingen/tabel/"


def fields(page: str) -> dict[str, str]:
    """Return every field of the grid as a browser would send it, without its buttons."""
    form = page[page.index('id="klad"') :]
    form = form[: form.index("</form>")]
    sent = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form))
    sent |= {n: v for v, n in re.findall(r'<input value="([^"]*)"[^>]* name="([\w-]+)"', form)}
    sent |= dict(re.findall(r'<textarea rows="2"[^>]* name="([\w-]+)"[^>]*>([^<]*)<', form))
    for name, options in re.findall(r'<select[^>]* name="([\w-]+)"[^>]*>(.*?)</select>', form):
        chosen = re.search(r"<option selected>([^<]*)<", options)
        sent[name] = chosen[1] if chosen else ""
    return {name: unescape(value) for name, value in sent.items()}


def press(client: FlaskClient, path: str, goal: str, /, **typed: Any) -> Any:
    """Open the grid, type, and press a button."""
    sent = fields(client.get(path).text) | {k.replace("__", "-"): v for k, v in typed.items()}
    return client.post(path, data=sent | {"doel": goal})


def paste(client: FlaskClient, path: str, block: str, **more: str) -> Any:
    """Open the grid and put rows of a spreadsheet in it."""
    return press(client, path, "plak", plak=block, **more)


def problems(page: str) -> dict[str, str]:
    """Return the sentence in each cell that has one."""
    found = re.findall(r'id="cel-([\w-]+)-fout">([^<]*)<', page)
    return {cell: unescape(sentence) for cell, sentence in found}


def block(*rows: str) -> str:
    """Return rows, written with bars between the cells, as a spreadsheet copies them."""
    return "\r\n".join(re.sub(r" *\| *", "\t", row) for row in rows) + "\r\n"
