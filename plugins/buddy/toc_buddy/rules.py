"""What keeps a request or an offer from being stored; each returns every (field, message)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_buddy.models import Offer, Request

FieldProblem = tuple[str, str]


def request_problems(request: Request) -> list[FieldProblem]:
    """Return what is wrong with what a pupil asks."""
    found: list[FieldProblem] = []
    if not request.free:
        found.append(("free", _("kruis minstens één dag aan: anders past er nooit een buddy.")))
    if request.must_speak and request.language is None:
        found.append(("language", _("kies de taal die nodig is.")))
    return found


def offer_problems(offer: Offer, most: int) -> list[FieldProblem]:
    """Return what is wrong with what a buddy offers."""
    found: list[FieldProblem] = []
    if not offer.free:
        found.append(("free", _("kruis minstens één dag aan: anders past er nooit een leerling.")))
    if offer.most is not None and not 1 <= offer.most <= most:
        found.append(("most", _("geef een aantal van 1 tot {most}.").format(most=most)))
    return found
