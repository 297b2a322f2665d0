"""A portfolio as JSON and back: the same portfolio always gives the same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from marshmallow import ValidationError

from toc_core.errors import DataProblems
from toc_core.i18n import _
from toc_core.schemas.derive import schema_of
from toc_core.schemas.programme import sentences
from toc_core.theory.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping


def dump_portfolio(portfolio: Portfolio) -> dict[str, Any]:
    """Return the portfolio in JSON types; values equal to their default are left out."""
    dumped: dict[str, Any] = schema_of(Portfolio)().dump(portfolio)
    return dumped


def load_portfolio(data: Mapping[str, Any]) -> Portfolio:
    """Return the portfolio that the data describes; ``DataProblems`` holds all that is wrong."""
    try:
        portfolio: Portfolio = schema_of(Portfolio)().load(data)
    except ValidationError as error:
        raise DataProblems(sentences("", error.messages, _("portfolio"), data)) from error
    return portfolio


def dumps_portfolio(portfolio: Portfolio) -> str:
    """Return the portfolio as canonical JSON: sorted keys, no spaces, one spelling."""
    return json.dumps(
        dump_portfolio(portfolio), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
