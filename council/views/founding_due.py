# SPDX-License-Identifier: EUPL-1.2
"""What founding puts on desks: promises and tasks that come due, a group that is missing, instructions that wait.

Also the two reminders before a term ends: prepare the next election, and secure the council by law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _

from core import clock
from core.domain.actor import Actor, Role
from core.feature import Due
from council.domain.election import ElectionState
from council.domain.founding import missing_groups
from council.founding_words import STEP_TITLES
from council.permissions import runs
from council.queries import terms
from council.queries.election import all_elections
from council.queries.founding import instructions_of, marks, right_is_secured
from council.queries.outreach import uncounted_events
from council.queries.stakeholders import due_commitments
from council.queries.working_group import all_members, meetings, tasks
from council.services.working_group import may_prepare
from council.views.blueprint import local

SOON = dt.timedelta(days=30)


def founding_due(actor: Actor) -> Sequence[Due]:
    """Lines for officers, members of the working group and returning officers."""
    if not actor.is_staff:
        return ()
    found: list[Due] = []
    if may_prepare(actor):
        if not actor.has(Role.OFFICER):
            found.append(Due(_("Founding the council"), url_for("council.show_founding"), note=_("Working group")))
        found += [*_promises(), *_working_group(), *_steps(), *_events()]
    if actor.has(Role.OFFICER, Role.RETURNING_OFFICER):
        found += _terms(actor)
    if actor.has_anywhere(Role.RETURNING_OFFICER):
        found += _instructions(actor)
    return found


def _promises() -> Iterator[Due]:
    for each in due_commitments():
        due_on = each.commitment.due_on
        if due_on and due_on <= clock.today() + SOON:
            href = url_for("council.settle_commitment", commitment_id=each.commitment.public_id)
            yield Due(_("Ask about a promise"), href, on=due_on, note=each.called.name)


def _working_group() -> Iterator[Due]:
    members, href = all_members(), url_for("council.show_working_group")
    missing = missing_groups(member.group for member in members if member.sits_on(clock.today()))
    if members and missing:
        yield Due(_("Find members for the working group"), href)
    for meeting in meetings():
        if clock.today() <= meeting.held_on <= clock.today() + SOON:
            yield Due(_("Meeting of the working group"), href, on=meeting.held_on, note=meeting.place)
    for task in tasks():
        if task.done_on is None and task.due_on and task.due_on <= clock.today() + SOON:
            yield Due(_("Task of the working group"), href, on=task.due_on, note=task.title)


def _steps() -> Iterator[Due]:
    for step, found in marks().items():
        newest = found[0] if found else None
        if newest and newest.due_on and not newest.settled and newest.due_on <= clock.today() + SOON:
            href = url_for("council.mark_step", step=step.value)
            yield Due(str(STEP_TITLES[step]), href, on=newest.due_on, note=newest.owner)


def _events() -> Iterator[Due]:
    for each in uncounted_events():
        href = url_for("council.count_reach", public_id=each.election.public_id, event_id=each.event.public_id)
        yield Due(_("How many came?"), href, on=each.event.held_on, note=each.event.title)


def _terms(actor: Actor) -> Iterator[Due]:
    election = terms.newest_declared()
    term = terms.term_of(election) if election else None
    if election is None or term is None or clock.today() < term.remind_on:
        return
    if terms.following(election) is None:
        href = url_for("council.draft_next_election", public_id=election.public_id)
        yield Due(_("The term ends: prepare the next election"), href, on=term.ends, note=local(election.title))
    if actor.has(Role.OFFICER) and not right_is_secured():
        href = url_for("council.list_legal_bases")
        yield Due(_("The term ends, and no law secures the council"), href, on=term.ends)


def _instructions(actor: Actor) -> Iterator[Due]:
    drafts = [e for e in all_elections() if e.now is ElectionState.DRAFT and runs(actor, e.public_id)]
    waiting = instructions_of(drafts)
    for election in drafts:
        instruction = waiting.get(election.id)
        if instruction and instruction.accepted_at is None:
            href = url_for("council.show_instruction", public_id=election.public_id)
            yield Due(_("Accept the instruction"), href, on=instruction.deadline, note=local(election.title))
