# SPDX-License-Identifier: EUPL-1.2
"""Consent by code: the slip for a candidate, and the page on which the person agrees, says no and speaks."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor, opened
from core.domain.actor import Role
from core.requirements import serves
from council.domain.candidate_list import Consent, ListState
from council.domain.statements import LONGEST
from council.forms.candidacy import StatementForm
from council.forms.nomination import ConfirmForm
from council.models.nomination import Candidate
from council.permissions import NOMINATE
from council.queries.candidacy import candidate_by, statements_of
from council.services import consent, statements
from council.services.list_access import CONSENT_CODE, OPEN_STATES
from council.views.blueprint import blueprint
from council.views.candidate_list import candidate_of, list_of


def own_candidate(public_id: str) -> Candidate:
    """The candidate whose code was entered, or 404."""
    person = candidate_by(public_id) if (CONSENT_CODE, public_id) in current_actor().opened else None
    return person or abort(404)


@blueprint.post("/lists/<public_id>/candidates/<int:position>/slip")
@access(NOMINATE)
@serves("R048")
def issue_consent_slip(public_id: str, position: int) -> str:
    """A code for the candidate, shown this once; older slips open nothing any more."""
    one = list_of(public_id, Role.RETURNING_OFFICER)
    candidate_of(one, position)
    person, code = consent.issue_slip(current_actor(), public_id, position)
    return render_template("council/nomination/slips.html", one=one, slips=[(person, code)])


@blueprint.post("/lists/<public_id>/slips")
@access(NOMINATE)
@serves("R048")
def issue_consent_slips(public_id: str) -> ResponseReturnValue:
    """Slips for everybody who has not answered, each on its own part of the paper."""
    one, form = list_of(public_id, Role.RETURNING_OFFICER), ConfirmForm()
    made: list[tuple[Candidate, str]] = []
    if form.accepts(lambda: made.extend(consent.issue_slips(current_actor(), public_id))):
        return render_template("council/nomination/slips.html", one=one, slips=made)
    for _field, problem in form.problems():
        flash(problem, "warning")
    return redirect(url_for("council.show_list", public_id=public_id))


@blueprint.get("/candidacies/<public_id>")
@access(opened(CONSENT_CODE))
@serves("R048", "D05")
def show_own_candidacy(public_id: str) -> str:
    return _own_page(own_candidate(public_id), StatementForm())


@blueprint.post("/candidacies/<public_id>/answer/<any(agree, decline):said>")
@access(opened(CONSENT_CODE))
@serves("R048")
def answer_consent(public_id: str, said: str) -> ResponseReturnValue:
    own_candidate(public_id)
    form = ConfirmForm()
    if form.accepts(lambda: consent.answer(current_actor(), public_id, agrees=said == "agree")):
        done = _("Thank you. You stand on this list.") if said == "agree" else _("It is recorded: you do not stand.")
        flash(done, "success")
    for _field, problem in form.problems():
        flash(problem, "warning")
    return redirect(url_for("council.show_own_candidacy", public_id=public_id))


@blueprint.post("/candidacies/<public_id>/statement")
@access(opened(CONSENT_CODE))
@serves("R048")
def put_own_statement(public_id: str) -> ResponseReturnValue:
    person, form = own_candidate(public_id), StatementForm()
    if form.accepts(
        lambda: statements.put_own(current_actor(), public_id, lang=str(form.lang.data), text=form.text.data or "")
    ):
        flash(_("Your statement is saved."), "success")
        return redirect(url_for("council.show_own_candidacy", public_id=public_id))
    return make_response(_own_page(person, form), form.status)


def _own_page(person: Candidate, form: StatementForm) -> str:
    one = person.candidate_list
    open_now = one.election.now in OPEN_STATES and one.now is not ListState.WITHDRAWN and person.leaving is None
    return render_template(
        "council/nomination/own.html",
        person=person,
        one=one,
        statements=statements_of([person])[person.id],
        may_agree=open_now and one.now is ListState.SUBMITTED and person.answer is not Consent.CODE,
        may_decline=open_now and not person.answer.refused,
        may_speak=open_now,
        longest=LONGEST,
        form=form,
    )
