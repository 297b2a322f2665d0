"""Wrong use of a command and its help page: Dutch sentences, whoever brings the command."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import click
import pytest

from toc_core.cli import run
from toc_core.cli.help_pages import speak_dutch
from toc_core.cli.wrong_use import sentence

TOC = str(Path(sys.executable).parent / "toc")


@click.group()
def boat() -> None:
    """Vaar."""


@boat.command()
@click.argument("harbour", required=False)
@click.option("--depth", type=click.IntRange(min=1))
@click.option("--crew", type=click.IntRange(max=9))
@click.option("--speed", type=float)
@click.option("--sails", type=bool)
@click.option("--day", type=click.DateTime())
@click.option("--flag", is_flag=True)
@click.option("--map", "chart", type=click.Path(exists=True))
@click.option("--kind", type=click.Choice(["long", "short"]), default="long", show_default=True)
def sail(**_given: object) -> None:
    """Vaar uit."""


@boat.command()
@click.argument("harbour")
@click.option("--anchor", required=True)
def moor(harbour: str, anchor: str) -> None:
    """Meer aan."""
    raise click.UsageError(f"{harbour} ligt vol.")


def refusal(*arguments: str) -> str:
    with pytest.raises(click.ClickException) as caught:
        speak_dutch(boat).main(list(arguments), prog_name="boat", standalone_mode=False)
    return sentence(caught.value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("report", "toc report vraagt minstens één programma, bijvoorbeeld: toc report buddy"),
        ("poster", "toc poster vraagt een programma, bijvoorbeeld: toc poster campus_talent"),
        ("report --fromat csv", "Optie '--fromat' bestaat niet (bedoelde je '--format'?)."),
        ("report -o / buddy", "Bij optie -o: '/' is een map; geef een bestand."),
        ("poster a b", "Hier is iets te veel: b. Wat er hoort te staan: toc poster --help"),
        ("poster a --format svgg", "'svgg' kan niet (bedoelde je 'svg'?). Kies uit: html, svg."),
    ],
)
def test_wrong_use_is_told_in_dutch_with_a_remedy(
    capsys: pytest.CaptureFixture[str], arguments: str, said: str
) -> None:
    assert run(arguments.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("sial", "Opdracht 'sial' bestaat niet (bedoelde je 'sail'?). Alle opdrachten: boat"),
        ("sail --depth 0", "Bij optie --depth: '0' kan niet. Kies een getal vanaf 1."),
        ("sail --depth diep", "Bij optie --depth: 'diep' kan niet. Kies een getal vanaf 1."),
        ("sail --crew 10", "Bij optie --crew: '10' kan niet. Kies een getal tot en met 9."),
        ("sail --speed traag", "Bij optie --speed: 'traag' is geen getal."),
        ("sail --sails x", "Bij optie --sails: 'x' is geen yes of no."),
        ("sail --map /nergens", "Bij optie --map: '/nergens' bestaat niet."),
        ("sail --flag=3", "Achter optie --flag hoort geen waarde."),
        ("sail --depth", "Achter optie --depth hoort een waarde."),
        ("moor", "boat moor vraagt HARBOUR. Meer: boat moor --help"),
        ("moor mechelen", "boat moor vraagt de optie --anchor. Meer: boat moor --help"),
        ("moor kaai --anchor 1", "kaai ligt vol."),
    ],
)
def test_every_kind_of_mistake_has_its_sentence(arguments: str, said: str) -> None:
    assert refusal(*arguments.split()).startswith(said)


def test_a_date_that_is_none_is_named_without_english() -> None:
    assert refusal("sail", "--day", "gisteren") == "Bij optie --day: 'gisteren' kan hier niet."


@pytest.mark.parametrize("arguments", ["--help", "report --help", "user add --help", "user"])
def test_no_help_page_speaks_english(capsys: pytest.CaptureFixture[str], arguments: str) -> None:
    run(arguments.split())
    shown = "".join(capsys.readouterr())
    assert "Gebruik: toc" in shown
    assert "Opties:" in shown
    english = ["Usage", "Options", "OPTIONS", "Commands", "this message", "TEXT", "required"]
    assert [word for word in english if word in shown] == []


def test_the_default_of_an_option_is_shown_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    speak_dutch(boat).main(["sail", "--help"], prog_name="boat", standalone_mode=False)
    shown = capsys.readouterr().out
    assert "[standaard: long]" in shown
    assert "--depth GETAL" in shown


def on_a_screen(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``toc`` with a terminal as its stdout; what goes there is not read."""
    ours, theirs = pty.openpty()
    try:
        return subprocess.run(
            [TOC, *arguments], stdout=theirs, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(theirs)
        os.close(ours)


@pytest.mark.parametrize("fmt", ["html", "svg"])
def test_a_poster_is_not_poured_over_a_screen(fmt: str) -> None:
    done = on_a_screen("poster", "buddy", "--format", fmt)
    told = f"Schrijf de poster naar een bestand: toc poster buddy -o poster.{fmt}\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_a_missing_folder_is_named_as_the_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "weg" / "poster.html"
    assert run(["poster", "buddy", "-o", str(path)]) == 1
    told = f"{path} kan niet geschreven worden: de map bestaat niet.\n"
    assert capsys.readouterr().err == told
