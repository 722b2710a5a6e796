# SPDX-License-Identifier: EUPL-1.2
"""Nominations of one election: the lists at work, handing one in, numbers by lot, publication, the public page."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.domain.candidate_list import ListState
from council.domain.election import ElectionState, reached
from council.forms.nomination import ConfirmForm, ListForm, drawing_form
from council.models.election import Election
from council.permissions import NOMINATE, RUN_ELECTION, WATCH_NOMINATIONS, runs
from council.queries import nomination as queries
from council.queries.candidacy import accepted_supporters
from council.services import admission, nomination
from council.services.list_access import OPEN_STATES
from council.views.blueprint import blueprint, election_of, local, public_election

NOMINATION_ROLES = (Role.RETURNING_OFFICER, Role.LIST_AGENT, Role.OBSERVER)


def published(election: Election) -> bool:
    """True once everybody may see the lists."""
    return reached(election.now, ElectionState.NOMINATIONS_CLOSED)


@blueprint.get("/elections/<public_id>/lists")
@access(PUBLIC)
@serves("R048")
def list_candidate_lists(public_id: str) -> str:
    election = public_election(public_id)
    lists = queries.numbered_lists(election) if published(election) else []
    draw = queries.number_draw(election) if lists else None
    return render_template("council/nomination/public.html", election=election, lists=lists, draw=draw)


@blueprint.get("/elections/<public_id>/lists/notice")
@access(PUBLIC)
@serves("R048")
def print_candidate_lists(public_id: str) -> str:
    election = public_election(public_id)
    if not published(election):
        abort(404)
    lists = queries.numbered_lists(election)
    return render_template("council/nomination/notice.html", election=election, lists=lists)


@blueprint.get("/elections/<public_id>/nominations")
@access(WATCH_NOMINATIONS)
@serves("R048")
def manage_nominations(public_id: str) -> str:
    election = election_of(public_id, *NOMINATION_ROLES)
    actor, lists = current_actor(), queries.lists_of(election)
    accepted = accepted_supporters(election)
    if actor.has_anywhere(Role.LIST_AGENT) and not actor.has(*NOMINATION_ROLES[::2], scope=election.scope):
        lists = [each for each in lists if each.agent_id == actor.id]
    return render_template(
        "council/nomination/manage.html",
        election=election,
        rows=[(each, queries.findings(each, lists, accepted)) for each in lists],
        open=election.now in OPEN_STATES,
        runs=runs(actor, public_id),
        draw=queries.number_draw(election),
        form=ConfirmForm(),
    )


@blueprint.route("/elections/<public_id>/nominations/new", methods=["GET", "POST"])
@access(NOMINATE)
@serves("R048")
def submit_list(public_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, Role.RETURNING_OFFICER, Role.LIST_AGENT), ListForm()
    made: list[str] = []
    if form.accepts(lambda: made.append(nomination.submit_list(current_actor(), public_id, form.command()).public_id)):
        flash(_("The list is handed in. Now add its candidates."), "success")
        return redirect(url_for("council.show_list", public_id=made[0]))
    return make_response(
        render_template("council/nomination/list_form.html", form=form, election=election, one=None), form.status
    )


@blueprint.route("/elections/<public_id>/nominations/numbers", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R048")
def number_lists(public_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    admitted = [each for each in queries.lists_of(election) if each.now is ListState.ADMITTED]
    form = drawing_form([(each.public_id, local(each.name)) for each in admitted])
    if form.accepts(lambda: admission.number_lists(current_actor(), public_id, form.command())):
        flash(_("The drawn numbers are recorded."), "success")
        return redirect(url_for("council.manage_nominations", public_id=public_id))
    return make_response(render_template("council/nomination/numbers.html", form=form, election=election), form.status)


@blueprint.post("/elections/<public_id>/nominations/publish")
@access(RUN_ELECTION)
@serves("R048")
def publish_lists(public_id: str) -> ResponseReturnValue:
    election_of(public_id, Role.RETURNING_OFFICER)
    admission.publish_lists(current_actor(), public_id)
    flash(_("Nominations are closed and the lists are published."), "success")
    return redirect(url_for("council.list_candidate_lists", public_id=public_id))
