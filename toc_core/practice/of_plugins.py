"""The practice records of plugins with tables of their own: their module ``practice``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from toc_core.i18n import _
from toc_core.plugin_faults import guarded
from toc_core.plugins import Host
from toc_core.practice.making import Maker
from toc_core.practice.schools import SchoolYear


def add_practice_of_plugins(maker: Maker, schools: Sequence[SchoolYear], host: Host) -> None:
    """Let every plugin add its own practice records, at the practice schools alone.

    ``PluginError`` with the place when one of them breaks.
    """
    for plugin in host.plugins:
        package = plugin.module.partition(":")[0].partition(".")[0]
        name = f"{package}.practice"
        if not hasattr(import_module(package), "__path__") or find_spec(name) is None:
            continue
        add = import_module(name).add_practice
        guarded(partial(add, maker, schools), _("de oefengegevens maken mislukte"), name)
        maker.flush()
