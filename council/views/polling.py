# SPDX-License-Identifier: EUPL-1.2
"""Counts of polling places: all of them, entering one, two entries side by side, the decision, the blank sheet."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock
from core.access import access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.domain.election import ElectionState
from council.domain.polling import FIELDS, PlaceState, confirmed, disagreeing_fields
from council.forms.polling import CountForm, count_form, figure_values
from council.models.election import Election
from council.permissions import ENTER_COUNT, RUN_ELECTION, WATCH_ELECTION, WATCHERS, runs
from council.queries import polling as queries
from council.queries.electors import electors_by_place
from council.queries.nomination import numbered_lists
from council.queries.polling import PlaceCount
from council.services import polling as services
from council.views.blueprint import blueprint, election_of, local


def place_of(election: Election, key: str) -> PlaceCount:
    return queries.place_count(election, key) or abort(404)


def _sheet(election: Election, key: str, **values: object) -> CountForm:
    """The count sheet of a place, with the electors of the closed register filled in."""
    named = [(each.public_id, f"{each.number}. {local(each.name)}") for each in numbered_lists(election)]
    known = electors_by_place(election).get(key)
    return count_form(named, known, {"electors": known, **values})


@blueprint.get("/elections/<public_id>/counts")
@access(WATCH_ELECTION)
@serves("R050")
def show_counts(public_id: str) -> str:
    election = election_of(public_id, *WATCHERS)
    return render_template(
        "council/polling/list.html",
        election=election,
        places=queries.place_counts(election),
        counting=election.now in (ElectionState.COUNTING, ElectionState.DECLARED),
        ahead=clock.today() < election.polling_day,
        runs=runs(current_actor(), public_id),
    )


@blueprint.get("/elections/<public_id>/counts/<key>")
@access(WATCH_ELECTION)
@serves("R050")
def show_count(public_id: str, key: str) -> str:
    election = election_of(public_id, *WATCHERS)
    place, actor = place_of(election, key), current_actor()
    entries = [each.entry for each in place.entries]
    # Until two people have written, nobody sees the figures: the second entry must not follow the first.
    shown = place.entries if place.state in (PlaceState.DISAGREEING, PlaceState.CONFIRMED) else ()
    return render_template(
        "council/polling/show.html",
        election=election,
        place=place,
        shown=shown,
        lists=numbered_lists(election),
        fields=FIELDS,
        differing=disagreeing_fields(entries[0].figures, entries[1].figures) if len(entries) > 1 else (),
        holds=confirmed(entries),
        mine=bool(place.entries) and place.entries[0].actor_id == actor.id,
        may_decide=bool(shown) and runs(actor, public_id),
        may_enter=not shown and actor.has(Role.RETURNING_OFFICER, Role.POLLING_CLERK, scope=election.scope),
    )


@blueprint.route("/elections/<public_id>/counts/<key>/enter", methods=["GET", "POST"])
@access(ENTER_COUNT)
@serves("R050")
def enter_count(public_id: str, key: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER, Role.POLLING_CLERK)
    place = place_of(election, key)
    form = _sheet(election, key, seen=place.version)
    if form.accepts(lambda: services.enter_count(current_actor(), public_id, key, form.command())):
        flash(_("Your entry is kept."), "success")
        return redirect(url_for("council.show_count", public_id=public_id, key=key))
    form.told(place.version)
    return make_response(
        render_template("council/polling/enter.html", form=form, election=election, place=place, deciding=False),
        form.status,
    )


@blueprint.route("/elections/<public_id>/counts/<key>/decide", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def decide_count(public_id: str, key: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    place = place_of(election, key)
    start = figure_values(place.entries[-1].figures) if place.entries else {}
    form = _sheet(election, key, **{**start, "seen": place.version}).for_decision()
    if form.accepts(lambda: services.decide_count(current_actor(), public_id, key, form.command())):
        flash(_("Your decision is kept. The seats have to be allocated from it again."), "success")
        return redirect(url_for("council.show_count", public_id=public_id, key=key))
    form.told(place.version)
    return make_response(
        render_template("council/polling/enter.html", form=form, election=election, place=place, deciding=True),
        form.status,
    )


@blueprint.get("/elections/<public_id>/counts/<key>/sheet")
@access(WATCH_ELECTION)
@serves("R050")
def print_count_sheet(public_id: str, key: str) -> str:
    election = election_of(public_id, *WATCHERS)
    return render_template(
        "council/polling/sheet.html",
        election=election,
        place=place_of(election, key),
        form=_sheet(election, key),
    )
