"""Programmes and portfolios as JSON and TOML: read, written, and refused with all reasons."""

from toc_core.schemas.portfolio import dump_portfolio, dumps_portfolio, load_portfolio
from toc_core.schemas.programme import (
    dump_programme,
    dumps_programme,
    load_programme,
    programme_hash,
)
from toc_core.schemas.reading import read_portfolio, read_programme

__all__ = [
    "dump_portfolio",
    "dump_programme",
    "dumps_portfolio",
    "dumps_programme",
    "load_portfolio",
    "load_programme",
    "programme_hash",
    "read_portfolio",
    "read_programme",
]
