# SPDX-License-Identifier: EUPL-1.2
"""One candidate list at work: its candidates, what it lacks, the decision about it, who left after publication."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.domain.candidate_list import Evidence
from council.forms.nomination import (
    CandidateForm,
    DecideListForm,
    DepartureForm,
    ListForm,
    SeenForm,
    candidate_values,
    list_values,
    seen_in,
)
from council.models.nomination import Candidate, CandidateList
from council.permissions import NOMINATE, RUN_ELECTION, WATCH_NOMINATIONS, holds
from council.queries import nomination as queries
from council.queries.candidacy import appeals_of
from council.services import admission, nomination
from council.views.blueprint import blueprint
from council.views.list_page import list_acts


def list_of(public_id: str, *roles: Role) -> CandidateList:
    """The list for its own agent or for a holder of one of the roles: 404 when unknown, 403 when not theirs."""
    one, actor = queries.list_by(public_id), current_actor()
    if one is None:
        abort(404)
    own = bool(one.agent_id) and one.agent_id == actor.id and Role.LIST_AGENT not in roles
    if not (own or holds(actor, one.election.public_id, *roles)):
        abort(403)
    return one


def candidate_of(one: CandidateList, position: int) -> Candidate:
    return next((each for each in one.candidates if each.position == position), None) or abort(404)


def _back(one: CandidateList) -> ResponseReturnValue:
    return redirect(url_for("council.show_list", public_id=one.public_id))


@blueprint.get("/lists/<public_id>")
@access(WATCH_NOMINATIONS)
@serves("R048")
def show_list(public_id: str) -> str:
    one = list_of(public_id, Role.RETURNING_OFFICER, Role.OBSERVER)
    return render_template(
        "council/nomination/show.html",
        one=one,
        election=one.election,
        findings=queries.findings(one, queries.lists_of(one.election)),
        acts=list_acts(one),
        appeals=appeals_of(one),
        unchecked=[each for each in one.candidates if each.evidence == Evidence.NONE.value],
    )


@blueprint.route("/lists/<public_id>/change", methods=["GET", "POST"])
@access(NOMINATE)
@serves("R048")
def change_list(public_id: str) -> ResponseReturnValue:
    one = list_of(public_id, Role.RETURNING_OFFICER)
    form = ListForm(data=list_values(one))
    if form.accepts(lambda: nomination.change_list(current_actor(), public_id, form.command())):
        flash(_("The list is saved."), "success")
        return _back(one)
    return make_response(
        render_template("council/nomination/list_form.html", form=form, election=one.election, one=one),
        form.status,
    )


@blueprint.route("/lists/<public_id>/candidates/new", methods=["GET", "POST"])
@access(NOMINATE)
@serves("R048")
def add_candidate(public_id: str) -> ResponseReturnValue:
    one = list_of(public_id, Role.RETURNING_OFFICER)
    return _put(one, CandidateForm(position=len(one.candidates) + 1, seen=len(one.facts)), None)


@blueprint.route("/lists/<public_id>/candidates/<int:position>", methods=["GET", "POST"])
@access(NOMINATE)
@serves("R048")
def change_candidate(public_id: str, position: int) -> ResponseReturnValue:
    one = list_of(public_id, Role.RETURNING_OFFICER)
    values = candidate_values(candidate_of(one, position))
    return _put(one, CandidateForm(data={**values, "seen": len(one.facts)}), position)


def _put(one: CandidateList, form: CandidateForm, replaces: int | None) -> ResponseReturnValue:
    if form.accepts(
        lambda: nomination.put_candidate(
            current_actor(),
            one.public_id,
            form.command(),
            position=form.position.data or 1,
            replaces=replaces,
            seen=seen_in(form),
        )
    ):
        flash(_("The candidate is saved."), "success")
        return _back(one)
    form.told(len(one.facts))
    return make_response(
        render_template("council/nomination/candidate.html", form=form, one=one, position=replaces), form.status
    )


@blueprint.post("/lists/<public_id>/candidates/<int:position>/remove")
@access(NOMINATE)
@serves("R048")
def remove_candidate(public_id: str, position: int) -> ResponseReturnValue:
    one, form = list_of(public_id, Role.RETURNING_OFFICER), SeenForm()
    done = _("The candidate is taken off the list.")
    return _acted(
        one,
        form,
        lambda: nomination.remove_candidate(current_actor(), public_id, position, seen=seen_in(form)),
        done,
    )


@blueprint.post("/lists/<public_id>/candidates/<int:position>/checked")
@access(RUN_ELECTION)
@serves("R048")
def check_candidate(public_id: str, position: int) -> ResponseReturnValue:
    one, form = list_of(public_id, Role.RETURNING_OFFICER), SeenForm()
    done = _("It is recorded that this person was checked today.")
    return _acted(
        one,
        form,
        lambda: nomination.check_candidates(current_actor(), public_id, [position], seen=seen_in(form)),
        done,
    )


def _acted(one: CandidateList, form: SeenForm, act: Callable[[], object], done: str) -> ResponseReturnValue:
    """Back to the list as it is now, with what was done or why not: the page that was left may be an old one."""
    if form.accepts(act):
        flash(done, "success")
    for _field, problem in form.problems():
        flash(problem, "warning")
    return _back(one)


@blueprint.route("/lists/<public_id>/decide", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R048")
def decide_list(public_id: str) -> ResponseReturnValue:
    one, form = list_of(public_id, Role.RETURNING_OFFICER), DecideListForm()
    if form.accepts(
        lambda: admission.decide_list(
            current_actor(), public_id, admit=form.outcome.data == "admit", reason=form.reason.data or ""
        )
    ):
        flash(_("The decision is recorded."), "success")
        return _back(one)
    found = queries.findings(one, queries.lists_of(one.election))
    return make_response(
        render_template("council/nomination/decide.html", form=form, one=one, findings=found), form.status
    )


@blueprint.route("/lists/<public_id>/candidates/<int:position>/leave", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R048")
def record_departure(public_id: str, position: int) -> ResponseReturnValue:
    one, form = list_of(public_id, Role.RETURNING_OFFICER), DepartureForm()
    person = candidate_of(one, position)
    if form.accepts(lambda: admission.record_departure(current_actor(), public_id, position, form.command())):
        flash(_("It is recorded that this person no longer stands."), "success")
        return _back(one)
    return make_response(
        render_template("council/nomination/leave.html", form=form, one=one, person=person), form.status
    )
