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
from council.domain.founding import missing_groups, sits
from council.domain.founding_steps import FoundingStep
from council.founding_words import STEP_TITLES
from council.permissions import runs
from council.queries import terms
from council.queries.election import all_elections
from council.queries.founding import instructions_of, right_is_secured
from council.queries.founding_due import DueKind, DueRow, coming_due, groups_over_time
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
        found += [*map(_line, coming_due(clock.today() + SOON)), *_working_group()]
    if actor.has(Role.OFFICER, Role.RETURNING_OFFICER):
        found += _terms(actor)
    if actor.has_anywhere(Role.RETURNING_OFFICER):
        found += _instructions(actor)
    return found


def _line(row: DueRow) -> Due:
    """One thing with its day, and the page where it is settled."""
    if row.kind is DueKind.PROMISE:
        href = url_for("council.settle_commitment", commitment_id=row.key)
        return Due(_("Ask about a promise"), href, on=row.on, note=row.words)
    if row.kind is DueKind.STEP:
        href = url_for("council.mark_step", step=row.key)
        return Due(str(STEP_TITLES[FoundingStep(row.key)]), href, on=row.on, note=row.words)
    if row.kind is DueKind.EVENT:
        href = url_for("council.count_reach", public_id=row.election, event_id=row.key)
        return Due(_("How many came?"), href, on=row.on, note=row.words)
    meets = row.kind is DueKind.MEETING
    title = _("Meeting of the working group") if meets else _("Task of the working group")
    return Due(title, url_for("council.show_working_group"), on=row.on, note=row.words)


def _working_group() -> Iterator[Due]:
    members, today = groups_over_time(), clock.today()
    missing = missing_groups(group for group, from_on, to_on in members if sits(from_on, to_on, today))
    if members and missing:
        yield Due(_("Find members for the working group"), url_for("council.show_working_group"))


def _terms(actor: Actor) -> Iterator[Due]:
    election = terms.newest_declared()
    if election is None or terms.ends_long_after(election, clock.today()):
        return
    term = terms.term_of(election)
    if clock.today() < term.remind_on:
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
