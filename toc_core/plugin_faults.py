"""Runs what a plugin brings, and says of what goes wrong where in the plugin's own code it was."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb
from typing import TypeVar

from toc_core.errors import DataProblems, PluginError
from toc_core.i18n import _

T = TypeVar("T")


def guarded(action: Callable[[], T], what: str, module: str) -> T:
    """Return what the action returns; ``PluginError`` with the place in ``module`` if it raises."""
    try:
        return action()
    except PluginError:
        raise
    except DataProblems as error:  # a theory file: every problem names its place already
        raise PluginError("\n  ".join((f"{what}:", *error.problems))) from error
    except (Exception, SystemExit) as error:
        said = error.msg if isinstance(error, SyntaxError) else error
        reason = f"{what}: {type(error).__name__}: {said}"
        raise PluginError(reason + _where(error, module)) from error


def module_of(plugin: object) -> str:
    """Return the name of the module of a plugin."""
    found = inspect.getmodule(plugin)
    return found.__name__ if found else ""


def _where(error: BaseException, module: str) -> str:
    """Return `` (toc_buddy/theory.py, regel 12)``: the last line of the plugin's own package."""
    package = module.partition(".")[0]
    own = [
        (Path(frame.f_code.co_filename), line)
        for frame, line in walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).partition(".")[0] == package
    ]
    if isinstance(error, SyntaxError) and error.filename:
        own.append((Path(error.filename), error.lineno or 0))
    if not own:
        return ""
    path, line = own[-1]
    # From the package on: where it is installed says nothing to a reader.
    start = -1 - path.parts[::-1].index(package) if package in path.parts else -1
    return _(" ({file}, regel {line})").format(file=Path(*path.parts[start:]).as_posix(), line=line)
