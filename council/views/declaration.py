# SPDX-License-Identifier: EUPL-1.2
"""The declared result: declaring it, correcting it, the public page and the paper."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from core.unchanged import not_modified, page_tag, tagged
from council.forms.declaration import CorrectionForm, DeclareForm
from council.permissions import RUN_ELECTION
from council.services import declaration as services
from council.views.blueprint import blueprint, election_of, public_election
from council.views.result_page import result_page


@blueprint.get("/elections/<public_id>/result")
@access(PUBLIC)
@serves("R050")
def show_result(public_id: str) -> ResponseReturnValue:
    """Many people ask at once on election night: what they have already is not sent again."""
    election = public_election(public_id)
    page = result_page(election)
    tag = page_tag(*page.tags) if page and page.public else ""
    same = not_modified(tag)
    if same is not None:
        return same
    html = render_template("council/declaration/result.html", election=election, page=page)
    return tagged(make_response(html), tag)


@blueprint.get("/elections/<public_id>/declaration")
@access(PUBLIC)
@serves("R050")
def print_declaration(public_id: str) -> str:
    page = result_page(public_election(public_id), request.args.get("version", type=int)) or abort(404)
    return render_template("council/declaration/paper.html", page=page)


@blueprint.route("/elections/<public_id>/declare", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def declare_result(public_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, Role.RETURNING_OFFICER), DeclareForm()
    if form.accepts(lambda: services.declare_result(current_actor(), public_id)):
        flash(_("The result is declared."), "success")
        return redirect(url_for("council.show_result", public_id=public_id))
    return make_response(
        render_template("council/declaration/declare.html", form=form, page=result_page(election), election=election),
        form.status,
    )


@blueprint.route("/elections/<public_id>/correct", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def correct_declaration(public_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, Role.RETURNING_OFFICER), CorrectionForm()
    if form.accepts(lambda: services.correct_declaration(current_actor(), public_id, str(form.reason.data or ""))):
        flash(_("The correction is declared. The earlier declaration stays readable."), "success")
        return redirect(url_for("council.show_result", public_id=public_id))
    return make_response(render_template("council/declaration/correct.html", form=form, election=election), form.status)
