# SPDX-License-Identifier: EUPL-1.2
"""What lists and counts add to the page of an election and to the desk: tasks in order, and what is next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _

from core.access import current_actor
from core.domain.actor import Actor, Role
from core.feature import Due
from core.pages import Link
from council.domain.candidate_list import ListState
from council.domain.election import ElectionState, reached
from council.domain.polling import SETTLED, TO_ENTER, PlaceState
from council.models.election import Election
from council.models.nomination import CandidateList
from council.permissions import READERS, WATCHERS, holds, nominates, runs
from council.queries.candidate_groups import asked_traits
from council.queries.count import open_tie, provisional_result, valid_seat_count
from council.queries.declaration import declarations_of
from council.queries.election import all_elections
from council.queries.nomination import lists_alone, lists_of, numbered_lists
from council.queries.polling import PlaceCount, place_counts
from council.services.list_access import OPEN_STATES
from council.views.blueprint import local


def published_lists(election: Election) -> list[CandidateList]:
    """The lists everybody may see."""
    return numbered_lists(election) if reached(election.now, ElectionState.NOMINATIONS_CLOSED) else []


def has_result(election: Election) -> bool:
    """True when the public page of the result has something to show to everybody."""
    return bool(declarations_of(election)) or provisional_result(election) is not None


def count_tasks(election: Election) -> Iterator[Link]:
    """The pages of those who run, watch or nominate, in the order of the work, with how far each has come."""
    actor, public_id = current_actor(), election.public_id
    watches = runs(actor, public_id) or holds(actor, public_id, *WATCHERS)
    if election.now is ElectionState.DRAFT:
        return
    if nominates(actor, public_id) or holds(actor, public_id, Role.OBSERVER):
        yield Link(_nominations(election), url_for("council.manage_nominations", public_id=public_id))
    if election.statute.parameters.supporters and holds(actor, public_id, *READERS):
        yield Link(_("Supporters of the lists"), url_for("council.list_support", public_id=public_id))
    if watches:
        yield Link(_("Polling"), url_for("council.show_polling", public_id=public_id))
    if runs(actor, public_id) and asked_traits(election.statute.rule):
        yield Link(_("Groups of the candidates"), url_for("council.record_groups", public_id=public_id))
    if watches and reached(election.now, ElectionState.NOMINATIONS_CLOSED):
        yield Link(_("Ballot papers"), url_for("council.manage_papers", public_id=public_id))
        yield Link(_counts(election), url_for("council.show_counts", public_id=public_id))
    if watches and reached(election.now, ElectionState.COUNTING):
        yield Link(_("From votes to seats"), url_for("council.show_seats", public_id=public_id))
        yield Link(_declaration(election), url_for("council.show_result", public_id=public_id))


def _nominations(election: Election) -> str:
    return str(_("Nominations (lists: %(number)s)", number=len(lists_of(election))))


def _counts(election: Election) -> str:
    places = place_counts(election)
    done = sum(each.state in SETTLED for each in places)
    return str(_("Polling places (confirmed: %(done)s of %(all)s)", done=done, all=len(places)))


def _declaration(election: Election) -> str:
    return str(_("Result, declared") if declarations_of(election) else _("Result, not declared yet"))


def count_due(actor: Actor) -> Sequence[Due]:
    """What is next for the people who run an election."""
    if not actor.has_anywhere(Role.RETURNING_OFFICER, Role.POLLING_CLERK, Role.LIST_AGENT):
        return ()
    found: list[Due] = []
    for election in all_elections():
        if election.now in OPEN_STATES:
            found += _due_before(actor, election)
        elif election.now is ElectionState.COUNTING:
            found += _due(actor, election)
    return found


def _due_before(actor: Actor, election: Election) -> Iterator[Due]:
    """While nominations are open: an agent without a list hands one in, the authority decides and publishes."""
    href = url_for("council.manage_nominations", public_id=election.public_id)
    on, title = election.nominations_close_on, local(election.title)
    if runs(actor, election.public_id):
        lists = lists_alone(election)
        waiting = sum(each.now is ListState.SUBMITTED for each in lists)
        if waiting:
            yield Due(_("Decide about candidate lists"), href, on=on, note=title)
        elif any(each.now is ListState.ADMITTED for each in lists):
            yield Due(_("Number and publish the candidate lists"), href, on=on, note=title)
    elif holds(actor, election.public_id, Role.LIST_AGENT) and not any(
        each.agent_id == actor.id for each in lists_alone(election)
    ):
        yield Due(_("Hand in a candidate list"), href, on=on, note=title)


def _due(actor: Actor, election: Election) -> Iterator[Due]:
    if not holds(actor, election.public_id, Role.RETURNING_OFFICER, Role.POLLING_CLERK):
        return
    places = place_counts(election)
    for place in places:
        found = _of_place(actor, election, place)
        if found is not None:
            yield found
    if not runs(actor, election.public_id) or any(each.state not in SETTLED for each in places):
        return
    public_id = election.public_id
    seats = valid_seat_count(election)
    if seats is None:
        yield Due(_("Allocate the seats"), url_for("council.show_seats", public_id=public_id), on=election.declare_by)
    elif open_tie(seats) is not None:
        yield Due(_("Draw lots for a tie"), url_for("council.record_lots", public_id=public_id), on=election.declare_by)
    else:
        yield Due(
            _("Declare the result"), url_for("council.declare_result", public_id=public_id), on=election.declare_by
        )


def _of_place(actor: Actor, election: Election, place: PlaceCount) -> Due | None:
    public_id, key = election.public_id, place.place.key
    name = local(place.place.name)
    if place.state is PlaceState.DISAGREEING and runs(actor, election.public_id):
        title = _("Decide the count of %(place)s", place=name)
        return Due(title, url_for("council.decide_count", public_id=public_id, key=key), on=election.declare_by)
    waits_for_others = bool(place.now) and place.now[0].actor_id == actor.id
    awaited = place.state in TO_ENTER and place.state is not PlaceState.LEFT_OUT
    if awaited and not waits_for_others:
        title = _("Enter the count of %(place)s", place=name)
        return Due(title, url_for("council.enter_count", public_id=public_id, key=key), on=election.declare_by)
    return None
