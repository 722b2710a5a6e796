# SPDX-License-Identifier: EUPL-1.2
"""Objections to a result: handed in by anybody, entered from paper, decided, and read with a code."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock
from core.access import PUBLIC, access, current_actor, opened
from core.domain.actor import Role
from core.i18n import current_language
from core.requirements import serves
from council.domain.timetable import Step, Timing
from council.forms.chamber import ObjectionForm, RulingForm
from council.models.election import Election
from council.models.objections import ResultObjection
from council.objection_letters import tell_decision
from council.permissions import RUN_ELECTION, WATCH_ELECTION, WATCHERS
from council.queries import objections as queries
from council.queries.chamber import chamber_of
from council.queries.timetable import window_of
from council.services import objections as services
from council.views.blueprint import blueprint, election_of, public_election


def _objection(election: Election, objection_id: str) -> ResultObjection:
    found = queries.objection_by(objection_id)
    if found is None or found.election_id != election.id:
        abort(404)
    return found


@blueprint.route("/elections/<public_id>/result/objections/new", methods=["GET", "POST"])
@access(PUBLIC)
@serves("R050", "D05")
def file_objection(public_id: str) -> ResponseReturnValue:
    election, form, actor = public_election(public_id), ObjectionForm(), current_actor()
    filed: list[services.Received] = []
    visitor = request.remote_addr or ""
    if form.accepts(
        lambda: filed.append(
            services.file_objection(actor, public_id, form.command(current_language()), visitor=visitor)
        )
    ):
        return render_template("council/objections/filed.html", election=election, filed=filed[0])
    window = window_of(election, Step.RESULT_OBJECTIONS)
    taken = chamber_of(election) is not None and (actor.is_staff or window.timing(clock.today()) is not Timing.LATE)
    html = render_template(
        "council/objections/file.html",
        election=election,
        form=form,
        window=window,
        taken=taken,
        by_staff=actor.is_staff,
    )
    return make_response(html, form.status)


@blueprint.get("/elections/<public_id>/result/objections")
@access(WATCH_ELECTION)
@serves("R050")
def list_objections(public_id: str) -> str:
    election = election_of(public_id, *WATCHERS)
    rows = queries.objections_of(election)
    return render_template("council/objections/list.html", election=election, rows=rows)


@blueprint.route("/elections/<public_id>/result/objections/<objection_id>", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050", "D04")
def decide_objection(public_id: str, objection_id: str) -> ResponseReturnValue:
    """What it says, and the form of its decision while there is none."""
    election, form = election_of(public_id, Role.RETURNING_OFFICER), RulingForm()
    _objection(election, objection_id)
    if form.accepts(lambda: services.decide_objection(current_actor(), public_id, objection_id, form.command())):
        tell_decision(objection_id)
        flash(_("The decision is recorded. Everybody can read it on the page of the result."), "success")
        return redirect(url_for("council.list_objections", public_id=public_id))
    objection = _objection(election, objection_id)
    html = render_template("council/objections/decide.html", election=election, objection=objection, form=form)
    return make_response(html, form.status)


@blueprint.get("/objections/<public_id>")
@access(opened(services.CODE_KIND))
@serves("R050", "D05")
def show_own_objection(public_id: str) -> str:
    objection = queries.objection_by(public_id)
    if objection is None or (services.CODE_KIND, public_id) not in current_actor().opened:
        abort(404)
    return render_template("council/objections/own.html", election=objection.election, objection=objection)
