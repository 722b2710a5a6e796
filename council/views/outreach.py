# SPDX-License-Identifier: EUPL-1.2
"""The outreach of one election: plan and reach, events, volunteers; and the public list of events."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock
from core.access import PUBLIC, STAFF, access, current_actor
from core.requirements import serves
from council.domain.election import ElectionState
from council.domain.founding_steps import ResponsibleBody
from council.domain.outreach import OutreachTask, Reach, Wish, total_reach
from council.forms.outreach import OutreachEventForm, OutreachLineForm, ReachForm, ShareForm
from council.models.election import Election
from council.models.outreach import OutreachPlan, OutreachShare
from council.queries import outreach as queries
from council.queries.election import election_by
from council.services import outreach as services
from council.views.blueprint import blueprint, public_election


@dataclass(frozen=True, slots=True)
class OutreachPage:
    """The plan by task, its reach in all and by language, who covers what, and how many are interested."""

    election: Election
    body: ResponsibleBody
    tasks: tuple[tuple[OutreachTask, tuple[OutreachPlan, ...], Reach], ...]
    languages: tuple[tuple[str, Reach], ...]
    total: Reach
    shares: tuple[OutreachShare, ...]
    interest: tuple[tuple[Wish, int], ...]


def _election(public_id: str) -> Election:
    """The election for those who keep its outreach: 404 when unknown, 403 for others."""
    election = election_by(public_id) or abort(404)
    if not services.may_reach_out(current_actor(), services.body_of(election)):
        abort(403)
    return election


def outreach_page(election: Election) -> OutreachPage:
    lines = queries.plan_of(election)
    by_task = {task: tuple(line for line in lines if line.purpose is task) for task in OutreachTask}
    spoken = sorted({line.lang for line in lines})
    return OutreachPage(
        election=election,
        body=services.body_of(election),
        tasks=tuple((task, found, total_reach(line.reach for line in found)) for task, found in by_task.items()),
        languages=tuple((lang, total_reach(line.reach for line in lines if line.lang == lang)) for lang in spoken),
        total=total_reach(line.reach for line in lines),
        shares=tuple(queries.shares_of(election)),
        interest=tuple(queries.interest_counts(election).items()),
    )


@blueprint.get("/elections/<public_id>/outreach")
@access(STAFF)
@serves("R051", "R052", "R053")
def show_outreach(public_id: str) -> str:
    election = _election(public_id)
    called = election.now is not ElectionState.DRAFT
    return render_template(
        "council/outreach/show.html", page=outreach_page(election), today=clock.today(), called=called
    )


@blueprint.route("/elections/<public_id>/outreach/plan", methods=["GET", "POST"])
@access(STAFF)
@serves("R051")
def plan_outreach(public_id: str) -> ResponseReturnValue:
    election, form = _election(public_id), OutreachLineForm()
    if form.accepts(lambda: services.plan_line(current_actor(), election, form.command())):
        flash(_("The line is in the plan."), "success")
        return redirect(url_for("council.show_outreach", public_id=public_id))
    html = render_template("council/outreach/plan.html", form=form, election=election_by(public_id))
    return make_response(html, form.status)


@blueprint.route("/elections/<public_id>/outreach/<line_id>/event", methods=["GET", "POST"])
@access(STAFF)
@serves("R051")
def plan_event(public_id: str, line_id: str) -> ResponseReturnValue:
    election, form = _election(public_id), OutreachEventForm()
    line = queries.line_of(election, line_id) or abort(404)
    if form.accepts(lambda: services.plan_event(current_actor(), election, line, form.command())):
        flash(_("The event is in the plan."), "success")
        return redirect(url_for("council.show_outreach", public_id=public_id))
    html = render_template("council/outreach/event.html", form=form, election=election_by(public_id), line_id=line_id)
    return make_response(html, form.status)


@blueprint.route("/elections/<public_id>/outreach/events/<event_id>", methods=["GET", "POST"])
@access(STAFF)
@serves("R051")
def count_reach(public_id: str, event_id: str) -> ResponseReturnValue:
    election, form = _election(public_id), ReachForm()
    event = queries.event_of(election, event_id) or abort(404)
    title = event.title
    if form.accepts(lambda: services.count_reach(current_actor(), election, event_id, form.number)):
        flash(_("It is written down how many came."), "success")
        return redirect(url_for("council.show_outreach", public_id=public_id))
    html = render_template(
        "council/outreach/reach.html", form=form, election=election_by(public_id), event_id=event_id, event_title=title
    )
    return make_response(html, form.status)


@blueprint.route("/elections/<public_id>/outreach/share", methods=["GET", "POST"])
@access(STAFF)
@serves("R051", "R053")
def share_out(public_id: str) -> ResponseReturnValue:
    election, form = _election(public_id), ShareForm()
    if form.accepts(lambda: services.share_out(current_actor(), election, form.command())):
        flash(_("It is written down who covers it."), "success")
        return redirect(url_for("council.show_outreach", public_id=public_id))
    html = render_template("council/outreach/share.html", form=form, election=election_by(public_id))
    return make_response(html, form.status)


@blueprint.post("/elections/<public_id>/outreach/shares/<share_id>/done")
@access(STAFF)
@serves("R051")
def finish_share(public_id: str, share_id: str) -> ResponseReturnValue:
    election = _election(public_id)
    if queries.share_of(election, share_id) is None:
        abort(404)
    services.finish_share(current_actor(), election, share_id)
    flash(_("It is covered."), "success")
    return redirect(url_for("council.show_outreach", public_id=public_id))


@blueprint.get("/elections/<public_id>/events")
@access(PUBLIC)
@serves("R051")
def list_events(public_id: str) -> str:
    """Events before the election to which everybody is invited."""
    election = public_election(public_id)
    return render_template("council/outreach/events.html", election=election, events=queries.public_events(election))
