# SPDX-License-Identifier: EUPL-1.2
"""Who may do what in the council, by name. Roles of an election count for that election alone."""

from __future__ import annotations

from core.access import roles
from core.domain.actor import Actor, ActorKind, Role
from core.domain.refusal import Refusal
from council.domain.election import scope_of
from council.domain.refusals import CouncilRefusal

FOUND_COUNCIL = roles(Role.OFFICER, Role.RETURNING_OFFICER)
"""Draft a statute and record its adoption."""

RUN_ELECTION = roles(Role.RETURNING_OFFICER)
READ_REGISTER = roles(Role.RETURNING_OFFICER, Role.POLLING_CLERK)
WATCH_ELECTION = roles(Role.RETURNING_OFFICER, Role.POLLING_CLERK, Role.OBSERVER)

READERS = (Role.RETURNING_OFFICER, Role.POLLING_CLERK)
WATCHERS = (*READERS, Role.OBSERVER)


def holds(actor: Actor, election_id: str, *wanted: Role) -> bool:
    """True when the actor holds one of the roles for this election or everywhere."""
    return actor.has(*wanted, scope=scope_of(election_id))


def runs(actor: Actor, election_id: str) -> bool:
    """True for the returning officer of this election, and for commands of the machine itself."""
    return actor.kind is ActorKind.SYSTEM or holds(actor, election_id, Role.RETURNING_OFFICER)


def require_running(actor: Actor, election_id: str) -> None:
    """:raises Refusal: when somebody else's election is touched."""
    if not runs(actor, election_id):
        raise Refusal(CouncilRefusal.NOT_YOUR_ELECTION)


def require_reading(actor: Actor, election_id: str) -> None:
    """:raises Refusal: when the actor has no part in running this election."""
    if not (runs(actor, election_id) or holds(actor, election_id, *READERS)):
        raise Refusal(CouncilRefusal.NOT_YOUR_ELECTION)


def require_founding(actor: Actor) -> None:
    """:raises Refusal: when the actor may not prepare statutes or elections."""
    if not (actor.kind is ActorKind.SYSTEM or actor.has(Role.OFFICER, Role.RETURNING_OFFICER)):
        raise Refusal(CouncilRefusal.NOT_YOUR_ELECTION)


NOMINATE = roles(Role.RETURNING_OFFICER, Role.LIST_AGENT)
WATCH_NOMINATIONS = roles(Role.RETURNING_OFFICER, Role.LIST_AGENT, Role.OBSERVER)
NOTE_SUPPORT = roles(Role.RETURNING_OFFICER, Role.POLLING_CLERK, Role.LIST_AGENT)
ENTER_COUNT = READ_REGISTER
LOAD_COUNTS = roles(Role.RETURNING_OFFICER, Role.OBSERVER)


def nominates(actor: Actor, election_id: str) -> bool:
    """True for those who may hand in a list at this election."""
    return runs(actor, election_id) or holds(actor, election_id, Role.LIST_AGENT)


KEEP_SEATS = FOUND_COUNCIL
"""Record what happens to the seats of a council through its term."""


def require_seating(actor: Actor, election_id: str) -> None:
    """:raises Refusal: for anybody but the returning officer of the election and the office that keeps the council."""
    if not (runs(actor, election_id) or actor.has(Role.OFFICER)):
        raise Refusal(CouncilRefusal.NOT_YOUR_ELECTION)
