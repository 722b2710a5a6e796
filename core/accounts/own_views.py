# SPDX-License-Identifier: EUPL-1.2
"""The own account of somebody at work, and the page on which a printed set-up code becomes a password."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_security import logout_user
from werkzeug.wrappers import Response

from core.access import access, current_actor
from core.accounts import queries, services
from core.accounts.domain.staff import SET_UP
from core.accounts.forms import ChoosePasswordForm, PlainForm
from core.accounts.permissions import CHOOSE_PASSWORD, OWN_ACCOUNT
from core.accounts.views import blueprint
from core.messages import ROLES
from core.requirements import serves

__all__ = ["blueprint"]  # with these pages on it


@blueprint.get("/account")
@access(OWN_ACCOUNT)
@serves("D02")
def show_own() -> str:
    return render_template(
        "accounts/own.html", page=queries.own_account(current_actor().id), labels=ROLES, form=PlainForm()
    )


@blueprint.post("/account/sign-out-everywhere")
@access(OWN_ACCOUNT)
@serves("D02")
def sign_out_everywhere() -> Response:
    services.end_sessions(current_actor())
    logout_user()
    flash(_("You are signed out on every device."), "success")
    return redirect(url_for("security.login"))


@blueprint.route("/set-up/<public_id>", methods=["GET", "POST"])
@access(CHOOSE_PASSWORD)
@serves("D05")
def choose_password(public_id: str) -> Response:
    if (SET_UP, public_id) not in current_actor().opened:
        abort(404)
    form = ChoosePasswordForm()
    if form.accepts(lambda: services.choose_password(public_id, str(form.password.data))):
        session["opened"] = [pair for pair in session.get("opened", []) if pair != [SET_UP, public_id]]
        flash(_("Your password is set. Sign in with it now."), "success")
        return redirect(url_for("security.login"))
    rendered = render_template("accounts/choose_password.html", form=form, public_id=public_id)
    return make_response(rendered, form.status)
