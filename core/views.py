# SPDX-License-Identifier: EUPL-1.2
"""Pages that belong to no feature: home, the desk, the language switch, the entry of a code, health."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from core import codes, home, styleguide, visit
from core.access import DEMO, PUBLIC, STAFF, access, current_actor, roles
from core.code_forms import CodeForm
from core.domain.actor import Role
from core.domain.refusal import Refusal
from core.feature import features_of
from core.health import readiness
from core.i18n import COOKIE, YEAR
from core.security import cookie_name

blueprint = Blueprint("core", __name__)
MOST_OPENED = 20


@blueprint.get("/")
@access(PUBLIC)
def show_home() -> str:
    return render_template("core/home.html", page=home.home_page())


@blueprint.get("/desk")
@access(STAFF)
def show_desk() -> str:
    return render_template("core/desk.html", page=home.desk_page(current_actor()))


@blueprint.post("/language")
@access(PUBLIC)
def choose_language() -> AnyResponse:
    config = current_app.config["TALKA"]
    chosen, back = request.form.get("lang", ""), request.form.get("next", "/")
    response = redirect(back if _is_ours(back) else "/")
    if chosen in config.languages:
        name = cookie_name(config, COOKIE)
        response.set_cookie(name, chosen, max_age=YEAR, secure=config.https, httponly=True, samesite="Lax")
    return response


@blueprint.route("/code", methods=["GET", "POST"])
@access(PUBLIC)
def enter_code() -> AnyResponse:
    """A code is checked when the form is sent, never on GET: a link scanner must not use it up or be counted."""
    form = CodeForm(code=request.args.get("code", ""))
    if form.validate_on_submit():
        found = codes.open_code(str(form.code.data), request.remote_addr or "")
        if not isinstance(found, Refusal):
            _remember(found)
            return redirect(url_for(_opener(found.kind), public_id=found.public_id))
        form.refuse(found)
    return make_response(render_template("core/code.html", form=form), form.status)


@blueprint.post("/code/close")
@access(PUBLIC)
def close_code() -> AnyResponse:
    """Forget what was opened, for the next person at a shared computer."""
    visit.forget()
    return redirect(url_for("core.show_home"))


@blueprint.get("/audit")
@access(roles(Role.OPERATOR, Role.OBSERVER, Role.RETURNING_OFFICER, Role.OMBUDSPERSON))
def show_audit() -> str:
    return render_template("core/audit.html", page=home.audit_page())


@blueprint.get("/style-guide")
@access(DEMO)
def show_style_guide() -> str:
    return render_template("core/styleguide.html", **styleguide.samples())


@blueprint.get("/health")
@access(PUBLIC)
def health() -> Response:
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/ready")
@access(PUBLIC)
def ready() -> tuple[dict[str, bool], int]:
    checks = readiness()
    return checks, 200 if all(checks.values()) else 503


def _is_ours(address: str) -> bool:
    """True for a path of this site. Browsers drop tabs and line ends, and read a backslash as a slash."""
    return address.startswith("/") and address.isprintable() and not address.startswith(("//", "/\\"))


def _remember(found: codes.Opened) -> None:
    kept = [pair for pair in session.get("opened", []) if pair != [found.kind, found.public_id]]
    session["opened"] = [*kept, [found.kind, found.public_id]][-MOST_OPENED:]


def _opener(kind: str) -> str:
    for feature in features_of(current_app):
        if kind in feature.openers:
            return feature.openers[kind]
    raise LookupError(kind)
