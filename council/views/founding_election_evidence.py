# SPDX-License-Identifier: EUPL-1.2
"""The records that prove the steps of an election: instruction, register, notices, lists, count, outreach.

Who may not open a page of the election authority is led to the public page of the election instead.
"""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from core.access import current_actor
from core.i18n import day
from core.pages import Link
from council.domain.election import ElectionEvent, ElectionState, reached
from council.domain.founding_steps import FoundingStep
from council.messages import LABELS
from council.models.election import Election
from council.permissions import WATCHERS, holds
from council.queries.founding import instruction_of
from council.queries.nomination import lists_of
from council.views.founding_evidence import Evidence, counted

OF_ELECTION = (
    FoundingStep.AUTHORITY,
    FoundingStep.REGISTER,
    FoundingStep.NOTICES,
    FoundingStep.NOMINATIONS,
    FoundingStep.COUNT,
    FoundingStep.OUTREACH,
    FoundingStep.INFORM,
    FoundingStep.CALL_FOR_LISTS,
    FoundingStep.ENCOURAGE_VOTING,
    FoundingStep.ENCOURAGE_STANDING,
)


def evidence_of_election(election: Election | None) -> dict[FoundingStep, Evidence]:
    """Steps IV.1 to IV.2.d; without an election they all lead to preparing one."""
    if election is None:
        place = Link(_("Prepare an election"), url_for("council.draft_election"))
        return {step: Evidence(place, begun=False, reached=False) for step in OF_ELECTION}
    return {
        FoundingStep.AUTHORITY: _authority(election),
        FoundingStep.REGISTER: _register(election),
        FoundingStep.NOTICES: _notices(election),
        FoundingStep.NOMINATIONS: _nominations(election),
        FoundingStep.COUNT: _count(election),
        **_outreach(election),
    }


def _place(election: Election, label: str, endpoint: str) -> Link:
    may = holds(current_actor(), election.public_id, *WATCHERS)
    return Link(label, url_for(endpoint if may else "council.show_election", public_id=election.public_id))


def _facts(election: Election, *events: ElectionEvent) -> tuple[Link, ...]:
    """The moves of the election that prove a step, each with its day."""
    href = url_for("council.show_election", public_id=election.public_id)
    return tuple(
        Link(f"{LABELS[ElectionEvent][ElectionEvent(fact.event)]}, {day(fact.at)}", href)
        for fact in election.facts
        if fact.event in events
    )


def _authority(election: Election) -> Evidence:
    instruction = instruction_of(election)
    place = Link(
        _("Instruction of the election authority"), url_for("council.show_instruction", public_id=election.public_id)
    )
    accepted = instruction.accepted_at if instruction else None
    links = (
        *((Link(_("Instructed on %(day)s", day=day(instruction.decided_on)), place.href),) if instruction else ()),
        *((Link(_("Accepted on %(day)s", day=day(accepted)), place.href),) if accepted else ()),
        *_facts(election, ElectionEvent.CALL),
    )
    called = election.now is not ElectionState.DRAFT
    return Evidence(place, instruction is not None, accepted is not None or (called and instruction is None), links)


def _register(election: Election) -> Evidence:
    return Evidence(
        _place(election, _("Electoral register"), "council.show_register"),
        reached(election.now, ElectionState.REGISTER_OPEN),
        reached(election.now, ElectionState.REGISTER_CLOSED),
        _facts(election, ElectionEvent.OPEN_REGISTER, ElectionEvent.CLOSE_REGISTER),
    )


def _notices(election: Election) -> Evidence:
    place = Link(_("Election timetable"), url_for("council.show_timetable", public_id=election.public_id))
    return Evidence(place, election.now is not ElectionState.DRAFT, reached=False)


def _nominations(election: Election) -> Evidence:
    place = _place(election, _("Nominations"), "council.manage_nominations")
    lists = len(lists_of(election))
    links = (
        *counted(ngettext("%(num)s list", "%(num)s lists", lists), place.href, lists),
        *_facts(election, ElectionEvent.CLOSE_NOMINATIONS),
    )
    return Evidence(place, lists > 0, reached(election.now, ElectionState.NOMINATIONS_CLOSED), links)


def _count(election: Election) -> Evidence:
    begun = reached(election.now, ElectionState.POLLING)
    return Evidence(
        _place(election, _("Polling and count"), "council.show_counts") if begun else _election(election),
        begun,
        reached(election.now, ElectionState.DECLARED),
        _facts(election, ElectionEvent.OPEN_POLLING, ElectionEvent.BEGIN_COUNT, ElectionEvent.DECLARE),
    )


def _outreach(election: Election) -> dict[FoundingStep, Evidence]:
    place = _election(election)
    steps = (
        FoundingStep.OUTREACH,
        FoundingStep.INFORM,
        FoundingStep.CALL_FOR_LISTS,
        FoundingStep.ENCOURAGE_VOTING,
        FoundingStep.ENCOURAGE_STANDING,
    )
    return {step: Evidence(place, begun=False, reached=False) for step in steps}


def _election(election: Election) -> Link:
    return Link(_("Page of the election"), url_for("council.show_election", public_id=election.public_id))
