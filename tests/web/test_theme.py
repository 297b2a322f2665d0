"""A city's own title, logo and colours; what cannot be read is refused at the start."""

from __future__ import annotations

from pathlib import Path

import pytest
from toc_webadmin.theme import Theme, read_theme

from toc_core.errors import SettingsError

from .conftest import ClientFor

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


def written(home: Path, text: str) -> Path:
    (home / "theme.toml").write_text(text, "utf-8")
    return home


def test_without_a_file_nothing_is_replaced(tmp_path: Path) -> None:
    assert read_theme(tmp_path) == Theme()
    assert Theme().css == ""


def test_a_city_sets_its_title_logo_and_colours(tmp_path: Path) -> None:
    (tmp_path / "stad.svg").write_text(SVG, "utf-8")
    home = written(
        tmp_path,
        'title = "Leerrecht Mechelen"\nlogo = "stad.svg"\n[light]\naccent = "#7a1f5c"\n',
    )
    theme = read_theme(home)
    assert (theme.title, theme.logo) == ("Leerrecht Mechelen", home / "stad.svg")
    assert theme.css == "@media (prefers-color-scheme: light){:root{--accent:#7a1f5c}}\n"


def test_a_colour_that_cannot_be_read_is_refused_with_its_contrast(tmp_path: Path) -> None:
    home = written(tmp_path, '[light]\nmuted = "#aaaaaa"\n[dark]\nink = "#333333"\n')
    with pytest.raises(SettingsError) as refused:
        read_theme(home)
    said = str(refused.value)
    assert "[light] muted (#aaaaaa) op paper (#ffffff)" in said
    assert "contrast 2,3, minstens 4,5" in said
    assert "[dark] ink (#333333)" in said


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    home = written(
        tmp_path,
        'titel = "X"\nlogo = "stad.gif"\n[light]\naccnt = "#123456"\nink = "zwart"\n',
    )
    with pytest.raises(SettingsError) as refused:
        read_theme(home)
    said = str(refused.value).splitlines()
    assert all("theme.toml: " in line for line in said)
    assert "'titel' is niet gekend (bedoelde je 'title'?)" in said[0]
    assert "stad.gif is geen" in said[1]
    assert "kleur 'accnt' bestaat niet (bedoelde je 'accent'?)" in said[2]
    assert "ink: schrijf een kleur als" in said[3]


@pytest.mark.parametrize("text", ["[light", 'light = "rood"', "\x00"])
def test_a_broken_file_says_where(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match=r"theme\.toml"):
        read_theme(written(tmp_path, text))


def test_the_pages_ask_for_no_theme_that_is_not_there(client_for: ClientFor) -> None:
    assert "thema.css" not in client_for("stad").get("/").text


def test_the_example_in_the_documentation_works(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "deploy.md").read_text("utf-8")
    example = page[page.index('    title = "Leerrecht') : page.index("The colours are those")]
    (tmp_path / "logo.svg").write_text(SVG, "utf-8")
    theme = read_theme(written(tmp_path, example.replace("\n    ", "\n").strip()))
    assert set(theme.colours["light"]) == {"accent", "accent-strong"}
