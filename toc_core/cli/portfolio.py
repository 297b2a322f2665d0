"""The report of a portfolio, as ``toc report portfolio`` writes it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from toc_core.cli.store import opened_store
from toc_core.errors import UsageError
from toc_core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc_core.plugins import Host
    from toc_core.settings import Settings
    from toc_core.theory.portfolio import Portfolio


def portfolio_written(
    host: Host, settings: Settings, format_name: str, portfolio: Portfolio, asked: Mapping[str, Any]
) -> bytes:
    """Return the report of a portfolio in a built-in format."""
    from toc_core.access import SYSTEM
    from toc_core.db.measuring import By
    from toc_core.db.migrate import check_ready
    from toc_core.portfolio import Asked, portfolio_report
    from toc_core.portfolio.writing import write_portfolio
    from toc_core.sync import stored_programmes

    if asked["by"] is not By.TOTAL:
        raise UsageError(_("Een portfolio wordt niet opgesplitst: laat --by weg."))
    if asked["overall"]:
        raise UsageError(_("Een portfolio toont altijd alle jaren samen: laat --overall weg."))
    with opened_store(settings) as store:
        check_ready(store, host)
        with store.session_for(SYSTEM, "toc report portfolio") as session:
            made = portfolio_report(
                session,
                portfolio,
                {**host.programmes, **stored_programmes(session)},
                Asked(
                    store.clock(),
                    settings.zone,
                    tuple(dict.fromkeys(asked["periods"])),
                    practice=asked["practice"],
                    as_known=asked["as_known"],
                    to_date=asked["to_date"],
                    measures=host.measures,
                ),
            )
    file = io.BytesIO()
    write_portfolio(made, format_name, file)
    return file.getvalue()
