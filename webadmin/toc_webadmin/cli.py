"""Commands of the admin: serve, demo and users. Flask is loaded only when one of them runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.db.store import Store

ROLES = ("coordinator", "school")
PORT = click.IntRange(1, 65535)


@click.command()
@click.option("--host", "address", help="Adres om op te luisteren; zonder: alleen deze computer.")
@click.option("--port", type=PORT, help="Poort; zonder: de instelling port (8000).")
def serve(address: str | None, port: int | None) -> int:
    """Start het beheer in de browser.

    Voorbeeld: toc serve --port 8001
    """
    from toc_core.cli.theory import loaded_host
    from toc_core.settings import read_settings
    from toc_webadmin.serving import serve_until_stopped

    return serve_until_stopped(read_settings(), loaded_host(), address=address, port=port)


@click.command()
@click.option("--port", type=PORT, help="Poort; zonder: 8000 of de eerste vrije.")
@click.option("--no-serve", is_flag=True, help="Maak alleen de oefendatabank.")
@click.option("--fresh", is_flag=True, help="Maak de oefendatabank helemaal opnieuw.")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Map voor de oefendatabank; zonder: naast die van de echte gegevens.",
)
def demo(port: int | None, no_serve: bool, fresh: bool, home: Path | None) -> int:
    """Toon het product met oefengegevens in je browser, alleen op deze computer.

    Voorbeeld: toc demo --fresh
    """
    from toc_webadmin.demo import run_demo

    return run_demo(no_serve, port, home, fresh)


@click.group()
def user() -> None:
    """Beheer wie mag aanmelden.

    Voorbeeld: toc user list
    """


@user.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="Rol van de gebruiker.")
@click.option("--site", "sites", multiple=True, help="Code van een school; mag meermaals.")
@click.option("--ask", is_flag=True, help="Vraag het wachtwoord in plaats van er een te maken.")
def add(name: str, role: str, sites: tuple[str, ...], ask: bool) -> int:
    """Voeg een gebruiker toe; het wachtwoord wordt één keer getoond.

    Voorbeeld: toc user add an --role school --site oefenschool_a
    """
    from toc_core.access import Access
    from toc_webadmin.passwords import hashed
    from toc_webadmin.users import add_user

    with ready_store() as store:
        password = _new_password(ask)
        add_user(store, name, Access(role), sites=sites, password_hash=hashed(password))
    _show(name, password, ask)
    return 0


@user.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="Rol van de gebruiker.")
@click.option("--site", "sites", multiple=True, help="Code van een school; mag meermaals.")
@click.option("--url", help="Adres van het beheer, voor de link; zonder: deze computer.")
def invite(name: str, role: str, sites: tuple[str, ...], url: str | None) -> int:
    """Nodig iemand uit; de link om een wachtwoord te kiezen wordt één keer getoond.

    Voorbeeld: toc user invite an --role coordinator --url https://leerrecht.example
    """
    from toc_core.access import Access
    from toc_core.settings import read_settings
    from toc_webadmin.users import invite_user
    from toc_webadmin.wsgi import address

    with ready_store() as store:
        secret = invite_user(store, name, Access(role), sites=sites)
    settings = read_settings()
    place = (url or address(settings.host, settings.port)).rstrip("/")
    click.echo(_("Link voor {name}, die je nu één keer ziet:").format(name=name), err=True)
    click.echo(f"{place}/uitnodiging/{secret}")
    return 0


@user.command()
@click.argument("name")
@click.option("--ask", is_flag=True, help="Vraag het wachtwoord in plaats van er een te maken.")
def password(name: str, ask: bool) -> int:
    """Geef een gebruiker een nieuw wachtwoord en meld die overal af.

    Voorbeeld: toc user password an
    """
    from toc_webadmin.passwords import hashed
    from toc_webadmin.users import set_password

    with ready_store() as store:
        fresh = _new_password(ask)
        set_password(store, name, hashed(fresh))
    _show(name, fresh, ask)
    return 0


@user.command()
@click.argument("name")
@click.option("--on/--off", "active", required=True, help="Laat binnen of hou buiten.")
def access(name: str, active: bool) -> int:
    """Laat een gebruiker weer binnen, of hou die buiten.

    Voorbeeld: toc user access an --off
    """
    from toc_webadmin.users import set_active

    with ready_store() as store:
        set_active(store, name, active)
    return 0


@user.command("list")
def list_users() -> int:
    """Toon wie mag aanmelden, met rol en aantal scholen.

    Voorbeeld: toc user list
    """
    from sqlalchemy import select

    from toc_core.access import SYSTEM
    from toc_webadmin.models import User

    with ready_store() as store, store.session_for(SYSTEM, "user list") as session:
        for row in session.scalars(select(User).order_by(User.name)):
            waits = _("  uitgenodigd") if row.link_until else ""
            off = "" if row.active else _("  uit")
            click.echo(f"{row.name}  {row.access.value}  {len(row.sites)}{waits}{off}")
    return 0


@contextmanager
def ready_store() -> Iterator[Store]:
    """Yield the store of the settings, once every migration was run."""
    from toc_core.cli.store import opened_store
    from toc_core.cli.theory import loaded_host
    from toc_core.db.migrate import check_ready
    from toc_core.settings import read_settings

    with opened_store(read_settings()) as store:
        check_ready(store, loaded_host())
        yield store


def _new_password(ask: bool) -> str:
    from toc_webadmin.passwords import made_up_password

    if not ask:
        return made_up_password()
    return str(click.prompt(_("Wachtwoord"), hide_input=True, confirmation_prompt=True, err=True))


def _show(name: str, password: str, asked: bool) -> None:
    if not asked:
        click.echo(_("Wachtwoord van {name}, dat je nu één keer ziet:").format(name=name), err=True)
        click.echo(password)
