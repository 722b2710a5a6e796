# SPDX-License-Identifier: EUPL-1.2
"""A list between handing in and publication: mending, withdrawal, statements from paper, appeals."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor
from core.domain.actor import Role
from core.forms import BaseForm
from core.requirements import serves
from council.domain.statements import LONGEST
from council.forms.candidacy import AppealDecisionForm, AppealForm, ReasonForm, ReturnForm, StatementForm
from council.forms.nomination import ConfirmForm
from council.models.nomination import CandidateList
from council.permissions import NOMINATE, RUN_ELECTION, runs
from council.queries import nomination as queries
from council.queries.candidacy import appeal_by, statements_of
from council.services import appeals, mending, statements
from council.views.blueprint import blueprint
from council.views.candidate_list import candidate_of, list_of


def _back(one: CandidateList, done: str) -> ResponseReturnValue:
    flash(done, "success")
    return redirect(url_for("council.show_list", public_id=one.public_id))


def _page(name: str, one: CandidateList, form: BaseForm, **more: object) -> ResponseReturnValue:
    return make_response(render_template(f"council/nomination/{name}.html", one=one, form=form, **more), form.status)


@blueprint.route("/lists/<public_id>/return", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R048")
def return_list(public_id: str) -> ResponseReturnValue:
    one, form = list_of(public_id, Role.RETURNING_OFFICER), ReturnForm()
    if form.accepts(lambda: mending.return_list(current_actor(), public_id, reason=form.reason.data or "")):
        return _back(one, _("The list is sent back. Its agent sees everything that has to be mended."))
    return _page("return", one, form, findings=queries.findings(one, queries.lists_of(one.election)))


@blueprint.post("/lists/<public_id>/resubmit")
@access(NOMINATE)
@serves("R048")
def resubmit_list(public_id: str) -> ResponseReturnValue:
    one, form = list_of(public_id, Role.RETURNING_OFFICER), ConfirmForm()
    if form.accepts(lambda: mending.resubmit_list(current_actor(), public_id)):
        return _back(one, _("The list is handed in again."))
    for _field, problem in form.problems():
        flash(problem, "warning")
    return redirect(url_for("council.show_list", public_id=public_id))


@blueprint.route("/lists/<public_id>/withdraw", methods=["GET", "POST"])
@access(NOMINATE)
@serves("R048")
def withdraw_list(public_id: str) -> ResponseReturnValue:
    one, form = list_of(public_id, Role.RETURNING_OFFICER), ReasonForm()
    if form.accepts(lambda: mending.withdraw_list(current_actor(), public_id, reason=form.reason.data or "")):
        return _back(one, _("The list is withdrawn."))
    return _page("withdraw", one, form)


@blueprint.route("/lists/<public_id>/candidates/<int:position>/statement", methods=["GET", "POST"])
@access(NOMINATE)
@serves("R048")
def hand_in_statement(public_id: str, position: int) -> ResponseReturnValue:
    """The candidate's words as the list agent hands them in."""
    return _statement(public_id, position, statements.hand_in, official=False)


@blueprint.route("/lists/<public_id>/candidates/<int:position>/translation", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R048")
def translate_statement(public_id: str, position: int) -> ResponseReturnValue:
    """A translation by the election authority, marked as such."""
    return _statement(public_id, position, statements.put_translation, official=True)


def _statement(public_id: str, position: int, act: Callable[..., None], *, official: bool) -> ResponseReturnValue:
    one, form = list_of(public_id, Role.RETURNING_OFFICER), StatementForm()
    person = candidate_of(one, position)
    said = {"lang": str(form.lang.data), "text": form.text.data or ""}
    if form.accepts(lambda: act(current_actor(), public_id, position, **said)):
        return _back(one, _("The statement is saved."))
    said_before = statements_of([person])[person.id]
    more = {"person": person, "official": official, "statements": said_before, "longest": LONGEST}
    return _page("statement", one, form, **more)


@blueprint.route("/lists/<public_id>/appeal", methods=["GET", "POST"])
@access(NOMINATE)
@serves("R048")
def file_appeal(public_id: str) -> ResponseReturnValue:
    one, form = list_of(public_id, Role.RETURNING_OFFICER), AppealForm()
    by_staff = runs(current_actor(), one.election.public_id)
    if form.accepts(lambda: appeals.file_appeal(current_actor(), public_id, form.command())):
        return _back(one, _("The appeal is recorded."))
    return _page("appeal", one, form, by_staff=by_staff, until=appeals.last_day(one))


@blueprint.route("/lists/<public_id>/appeals/<appeal_id>", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R048", "D04")
def decide_appeal(public_id: str, appeal_id: str) -> ResponseReturnValue:
    one, form = list_of(public_id, Role.RETURNING_OFFICER), AppealDecisionForm()
    appeal = appeal_by(appeal_id)
    if appeal is None or appeal.list_id != one.id:
        abort(404)
    if form.accepts(lambda: appeals.decide_appeal(current_actor(), appeal_id, form.command())):
        return _back(one, _("The decision is recorded."))
    return _page("appeal_decide", one, form, appeal=appeal)
