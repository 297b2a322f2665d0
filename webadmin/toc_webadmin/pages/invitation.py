"""The page behind an invitation: the one who has the link chooses a password, once.

Whatever is wrong with a link, the answer is the same. Here stands who may use it; the page that
makes links is ``pages/users.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, url_for
from flask_security import hash_password, logout_user
from flask_security.forms import ResetPasswordForm

from toc_core.i18n import _
from toc_webadmin.auth import UserConnection
from toc_webadmin.invitations import choose_password, invited_by
from toc_webadmin.throttle import Throttle

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("invitation", __name__)
# Colleagues of one school often share an address.
FREE_TRIES = 10


def install(app: Flask) -> None:
    """Add the page, and what slows down guessing."""
    app.extensions["toc_link_throttle"] = Throttle(free_tries=FREE_TRIES)
    app.register_blueprint(blueprint)


@blueprint.route("/uitnodiging/<secret>", methods=["GET", "POST"])
def page(secret: str) -> ResponseReturnValue:
    """Ask for a password twice; then the link is used up and the person signs in."""
    throttle = cast("Throttle", current_app.extensions["toc_link_throttle"])
    visitor = request.remote_addr or ""
    if throttle.must_wait(visitor):
        said = _("Te veel pogingen. Wacht een minuut en open je link opnieuw.")
        return render_template("security/no_invitation.html", said=said), 429
    session = UserConnection().session
    user = invited_by(session, secret)
    if user is None:
        throttle.failed(visitor)
        said = _("Deze link werkt niet (meer). Vraag een nieuwe link aan de coördinator.")
        return render_template("security/no_invitation.html", said=said), 404
    form = ResetPasswordForm()
    form.user = user
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render_template("security/invitation.html", user=user, form=form), status
    choose_password(session, user, hash_password(form.password.data))
    session.commit()
    logout_user()  # whoever was signed in here, a colleague who tried the link for instance
    said = _("Je wachtwoord is bewaard. Meld je nu aan met de naam {name}.")
    flash(said.format(name=user.name))
    return redirect(url_for("security.login"))
