"""The views of matching in the admin; imported only when the admin asks for them."""

from __future__ import annotations

from typing import Any

from toc_buddy.theory import BUDDY
from toc_buddy.views.page import MatchingView
from toc_buddy.views.tables import MatchView, OfferView, RequestView

TABLES = (RequestView, OfferView, MatchView)


def views(db: Any) -> list[Any]:
    """Return the views in the order of the menu."""
    return [
        MatchingView(),
        *(view(db, programme=BUDDY) for view in (RequestView, OfferView, MatchView)),
    ]
