# SPDX-License-Identifier: EUPL-1.2
"""A statute holds every kind of rule and every parameter, and an older version still reads as it was meant."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.db import unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from council.domain.statute import Channel, StatuteParameters
from council.domain.statute_refusals import StatuteRefusal
from council.models.statute import StatuteVersion
from council.queries.statute import statute_by
from council.services import statute as statutes
from council.statute_rule import shipped_rule
from council.tally import BallotType
from tests.builders import council as build

Person = Callable[..., Actor]
LATER = (
    "channels", "supporters", "single_candidates", "most_per_seat", "mending_days", "rotate_papers",
    "secrecy_minimum", "acceptance_days", "registration", "timetable",
)  # fmt: skip

OLD_RULE = (
    '{"clauses":[],"decimals":3,"exhaustion":"vacant","formula":"dhondt","seats":9,"threshold":null,"ties":"lots",'
    '"version":1}'
)


@pytest.mark.requirement("R039", "R050")
@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("sheet:recommended", BallotType.LIST),
        ("sheet:graz", BallotType.LIST_PREFERENCE),
        ("sheet:jena", BallotType.PERSONS),
        ("sheet:hessen", BallotType.PANACHAGE),
        ("named:stv:scottish", BallotType.RANKED),
    ],
)
def test_an_election_is_called_under_every_kind_of_rule(person: Person, key: str, kind: BallotType) -> None:
    chief, rule = person(Role.RETURNING_OFFICER), shipped_rule(key)
    election = build.drafted_election(chief, counted=rule)
    build.call(chief, election)
    version = build.statute_of(election)
    assert (version.rule_kind, version.rule) == (kind, rule)


def test_a_rule_nobody_could_vote_under_is_refused(person: Person) -> None:
    rule = replace(shipped_rule("sheet:jena"), validity=None)
    with pytest.raises(Refusal) as refused, unit_of_work():
        statutes.draft_statute(person(Role.OFFICER), build.parameters(), rule)
    assert refused.value.code is StatuteRefusal.VOTES_MISSING


def test_an_older_version_reads_with_the_defaults_of_what_came_later(person: Person) -> None:
    version = statute_by(build.adopted_statute(person(Role.OFFICER)))
    assert version is not None
    older = {name: value for name, value in json.loads(version.parameters_text).items() if name not in LATER}
    text = StatuteVersion(parameters_text=json.dumps(older), rule_text=OLD_RULE)
    assert text.parameters == build.parameters()
    assert text.parameters.channels == (Channel.DESK,)
    assert (text.rule, text.rule_kind) == (build.rule(), BallotType.LIST)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"channels": ()}, StatuteRefusal.NO_CHANNEL),
        ({"most_per_seat": 0}, StatuteRefusal.OUT_OF_BOUNDS),
        ({"supporters": -1}, StatuteRefusal.OUT_OF_BOUNDS),
    ],
)
def test_terms_no_election_could_follow_are_refused(change: dict[str, object], code: StatuteRefusal) -> None:
    terms: StatuteParameters = build.parameters()
    with pytest.raises(Refusal) as refused:
        replace(terms, **change)  # type: ignore[arg-type]  # values of several types
    assert refused.value.code is code
