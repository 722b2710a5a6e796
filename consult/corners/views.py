# SPDX-License-Identifier: EUPL-1.2
"""Pages of the cosy corners, for the facilitators of a series alone: for anybody else it does not exist."""

from __future__ import annotations

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consult.corners import logs, passing_on, queries, screens, services
from consult.corners.domain.meeting import Consent, MeetingKind
from consult.corners.forms import (
    ConfirmForm,
    ConsentForm,
    ContactForm,
    SeriesForm,
    meeting_form,
)
from consult.corners.models import CornerMeeting, CornerSeries
from consult.corners.permissions import FACILITATE
from consult.followup import slips
from consult.followup.api import Receipt
from core.access import access, current_actor
from core.i18n import current_language
from core.requirements import serves

blueprint = Blueprint("corners", __name__, url_prefix="/corners")


@blueprint.get("")
@access(FACILITATE)
@serves("R032")
def list_series() -> str:
    return render_template("corners/list.html", lines=screens.list_page(current_actor()))


@blueprint.route("/open", methods=["GET", "POST"])
@access(FACILITATE)
@serves("R029", "R032")
def open_series() -> Response:
    actor, opened = current_actor(), list[str]()
    form = SeriesForm(lang=current_language(), facilitators=[actor.id]).offer(screens.colleagues())
    if form.accepts(lambda: opened.append(services.open_series(actor, form.command(), str(form.once.data)))):
        flash(_("The series is open. Only you and those you named see it."), "success")
        return redirect(url_for("corners.show_series", series_id=opened[0]))
    return make_response(render_template("corners/series_form.html", form=form, series=None), form.status)


@blueprint.get("/<series_id>")
@access(FACILITATE)
@serves("R029", "R032", "D03")
def show_series(series_id: str) -> str:
    page = screens.series_page(_mine(series_id), dict(screens.colleagues()))
    return render_template("corners/series.html", page=page)


@blueprint.route("/<series_id>/change", methods=["GET", "POST"])
@access(FACILITATE)
@serves("R032")
def change_series(series_id: str) -> Response:
    series = _mine(series_id)
    form = SeriesForm(data=screens.as_typed(series)).offer(screens.colleagues())
    if form.accepts(lambda: services.change_series(current_actor(), series_id, form.command())):
        flash(_("Saved."), "success")
        return redirect(url_for("corners.list_series"))
    return make_response(render_template("corners/series_form.html", form=form, series=series), form.status)


@blueprint.route("/<series_id>/contacts", methods=["GET", "POST"])
@access(FACILITATE)
@serves("R029")
def log_contact(series_id: str) -> Response:
    series, form = _mine(series_id), ContactForm()
    if form.accepts(lambda: services.log_contact(current_actor(), series_id, form.command())):
        flash(_("Noted in the contact log."), "success")
        return redirect(url_for("corners.show_series", series_id=series_id))
    return make_response(render_template("corners/contact.html", form=form, series=series), form.status)


@blueprint.route("/<series_id>/log/<any(trust, topic):kind>", methods=["GET", "POST"])
@access(FACILITATE)
@serves("R030", "R031", "D03")
def log_meeting(series_id: str, kind: str) -> Response:
    """The log of a meeting. "More rows" shows the form again with all that was typed, and saves nothing."""
    series, done = _mine(series_id), list[tuple[str, tuple[Receipt, ...]]]()
    form = meeting_form(MeetingKind(kind), lang=screens.first_language(series), reader=current_language())
    wants_rows = request.method == "POST" and "more" in request.form
    if not wants_rows and form.accepts(
        lambda: done.append(services.log_meeting(current_actor(), series_id, form.command()))
    ):
        return _logged(series_id, *done[0])
    shown = render_template(f"corners/log_{kind}.html", form=form, series=series)
    return make_response(shown, 200 if wants_rows else form.status)


@blueprint.get("/<series_id>/meetings/<meeting_id>")
@access(FACILITATE)
@serves("R030", "R031")
def show_meeting(series_id: str, meeting_id: str) -> str:
    series, meeting = _meeting(series_id, meeting_id)
    return render_template("corners/meeting.html", page=logs.meeting_page(series, meeting))


@blueprint.get("/<series_id>/meetings/<meeting_id>/slips")
@access(FACILITATE)
@serves("R031", "D09")
def show_slips(series_id: str, meeting_id: str) -> Response:
    """The codes of a meeting on paper, once, each beside its words so that it reaches the one who said them."""
    series, meeting = _meeting(series_id, meeting_id)
    spoken = {s.input_id: s.lang for s in meeting.statements if s.input_id}
    taken = slips.take(list(spoken), spoken)
    if not taken:
        flash(_("These slips were shown before. Where one was lost, print a new slip: the old code then ends."))
        return redirect(url_for("corners.show_meeting", series_id=series_id, meeting_id=meeting_id))
    page = logs.slips_page(meeting, taken)
    return make_response(
        render_template("corners/slips.html", page=page, series=series, meeting=meeting, today=screens.today_in_words())
    )


@blueprint.get("/<series_id>/paper")
@access(FACILITATE)
@serves("R030", "R031", "D09")
def print_paper(series_id: str) -> str:
    """Blank sheets for a meeting without a computer: attendance as strokes, the log, statements with consent."""
    return render_template("corners/paper.html", series=_mine(series_id), page=screens.paper_page())


@blueprint.route(
    "/<series_id>/statements/<statement_id>/<any('pass-on', 'take-back', 'new-slip'):act>", methods=["GET", "POST"]
)
@access(FACILITATE)
@serves("R031")
def decide_statement(series_id: str, statement_id: str, act: str) -> Response:
    series = _mine(series_id)
    statement = queries.statement_of(series, statement_id) or abort(404)
    form: ConsentForm | ConfirmForm = ConsentForm() if act == "pass-on" else ConfirmForm()
    if form.accepts(lambda: _decide(act, form, series_id, statement_id)):
        flash(logs.decided(act), "success")
        page = "corners.show_meeting" if act == "take-back" else "corners.show_slips"
        return redirect(url_for(page, series_id=series_id, meeting_id=statement.meeting.public_id))
    shown = logs.decision_page(series, statement, act)
    return make_response(render_template("corners/decide.html", page=shown, form=form), form.status)


def _decide(act: str, form: ConsentForm | ConfirmForm, series_id: str, statement_id: str) -> None:
    actor = current_actor()
    if act == "take-back":
        passing_on.take_back(actor, series_id, statement_id)
    elif act == "new-slip":
        slips.hand_over(passing_on.new_slip(actor, series_id, statement_id))
    else:
        consent = Consent(str(form["consent"].data))
        slips.hand_over(passing_on.pass_on(actor, series_id, statement_id, consent))


def _logged(series_id: str, meeting_id: str, receipts: tuple[Receipt, ...]) -> Response:
    slips.hand_over(*receipts)
    flash(_("The log is saved. Only the facilitators of this series can read it."), "success")
    page = "corners.show_slips" if receipts else "corners.show_meeting"
    return redirect(url_for(page, series_id=series_id, meeting_id=meeting_id))


def _mine(series_id: str) -> CornerSeries:
    return queries.series_of(current_actor(), series_id) or abort(404)


def _meeting(series_id: str, meeting_id: str) -> tuple[CornerSeries, CornerMeeting]:
    series = _mine(series_id)
    return series, queries.meeting_of(series, meeting_id) or abort(404)
