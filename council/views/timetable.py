# SPDX-License-Identifier: EUPL-1.2
"""The timetable of an election: the page for everybody, the file for calendars, and decisions that change it."""

from __future__ import annotations

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.forms.timetable import ExceptionForm
from council.permissions import RUN_ELECTION
from council.services import timetable as services
from council.views.blueprint import blueprint, election_of, public_election
from council.views.timetable_page import timetable_file, timetable_page


@blueprint.get("/elections/<public_id>/timetable")
@access(PUBLIC)
@serves("R043", "D08")
def show_timetable(public_id: str) -> str:
    page = timetable_page(public_election(public_id))
    return render_template("council/timetable/show.html", page=page)


@blueprint.get("/elections/<public_id>/timetable.ics")
@access(PUBLIC)
@serves("R043")
def download_timetable(public_id: str) -> Response:
    answer = Response(timetable_file(public_election(public_id)), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="election-{public_id}.ics"'
    return answer


@blueprint.route("/elections/<public_id>/timetable/decision", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R043", "D04")
def decide_exception(public_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, Role.RETURNING_OFFICER), ExceptionForm()
    if form.accepts(
        lambda: services.decide_exception(current_actor(), public_id, form.command(), form.decision()),
    ):
        flash(_("The decision is recorded. Everybody can read it beside the timetable."), "success")
        return redirect(url_for("council.show_timetable", public_id=public_id))
    html = render_template("council/timetable/decide.html", form=form, page=timetable_page(election))
    return make_response(html, form.status)
