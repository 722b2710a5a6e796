# SPDX-License-Identifier: EUPL-1.2
"""Who may do what in the follow-up: policies of routes, and which roles may note which fact."""

from __future__ import annotations

from consult.followup.domain.life import FactKind
from core.access import opened, roles
from core.domain.actor import Actor, ActorKind, Role

HOLDS_CODE = opened("input")
SEE = roles(Role.OFFICER, Role.FACILITATOR, Role.MODERATOR, Role.OMBUDSPERSON)
ANSWER = roles(Role.OFFICER)

_OFFICER = (Role.OFFICER,)
_WITH_PEOPLE = (Role.OFFICER, Role.MODERATOR, Role.FACILITATOR)
NOTED_BY: dict[FactKind, tuple[Role, ...]] = {
    FactKind.HEARD: _WITH_PEOPLE,
    FactKind.PUBLISHED: _WITH_PEOPLE,
    FactKind.NOT_PUBLISHED: _WITH_PEOPLE,
    FactKind.GROUPED: _WITH_PEOPLE,
    FactKind.PRESENTED: _WITH_PEOPLE,
    FactKind.WITHDRAWN: _WITH_PEOPLE,
    FactKind.ASSIGNED: _OFFICER,
    FactKind.PROGRESS: _OFFICER,
    FactKind.ANSWERED: _OFFICER,
    FactKind.DONE: _OFFICER,
    FactKind.REOPENED: _OFFICER,
}


def has_opened(actor: Actor, public_id: str) -> bool:
    """True for whoever entered the printed code of this very input in this visit."""
    return ("input", public_id) in actor.opened


def acting_role(actor: Actor, kind: FactKind, public_id: str) -> str | None:
    """The role in which the actor may note such a fact ("" for the person herself), or None when not at all."""
    if actor.kind is ActorKind.SYSTEM:
        return ActorKind.SYSTEM.value
    for role in NOTED_BY[kind]:
        if actor.has_anywhere(role):
            return role.value
    if kind is FactKind.WITHDRAWN and has_opened(actor, public_id):
        return ""
    return None
