# SPDX-License-Identifier: EUPL-1.2
"""Decisions around the count: verification of all papers, recounts, boxes put together, places left out."""

from __future__ import annotations

from flask import Response, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock
from core.access import access, current_actor
from core.domain.actor import Role
from core.domain.tables import write_table
from core.requirements import serves
from council.domain.grounds import LIST_GROUNDS, RejectionGround
from council.domain.polling import FIELDS, TO_ENTER
from council.forms.count_acts import DecisionForm, judgement_form, pool_form, recount_form
from council.permissions import ENTER_COUNT, RUN_ELECTION, WATCH_ELECTION, WATCHERS
from council.place_words import FIGURES
from council.queries.count_acts import doubtful_papers
from council.queries.declared_people import standing_of
from council.queries.nomination import numbered_lists
from council.queries.polling import place_counts
from council.queries.verification import verification_of
from council.services import count_acts as services
from council.views.blueprint import blueprint, election_of, label, local
from council.views.polling import place_of


@blueprint.get("/elections/<public_id>/counts/verification")
@access(WATCH_ELECTION)
@serves("R050")
def verify_papers(public_id: str) -> str:
    """On paper: every figure, every difference with its explanation, and what was decided around the count."""
    election = election_of(public_id, *WATCHERS)
    return render_template(
        "council/polling/verification.html",
        election=election,
        page=verification_of(election),
        fields=FIELDS,
        grounds=tuple(RejectionGround),
        ahead=clock.today() < election.polling_day,
    )


@blueprint.route("/elections/<public_id>/counts/recount", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def order_recount(public_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    counted = [each.place for each in place_counts(election) if each.state not in TO_ENTER]
    form = recount_form([(each.key, local(each.name)) for each in counted])
    if form.accepts(
        lambda: services.order_recount(current_actor(), public_id, form.places.data or (), form.decision())
    ):
        flash(_("The recount is ordered. Two people enter each of these places anew."), "success")
        return redirect(url_for("council.show_counts", public_id=public_id))
    return make_response(
        render_template("council/polling/recount.html", form=form, election=election, counted=counted), form.status
    )


@blueprint.route("/elections/<public_id>/counts/<key>/pool", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def pool_boxes(public_id: str, key: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    place = place_of(election, key)
    others = [each.place for each in place_counts(election) if each.place.key != key and not each.version]
    form = pool_form([(each.key, local(each.name)) for each in others])
    if form.accepts(
        lambda: services.pool_boxes(
            current_actor(), public_id, key, box=form.box.data, reason=str(form.reason.data or "")
        )
    ):
        flash(_("The two boxes are counted together."), "success")
        return redirect(url_for("council.show_counts", public_id=public_id))
    return make_response(
        render_template("council/polling/pool.html", form=form, election=election, place=place, others=others),
        form.status,
    )


@blueprint.route("/elections/<public_id>/counts/<key>/leave-out", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R050")
def leave_out_place(public_id: str, key: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    place, form = place_of(election, key), DecisionForm()
    if form.accepts(lambda: services.leave_out(current_actor(), public_id, key, form.decision())):
        flash(_("The result can be declared without this place. It says so everywhere."), "success")
        return redirect(url_for("council.show_count", public_id=public_id, key=key))
    return make_response(
        render_template("council/polling/leave_out.html", form=form, election=election, place=place), form.status
    )


@blueprint.route("/elections/<public_id>/counts/<key>/doubtful", methods=["GET", "POST"])
@access(ENTER_COUNT)
@serves("R050")
def judge_paper(public_id: str, key: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER, Role.POLLING_CLERK)
    place = place_of(election, key)
    lists = () if place.judge else numbered_lists(election)
    grounds = tuple(RejectionGround) if place.judge else LIST_GROUNDS
    form = judgement_form([(each.public_id, f"{each.number}. {local(each.name)}") for each in lists], grounds)
    if form.accepts(lambda: services.judge_paper(current_actor(), public_id, key, form.command())):
        flash(_("The decision is written down."), "success")
        return redirect(url_for("council.show_count", public_id=public_id, key=key))
    known = doubtful_papers(election, key)
    return make_response(
        render_template("council/polling/doubtful.html", form=form, election=election, place=place, known=known),
        form.status,
    )


@blueprint.get("/elections/<public_id>/counts/<key>/figures.csv")
@access(WATCH_ELECTION)
@serves("R050")
def download_figures(public_id: str, key: str) -> Response:
    """The figures of one confirmed place as a table; others stay covered."""
    election = election_of(public_id, *WATCHERS)
    figures, standing = place_of(election, key).figures or abort(404), standing_of(election)
    rows = [(name, str(FIGURES[name]), getattr(figures, name)) for name in FIELDS]
    rows += [(f"rejected: {each.ground}", label(each.ground), each.papers) for each in figures.grounds]
    rows += [(f"person {each.number}", each.person.name, figures.of(str(each.number))) for each in standing.people]
    closed = () if standing.people else standing.lists
    rows += [(f"list {each.number}", local(each.name), figures.of(each.public_id)) for each in closed]
    table = [(name, words, "" if value is None else value) for name, words, value in rows]
    answer = Response(write_table(("figure", "words", "number"), table, bom=True), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename=count-{key}-{public_id}.csv"
    return answer
