"""What a plugin's hooks must look like: a name that exists, and no argument that does not."""

from __future__ import annotations

import inspect

import pluggy

from toc_core import hookspecs
from toc_core.errors import PluginError, did_you_mean
from toc_core.i18n import _


def refuse_wrong_hooks(manager: pluggy.PluginManager, plugin: object) -> None:
    """Raise ``PluginError`` for a hook that nobody knows, or an argument that it does not have.

    pluggy itself ignores the first, and tells the second in its own words.
    """
    known = [name for name in vars(hookspecs) if name.startswith("toc_")]
    for name in dir(plugin):
        marked = manager.parse_hookimpl_opts(plugin, name)
        if marked is None or (marked["optionalhook"] and name not in known):
            continue
        name = marked["specname"] or name
        if name not in known:
            _refuse(_("hook '{name}' bestaat niet{hint}. Gekend: {known}."), name, known)
        arguments = list(inspect.signature(getattr(hookspecs, name)).parameters)
        for word in inspect.signature(getattr(plugin, name)).parameters:
            if word not in arguments:
                message = _("{hook}() heeft geen argument '{name}'{hint}. Gekend: {known}.")
                _refuse(message.replace("{hook}", name), word, arguments)


def _refuse(message: str, name: str, known: list[str]) -> None:
    words = ", ".join(known) or _("geen enkel")
    raise PluginError(message.format(name=name, hint=did_you_mean(name, known), known=words))
