# SPDX-License-Identifier: EUPL-1.2
"""Elections: the public list and page, the staff list, drafting, calling, and plain moves."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.domain.election import ElectionEvent
from council.forms.election import CallElectionForm, ElectionForm, MoveForm
from council.messages import ACTIONS, LABELS
from council.permissions import FOUND_COUNCIL, RUN_ELECTION, WATCH_ELECTION, WATCHERS, holds
from council.queries import election as queries
from council.queries.statute import adopted_statutes
from council.services import election as services
from council.views.blueprint import blueprint, election_of, public_election
from council.views.election_page import election_page
from council.views.instruction import call_values
from council.views.register_tasks import register_tasks


@blueprint.get("")
@access(PUBLIC)
def list_elections() -> str:
    return render_template("council/election/list.html", elections=queries.public_elections())


@blueprint.get("/elections")
@access(WATCH_ELECTION)
@serves("R043", "D02")
def manage_elections() -> str:
    mine = [e for e in queries.all_elections() if holds(current_actor(), e.public_id, *WATCHERS)]
    may_found = current_actor().has(Role.RETURNING_OFFICER)
    rows = [(election, register_tasks(election)) for election in mine]
    return render_template("council/election/manage.html", rows=rows, may_found=may_found)


@blueprint.get("/elections/<public_id>")
@access(PUBLIC)
@serves("R043", "R045", "D08")
def show_election(public_id: str) -> str:
    election = public_election(public_id)
    return render_template("council/election/show.html", page=election_page(election), form=MoveForm())


@blueprint.route("/elections/new", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R043")
def draft_election() -> ResponseReturnValue:
    form = ElectionForm().offer(adopted_statutes())
    if form.accepts(lambda: services.draft_election(current_actor(), form.command())):
        flash(_("The election is prepared. It becomes public when it is called."), "success")
        return redirect(url_for("council.show_election", public_id=_newest(str(form.once.data))))
    return make_response(render_template("council/election/draft.html", form=form), form.status)


@blueprint.route("/elections/<public_id>/call", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R043")
def call_election(public_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    form = CallElectionForm(data=call_values(election))
    if form.accepts(lambda: services.call_election(current_actor(), public_id, form.command())):
        flash(_("The election is called. Everybody can see it now."), "success")
        return redirect(url_for("council.show_election", public_id=public_id))
    return make_response(render_template("council/election/call.html", form=form, election=election), form.status)


@blueprint.post("/elections/<public_id>/moves/<event>")
@access(RUN_ELECTION)
@serves("R043")
def move_election(public_id: str, event: str) -> ResponseReturnValue:
    """A move without further work; the others have pages of their own."""
    election_of(public_id, Role.RETURNING_OFFICER)
    if event not in list(ACTIONS):
        abort(404)
    move = ElectionEvent(event)
    services.move_election(current_actor(), public_id, move)
    flash(str(LABELS[ElectionEvent][move]), "success")
    return redirect(url_for("council.show_election", public_id=public_id))


def _newest(once: str) -> str:
    found = queries.election_sent(once)
    assert found is not None
    return found.public_id
