# SPDX-License-Identifier: EUPL-1.2
"""Supporters of a list: noting and sending sheets, checking them, and supporting with the own code."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from core.access import access, current_actor, opened
from core.domain.actor import Role
from core.requirements import serves
from council.domain.candidate_list import ListState
from council.domain.register_access import CODE_KIND
from council.domain.supporters import SupportState, least_on_sheet
from council.forms.candidacy import SheetForm
from council.forms.nomination import ConfirmForm, SupportForm, support_form
from council.models.election import Election
from council.models.nomination import CandidateList
from council.permissions import NOTE_SUPPORT, READ_REGISTER, READERS, RUN_ELECTION, holds, runs
from council.queries import nomination as queries
from council.queries.candidacy import accepted_supporters, support_totals, supporter_lines
from council.queries.register_access import own_entry
from council.services import supporters
from council.services.list_access import OPEN_STATES
from council.views.blueprint import blueprint, election_of, local
from council.views.candidate_list import list_of


def _back(one: CandidateList) -> ResponseReturnValue:
    return redirect(url_for("council.note_supporters", public_id=one.public_id))


@blueprint.get("/elections/<public_id>/supporters")
@access(READ_REGISTER)
@serves("R048")
def list_support(public_id: str) -> str:
    """Every list with its accepted supporters, for those who type and check sheets."""
    election = election_of(public_id, *READERS)
    accepted, lists = accepted_supporters(election), queries.lists_of(election)
    return render_template(
        "council/nomination/support.html",
        election=election,
        needed=election.statute.parameters.supporters,
        rows=[(each, accepted.get(each.id, 0)) for each in lists],
    )


@blueprint.route("/lists/<public_id>/supporters", methods=["GET", "POST"])
@access(NOTE_SUPPORT)
@serves("R048", "D05")
def note_supporters(public_id: str) -> ResponseReturnValue:
    one, form = list_of(public_id, *READERS), SheetForm()
    kept: list[int] = []
    if form.accepts(lambda: kept.append(supporters.note_lines(current_actor(), public_id, form.command()))):
        flash(ngettext("%(num)s supporter noted.", "%(num)s supporters noted.", kept[0]), "success")
        return _back(one)
    actor, election = current_actor(), one.election
    needed = election.statute.parameters.supporters
    authority = holds(actor, election.public_id, *READERS)
    states = tuple(SupportState) if authority else (SupportState.NOTED,)
    html = render_template(
        "council/nomination/supporters.html",
        form=form,
        one=one,
        needed=needed,
        totals=support_totals(one),
        lines=supporter_lines(one, *states) if needed else (),
        least=1 if authority else least_on_sheet(needed),
        open=bool(needed) and one.now is ListState.SUBMITTED and election.now in OPEN_STATES,
        checks=runs(actor, election.public_id),
        confirm=ConfirmForm(),
    )
    return make_response(html, form.status)


@blueprint.post("/lists/<public_id>/supporters/send")
@access(NOTE_SUPPORT)
@serves("R048")
def send_supporters(public_id: str) -> ResponseReturnValue:
    one = list_of(public_id, *READERS)
    return _acted(one, lambda: supporters.send_sheet(current_actor(), public_id), _("The sheet is sent."))


@blueprint.post("/lists/<public_id>/supporters/clear")
@access(NOTE_SUPPORT)
@serves("R048")
def clear_supporters(public_id: str) -> ResponseReturnValue:
    one = list_of(public_id, *READERS)
    done = _("The lines that were not sent are gone.")
    return _acted(one, lambda: supporters.clear_lines(current_actor(), public_id), done)


@blueprint.post("/lists/<public_id>/supporters/check")
@access(RUN_ELECTION)
@serves("R048")
def check_supporters(public_id: str) -> ResponseReturnValue:
    one = list_of(public_id, Role.RETURNING_OFFICER)
    return _acted(one, lambda: supporters.check_sheets(current_actor(), public_id), _("The sheets are checked."))


@blueprint.route("/my-entry/<public_id>/support", methods=["GET", "POST"])
@access(opened(CODE_KIND))
@serves("R048", "D05")
def support_list(public_id: str) -> ResponseReturnValue:
    found = own_entry(public_id) if (CODE_KIND, public_id) in current_actor().opened else None
    if found is None:
        abort(404)
    entry, election = found
    form, lists = _offered(election)
    if form.accepts(lambda: supporters.support_by_code(current_actor(), public_id, str(form.one.data))):
        flash(_("Your support is recorded."), "success")
        return redirect(url_for("council.show_own_line", public_id=public_id))
    html = render_template(
        "council/nomination/give_support.html", form=form, election=election, entry=entry, lists=lists
    )
    return make_response(html, form.status)


def _offered(election: Election) -> tuple[SupportForm, list[CandidateList]]:
    """The lists that still collect supporters."""
    asked = election.statute.parameters.supporters and election.now in OPEN_STATES
    lists = [each for each in queries.lists_of(election) if each.now is ListState.SUBMITTED] if asked else []
    return support_form([(each.public_id, local(each.name)) for each in lists]), lists


def _acted(one: CandidateList, act: Callable[[], object], done: str) -> ResponseReturnValue:
    form = ConfirmForm()
    if form.accepts(act):
        flash(done, "success")
    for _field, problem in form.problems():
        flash(problem, "warning")
    return _back(one)
