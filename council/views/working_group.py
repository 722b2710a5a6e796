# SPDX-License-Identifier: EUPL-1.2
"""The working group: who sits in it and which group is missing, joining and leaving, its tasks, its meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock
from core.access import access, current_actor
from core.messages import called
from core.requirements import serves
from council.domain.founding import Group, missing_groups
from council.forms.working_group import LeaveForm, MeetingForm, MemberForm, TaskForm, meeting_values
from council.models.working_group import WorkingGroupMeeting, WorkingGroupMember, WorkingGroupTask
from council.queries import working_group as queries
from council.queries.accounts import active_staff
from council.queries.stakeholders import Called, list_stakeholders
from council.services import working_group as services
from council.views.blueprint import blueprint
from council.views.founding_page import PREPARE, for_those_who_prepare, names_of


@dataclass(frozen=True, slots=True)
class WorkingGroupPage:
    """Who sits in it now and who did, with the names of all by public id."""

    sitting: tuple[WorkingGroupMember, ...]
    others: tuple[WorkingGroupMember, ...]
    names: dict[str, Called]
    missing: tuple[Group, ...]
    tasks: tuple[WorkingGroupTask, ...]
    meetings: tuple[WorkingGroupMeeting, ...]


def _page() -> WorkingGroupPage:
    members, today = queries.all_members(), clock.today()
    sitting = tuple(member for member in members if member.sits_on(today))
    return WorkingGroupPage(
        sitting=sitting,
        others=tuple(member for member in members if member not in sitting),
        names=names_of(members),
        missing=missing_groups(member.group for member in sitting),
        tasks=tuple(queries.tasks()),
        meetings=tuple(queries.meetings()),
    )


def _names_now(besides: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Who sits in it today (and some besides), as (public id, name)."""
    today = clock.today()
    sitting = [each for each in queries.all_members() if each.sits_on(today) or each.public_id in besides]
    return [(public_id, called.name) for public_id, called in names_of(sitting).items()]


@blueprint.get("/founding/working-group")
@access(PREPARE)
@serves("R037")
def show_working_group() -> str:
    for_those_who_prepare()
    return render_template("council/founding/working_group.html", page=_page())


@blueprint.route("/founding/working-group/join", methods=["GET", "POST"])
@access(PREPARE)
@serves("R037", "D02")
def join_working_group() -> ResponseReturnValue:
    for_those_who_prepare()
    listed = [(row.stakeholder.public_id, row.called.name) for row in list_stakeholders()]
    form = MemberForm().offer(listed, [(staff.id, called(staff)) for staff in active_staff()])
    if form.accepts(lambda: services.add_member(current_actor(), form.command())):
        flash(_("The membership is recorded."), "success")
        return redirect(url_for("council.show_working_group"))
    return make_response(render_template("council/founding/join.html", form=form), form.status)


@blueprint.route("/founding/working-group/<member_id>/leave", methods=["GET", "POST"])
@access(PREPARE)
@serves("R037")
def leave_working_group(member_id: str) -> ResponseReturnValue:
    for_those_who_prepare()
    member = queries.member_by(member_id) or abort(404)
    name, form = names_of([member])[member_id], LeaveForm()
    if form.accepts(lambda: services.end_membership(current_actor(), member_id, form.last_day, form.reason.data or "")):
        flash(_("The end of the membership is recorded."), "success")
        return redirect(url_for("council.show_working_group"))
    html = render_template("council/founding/leave.html", form=form, member_id=member_id, called=name)
    return make_response(html, form.status)


@blueprint.route("/founding/working-group/task", methods=["GET", "POST"])
@access(PREPARE)
@serves("R037")
def add_task() -> ResponseReturnValue:
    for_those_who_prepare()
    form = TaskForm().offer(_names_now())
    if form.accepts(
        lambda: services.add_task(
            current_actor(),
            form.title.data or "",
            due_on=form.due_on.data,
            member_id=form.member.data or "",
            once=str(form.once.data or "")[:40],
        )
    ):
        flash(_("The task is written down."), "success")
        return redirect(url_for("council.show_working_group"))
    return make_response(render_template("council/founding/task.html", form=form), form.status)


@blueprint.post("/founding/working-group/tasks/<task_id>/done")
@access(PREPARE)
@serves("R037")
def finish_task(task_id: str) -> ResponseReturnValue:
    for_those_who_prepare()
    if queries.task_by(task_id) is None:
        abort(404)
    services.finish_task(current_actor(), task_id)
    flash(_("The task is done."), "success")
    return redirect(url_for("council.show_working_group"))


@blueprint.route("/founding/working-group/meeting", methods=["GET", "POST"])
@access(PREPARE)
@serves("R037")
def hold_meeting() -> ResponseReturnValue:
    for_those_who_prepare()
    form = MeetingForm().offer(_names_now())
    if form.accepts(lambda: services.hold_meeting(current_actor(), form.command())):
        flash(_("The meeting is written down."), "success")
        return redirect(url_for("council.show_working_group"))
    return make_response(render_template("council/founding/meeting.html", form=form), form.status)


@blueprint.route("/founding/working-group/meetings/<meeting_id>", methods=["GET", "POST"])
@access(PREPARE)
@serves("R037")
def minute_meeting(meeting_id: str) -> ResponseReturnValue:
    for_those_who_prepare()
    meeting = queries.meeting_by(meeting_id) or abort(404)
    form = MeetingForm(data=meeting_values(meeting)).offer(_names_now(meeting.present))
    if form.accepts(lambda: services.minute_meeting(current_actor(), meeting_id, form.command())):
        flash(_("The meeting is written down."), "success")
        return redirect(url_for("council.show_working_group"))
    html = render_template("council/founding/minutes.html", form=form, meeting_id=meeting_id)
    return make_response(html, form.status)
