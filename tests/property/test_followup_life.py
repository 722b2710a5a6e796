# SPDX-License-Identifier: EUPL-1.2
"""Whatever happens in whatever order, the life of an input stays whole."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from consult.followup.domain import life
from consult.followup.domain.life import CLOSED, MOVES, FactKind, NewFact, Outcome, State

DAY = dt.date(2026, 10, 1)
FACTS = st.builds(
    NewFact,
    kind=st.sampled_from(FactKind),
    outcome=st.sampled_from(Outcome),
    due_on=st.none() | st.dates(dt.date(2026, 10, 1), dt.date(2026, 12, 31)),
    body=st.sampled_from(["", "Library"]),
)


@given(st.lists(FACTS, max_size=12))
def test_laws_of_a_life(wanted: list[NewFact]) -> None:
    standing, taken = life.heard(DAY), []
    for fact in wanted:
        if fact.kind not in MOVES.allowed(standing.state):
            continue
        standing = life.after(standing, fact, DAY)
        taken.append((fact, DAY))
        assert (standing.outcome is None) == (standing.answered_on is None)
        if standing.state in (State.ANSWERED, State.NOT_USED, State.DONE):
            assert standing.outcome is not None
        if standing.state in (State.WITHDRAWN, State.NOT_PUBLISHED):
            assert not standing.public
        if standing.state in CLOSED:
            assert standing.due_on is None
    assert life.fold(DAY, taken) == standing
    if standing.state is State.WITHDRAWN:
        assert not MOVES.allowed(standing.state)
