# SPDX-License-Identifier: EUPL-1.2
"""Ballot papers entered one by one: the batches of a place, one batch, the third look where two readings differ."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.domain.paper_batch import USUAL_BATCH
from council.domain.paper_lines import SET_ASIDE, Marking
from council.domain.polling import PlaceState
from council.forms.papers import BatchForm, PapersForm, SetAsideForm, third_look_form
from council.models.election import Election
from council.permissions import ENTER_COUNT, RUN_ELECTION, WATCH_ELECTION, WATCHERS, runs
from council.queries.papers import BatchCount
from council.queries.polling import PlaceCount
from council.services import papers as services
from council.views.blueprint import blueprint, election_of
from council.views.polling import place_of


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch as this reader may see it: how many papers are the reader's own, never what others kept."""

    count: BatchCount
    own: int
    may_enter: bool

    @property
    def disagrees(self) -> bool:
        return self.count.state is PlaceState.DISAGREEING

    @property
    def set_aside(self) -> bool:
        return self.count.lines == ()


def _keyed_place(election: Election, key: str) -> PlaceCount:
    place = place_of(election, key)
    return place if place.judge is not None else abort(404)


def _batch(place: PlaceCount, number: int) -> BatchCount:
    return next((each for each in place.batches if each.batch.number == number), None) or abort(404)


def _rows(place: PlaceCount) -> list[BatchRow]:
    actor_id = current_actor().id
    waiting = (PlaceState.OPEN, PlaceState.ENTERED_ONCE)
    found = []
    for each in place.batches:
        own = len(each.own_lines(actor_id))
        mine = each.kind_for(actor_id) is not None and own < each.batch.papers
        found.append(BatchRow(each, own, mine and each.state in waiting))
    return found


@blueprint.route("/elections/<public_id>/counts/<key>/papers", methods=["GET"])
@access(WATCH_ELECTION)
@serves("R050")
def show_papers(public_id: str, key: str) -> str:
    election = election_of(public_id, *WATCHERS)
    place, actor = _keyed_place(election, key), current_actor()
    return render_template(
        "council/papers/list.html",
        election=election,
        place=place,
        rows=_rows(place),
        form=BatchForm(data={"seen": len(place.batches), "papers": USUAL_BATCH}),
        works=actor.has(Role.RETURNING_OFFICER, Role.POLLING_CLERK, scope=election.scope),
        runs=runs(actor, public_id),
        done=place.state is PlaceState.CONFIRMED,
    )


@blueprint.post("/elections/<public_id>/counts/<key>/papers")
@access(ENTER_COUNT)
@serves("R050")
def open_batch(public_id: str, key: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER, Role.POLLING_CLERK)
    place, form = _keyed_place(election, key), BatchForm()
    made = []
    if form.accepts(
        lambda: made.append(
            services.open_batch(current_actor(), public_id, key, form.papers.data or 0, seen=form.version)
        )
    ):
        return redirect(url_for("council.enter_papers", public_id=public_id, key=key, number=made[0].number))
    page = render_template(
        "council/papers/list.html",
        **{"election": election, "place": place, "rows": _rows(place), "form": form, "works": True},
        **{"runs": runs(current_actor(), public_id), "done": False},
    )
    return make_response(page, form.status)


@blueprint.route("/elections/<public_id>/counts/<key>/papers/<int:number>", methods=["GET", "POST"])
@access(ENTER_COUNT)
@serves("R050")
def enter_papers(public_id: str, key: str, number: int) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER, Role.POLLING_CLERK)
    place = _keyed_place(election, key)
    batch, actor = _batch(place, number), current_actor()
    own = batch.own_lines(actor.id)
    form = PapersForm(data={"seen": len(own)})
    if form.accepts(
        lambda: services.enter_papers(actor, public_id, key, number, text=str(form.lines.data or ""), seen=form.version)
    ):
        flash(_("Your papers are kept."), "success")
        return redirect(url_for("council.enter_papers", public_id=public_id, key=key, number=number))
    judge = place.judge
    return make_response(
        render_template(
            "council/papers/enter.html",
            **{"election": election, "place": place, "batch": batch, "own": own, "form": form, "judge": judge},
            ranked=judge is not None and judge.paper.marking is Marking.RANKED,
            mine=batch.kind_for(actor.id) is not None,
            set_aside=SET_ASIDE,
        ),
        form.status,
    )


@blueprint.route("/elections/<public_id>/counts/<key>/papers/<int:number>/decide", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def decide_papers(public_id: str, key: str, number: int) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    place = _keyed_place(election, key)
    batch = _batch(place, number)
    form = third_look_form(batch.differing, batch.version)
    if form.accepts(lambda: services.decide_papers(current_actor(), public_id, key, number, form.command())):
        flash(_("The batch is confirmed."), "success")
        return redirect(url_for("council.show_papers", public_id=public_id, key=key))
    return make_response(
        render_template("council/papers/decide.html", election=election, place=place, batch=batch, form=form),
        form.status,
    )


@blueprint.route("/elections/<public_id>/counts/<key>/papers/<int:number>/set-aside", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def set_batch_aside(public_id: str, key: str, number: int) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    place, form = _keyed_place(election, key), SetAsideForm()
    batch, reason = _batch(place, number), form.reason
    if form.accepts(
        lambda: services.set_batch_aside(current_actor(), public_id, key, number, reason=str(reason.data or ""))
    ):
        flash(_("The batch is set aside. Enter its papers in another one."), "success")
        return redirect(url_for("council.show_papers", public_id=public_id, key=key))
    return make_response(
        render_template("council/papers/set_aside.html", election=election, place=place, batch=batch, form=form),
        form.status,
    )
