# SPDX-License-Identifier: EUPL-1.2
"""Pages of the demo: enter as a role, see every message that would have left."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_security import login_user, logout_user
from werkzeug.wrappers import Response

from core import outbox
from core.access import DEMO, access
from core.domain.actor import Role
from demo import codes
from demo.accounts import account_of

blueprint = Blueprint("demo", __name__, url_prefix="/demo")


@blueprint.post("/enter")
@access(DEMO)
def enter() -> Response:
    """Sign in as one of the demo's people. The route does not exist outside the demo."""
    try:
        role = Role(request.form.get("role", ""))
    except ValueError:
        abort(404)
    logout_user()
    login_user(account_of(role), authn_via=["demo"])
    return redirect(url_for("core.show_desk"))


@blueprint.get("/outbox")
@access(DEMO)
def show_outbox() -> str:
    return render_template("demo/outbox.html", messages=outbox.newest(), codes=codes.to_try())
