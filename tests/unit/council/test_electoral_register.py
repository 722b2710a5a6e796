# SPDX-License-Identifier: EUPL-1.2
"""The register as a whole: keys, comparison, search words, leaders, fingerprints, hidden counts, moves."""

from __future__ import annotations

import pytest

from core.domain.refusal import CoreRefusal, Refusal
from core.domain.tables import Row
from council.domain.disclosure import shown_counts, shown_total
from council.domain.election import ELECTION_MOVES, STATES, ElectionEvent, ElectionState, reached
from council.domain.electoral_register import (
    canonical_lines,
    compare,
    fingerprint,
    keyed_rows,
    leaders,
    search_text,
    search_words,
)


def rows(*values: tuple[str, str]) -> list[Row]:
    return [
        Row(line, {"register_number": number, "given_names": name})
        for line, (number, name) in enumerate(values, start=2)
    ]


@pytest.mark.requirement("R044")
def test_keys_do_not_depend_on_the_order_of_the_file() -> None:
    given = (("FR-1", "a"), ("FR-1", "b"), ("", "c"), ("", "c"), ("x" * 90, "d"))
    keyed = {row.key: row.digest for row in keyed_rows(rows(*given))}
    assert len(keyed) == 5
    assert keyed == {row.key: row.digest for row in keyed_rows(rows(*reversed(given)))}


@pytest.mark.requirement("R044")
def test_a_comparison_tells_new_changed_unchanged_and_vanished() -> None:
    keyed = keyed_rows(rows(("FR-1", "a"), ("FR-2", "b"), ("FR-3", "c")))
    known = {"FR-1": keyed[0].digest, "FR-2": "other", "FR-9": "gone"}
    found = compare(keyed, known)
    assert [row.key for row in found.new] == ["FR-3"]
    assert [row.key for row in found.changed] == ["FR-2"]
    assert (found.unchanged, found.vanished) == (1, ("FR-9",))


@pytest.mark.requirement("D01")
@pytest.mark.parametrize("typed", ["Žukovska", "zukovska", "ЖУКОВСЬКА", "fr-0000001-a"])
def test_a_person_is_found_in_any_script(typed: str) -> None:
    text = search_text(
        {"family_name": "Žukovska", "family_name_native": "Жуковська", "register_number": "FR-0000001-A"}
    )
    assert all(f" {word}" in text for word in search_words(typed))


def test_leaders_follow_chains_and_never_go_in_circles() -> None:
    assert leaders([(1, 2), (2, 3)]) == {2: 1, 3: 1}
    assert leaders([(1, 2), (2, 3), (3, 1)]) == {2: 1, 3: 1}, "somebody always stands for the person"
    assert leaders([(2, 1), (1, 2)]) == {1: 2}


def test_the_fingerprint_sees_every_part_of_an_entry() -> None:
    entry = ("FR-1", ["a", "b"], ["under_age"], "")
    prints = {
        fingerprint(canonical_lines([changed]))
        for changed in (
            entry,
            ("FR-2", *entry[1:]),
            ("FR-1", ["ab", ""], ["under_age"], ""),
            ("FR-1", ["a", "b"], [], ""),
            ("FR-1", ["a", "b"], ["under_age"], "FR-7"),
        )
    }
    assert len(prints) == 5


@pytest.mark.requirement("D03")
def test_a_hidden_count_cannot_be_worked_out_from_the_others() -> None:
    assert shown_counts({"a": 900, "b": 3, "c": 12}) == {"a": 900, "b": None, "c": None}
    assert shown_counts({"a": 900, "b": 3, "c": 2}) == {"a": 900, "b": None, "c": None}
    assert shown_counts({"a": 900, "b": 0}) == {"a": 900, "b": 0}
    assert shown_counts({"a": 4}) == {"a": None}
    assert (shown_total(4), shown_total(5), shown_total(0)) == (None, 5, 0)


@pytest.mark.requirement("R043")
def test_an_election_goes_through_its_states_in_one_order_only() -> None:
    state, gone = ElectionState.DRAFT, [ElectionState.DRAFT]
    while allowed := ELECTION_MOVES.allowed(state):
        assert len(allowed) == 1
        state = ELECTION_MOVES.after(state, allowed[0])
        gone.append(state)
    assert tuple(gone) == STATES
    for at in ElectionState:
        for event in set(ElectionEvent) - set(ELECTION_MOVES.allowed(at)):
            with pytest.raises(Refusal) as refused:
                ELECTION_MOVES.after(at, event)
            assert refused.value.code is CoreRefusal.MOVE_NOT_ALLOWED
    assert reached(ElectionState.POLLING, ElectionState.CALLED)
    assert not reached(ElectionState.CALLED, ElectionState.POLLING)
