"""What a plugin keeps beside its module by convention: ``migrations/``, ``data/``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toc_core.plugins import Plugin


def folder_of(plugin: Plugin) -> Path:
    """Return the folder in which the plugin's module lies."""
    module = import_module(plugin.module.partition(":")[0])
    if module.__file__ is None:  # a package without __init__.py
        return Path(next(iter(module.__path__)))
    return Path(module.__file__).parent
