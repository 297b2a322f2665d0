"""Team Leerrecht en GOK (Mechelen): its smaller programmes and its portfolio, as a plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toc_core import hookimpl

if TYPE_CHECKING:
    from toc_core import Portfolio, Programme


@hookimpl
def toc_programmes() -> list[Programme]:
    """Return the eight programmes; they are imported only when they are asked for."""
    from toc_leerrecht_gok.programmes import PROGRAMMES

    return list(PROGRAMMES)


@hookimpl
def toc_portfolios() -> list[Portfolio]:
    """Return the portfolio of the team; it is imported only when it is asked for."""
    from toc_leerrecht_gok.portfolio import PORTFOLIO

    return [PORTFOLIO]
