# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: every role at every state, generated from the two tables that decide it."""

from __future__ import annotations

from itertools import product

import pytest

from core.domain.actor import RESIDENT, Actor, ActorKind, Grant, Role
from core.domain.refusal import Refusal
from forums import permissions
from forums.domain.refusals import ForumRefusal
from forums.domain.topic import POSSIBLE, Act, TopicState


def staff(role: Role) -> Actor:
    return Actor(ActorKind.STAFF, "a", "Somebody", frozenset({Grant(role)}))


ACTORS = {"resident": RESIDENT, **{role.value: staff(role) for role in Role}}


@pytest.mark.requirement("R061", "D02")
@pytest.mark.parametrize(("name", "act", "state"), list(product(ACTORS, Act, TopicState)))
def test_role_by_act_by_state(name: str, act: Act, state: TopicState) -> None:
    actor = ACTORS[name]
    holds = not permissions.BY[act] or name in {role.value for role in permissions.BY[act]}
    expected = None if holds else ForumRefusal.NOT_PERMITTED
    if holds and state not in POSSIBLE[act]:
        expected = ForumRefusal.NOT_NOW
    assert permissions.may(actor, act, state) is (expected is None)
    assert permissions.acts(actor, state)[act.value] is (expected is None)
    if expected is None:
        permissions.require(actor, act, state)
        return
    with pytest.raises(Refusal) as refused:
        permissions.require(actor, act, state)
    assert refused.value.code is expected


def test_only_contributing_is_for_everybody() -> None:
    assert [act for act in Act if not permissions.BY[act]] == [Act.CONTRIBUTE]


def test_the_one_who_answers_is_not_the_one_who_moderates() -> None:
    assert not permissions.BY[Act.ANSWER] & permissions.BY[Act.DECIDE]
