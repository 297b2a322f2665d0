"""The command ``toc``: commands come from entry-point group ``toc.commands``, loaded when asked.

Data goes to stdout, messages to stderr. Exit codes: 0 fine, 1 failed, 2 wrong use, 3 problems
found, 130 interrupted.
"""

from __future__ import annotations

import sys
import traceback
from importlib.metadata import EntryPoint, entry_points
from typing import NoReturn

import click

from toc_core.cli.help_pages import DutchContext, speak_dutch
from toc_core.cli.wrong_use import sentence
from toc_core.errors import TocError, UsageError, did_you_mean
from toc_core.i18n import _

GROUP = "toc.commands"


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are called or listed."""

    context_class = DutchContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all installed commands."""
        return sorted(_installed(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or none when it is unknown; a broken one says so when called."""
        entry = _installed(ctx).get(cmd_name)
        if entry is None:
            return None
        try:
            command = entry.load()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the boundary to foreign code
            return _broken(cmd_name, error)
        if not isinstance(command, click.Command):
            return _broken(
                cmd_name, TocError(_("{value} is geen opdracht").format(value=entry.value))
            )
        return speak_dutch(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Refuse an unknown command with the nearest known one."""
        # Shell completion parses half a line (resilient_parsing): that is no mistake yet.
        unknown = args and args[0] not in _installed(ctx) and not args[0].startswith("-")
        if unknown and not ctx.resilient_parsing:
            hint = did_you_mean(args[0], _installed(ctx))
            raise UsageError(
                _("Opdracht '{name}' bestaat niet{hint}. Alle opdrachten: toc --help").format(
                    name=args[0], hint=hint
                )
            )
        return super().resolve_command(ctx, args)


def _installed(ctx: click.Context) -> dict[str, EntryPoint]:
    """Return the installed commands; looked up once per call, for that reads many files."""
    found: dict[str, EntryPoint] | None = ctx.meta.get(GROUP)
    if found is None:
        found = ctx.meta[GROUP] = {entry.name: entry for entry in entry_points(group=GROUP)}
    return found


def _broken(name: str, error: BaseException) -> click.Command:
    help_text = _("(kan niet geladen worden: {error})").format(error=error)

    @click.command(name, help=help_text)
    def refuse() -> NoReturn:
        raise TocError(f"toc {name}: {help_text}") from error

    return refuse


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Toon bij een fout ook waar in de code.")
@click.version_option(package_name="toc-core", prog_name="toc")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """Houd een veranderingstheorie levend. Begin met: toc programmes"""
    ctx.obj = {"debug": debug}


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run the command line on ``arguments`` and return the exit code; errors go to stderr."""
    debug = "--debug" in arguments
    stdout = sys.stdout
    try:
        result = cli.main(arguments, prog_name="toc", standalone_mode=False)
    except click.Abort:
        click.echo(_("Onderbroken; er is niets half bewaard."), err=True)
        return 130
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        click.echo(sentence(error), err=True)
        return error.exit_code
    except TocError as error:
        _tell(error, debug)
        return error.exit_code
    except SystemExit as leave:
        # To a reader that had enough (`toc … | head`) click puts a silent stdout in place and
        # leaves with 1; it is no failure of ours.
        return _exit_code(leave) if sys.stdout is stdout else 0
    except Exception as error:  # noqa: BLE001 - the last door: no bare traceback for a user
        _tell(error, debug, unexpected=True)
        return 1
    return result if isinstance(result, int) else 0


def _exit_code(leave: SystemExit) -> int:
    if isinstance(leave.code, str):
        click.echo(leave.code, err=True)
        return 1
    return leave.code or 0


def _tell(error: Exception, debug: bool, *, unexpected: bool = False) -> None:
    if debug:
        traceback.print_exception(error)
    elif unexpected:
        click.echo(
            _("Onverwachte fout: {kind}: {error} (meer met: toc --debug …)").format(
                kind=type(error).__name__, error=error
            ),
            err=True,
        )
    else:
        click.echo(str(error), err=True)
