# SPDX-License-Identifier: EUPL-1.2
"""Who acts: roles, and the frozen value that every service receives as its first argument.

Election roles and political roles are never held together in the same election (separation of duties, D02).
A scope is an opaque text such as ``election:7k3m``; an empty scope means the whole installation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    OFFICER = "officer"
    FACILITATOR = "facilitator"
    MODERATOR = "moderator"
    RETURNING_OFFICER = "returning_officer"
    POLLING_CLERK = "polling_clerk"
    COUNCIL_MEMBER = "council_member"
    LIST_AGENT = "list_agent"
    OBSERVER = "observer"
    OMBUDSPERSON = "ombudsperson"
    TRANSLATOR = "translator"
    OPERATOR = "operator"


ELECTION_ROLES = frozenset({Role.RETURNING_OFFICER, Role.POLLING_CLERK})
"""Roles that run an election."""

POLITICAL_ROLES = frozenset({Role.COUNCIL_MEMBER, Role.LIST_AGENT})
"""Roles with a stake in its outcome."""

WATCHING_ROLES = frozenset({Role.OBSERVER})
"""Roles that watch those who run it; they may not watch themselves."""

SCOPED_ROLES = ELECTION_ROLES | POLITICAL_ROLES | WATCHING_ROLES


class ActorKind(StrEnum):
    STAFF = "staff"
    RESIDENT = "resident"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Grant:
    """One role, for one scope ("" = the whole installation)."""

    role: Role
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts.

    ``id`` is opaque: for staff the public id of the account, for residents empty. ``opened`` are the things a
    printed code has opened in this visit, as ``(kind, public id)``.
    """

    kind: ActorKind
    id: str = ""
    name: str = ""
    grants: frozenset[Grant] = frozenset()
    opened: frozenset[tuple[str, str]] = field(default=frozenset())

    def has(self, *roles: Role, scope: str = "") -> bool:
        """True when any of the roles is held for the scope or for the whole installation."""
        return any(g.role in roles and g.scope in ("", scope) for g in self.grants)

    def has_anywhere(self, *roles: Role) -> bool:
        """True when any of the roles is held for whatever scope; for menus, never for a decision on a thing."""
        return any(g.role in roles for g in self.grants)

    @property
    def is_staff(self) -> bool:
        return self.kind is ActorKind.STAFF


RESIDENT = Actor(ActorKind.RESIDENT)
SYSTEM = Actor(ActorKind.SYSTEM, id="system")


def conflicting(held: Iterable[Grant], wanted: Grant) -> Grant | None:
    """The first held grant that must not be combined with the wanted one in the same election, or None.

    Scopes meet when they are equal or when either is the whole installation.
    """
    for grant in sorted(held, key=lambda g: (g.role.value, g.scope)):
        meets = grant.scope == wanted.scope or not grant.scope or not wanted.scope
        if meets and _opposed(grant.role, wanted.role):
            return grant
    return None


def _opposed(a: Role, b: Role) -> bool:
    against = POLITICAL_ROLES | WATCHING_ROLES
    return (a in ELECTION_ROLES and b in against) or (b in ELECTION_ROLES and a in against)
