# SPDX-License-Identifier: EUPL-1.2
"""Where people vote: the public page, and for the election authority describing places, staff and reports."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.domain.places import ElectionPlace, PlaceKind
from council.domain.turnout import ReportKind
from council.forms.places import DutyForm, MobileForm, NewMobileForm, PlaceForm, PostForm, ReportForm
from council.messages import LABELS
from council.models.election import Election
from council.permissions import READ_REGISTER, READERS, RUN_ELECTION, WATCH_ELECTION, WATCHERS, runs
from council.queries import places as queries
from council.queries.roll import conflicts_of, prints_of
from council.services import places as services
from council.views.blueprint import blueprint, election_of, public_election
from council.views.place_page import places_page, polling_page, reports_open_to, shown_place


def known_place(election: Election, key: str) -> ElectionPlace:
    return queries.place_of(election, key) or abort(404)


@blueprint.get("/elections/<public_id>/where")
@access(PUBLIC)
@serves("R047", "R049")
def show_places(public_id: str) -> str:
    page = places_page(public_election(public_id), request.args.get("area", ""))
    return render_template("council/places/where.html", page=page)


@blueprint.get("/elections/<public_id>/polling")
@access(WATCH_ELECTION)
@serves("R049")
def show_polling(public_id: str) -> str:
    return render_template("council/places/polling.html", page=polling_page(election_of(public_id, *WATCHERS)))


@blueprint.get("/elections/<public_id>/polling/<key>")
@access(WATCH_ELECTION)
@serves("R049")
def show_poll(public_id: str, key: str) -> str:
    election = election_of(public_id, *WATCHERS)
    place, actor = known_place(election, key), current_actor()
    reports = queries.reports_of(election).get(key, [])
    may_run = runs(actor, public_id)
    may_mark = may_run or actor.has(*READERS, scope=election.scope)
    now = ReportKind(reports[-1].kind) if reports else None
    return render_template(
        "council/places/poll.html",
        election=election,
        shown=shown_place(place, queries.places_of(election)),
        duties=queries.duties_of(election, key),
        reports=reports,
        prints=prints_of(election).get(key, []),
        conflicts=conflicts_of(election, key) if may_mark else [],
        next_reports=reports_open_to(now, may_run) if may_mark else (),
        may_run=may_run,
        may_mark=may_mark,
        page=polling_page(election),
        form=ReportForm(),
    )


@blueprint.route("/elections/<public_id>/polling/<key>/describe", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R049")
def describe_place(public_id: str, key: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    place = known_place(election, key)
    form = _form_of(place, queries.places_of(election)).filled(place)
    if form.accepts(lambda: services.describe_place(current_actor(), public_id, key, form.plan(place.kind))):
        flash(_("The polling place is described. Everybody can see it."), "success")
        return redirect(url_for("council.show_poll", public_id=public_id, key=key))
    form.told(place.version)
    html = render_template("council/places/describe.html", form=form, election=election, place=place)
    return make_response(html, form.status)


def _form_of(place: ElectionPlace, every: tuple[ElectionPlace, ...]) -> PlaceForm:
    if place.kind is PlaceKind.MOBILE:
        return MobileForm().offer(every)
    return PostForm() if place.kind is PlaceKind.POST else PlaceForm()


@blueprint.route("/elections/<public_id>/polling-mobile", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R049")
def add_mobile_place(public_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    form = NewMobileForm()
    form.offer(queries.places_of(election))
    key = str(form.key.data or "")
    if form.accepts(lambda: services.add_mobile_place(current_actor(), public_id, key, form.plan(PlaceKind.MOBILE))):
        flash(_("The mobile polling place is on the list."), "success")
        return redirect(url_for("council.show_poll", public_id=public_id, key=key))
    html = render_template("council/places/describe.html", form=form, election=election, place=None)
    return make_response(html, form.status)


@blueprint.route("/elections/<public_id>/polling/<key>/duties", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R049")
def put_on_duty(public_id: str, key: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    place, form = known_place(election, key), DutyForm()
    if form.accepts(lambda: services.put_on_duty(current_actor(), public_id, key, form.plan())):
        flash(_("The duty is on the list."), "success")
        return redirect(url_for("council.put_on_duty", public_id=public_id, key=key))
    html = render_template(
        "council/places/duties.html",
        form=form,
        election=election,
        place=place,
        duties=queries.duties_of(election, key),
    )
    return make_response(html, form.status)


@blueprint.post("/elections/<public_id>/polling/<key>/duties/<duty_id>/end")
@access(RUN_ELECTION)
@serves("R049")
def take_off_duty(public_id: str, key: str, duty_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    if duty_id not in [row.public_id for row in queries.duties_of(election, key)]:
        abort(404)
    services.take_off_duty(current_actor(), public_id, duty_id)
    flash(_("The duty is taken off the list."), "success")
    return redirect(url_for("council.put_on_duty", public_id=public_id, key=key))


@blueprint.post("/elections/<public_id>/polling/<key>/report/<kind>")
@access(READ_REGISTER)
@serves("R049")
def report_poll(public_id: str, key: str, kind: str) -> ResponseReturnValue:
    """What a place tells; a refusal is told on its page."""
    election, form = election_of(public_id, *READERS), ReportForm()
    known_place(election, key)
    if kind not in list(ReportKind):
        abort(404)
    note, wanted = str(form.note.data or ""), ReportKind(kind)
    if form.accepts(lambda: services.report(current_actor(), public_id, key, wanted, note)):
        flash(str(LABELS[ReportKind][wanted]), "success")
    for _field, text in form.problems():
        flash(text, "error")
    return redirect(url_for("council.show_poll", public_id=public_id, key=key))
