# SPDX-License-Identifier: EUPL-1.2
"""Files of persons with something wrong in them: refused with a reason, never a crash, or counted."""

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.tally.errors import TallyError
from council.tally.persons.case import PERSONS, read_person_cases
from council.tally.persons.published import check_person_case
from council.tally.persons.table import case_from_table

pytestmark = pytest.mark.requirement("R050")

FOLDER = Path(__file__).parents[1] / "interop" / "data" / "tally" / "open_list"
GROUNDS = tuple(
    json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    for name in ("mc_jena_2019", "fi_parl_2011_lappi", "nl_gr2022_15seats_nomination", "cz_nove_mesto_2018")
)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**13),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=4),
    st.just([]),
    st.just({}),
    st.just(["x"]),
    st.just([{}]),
    st.just({"between": ["x"], "drawn": 1}),
    st.sampled_from([*PERSONS, "hare", "largest_remainder", "biproportional"]),
)


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a value, the first two of a row standing for all of it."""
    found = [here] if here else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += paths(inner, (*here, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value[:2]):
            found += paths(inner, (*here, index))
    return found


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    data = copy.deepcopy(draw(st.sampled_from(GROUNDS)))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(paths(data)))
        inner = data
        for step in path[:-1]:
            inner = inner[step]
        if draw(st.booleans()):
            inner[path[-1]] = copy.deepcopy(draw(JUNK))
        elif isinstance(inner, dict):
            del inner[path[-1]]
    extra = draw(
        st.sampled_from(("", "lot", "regions", "seats_per_region", "preference_threshold", "quota", "threshold"))
    )
    if extra:
        data[extra] = copy.deepcopy(draw(JUNK))
    return json.dumps(data)


@settings(max_examples=150, deadline=None)
@given(spoilt())
def test_a_spoilt_case_is_refused_or_counted(text: str) -> None:
    outcome = ""
    try:
        for case in read_person_cases(text):
            outcome = check_person_case(case).counted.persons.state
    except TallyError as error:
        outcome = error.code
    assert outcome


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(("name", "votes", "list", "A", "3", '"', ",", ";", "\n"))).map("".join)
)
def test_a_spoilt_table_is_refused_or_read(text: str) -> None:
    data: Mapping[str, Any] = {}
    refused = ""
    try:
        data = case_from_table(text, method="block_vote", seats=1)
    except TallyError as error:
        refused = error.code
    assert bool(refused) != bool({"candidates", "lists"} & data.keys())
