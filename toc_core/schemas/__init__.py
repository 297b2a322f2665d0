"""Programmes as JSON and TOML: read, written, hashed, and refused with all reasons at once."""

from toc_core.schemas.programme import (
    dump_programme,
    dumps_programme,
    load_programme,
    programme_hash,
)
from toc_core.schemas.reading import read_programme

__all__ = [
    "dump_programme",
    "dumps_programme",
    "load_programme",
    "programme_hash",
    "read_programme",
]
