# SPDX-License-Identifier: EUPL-1.2
"""The council that was elected: its members on a day for everybody, and its seats for those who keep them."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock
from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.forms.chamber import AnswerForm, LeavingForm, MinutesForm, fill_form
from council.models.election import Election
from council.permissions import KEEP_SEATS, RUN_ELECTION
from council.queries import chamber as queries
from council.queries.chamber import Chamber
from council.queries.election import declared_elections
from council.services import chamber as services
from council.views.blueprint import blueprint, election_of, public_election
from council.views.chamber_page import asked_day, fill_page, members_page, newest_minutes


def _chamber(public_id: str) -> tuple[Election, Chamber]:
    election = election_of(public_id, Role.RETURNING_OFFICER, Role.OFFICER)
    return election, queries.chamber_of(election) or abort(404)


@blueprint.get("/members")
@access(PUBLIC)
@serves("R059")
def show_council() -> str:
    """The council as it is: of the newest election whose term has begun, else of the newest one."""
    elections = declared_elections()
    page = members_page(elections, None, asked_day(request.args.get("on", "")))
    return render_template("council/chamber/members.html", page=page)


@blueprint.get("/elections/<public_id>/members")
@access(PUBLIC)
@serves("R059")
def show_members(public_id: str) -> str:
    election = public_election(public_id)
    page = members_page(declared_elections(), election, asked_day(request.args.get("on", "")))
    return render_template("council/chamber/members.html", page=page)


@blueprint.get("/elections/<public_id>/members/seats")
@access(KEEP_SEATS)
@serves("R059")
def keep_seats(public_id: str) -> str:
    election, chamber = _chamber(public_id)
    facts = queries.seat_facts(election)
    return render_template(
        "council/chamber/seats.html", election=election, chamber=chamber, facts=facts, today=clock.today()
    )


@blueprint.route("/elections/<public_id>/members/seats/<int:seat>/answer", methods=["GET", "POST"])
@access(KEEP_SEATS)
@serves("R059")
def record_answer(public_id: str, seat: int) -> ResponseReturnValue:
    election, chamber = _chamber(public_id)
    chosen, form = chamber.seat(seat) or abort(404), AnswerForm(seen=chamber.version)
    if form.accepts(lambda: services.record_answer(current_actor(), public_id, seat, form.command())):
        flash(_("The answer is recorded."), "success")
        return redirect(url_for("council.keep_seats", public_id=public_id))
    html = render_template("council/chamber/answer.html", election=election, chamber=chamber, seat=chosen, form=form)
    return make_response(html, form.status)


@blueprint.route("/elections/<public_id>/members/seats/<int:seat>/leave", methods=["GET", "POST"])
@access(KEEP_SEATS)
@serves("R059")
def record_leaving(public_id: str, seat: int) -> ResponseReturnValue:
    election, chamber = _chamber(public_id)
    chosen, form = chamber.seat(seat) or abort(404), LeavingForm(seen=chamber.version)
    if form.accepts(lambda: services.record_leaving(current_actor(), public_id, seat, form.command())):
        flash(_("It is recorded. The seat waits for a substitute now."), "success")
        return redirect(url_for("council.keep_seats", public_id=public_id))
    html = render_template("council/chamber/leave.html", election=election, chamber=chamber, seat=chosen, form=form)
    return make_response(html, form.status)


@blueprint.route("/elections/<public_id>/members/seats/<int:seat>/fill", methods=["GET", "POST"])
@access(KEEP_SEATS)
@serves("R059")
def fill_seat(public_id: str, seat: int) -> ResponseReturnValue:
    election, chamber = _chamber(public_id)
    page = fill_page(chamber, chamber.seat(seat) or abort(404))
    form = fill_form(chamber.version, page.lots)
    if form.accepts(
        lambda: services.fill_seat(current_actor(), public_id, seat, seen=form.seen_before(), drawing=form.drawing())
    ):
        flash(_("It is recorded who follows."), "success")
        return redirect(url_for("council.keep_seats", public_id=public_id))
    html = render_template("council/chamber/fill.html", election=election, page=page, form=form)
    return make_response(html, form.status)


@blueprint.route("/elections/<public_id>/minutes/write", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def write_minutes(public_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    form = MinutesForm(data=newest_minutes(election))
    if form.accepts(lambda: services.write_minutes(current_actor(), public_id, form.command())):
        flash(_("The minutes are kept."), "success")
        return redirect(url_for("council.print_minutes", public_id=public_id))
    return make_response(render_template("council/chamber/minutes.html", election=election, form=form), form.status)
