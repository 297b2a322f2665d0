"""Commands about programmes and their theories; none of them needs a database."""

from __future__ import annotations

import errno
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toc_core.errors import TocError, UsageError
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.checks import Problem
    from toc_core.plugins import BrokenPlugin, Host
    from toc_core.settings import Settings
    from toc_core.theory import Programme


def loaded_host(settings: Settings | None = None) -> Host:
    """Return the plugins the settings allow; a broken one is named on stderr."""
    from toc_core.plugins import load_plugins
    from toc_core.settings import read_settings

    settings = settings or read_settings()
    host = load_plugins(off=settings.plugins_off, allowed=settings.plugins_allowed or None)
    name_broken(host.broken)
    return host


def name_broken(plugins: list[BrokenPlugin]) -> None:
    """Say on stderr which plugins do not work, and why."""
    for broken in plugins:
        click.echo(str(broken), err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Als JSON, voor een ander programma.")
def programmes(as_json: bool) -> int:
    """Toon de programma's en wat hun theorie bevat.

    Voorbeeld: toc programmes --json
    """
    rows = [_summary(programme) for programme in loaded_host().programmes.values()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    if not rows:
        click.echo(_("Geen programma's. Installeer een plugin, bijvoorbeeld toc-buddy."), err=True)
    for row in rows:
        click.echo(f"{row['code']}  {row['label']}  {row['version']}")
        click.echo("  " + _counts(row["elements"]))
        click.echo("  " + _counts(row["premises"]))
    return 0


def _summary(programme: Programme) -> dict[str, Any]:
    from toc_core.theory import PremiseKind, Stage

    stages = Counter(e.stage for e in programme.elements)
    kinds = Counter(p.kind for p in programme.premises)
    return {
        "code": programme.code,
        "label": programme.label,
        "version": programme.version,
        "elements": {stage.value: stages[stage] for stage in Stage},
        "premises": {kind.value: kinds[kind] for kind in PremiseKind},
    }


def _counts(counts: dict[str, int]) -> str:
    return " · ".join(f"{name} {count}" for name, count in counts.items())


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Als JSON, voor een ander programma.")
def plugins(as_json: bool) -> int:
    """Toon de plugins: welke werken, en welke niet en waarom.

    Voorbeeld: toc plugins
    """
    host = loaded_host()
    if as_json:
        rows: list[dict[str, Any]] = [
            {
                "name": p.name,
                "version": p.version,
                "programmes": [programme.code for programme in p.programmes],
                "problem": None,
            }
            for p in host.plugins
        ]
        rows += [
            {"name": b.name, "version": None, "programmes": [], "problem": b.reason}
            for b in host.broken
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for p in host.plugins:
            codes = ", ".join(programme.code for programme in p.programmes)
            click.echo(f"{p.name}  {p.version}  {codes}")
    return 3 if host.broken else 0


@click.command()
@click.argument("codes", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Als JSON, voor een ander programma.")
def check(codes: tuple[str, ...], as_json: bool) -> int:
    """Kijk of een theorie of portfolio klopt: fouten en lacunes. Een bestand kan ook.

    Voorbeeld: toc check campus_talent
    """
    from toc_core.checks import Severity

    host = loaded_host()
    named = len(host.broken)
    asked = list(dict.fromkeys(codes)) or [*host.programmes, *host.portfolios]
    chosen = [_programme(host, code) for code in asked if code not in host.portfolios]
    problems = [problem for programme in chosen for problem in host.check(programme)]
    for code in asked:
        if code in host.portfolios:
            problems += host.check_portfolio(host.portfolios[code])
    name_broken(host.broken[named:])
    if as_json:
        click.echo(json.dumps([_as_row(p) for p in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(f"{problem.severity.value:7} {problem.code:28} {problem}")
        counts = Counter(problem.severity for problem in problems)
        click.echo(
            _("fouten: {errors}, lacunes: {gaps}, programma's: {programmes}").format(
                errors=counts[Severity.ERROR], gaps=counts[Severity.GAP], programmes=len(chosen)
            ),
            err=True,
        )
    return 3 if host.broken or any(p.severity is Severity.ERROR for p in problems) else 0


def _programme(host: Host, named: str) -> Programme:
    """Return a programme by its code, or that of a file."""
    if named.endswith((".json", ".toml")):
        from toc_core.schemas import read_programme

        return read_programme(Path(named))
    return _known(host, named)


def _known(host: Host, code: str) -> Programme:
    """Return a programme of a plugin; what is not there may be in one that does not work."""
    try:
        return host.programme(code)
    except UsageError as error:
        remedy = _("Is zijn plugin geïnstalleerd? Kijk met: toc plugins")
        if host.broken:
            remedy = _("Niet elke plugin werkt: waarom, staat hierboven.")
        raise UsageError(f"{error} {remedy}") from error


def _as_row(problem: Problem) -> dict[str, str]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "place": problem.place,
        "message": problem.message,
    }


@click.command()
@click.argument("code")
@click.option(
    "--format", "fmt", type=click.Choice(["html", "svg"]), default="html", show_default=True
)
@click.option("--links", is_flag=True, help="Toon ook de verbanden die onze lezing zijn.")
@click.option("--language", type=click.Choice(["nl", "en", "fr"]), help="De taal van de poster.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
def poster(code: str, fmt: str, links: bool, language: str | None, output: Path | None) -> int:
    """Teken de veranderingstheorie als poster.

    Voorbeeld: toc poster campus_talent --language fr -o poster.html
    """
    host = loaded_host()
    programme = _known(host, code)
    if output is None and sys.stdout.isatty():
        raise UsageError(
            _("Schrijf de poster naar een bestand: toc poster {code} -o poster.{suffix}").format(
                code=code, suffix=fmt
            )
        )
    from toc_core.drawing import poster_html, poster_svg
    from toc_core.i18n import current_language
    from toc_core.i18n import language as speaking
    from toc_core.speaking import spoken

    draw = poster_svg if fmt == "svg" else poster_html
    with speaking(language or current_language()):
        drawn = draw(spoken(host, programme, current_language()), links=links)
    write_output(drawn, output)
    return 0


def write_output(content: str | bytes, output: Path | None) -> None:
    """Write to a file, or to stdout when there is none or it is ``-``."""
    data = content.encode() if isinstance(content, str) else content
    if output is None or str(output) == "-":
        click.echo(data, nl=False)  # flushes, so that a closed pipe shows here and not at exit
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise TocError(
            _("{path} kan niet geschreven worden: {error}").format(
                path=output, error=_refused(error)
            )
        ) from error
    click.echo(_("Geschreven: {path}").format(path=output), err=True)


def _refused(error: OSError) -> str:
    """Return why a file was refused; the machine's own words where we have none."""
    reasons = {
        errno.ENOENT: _("de map bestaat niet."),
        errno.ENOTDIR: _("de map bestaat niet."),
        errno.EACCES: _("je mag daar niet schrijven."),
        errno.EPERM: _("je mag daar niet schrijven."),
        errno.EROFS: _("je mag daar niet schrijven."),
        errno.EISDIR: _("dat is een map."),
        errno.ENOSPC: _("de schijf is vol."),
    }
    return reasons.get(error.errno or 0) or str(error.strerror)
