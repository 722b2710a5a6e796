# SPDX-License-Identifier: EUPL-1.2
"""Claims and objections: handed in by anybody, entered from paper, listed, decided, and read with a code."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock
from core.access import PUBLIC, access, current_actor, opened
from core.domain.actor import Role
from core.i18n import current_language
from core.pages import page_number, pages_of
from core.requirements import serves
from council.claim_letters import tell_decision
from council.domain.timetable import Timing
from council.forms.claims import ClaimDecisionForm, ClaimForm, PlainForm
from council.models.claims import RegisterClaim
from council.models.election import Election
from council.permissions import READ_REGISTER, READERS, RUN_ELECTION
from council.queries import claims as queries
from council.services import claims as services
from council.views.blueprint import blueprint, election_of, public_election
from council.views.claim_page import claims_window, decision_values


def _claim(election: Election, claim_id: str) -> RegisterClaim:
    claim = queries.claim_by(claim_id, election)
    if claim is None:
        abort(404)
    return claim


@blueprint.route("/elections/<public_id>/claims/new", methods=["GET", "POST"])
@access(PUBLIC)
@serves("R046", "D05")
def file_claim(public_id: str) -> ResponseReturnValue:
    """Nobody learns here who is in the register: what is typed is compared by a person, later."""
    election, form = public_election(public_id), ClaimForm()
    filed: list[services.Filed] = []
    visitor = request.remote_addr or ""
    if form.accepts(
        lambda: filed.append(
            services.file_claim(current_actor(), public_id, form.command(current_language()), visitor=visitor)
        )
    ):
        return render_template("council/claims/filed.html", election=election, filed=filed[0])
    window, actor = claims_window(election), current_actor()
    taken = actor.is_staff or window.timing(clock.today()) is Timing.IN_TIME
    html = render_template(
        "council/claims/file.html", election=election, form=form, window=window, taken=taken, by_staff=actor.is_staff
    )
    return make_response(html, form.status)


@blueprint.get("/elections/<public_id>/claims")
@access(READ_REGISTER)
@serves("R046")
def list_claims(public_id: str) -> str:
    """The claims that wait; where none does, those that were decided."""
    election = election_of(public_id, *READERS)
    asked = request.args.get("shown", "")
    part, waiting = queries.claims_of(election, page_number(), waiting=asked != "decided"), asked != "decided"
    if not asked and not part.total:
        part, waiting = queries.claims_of(election, page_number(), waiting=False), False
    return render_template(
        "council/claims/list.html", election=election, claims=part.rows, pages=pages_of(part), waiting=waiting
    )


@blueprint.get("/elections/<public_id>/claims/<claim_id>")
@access(READ_REGISTER)
@serves("R046")
def show_claim(public_id: str, claim_id: str) -> str:
    election = election_of(public_id, *READERS)
    claim = _claim(election, claim_id)
    return render_template("council/claims/show.html", election=election, claim=claim, form=PlainForm())


@blueprint.route("/elections/<public_id>/claims/<claim_id>/decide", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R046", "D04")
def decide_claim(public_id: str, claim_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    claim = _claim(election, claim_id)
    form = ClaimDecisionForm(data=decision_values(claim))
    if form.accepts(lambda: services.decide_claim(current_actor(), claim_id, form.command(), decision=form.decision())):
        tell_decision(claim_id)
        flash(_("The claim is decided. Who sent it can read the decision with the code."), "success")
        return redirect(url_for("council.show_claim", public_id=public_id, claim_id=claim_id))
    # A refusal has taken back what was read with it.
    html = render_template("council/claims/decide.html", election=election, claim=_claim(election, claim_id), form=form)
    return make_response(html, form.status)


@blueprint.post("/elections/<public_id>/claims/<claim_id>/code")
@access(READ_REGISTER)
@serves("R046")
def reissue_claim_code(public_id: str, claim_id: str) -> str:
    """For who lost the paper. The code is shown this once."""
    election = election_of(public_id, *READERS)
    claim = _claim(election, claim_id)
    code = services.reissue_code(current_actor(), public_id, claim_id)
    return render_template("council/claims/filed.html", election=election, filed=services.Filed(claim, code))


@blueprint.get("/claims/<public_id>")
@access(opened(services.CODE_KIND))
@serves("R046", "D05")
def show_own_claim(public_id: str) -> str:
    claim = queries.claim_by(public_id)
    if claim is None or (services.CODE_KIND, public_id) not in current_actor().opened:
        abort(404)
    return render_template("council/claims/own.html", election=claim.election, claim=claim)
