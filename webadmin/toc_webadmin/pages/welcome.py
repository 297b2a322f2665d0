"""The welcome on the start page of somebody new, until they put it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, url_for
from flask_security import current_user

from toc_webadmin.auth import UserConnection

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("welcome", __name__)


@blueprint.post("/welkom", endpoint="put_away")
def put_away() -> ResponseReturnValue:
    """Remember that this person has seen the welcome."""
    current_user.is_new = False
    UserConnection().session.commit()
    return redirect(url_for("home.index"))
