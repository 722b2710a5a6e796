# SPDX-License-Identifier: EUPL-1.2
"""Lists under pressure: the same form twice, old pages, lists after the lots, agents who lost their role."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from core import clock
from core.db import db, unit_of_work
from core.domain.actor import Actor, Grant, Role
from core.domain.refusal import Refusal
from council.domain.election import LocalText, scope_of
from council.models.nomination import CandidateList
from council.queries.nomination import list_by
from council.services import admission, nomination
from council.services.nomination import CandidatePlan, ListPlan
from tests.builders import council as build
from tests.builders import count as counts

Person = Callable[..., Actor]
ANNA = CandidatePlan(given_names="Anna", family_name="Lis")


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.standing_at(counts.EVENING):
        yield


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


def stored(public_id: str) -> CandidateList:
    db.session.expire_all()
    found = list_by(public_id)
    assert found is not None
    return found


def names(public_id: str) -> list[str]:
    return [each.given_names for each in stored(public_id).candidates]


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught, unit_of_work():
        act()
    return str(caught.value.code)


@pytest.mark.requirement("R048")
def test_the_same_candidate_sent_twice_stands_once(chief: Actor) -> None:
    one = counts.handed_in(chief, build.open_election(chief), "One", 2)
    seen = len(stored(one).facts)
    for _ in range(2):
        with unit_of_work():
            nomination.put_candidate(chief, one, ANNA, position=1, seen=seen)
    assert names(one) == ["Anna", "Person1", "Person2"]


@pytest.mark.requirement("R048")
def test_an_old_page_takes_nobody_else_off(chief: Actor) -> None:
    one = counts.handed_in(chief, build.open_election(chief), "One", 3)
    seen = len(stored(one).facts)
    with unit_of_work():
        nomination.remove_candidate(chief, one, 2, seen=seen)
    for act in (
        lambda: nomination.remove_candidate(chief, one, 2, seen=seen),
        lambda: nomination.check_candidates(chief, one, [2], seen=seen),
        lambda: nomination.put_candidate(chief, one, ANNA, position=2, replaces=2, seen=seen),
    ):
        assert code_of(act) == "core.changed_meanwhile"
    assert names(one) == ["Person1", "Person3"]


@pytest.mark.requirement("R048")
def test_no_list_can_stop_an_election_after_the_lots(chief: Actor, person: Person) -> None:
    election = build.open_election(chief)
    agent = person(Role.LIST_AGENT, scope=scope_of(election))
    admitted = counts.handed_in(chief, election, "One", 2)
    with unit_of_work():
        plan = ListPlan(name=LocalText("Two"), agent_name="Me")
        rejected = nomination.submit_list(agent, election, plan).public_id
        admission.decide_list(chief, admitted, admit=True)
        admission.decide_list(chief, rejected, admit=False, reason="Nobody stands on it")
        admission.number_lists(chief, election, counts.drawing([admitted]))
    late = ListPlan(name=LocalText("Late"), agent_name="Me")
    assert code_of(lambda: nomination.submit_list(agent, election, late)) == "council.numbers_drawn"
    assert code_of(lambda: nomination.put_candidate(agent, rejected, ANNA, position=1)) == "council.numbers_drawn"
    assert stored(rejected).state == "rejected"


@pytest.mark.requirement("D02")
def test_an_agent_without_the_role_for_this_election_changes_nothing(chief: Actor, person: Person) -> None:
    election, other = build.open_election(chief), "election:other"
    agent = person(Role.LIST_AGENT, scope=scope_of(election))
    with unit_of_work():
        one = nomination.submit_list(agent, election, ListPlan(name=LocalText("Mine"), agent_name="Me")).public_id
    now = Actor(agent.kind, agent.id, agent.name, frozenset({Grant(Role.LIST_AGENT, other)}))
    assert code_of(lambda: nomination.put_candidate(now, one, ANNA, position=1)) == "council.not_your_list"
