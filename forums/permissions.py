# SPDX-License-Identifier: EUPL-1.2
"""Who may do what to a topic: one table of roles, joined with the domain's table of states.

Routes are opened by the policies below; services ask ``require`` again with the state of the thing itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.access import roles
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from forums.domain.refusals import ForumRefusal
from forums.domain.topic import POSSIBLE, Act, TopicState

OFFICERS = frozenset({Role.OFFICER})
STEWARDS = frozenset({Role.OFFICER, Role.MODERATOR})
"""The officer answers for a forum; its moderator opens and closes the stages."""

BY: Mapping[Act, frozenset[Role]] = {
    Act.DECLINE: OFFICERS,
    Act.GIVE_MANDATE: OFFICERS,
    Act.ASK: STEWARDS,
    Act.OPEN: STEWARDS,
    Act.STOP: STEWARDS,
    Act.REOPEN: STEWARDS,
    Act.CONTRIBUTE: frozenset(),
    Act.DECIDE: frozenset({Role.MODERATOR}),
    Act.TRANSLATE: STEWARDS | {Role.TRANSLATOR},
    Act.RECOMMEND: STEWARDS,
    Act.PRESENT: STEWARDS,
    Act.ANSWER: OFFICERS,
    Act.CLOSE: STEWARDS,
}
"""An empty set means anybody, without an account."""

DESK = roles(*STEWARDS, Role.TRANSLATOR)
SUGGEST = roles(*OFFICERS)
STEER = roles(*STEWARDS)
MANDATE = roles(*BY[Act.GIVE_MANDATE])
MODERATE = roles(*BY[Act.DECIDE])
TRANSLATE = roles(*BY[Act.TRANSLATE])
ANSWER = roles(*BY[Act.ANSWER])


def may(actor: Actor, act: Act, state: TopicState) -> bool:
    """True when the actor holds a role for the act and the topic's state allows it."""
    return state in POSSIBLE[act] and (not BY[act] or actor.has(*BY[act]))


def acts(actor: Actor, state: TopicState) -> dict[str, bool]:
    """Every act by name, for pages: what this actor may do now."""
    return {act.value: may(actor, act, state) for act in Act}


def require(actor: Actor, act: Act, state: TopicState) -> None:
    """Refuse what the actor may not do, or not now.

    :raises Refusal: ``NOT_PERMITTED`` or ``NOT_NOW``.
    """
    if BY[act] and not actor.has(*BY[act]):
        raise Refusal(ForumRefusal.NOT_PERMITTED)
    if state not in POSSIBLE[act]:
        raise Refusal(ForumRefusal.NOT_NOW)


def require_role(actor: Actor, wanted: frozenset[Role]) -> None:
    """Refuse an actor without any of the roles; for acts that need no topic yet.

    :raises Refusal: ``NOT_PERMITTED``.
    """
    if not actor.has(*wanted):
        raise Refusal(ForumRefusal.NOT_PERMITTED)


def role_for(actor: Actor, wanted: frozenset[Role]) -> str:
    """The role in which the actor does it: what is shown instead of a name. Empty for a resident."""
    return next((role.value for role in Role if role in wanted and actor.has(role)), "")
