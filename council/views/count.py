# SPDX-License-Identifier: EUPL-1.2
"""From confirmed counts to seats: the working in full, lots for a tie, and the proof that it can be repeated."""

from __future__ import annotations

from flask import Response, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import audit, clock
from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.forms.nomination import ConfirmForm, drawing_form
from council.models.election import Election
from council.permissions import RUN_ELECTION, WATCH_ELECTION, WATCHERS, holds, runs
from council.queries import count as queries
from council.queries.declaration import declarations_of, every_place, result_of
from council.queries.polling import confirmed_figures, place_counts
from council.services import count as services
from council.tally.replay import replay
from council.views.blueprint import blueprint, election_of, public_election
from council.views.record_page import record_page
from council.views.working import working_of


@blueprint.get("/elections/<public_id>/seats")
@access(WATCH_ELECTION)
@serves("R050")
def show_seats(public_id: str) -> str:
    election = election_of(public_id, *WATCHERS)
    places, seats = place_counts(election), queries.valid_seat_count(election)
    result = result_of(election, seats, audit.head()) if seats else None
    return render_template(
        "council/count/show.html",
        election=election,
        all_confirmed=confirmed_figures(places) is not None,
        seats=seats,
        result=result,
        result_places=every_place(election),
        tie=queries.open_tie(seats) if seats else None,
        counted=record_page(seats.record, {each.number: each.name for each in result.lists})
        if seats and result
        else None,
        first_step=working_of(seats.lists) if seats and seats.lists_text and seats.lists else None,
        earlier=queries.seat_counts(election),
        draws=queries.tie_draws(election, seats.inputs) if seats else (),
        declared=declarations_of(election),
        ahead=clock.today() < election.polling_day,
        runs=runs(current_actor(), public_id),
        form=ConfirmForm(),
    )


@blueprint.post("/elections/<public_id>/seats")
@access(RUN_ELECTION)
@serves("R050")
def allocate_seats(public_id: str) -> ResponseReturnValue:
    election_of(public_id, Role.RETURNING_OFFICER)
    seats = services.allocate_seats(current_actor(), public_id)
    if queries.open_tie(seats):
        flash(_("There is a tie. Lots have to be drawn before the result is complete."), "warning")
    else:
        flash(_("The seats are allocated."), "success")
    return redirect(url_for("council.show_seats", public_id=public_id))


@blueprint.route("/elections/<public_id>/seats/lots", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def record_lots(public_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    seats = queries.valid_seat_count(election)
    tie = queries.open_tie(seats) if seats else None
    form = drawing_form([(str(number), f"{number}. {name}") for number, name in (tie.rivals if tie else ())])
    if form.accepts(lambda: services.record_lots(current_actor(), public_id, form.command())):
        flash(_("The lots are recorded and the seats are counted again with them."), "success")
        return redirect(url_for("council.show_seats", public_id=public_id))
    return make_response(render_template("council/count/lots.html", form=form, election=election, tie=tie), form.status)


@blueprint.get("/elections/<public_id>/seats/verify")
@access(WATCH_ELECTION)
@serves("R050")
def verify_count(public_id: str) -> str:
    election = election_of(public_id, *WATCHERS)
    seats = queries.valid_seat_count(election) or abort(404)
    return render_template("council/count/verify.html", election=election, seats=seats, again=replay(seats.record_text))


@blueprint.post("/elections/<public_id>/seats/provisional")
@access(RUN_ELECTION)
@serves("R050")
def publish_provisional(public_id: str) -> ResponseReturnValue:
    election_of(public_id, Role.RETURNING_OFFICER)
    services.publish_provisional(current_actor(), public_id)
    flash(_("Everybody can now see the provisional result."), "success")
    return redirect(url_for("council.show_result", public_id=public_id))


@blueprint.get("/elections/<public_id>/count-record.json")
@access(PUBLIC)
@serves("R050")
def download_count_record(public_id: str) -> Response:
    """The canonical text, byte for byte, so that anyone can count it again with the command line."""
    text = public_record(public_election(public_id))
    headers = {"Content-Disposition": f"attachment; filename=count-record-{public_id}.json"}
    return Response(text, mimetype="application/json", headers=headers)


def public_record(election: Election) -> str:
    """The declared record, else the provisional one; those who watch the election see the newest."""
    declared, shown = declarations_of(election), queries.provisional_result(election)
    newest = queries.valid_seat_count(election)
    if declared:
        return declared[0].seat_count.record_text
    if newest and holds(current_actor(), election.public_id, *WATCHERS):
        return newest.record_text
    return shown.seat_count.record_text if shown else abort(404)
