# SPDX-License-Identifier: EUPL-1.2
"""The roll on paper: printing it, and entering what was ticked on it; postal envelopes and tendered ballots."""

from __future__ import annotations

from flask import Response, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor
from core.domain.actor import Role
from core.i18n import current_language
from core.requirements import serves
from council.domain.places import POSTAL_KEY
from council.domain.roll import line_numbers
from council.forms.roll import LinesForm, PostalForm, TenderedForm
from council.permissions import READ_REGISTER, READERS, RUN_ELECTION, runs
from council.queries import postal as queries
from council.queries.desk import Found, desk_line
from council.queries.roll import conflicts_of, lines_of
from council.roll_paper import roll_pdf
from council.services import postal
from council.services import roll_paper as services
from council.services.roll_paper import Taken
from council.views.blueprint import blueprint, election_of
from council.views.desk import DeskAnswer, desk_page
from council.views.places import known_place


@blueprint.post("/elections/<public_id>/polling/<key>/roll")
@access(READ_REGISTER)
@serves("R044", "R049", "D09")
def print_roll(public_id: str, key: str) -> Response:
    """The printed roll of a place; that it was taken and its hash are recorded."""
    election = election_of(public_id, *READERS)
    known_place(election, key)
    roll = services.print_roll(current_actor(), public_id, key)
    answer = Response(roll_pdf(election, roll, lang=current_language()), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="roll-{key}-{roll.record.digest[:12]}.pdf"'
    return answer


@blueprint.route("/elections/<public_id>/polling/<key>/lines", methods=["GET", "POST"])
@access(READ_REGISTER)
@serves("R049", "D09")
def enter_lines(public_id: str, key: str) -> ResponseReturnValue:
    """Later entry: what could not be taken over is listed with what to do, above the field for the next lines."""
    election, form = election_of(public_id, *READERS), LinesForm()
    place = known_place(election, key)
    taken: list[Taken] = []
    sent = form.accepts(
        lambda: taken.append(services.enter_lines(current_actor(), public_id, key, line_numbers(str(form.lines.data))))
    )
    html = render_template(
        "council/desk/lines.html",
        election=election,
        place=place,
        form=LinesForm(formdata=None) if sent else form,
        taken=taken[0] if sent else None,
        known=len(lines_of(election, key)),
        conflicts=conflicts_of(election, key),
    )
    return make_response(html, form.status)


@blueprint.get("/elections/<public_id>/postal")
@access(READ_REGISTER)
@serves("R049")
def show_postal(public_id: str) -> str:
    election = election_of(public_id, *READERS)
    return render_template("council/desk/postal.html", election=election, figures=queries.postal_figures(election))


@blueprint.post("/elections/<public_id>/postal/step")
@access(READ_REGISTER)
@serves("R049")
def step_envelope(public_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, *READERS), PostalForm()
    here, step = known_place(election, POSTAL_KEY), form.step()
    if step is None:
        abort(404)
    done = form.accepts(lambda: postal.postal_step(current_actor(), public_id, step))
    line = desk_line(election, here, step.entry_id)
    said = _("The step is recorded.") if done else ""
    return desk_page(election, here, form, DeskAnswer(Found((line,) if line else ()), sent=True, done=said))


@blueprint.get("/elections/<public_id>/tendered")
@access(READ_REGISTER)
@serves("R049")
def list_tendered(public_id: str) -> str:
    election = election_of(public_id, *READERS)
    rows, may_run = queries.tendered_of(election), runs(current_actor(), public_id)
    return render_template("council/desk/tendered.html", election=election, rows=rows, may_run=may_run)


@blueprint.route("/elections/<public_id>/tendered/<tendered_id>", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R049")
def decide_tendered(public_id: str, tendered_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, Role.RETURNING_OFFICER), TenderedForm()
    row = next((each for each in queries.tendered_of(election) if each.tendered_id == tendered_id), None)
    if row is None:
        abort(404)
    if form.accepts(lambda: postal.decide_tendered(current_actor(), public_id, tendered_id, form.ruling())):
        flash(_("The decision is recorded."), "success")
        return redirect(url_for("council.list_tendered", public_id=public_id))
    html = render_template("council/desk/decide.html", election=election, row=row, form=form)
    return make_response(html, form.status)
