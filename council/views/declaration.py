# SPDX-License-Identifier: EUPL-1.2
"""The declared result: declaring it, correcting it, the public page and the paper."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import audit, clock
from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.domain.declaration import DeclaredResult
from council.forms.declaration import CorrectionForm, DeclareForm
from council.models.count import SeatCount
from council.models.declaration import Declaration
from council.models.election import Election
from council.permissions import RUN_ELECTION, WATCHERS, holds, runs
from council.queries import declaration as queries
from council.queries.count import provisional_result, valid_seat_count
from council.services import declaration as services
from council.tally import from_json
from council.views.blueprint import blueprint, election_of, public_election
from council.views.working import Working, working_of


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A result to show. ``declaration`` is None while it is provisional."""

    election: Election
    result: DeclaredResult
    working: Working
    declaration: Declaration | None
    versions: tuple[Declaration, ...]
    ahead: bool
    may_correct: bool

    @property
    def newest(self) -> bool:
        """False for a declaration that a correction has replaced."""
        return self.declaration is None or self.declaration is self.versions[0]


def result_page(election: Election, number: int | None = None) -> ResultPage | None:
    """What this reader may see: the declared result, else what was published, else (at work) what there is."""
    actor, versions = current_actor(), tuple(queries.declarations_of(election))
    chosen = next((each for each in versions if number in (None, each.number)), None)
    if number is not None and chosen is None:
        abort(404)
    found = (chosen.result, chosen.seat_count) if chosen else _provisional(election)
    if found is None:
        return None
    result, seats = found
    return ResultPage(
        election=election,
        result=result,
        working=working_of(seats.record, {each.number: each.name for each in result.lists}),
        declaration=chosen,
        versions=versions,
        ahead=clock.today() < election.polling_day,
        may_correct=bool(chosen) and runs(actor, election.public_id),
    )


def _provisional(election: Election) -> tuple[DeclaredResult, SeatCount] | None:
    if holds(current_actor(), election.public_id, *WATCHERS):
        seats = valid_seat_count(election)
        if seats is not None:
            return queries.result_of(election, seats, audit.head()), seats
    shown = provisional_result(election)
    return (from_json(DeclaredResult, shown.result_text), shown.seat_count) if shown else None


@blueprint.get("/elections/<public_id>/result")
@access(PUBLIC)
@serves("R050")
def show_result(public_id: str) -> str:
    election = public_election(public_id)
    return render_template("council/declaration/result.html", election=election, page=result_page(election))


@blueprint.get("/elections/<public_id>/declaration")
@access(PUBLIC)
@serves("R050")
def print_declaration(public_id: str) -> str:
    page = result_page(public_election(public_id), request.args.get("version", type=int)) or abort(404)
    return render_template("council/declaration/paper.html", page=page)


@blueprint.route("/elections/<public_id>/declare", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def declare_result(public_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, Role.RETURNING_OFFICER), DeclareForm()
    if form.accepts(lambda: services.declare_result(current_actor(), public_id)):
        flash(_("The result is declared."), "success")
        return redirect(url_for("council.show_result", public_id=public_id))
    return make_response(
        render_template("council/declaration/declare.html", form=form, page=result_page(election), election=election),
        form.status,
    )


@blueprint.route("/elections/<public_id>/correct", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def correct_declaration(public_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, Role.RETURNING_OFFICER), CorrectionForm()
    if form.accepts(lambda: services.correct_declaration(current_actor(), public_id, str(form.reason.data or ""))):
        flash(_("The correction is declared. The earlier declaration stays readable."), "success")
        return redirect(url_for("council.show_result", public_id=public_id))
    return make_response(render_template("council/declaration/correct.html", form=form, election=election), form.status)
