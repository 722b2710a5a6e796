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
from council.domain.grounds import LIST_GROUNDS
from council.domain.polling import BEFORE_THE_BOX, FIELDS, TO_ENTER, Figures, PlaceState, confirmed, disagreeing_fields
from council.forms.polling import CountForm, count_form, figure_values
from council.models.election import Election
from council.permissions import ENTER_COUNT, RUN_ELECTION, WATCH_ELECTION, WATCHERS, runs
from council.queries import polling as queries
from council.queries.count_acts import doubtful_papers, recounts_of
from council.queries.nomination import numbered_lists
from council.queries.polling import PlaceCount
from council.services import polling as services
from council.views.blueprint import blueprint, election_of, local


def reading(figures: Figures, name: str) -> object:
    """One figure by its name, a ground or a list's public id."""
    if name in FIELDS:
        return getattr(figures, name)
    grounds = {each.value: each for each in LIST_GROUNDS}
    return figures.rejected_on(grounds[name]) if name in grounds else figures.of(name)


def place_of(election: Election, key: str) -> PlaceCount:
    return queries.place_count(election, key) or abort(404)


def _sheet(election: Election, place: PlaceCount, **values: object) -> CountForm:
    """The count sheet of a place, with the electors of the closed register filled in."""
    named = [(each.public_id, f"{each.number}. {local(each.name)}") for each in numbered_lists(election)]
    around = queries.surroundings(election, place)
    return count_form(named, around, {"electors": around.electors, "marked": around.marked, **values})


def _differing(place: PlaceCount) -> tuple[str, ...]:
    """Where the two people read differently, as long as nobody has decided it."""
    first, *second = (each.figures for each in place.now[:2])
    return disagreeing_fields(first, second[0]) if second else ()


def _changed(place: PlaceCount) -> tuple[str, ...]:
    """Where the recount came to something else than the count before it."""
    before = confirmed(place.facts[: len(place.earlier)], round=place.round - 1)
    return disagreeing_fields(before, place.sheet) if before is not None and place.sheet is not None else ()


def _readings(place: PlaceCount) -> dict[str, tuple[object, ...]]:
    """Both readings of every field that waits for a third look."""
    names = _differing(place) if place.sheet_state is PlaceState.DISAGREEING else ()
    return {name: tuple(reading(each.figures, name) for each in place.now[:2]) for name in names}


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
    # Until two people have written, nobody sees the figures: the second entry must not follow the first.
    covered = place.sheet_state in TO_ENTER
    return render_template(
        "council/polling/show.html",
        election=election,
        place=place,
        shown=(*place.earlier, *(() if covered else place.now)),
        covered=covered,
        disagrees=place.sheet_state is PlaceState.DISAGREEING,
        lists=() if place.judge else numbered_lists(election),
        fields=BEFORE_THE_BOX if place.judge else FIELDS,
        grounds=LIST_GROUNDS,
        differing=() if covered else _differing(place),
        changed=_changed(place),
        recounts=[each for each in recounts_of(election) if key in each.places],
        papers=doubtful_papers(election, key),
        mine=bool(place.now) and place.now[0].actor_id == actor.id,
        runs=runs(actor, public_id),
        works=actor.has(Role.RETURNING_OFFICER, Role.POLLING_CLERK, scope=election.scope),
    )


@blueprint.route("/elections/<public_id>/counts/<key>/enter", methods=["GET", "POST"])
@access(ENTER_COUNT)
@serves("R050")
def enter_count(public_id: str, key: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER, Role.POLLING_CLERK)
    place = place_of(election, key)
    form = _sheet(election, place, seen=place.version)
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
    readings = _readings(place)
    start = figure_values(place.now[-1].figures, tuple(readings)) if place.sheet_state not in TO_ENTER else {}
    form = _sheet(election, place, **{**start, "seen": place.version}).for_decision(readings)
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
    place = place_of(election, key)
    return render_template("council/polling/sheet.html", election=election, place=place, form=_sheet(election, place))
