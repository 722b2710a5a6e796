# SPDX-License-Identifier: EUPL-1.2
"""The records that prove the steps of an election: instruction, register, notices, lists, count, outreach.

Who may not open a page of the election authority is led to the public page of the election instead.
"""

from __future__ import annotations

from dataclasses import replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from core.access import current_actor
from core.domain.actor import Role
from core.i18n import day
from core.pages import Link
from council.domain.election import ElectionEvent, ElectionState, reached
from council.domain.founding_steps import FoundingStep
from council.domain.outreach import STEP_OF, OutreachTask, total_reach
from council.messages import LABELS
from council.models.election import Election
from council.models.outreach import OutreachPlan
from council.permissions import READERS, WATCHERS, holds
from council.queries.cards import runs_of
from council.queries.founding import instruction_of, lists_number
from council.queries.outreach import interest_counts, plan_of
from council.services.outreach import body_of, may_reach_out
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
    lists = lists_number(election)
    return {
        FoundingStep.AUTHORITY: _authority(election),
        FoundingStep.REGISTER: _register(election),
        FoundingStep.NOTICES: _notices(election),
        FoundingStep.NOMINATIONS: _nominations(election, lists),
        FoundingStep.COUNT: _count(election),
        **_outreach(election, lists),
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
    may = holds(current_actor(), election.public_id, *WATCHERS, Role.OFFICER)
    endpoint = "council.show_instruction" if may else "council.show_election"
    place = Link(_("Instruction of the election authority"), url_for(endpoint, public_id=election.public_id))
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
    """Reached when every printed card was handed on to be delivered."""
    may = holds(current_actor(), election.public_id, *READERS)
    endpoint = "council.show_cards" if may else "council.show_election"
    place = Link(_("Polling cards"), url_for(endpoint, public_id=election.public_id))
    runs = runs_of(election)
    printed = sum(run.cards for run in runs)
    handed_on = sum(dispatch.cards for run in runs for dispatch in run.dispatches)
    links = (
        *counted(ngettext("%(num)s card printed", "%(num)s cards printed", printed), place.href, printed),
        *counted(ngettext("%(num)s card handed on", "%(num)s cards handed on", handed_on), place.href, handed_on),
    )
    return Evidence(place, bool(runs), bool(runs) and handed_on >= printed, links)


def _nominations(election: Election, lists: int) -> Evidence:
    place = _place(election, _("Nominations"), "council.manage_nominations")
    links = (
        *counted(ngettext("%(num)s list", "%(num)s lists", lists), place.href, lists),
        *_facts(election, ElectionEvent.CLOSE_NOMINATIONS),
    )
    return Evidence(place, lists > 0, reached(election.now, ElectionState.NOMINATIONS_CLOSED), links)


def _count(election: Election) -> Evidence:
    """From the polling places to the declared result."""
    polled, declared = (reached(election.now, each) for each in (ElectionState.POLLING, ElectionState.DECLARED))
    counts = _place(election, _("Polling and count"), "council.show_counts") if polled else _election(election)
    links = (
        *_pages(election, "council.show_places", _("Polling places"), when=election.now is not ElectionState.DRAFT),
        *_pages(election, "council.show_turnout", _("Turnout"), when=polled),
        *_facts(election, ElectionEvent.OPEN_POLLING, ElectionEvent.BEGIN_COUNT, ElectionEvent.DECLARE),
        *_pages(election, "council.show_result", _("Result"), when=declared),
    )
    return Evidence(counts, polled, declared, links)


def _pages(election: Election, endpoint: str, label: str, *, when: bool) -> tuple[Link, ...]:
    """A page that everybody may open, once there is something on it."""
    return (Link(label, url_for(endpoint, public_id=election.public_id)),) if when else ()


def _outreach(election: Election, lists: int) -> dict[FoundingStep, Evidence]:
    """The plan by task; the step as a whole is reached when each of its tasks is."""
    keeps = may_reach_out(current_actor(), body_of(election))
    endpoint = "council.show_outreach" if keeps else "council.list_events"
    place = Link(
        _("Outreach") if keeps else _("Events before the election"), url_for(endpoint, public_id=election.public_id)
    )
    lines, interested = plan_of(election), sum(interest_counts(election).values())
    found = {STEP_OF[task]: _task(place, [line for line in lines if line.purpose is task]) for task in OutreachTask}
    if election.now is not ElectionState.DRAFT:
        found[FoundingStep.CALL_FOR_LISTS] = _call(election, found[FoundingStep.CALL_FOR_LISTS], lists)
    words = ngettext("%(num)s person is interested", "%(num)s people are interested", interested)
    standing = found[FoundingStep.ENCOURAGE_STANDING]
    links = (*standing.links, *counted(words, place.href, interested))
    found[FoundingStep.ENCOURAGE_STANDING] = replace(standing, begun=standing.begun or interested > 0, links=links)
    every = list(found.values())
    whole = Evidence(place, any(each.begun for each in every), all(each.reached for each in every))
    return {FoundingStep.OUTREACH: whole, **found}


def _task(place: Link, lines: list[OutreachPlan]) -> Evidence:
    """Reached when something of every line took place, with a count of who came."""
    held = sum(event.reached is not None for line in lines for event in line.events)
    reach = total_reach(line.reach for line in lines)
    links = (
        *counted(ngettext("%(num)s line of the plan", "%(num)s lines of the plan", len(lines)), place.href, len(lines)),
        *counted(ngettext("%(num)s event held", "%(num)s events held", held), place.href, held),
        *counted(ngettext("%(num)s person reached", "%(num)s people reached", reach.reached), place.href, held),
    )
    return Evidence(place, bool(lines), bool(lines) and all(line.taken_place for line in lines), links)


def _call(election: Election, planned: Evidence, lists: int) -> Evidence:
    """The call is public from the day on which the election is called; it is answered when there are lists."""
    public = Link(
        _("Stand for the Intercultural Council"), url_for("council.call_for_nominations", public_id=election.public_id)
    )
    return replace(planned, begun=True, reached=lists > 0, links=(*planned.links, public))


def _election(election: Election) -> Link:
    return Link(_("Page of the election"), url_for("council.show_election", public_id=election.public_id))
