"""What the page of users says of roles, of standings and of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toc_core.access import Access
from toc_core.i18n import _
from toc_webadmin.invitations import Standing, standing
from toc_webadmin.models import Change, User, UserChange
from toc_webadmin.views.words import day_spoken

if TYPE_CHECKING:
    from datetime import datetime


def role_words(access: str) -> str:
    """Return a role as people say it."""
    return {
        Access.SCHOOL: _("school"),
        Access.COORDINATOR: _("coördinator"),
    }.get(Access(access), str(access))


def standing_words(user: User, now: datetime) -> str:
    """Return whether a user can sign in, or what is in the way."""
    last = day_spoken(user.link_until.astimezone(now.tzinfo).date()) if user.link_until else ""
    return {
        Standing.ACTIVE: _("kan aanmelden"),
        Standing.INVITED: _("uitgenodigd: de link werkt tot {last}").format(last=last),
        Standing.EXPIRED: _("link vervallen: geef een nieuwe"),
        Standing.OUT: _("buitengehouden"),
    }[standing(user, now)]


def change_words(change: UserChange) -> str:
    """Return what somebody did to a user."""
    return {
        Change.ADDED: _("toegevoegd op de server"),
        Change.INVITED: _("uitgenodigd"),
        Change.LINK: _("nieuwe link gegeven"),
        Change.CHOSEN: _("wachtwoord gekozen met de link"),
        Change.PASSWORD: _("nieuw wachtwoord gegeven op de server"),
        Change.OUT: _("buitengehouden"),
        Change.IN: _("weer binnengelaten"),
        Change.SITES: _("andere scholen gegeven"),
    }[change.what]
