# SPDX-License-Identifier: EUPL-1.2
"""People who would like to stand or help: the form for everybody, and one's own page behind the receipt code."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import PUBLIC, access, current_actor, opened
from core.domain.refusal import Refusal
from core.i18n import current_language
from core.requirements import serves
from core.sentences import sentence
from council.domain.election import ElectionState
from council.domain.outreach import MeetingState, deleted_on
from council.forms.outreach import InterestForm
from council.interest_letters import tell_asked
from council.models.outreach import CandidacyInterest, InterestMeeting
from council.queries import interests as queries
from council.services import interests as services
from council.views.blueprint import blueprint, public_election

OWN = opened(services.CODE_KIND)


@dataclass(frozen=True, slots=True)
class InterestPage:
    """One's own entry with others: those who ask, those met, those asked, and those one could ask."""

    mine: CandidacyInterest
    asking: tuple[CandidacyInterest, ...]
    met: tuple[CandidacyInterest, ...]
    waiting: tuple[CandidacyInterest, ...]
    others: tuple[CandidacyInterest, ...]


def _other(meeting: InterestMeeting, mine: CandidacyInterest) -> CandidacyInterest:
    return meeting.asked if meeting.from_id == mine.id else meeting.asking


def interest_page(mine: CandidacyInterest) -> InterestPage:
    meetings = queries.meetings_of(mine)
    known = {_other(meeting, mine).id for meeting in meetings}
    asked = [meeting for meeting in meetings if meeting.now is MeetingState.ASKED]
    return InterestPage(
        mine=mine,
        asking=tuple(meeting.asking for meeting in asked if meeting.to_id == mine.id),
        met=tuple(_other(meeting, mine) for meeting in meetings if meeting.now is MeetingState.AGREED),
        waiting=tuple(meeting.asked for meeting in asked if meeting.from_id == mine.id),
        others=tuple(each for each in queries.others_of(mine) if each.id not in known),
    )


def _mine(public_id: str) -> CandidacyInterest:
    found = queries.interest_by(public_id)
    if found is None or (services.CODE_KIND, public_id) not in current_actor().opened:
        abort(404)
    return found


@blueprint.route("/elections/<public_id>/stand/interest", methods=["GET", "POST"])
@access(PUBLIC)
@serves("R052", "D03")
def tell_interest(public_id: str) -> ResponseReturnValue:
    election = public_election(public_id)
    form = InterestForm(data={"lang": current_language()})
    if election.now is ElectionState.DRAFT:
        abort(404)
    received: list[services.Received] = []
    visitor = request.remote_addr or ""
    if form.accepts(
        lambda: received.append(services.tell_interest(current_actor(), election, form.command(), visitor=visitor))
    ):
        return render_template("council/outreach/received.html", election=election, received=received[0])
    election = public_election(public_id)
    html = render_template(
        "council/outreach/interest.html",
        election=election,
        form=form,
        taken=services.takes_interest(election),
        deleted_on=deleted_on(election.nominations_close_on),
    )
    return make_response(html, form.status)


@blueprint.get("/interest/<public_id>")
@access(OWN)
@serves("R052", "D03")
def show_own_interest(public_id: str) -> str:
    mine = _mine(public_id)
    return render_template(
        "council/outreach/own.html",
        page=interest_page(mine),
        election=mine.election,
        deleted_on=deleted_on(mine.election.nominations_close_on),
    )


@blueprint.post("/interest/<public_id>/consent")
@access(OWN)
@serves("R052", "D03")
def change_consent(public_id: str) -> ResponseReturnValue:
    _mine(public_id)
    services.change_consent(current_actor(), public_id, request.form.get("may_be_found") == "yes")
    flash(_("Your choice is kept."), "success")
    return redirect(url_for("council.show_own_interest", public_id=public_id))


@blueprint.post("/interest/<public_id>/meet/<other_id>")
@access(OWN)
@serves("R052", "D03")
def meet_interested(public_id: str, other_id: str) -> ResponseReturnValue:
    """Ask for a meeting, or answer one: the button says which."""
    _mine(public_id)
    if queries.interest_by(other_id) is None:
        abort(404)
    actor, answer = current_actor(), request.form.get("answer", "")
    try:
        if answer in ("yes", "no"):
            services.answer_meeting(actor, public_id, other_id, agree=answer == "yes")
        elif services.ask_to_meet(actor, public_id, other_id):
            tell_asked(public_id, other_id)
    except Refusal as refusal:
        flash(sentence(refusal), "error")
    else:
        flash(_("It is kept. The other person reads it with their own code."), "success")
    return redirect(url_for("council.show_own_interest", public_id=public_id))


@blueprint.post("/interest/<public_id>/delete")
@access(OWN)
@serves("R052", "D03")
def delete_interest(public_id: str) -> ResponseReturnValue:
    mine = _mine(public_id)
    election_id = mine.election.public_id
    services.delete_interest(current_actor(), public_id)
    session["opened"] = [pair for pair in session.get("opened", []) if pair != [services.CODE_KIND, public_id]]
    flash(_("Everything you wrote is deleted."), "success")
    return redirect(url_for("council.show_election", public_id=election_id))
