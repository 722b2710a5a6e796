# SPDX-License-Identifier: EUPL-1.2
"""What a candidate list lacks, how lots number it, and when a result can be declared."""

from __future__ import annotations

import pytest

from core.domain.refusal import Refusal
from council.domain.candidate_list import Bounds, Consent, Evidence, ListCheck, Standing, check_list, name_key, numbers
from council.domain.declaration import require_declarable
from council.domain.polling import SETTLED, PlaceState


def person(position: int, *, consent: bool = True, evidence: Evidence = Evidence.PAPER) -> Standing:
    return Standing(position, f"Person {position}", Consent.PAPER if consent else Consent.NONE, evidence)


@pytest.mark.requirement("R048")
def test_a_whole_list_is_faultless() -> None:
    assert check_list([person(1), person(2)], Bounds(seats=2), {}) == ()


@pytest.mark.requirement("R048")
@pytest.mark.parametrize(
    ("people", "seats", "check", "blocks"),
    [
        ([], 9, ListCheck.EMPTY, True),
        ([person(n) for n in range(1, 6)], 2, ListCheck.TOO_MANY, True),
        ([person(1, consent=False)], 1, ListCheck.NO_CONSENT, True),
        ([person(1, evidence=Evidence.NONE)], 1, ListCheck.NOT_CHECKED, True),
        ([person(1)], 9, ListCheck.FEWER_THAN_SEATS, False),
    ],
)
def test_each_fault_is_found(people: list[Standing], seats: int, check: ListCheck, blocks: bool) -> None:
    assert [(each.check, each.blocks) for each in check_list(people, Bounds(seats=seats), {})] == [(check, blocks)]


@pytest.mark.requirement("R048")
def test_a_namesake_on_another_list_needs_a_reason_and_blocks_nothing() -> None:
    (found,) = check_list([person(1)], Bounds(seats=1), {name_key("PERSON 1"): "Bridges"})
    assert (found.check, found.blocks, found.needs_reason) == (ListCheck.SAME_NAME, False, True)
    assert found.other_list == "Bridges"


def test_names_are_compared_without_accents_case_and_order() -> None:
    assert name_key("Lina Pavyzdinė") == name_key("PAVYZDINE lina")


@pytest.mark.requirement("R048")
def test_the_drawn_order_gives_the_numbers() -> None:
    assert numbers(["b", "a", "c"], ["a", "b", "c"]) == {"b": 1, "a": 2, "c": 3}
    for wrong in (["a", "b"], ["a", "b", "b"], ["a", "b", "c", "d"]):
        with pytest.raises(Refusal):
            numbers(wrong, ["a", "b", "c"])


@pytest.mark.requirement("R050")
def test_only_a_whole_result_can_be_declared() -> None:
    done = {"a": PlaceState.CONFIRMED, "b": PlaceState.CONFIRMED}
    require_declarable(done, allocated=True, tie_open=False)
    for state in set(PlaceState) - set(SETTLED):
        with pytest.raises(Refusal, match="places_unconfirmed"):
            require_declarable({**done, "b": state}, allocated=True, tie_open=False)
    with pytest.raises(Refusal, match="not_allocated"):
        require_declarable(done, allocated=False, tie_open=False)
    with pytest.raises(Refusal, match="tie_open"):
        require_declarable(done, allocated=True, tie_open=True)
    with pytest.raises(Refusal, match="places_unconfirmed"):
        require_declarable({}, allocated=True, tie_open=False)
