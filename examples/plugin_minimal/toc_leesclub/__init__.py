"""A plugin of toc-core. SPDX-License-Identifier: 0BSD"""

from pathlib import Path

from toc_core import Programme, hookimpl


@hookimpl
def toc_programmes() -> list[Programme]:
    """Return the programme that stands in theory.toml."""
    from toc_core.schemas import read_programme

    return [read_programme(Path(__file__).with_name("theory.toml"))]
