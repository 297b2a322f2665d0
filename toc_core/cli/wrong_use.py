"""What a person reads who used a command wrongly: click's mistakes as sentences with a remedy."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import click

from toc_core.errors import did_you_mean
from toc_core.i18n import _

# click keeps the refused value only inside its own sentence.
_REFUSED = re.compile(r"(?P<value>.+?) (?:is not (?:a valid|in the range|one of)|does not match)\b")
_EXAMPLE = re.compile(r"Voorbeeld: (toc .+)")
_EXTRA = re.compile(r"Got unexpected extra arguments? \((?P<words>.*)\)")


def sentence(error: click.ClickException) -> str:
    """Return what is wrong and what helps; a message written by a command stays as it is."""
    for kind, say in _SENTENCES:
        if isinstance(error, kind):
            return say(error)
    return _other(error)


def _no_such_option(error: click.NoSuchOption) -> str:
    return _("Optie '{name}' bestaat niet{hint}. Alle opties: {command} --help").format(
        name=error.option_name,
        hint=did_you_mean(error.option_name, _options(error.ctx)),
        command=_command(error.ctx),
    )


def _no_such_command(error: click.NoSuchCommand) -> str:
    group = error.ctx.command if error.ctx else None
    known = group.list_commands(error.ctx) if error.ctx and isinstance(group, click.Group) else []
    return _("Opdracht '{name}' bestaat niet{hint}. Alle opdrachten: {command} --help").format(
        name=error.command_name,
        hint=did_you_mean(error.command_name, known),
        command=_command(error.ctx),
    )


def _bad_option_use(error: click.BadOptionUsage) -> str:
    said = _("Achter optie {name} hoort een waarde.")
    if "does not take" in error.message:
        said = _("Achter optie {name} hoort geen waarde.")
    return said.format(name=error.option_name)


def _missing(error: click.MissingParameter) -> str:
    command = error.ctx.command.help if error.ctx else None
    example = _EXAMPLE.search(command or "")
    said = _("{command} vraagt {what}, bijvoorbeeld: {example}")
    if example is None:
        said = _("{command} vraagt {what}. Meer: {command} --help")
    return said.format(
        command=_command(error.ctx),
        what=_asked(error.param, error.ctx),
        example=example[1] if example else "",
    )


def _asked(param: click.Parameter | None, ctx: click.Context | None) -> str:
    if param is None:
        return _("nog iets")
    if isinstance(param, click.Option):
        return _("de optie {name}").format(name="/".join((*param.opts, *param.secondary_opts)))
    known = {
        "code": _("een programma"),
        "codes": _("minstens één programma"),
        "file": _("een bestand"),
        "name": _("een naam"),
    }
    return known.get(param.name or "", param.human_readable_name)


def _bad_value(error: click.BadParameter) -> str:
    found = _REFUSED.match(error.message)
    kind = error.param.type if error.param else None
    reason = error.message
    if isinstance(kind, click.Path):
        reason = _path_reason(error.message)
    elif found:
        reason = _value_reason(found["value"].strip("'\""), kind)
    where = error.param.opts[0] if error.param and error.param.opts else error.param_hint
    # An argument is one word of the command: its own value says enough.
    if isinstance(error.param, click.Argument) or not where:
        return reason
    return _("Bij optie {name}: {reason}").format(name=where, reason=reason)


def _value_reason(value: str, kind: click.ParamType[Any] | None) -> str:
    if isinstance(kind, click.Choice):
        choices = [str(choice) for choice in kind.choices]
        return _("'{value}' kan niet{hint}. Kies uit: {choices}.").format(
            value=value, hint=did_you_mean(value, choices), choices=", ".join(choices)
        )
    if isinstance(kind, click.IntRange | click.FloatRange):
        return _("'{value}' kan niet. Kies een getal {bounds}.").format(
            value=value, bounds=_bounds(kind.min, kind.max)
        )
    if isinstance(kind, type(click.INT) | type(click.FLOAT)):
        return _("'{value}' is geen getal.").format(value=value)
    if isinstance(kind, type(click.BOOL)):
        return _("'{value}' is geen yes of no.").format(value=value)
    return _("'{value}' kan hier niet.").format(value=value)


def _bounds(lowest: float | None, highest: float | None) -> str:
    if lowest is None:
        return _("tot en met {highest}").format(highest=highest)
    if highest is None:
        return _("vanaf {lowest}").format(lowest=lowest)
    return _("van {lowest} tot {highest}").format(lowest=lowest, highest=highest)


def _path_reason(message: str) -> str:
    """Return click's sentence about a path in Dutch; the path itself stands between quotes."""
    reasons = {
        "does not exist": _("{path} bestaat niet."),
        "is a file": _("{path} is een bestand; geef een map."),
        "is a directory": _("{path} is een map; geef een bestand."),
        "is not readable": _("{path} mag je niet lezen."),
        "is not writable": _("In {path} mag je niet schrijven."),
    }
    for said, reason in reasons.items():
        found = re.match(rf"\w+ (?P<path>['\"].*['\"]) {said}\.$", message)
        if found:
            return reason.format(path=found["path"])
    return message


def _other(error: click.ClickException) -> str:
    extra = _EXTRA.match(error.message)
    if extra is None or not isinstance(error, click.UsageError):
        return error.format_message()
    return _("Hier is iets te veel: {words}. Wat er hoort te staan: {command} --help").format(
        words=extra["words"], command=_command(error.ctx)
    )


def _command(ctx: click.Context | None) -> str:
    return ctx.command_path if ctx else "toc"


def _params(ctx: click.Context | None) -> list[click.Parameter]:
    return ctx.command.get_params(ctx) if ctx else []


def _options(ctx: click.Context | None) -> list[str]:
    options = [param for param in _params(ctx) if isinstance(param, click.Option)]
    return [name for option in options for name in (*option.opts, *option.secondary_opts)]


# The narrowest kind first: a missing parameter is a bad one too.
_SENTENCES: tuple[tuple[type[click.ClickException], Callable[..., str]], ...] = (
    (click.NoSuchOption, _no_such_option),
    (click.exceptions.NoSuchCommand, _no_such_command),
    (click.BadOptionUsage, _bad_option_use),
    (click.MissingParameter, _missing),
    (click.BadParameter, _bad_value),
)
