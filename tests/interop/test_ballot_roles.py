# SPDX-License-Identifier: EUPL-1.2
"""Interoperation with Debian's belenios-tool: every kind of election passes its verification, and in every role either
program can stand in for the other.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from council.ballots.verify.run import verify
from tests.builders.ballot_roles import OURS, ROLES, TOOL, Plan, Walk, choice, ranking, tool_verifies

LISTS = choice("Which list?", "Ponti", "Voci")
PERSONS = choice("Which persons?", "Ada", "Ben", "Cid", "Dua", least=0, most=3)
BLANK = choice("Yes or no?", "Yes", "No", blank=True)

PLANS: dict[str, Plan] = {
    "one question": Plan([LISTS], [(0, [[1, 0]]), (1, [[0, 1]]), (2, [[0, 1]])], [[1, 2]]),
    "three questions, blank, a revote, one mandatory and two of three": Plan(
        [LISTS, PERSONS, BLANK],
        [
            (0, [[1, 0], [1, 1, 1, 0], [1, 0, 0]]),
            (1, [[0, 1], [0, 0, 0, 0], [0, 1, 0]]),
            (0, [[0, 1], [0, 0, 0, 1], [0, 0, 1]]),
        ],
        [[0, 2], [0, 0, 0, 1], [0, 1, 1]],
        threshold=(2, 3),
    ),
    "weights": Plan(
        [LISTS, BLANK],
        [(0, [[1, 0], [0, 1, 0]]), (1, [[0, 1], [1, 0, 0]]), (2, [[0, 1], [0, 0, 1]])],
        [[1, "1500000002"], [2, 1, "1500000000"]],
        electors=("ada@example.org,ada,1", "ben@example.org,ben,2", "cid@example.org,cid,1500000000"),
    ),
    "rankings, shuffled twice": Plan(
        [LISTS, ranking("Rank three", "A", "B", "C")],
        [(0, [[1, 0], [1, 2, 3]]), (1, [[0, 1], [3, 1, 2]]), (2, [[0, 1], [1, 3, 2]])],
        [[1, 2], [[1, 2, 3], [1, 3, 2], [3, 1, 2]]],
        group="RFC-3526-2048",
        singles=2,
        shuffles=(1, 2),
    ),
    "Arabic and emoji": Plan(
        [choice("أي قائمة تختار؟ 🗳️", "جسور 🌉", "أصوات «1»\u2028", least=0)],
        [(0, [[0, 1]]), (2, [[0, 0]])],
        [[0, 1]],
        name='انتخابات المجلس 🤝 — "prova" \\ /',
    ),
    "no ballots": Plan([LISTS, BLANK], [], [[0, 0], [0, 0, 0]], threshold=(1, 2)),
}
EVERYTHING = PLANS["three questions, blank, a revote, one mandatory and two of three"]
RANKINGS = PLANS["rankings, shuffled twice"]


def holds(walk: Walk) -> None:
    """Both verifiers accept it and the result is the right one; rankings come in shuffled order."""
    path = walk.run()
    report = verify(path, complete=True)
    assert report.fault is None
    assert report.result is not None
    told = [
        sorted(list(one) for one in row) if row and isinstance(row[0], tuple) else list(row)
        for row in report.result.questions
    ]
    assert told == [[int(one) if isinstance(one, str) else one for one in row] for row in walk.plan.result]
    assert tool_verifies(walk.folder)


@pytest.mark.parametrize("kind", sorted(PLANS))
def test_our_elections_pass_the_tools_verification(kind: str, tmp_path: Path) -> None:
    holds(Walk(tmp_path, PLANS[kind]))


def test_on_the_curve_we_play_alone(tmp_path: Path) -> None:
    """Debian's version of the tool does not know this group; later ones do."""
    plan = replace(EVERYTHING, group="Ed25519")
    report = verify(Walk(tmp_path, plan).run(), complete=True)
    assert report.fault is None
    assert report.result is not None
    assert [list(row) for row in report.result.questions] == plan.result


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(PLANS))
def test_the_tools_elections_pass_ours(kind: str, tmp_path: Path) -> None:
    holds(Walk(tmp_path, PLANS[kind], rest=TOOL))


def plan_of(role: str) -> Plan:
    return RANKINGS if role == "shuffle" else EVERYTHING


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_the_tool_plays_one_role_among_ours(role: str, tmp_path: Path) -> None:
    holds(Walk(tmp_path, plan_of(role), {role: TOOL}, rest=OURS))


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_we_play_one_role_among_the_tools(role: str, tmp_path: Path) -> None:
    holds(Walk(tmp_path, plan_of(role), {role: OURS}, rest=TOOL))
