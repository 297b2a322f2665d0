"""Who may sign in, and for which sites; and who changed what about them.

A user has a name to sign in with, no e-mail address. The tables have no history twin: it would
keep old passwords.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from flask_security import UserMixin
from flask_security.utils import verify_password
from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from toc_core.access import Access
from toc_core.db.base import Base, CityOnly
from toc_core.db.columns import BigId, Instant, word
from toc_core.db.people import Site


class User(UserMixin, CityOnly, Base):
    """Somebody who can sign in; ``name`` is also what the journal shows.

    ``fs_uniquifier`` stands in the session cookie: a new one ends every session of the user.
    ``link_until`` is there as long as the user has to choose a password by a link, of which only
    the hash is kept; without ``link_hash`` no link is good. An empty password fits nothing.
    """

    __tablename__ = "webadmin_user"
    __personal__ = ("name", "password")
    __retention__ = "as long as somebody works with the admin, then one school year"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid4().hex)
    access: Mapped[Access] = mapped_column(word(Access))
    link_hash: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)
    link_until: Mapped[datetime | None] = mapped_column(Instant)
    language: Mapped[str | None] = mapped_column(String(8))  # none: that of the browser
    is_new: Mapped[bool] = mapped_column(default=True)  # until the welcome was put away
    sites: Mapped[list[UserSite]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    def __str__(self) -> str:
        return self.name

    @property
    def site_ids(self) -> list[int]:
        """Return the database ids of the user's sites."""
        return [link.site_id for link in self.sites]

    def verify_and_update_password(self, password: str) -> bool:
        """Return whether the password is right; unlike the original, never write a new hash.

        Signing in reads only, so that it never waits for somebody who is saving.
        """
        return bool(self.password) and bool(verify_password(password, self.password))


class UserSite(CityOnly, Base):
    """A site that a user of a school fills in."""

    __tablename__ = "webadmin_user_site"
    __table_args__ = (UniqueConstraint("user_id", "site_id"),)
    __personal__ = ("user_id",)
    __retention__ = "as the user"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("webadmin_user.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    site: Mapped[Site] = relationship()


class Change(StrEnum):
    """What somebody did to a user."""

    ADDED = "added"
    INVITED = "invited"
    LINK = "link"
    CHOSEN = "chosen"  # the user chose a password by the link
    PASSWORD = "password"  # noqa: S105 - a word: the operator gave one
    OUT = "out"
    IN = "in"
    SITES = "sites"


class UserChange(CityOnly, Base):
    """Who did what to a user, and when; never a password, a link or its hash."""

    __tablename__ = "webadmin_user_change"
    __personal__ = ("user_id", "who")
    __retention__ = "as the user"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("webadmin_user.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    who: Mapped[str] = mapped_column(String(120))
    what: Mapped[Change] = mapped_column(word(Change))
    about: Mapped[str] = mapped_column(String(500), default="")
    user: Mapped[User] = relationship()


class Draft(CityOnly, Base):
    """What a person typed in a grid and has not taken in yet, and what was last taken out of it.

    It is not narrowed to a school: ``grid.drafts`` alone reads it, for whoever it belongs to. The
    rows are JSON texts as they were typed; they have no history twin, so what expired is gone.
    """

    __tablename__ = "webadmin_draft"
    __table_args__ = (UniqueConstraint("user_id", "programme_id", "kind"),)
    __personal__ = ("user_id", "rows", "aside")
    __retention__ = "thirty days after it was last changed; at once when the user leaves a school"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("webadmin_user.id"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[str] = mapped_column(String(60))
    rows: Mapped[str] = mapped_column(Text)
    aside: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant, index=True)
