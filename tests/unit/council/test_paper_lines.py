# SPDX-License-Identifier: EUPL-1.2
"""Ballot papers as lines of keys: what can be typed, the one text of each paper, and batches that two people read."""

from __future__ import annotations

import pytest

from core.domain.refusal import Refusal
from council.domain.grounds import RejectionGround
from council.domain.paper_batch import Part, batch_state, differing_papers, settled_lines
from council.domain.paper_lines import Marking, OnPaper, ranking, read_lines, read_paper
from council.domain.polling import EntryKind, PlaceState

MARKED = OnPaper(Marking.MARKED, frozenset({101, 102, 201}), frozenset({1, 2}))
RANKED = OnPaper(Marking.RANKED, frozenset({1, 2, 3}))
FIRST, SECOND, DECISION = EntryKind.FIRST, EntryKind.SECOND, EntryKind.DECISION


@pytest.mark.requirement("R050")
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("201 101", "101 201"),
        ("101 101", "101x2"),
        ("101x2, 101", "101x3"),
        ("101*2", "101x2"),
        ("l2 -201 101", "L2 101 -201"),
        ("  0 ", "0"),
        ("!U", "!u"),
    ],
)
def test_a_marked_paper_has_one_text_however_it_is_typed(typed: str, text: str) -> None:
    assert read_paper(typed, MARKED).text == text
    assert read_paper(text, MARKED) == read_paper(typed, MARKED)


@pytest.mark.requirement("R050")
@pytest.mark.parametrize(
    "typed",
    ["103", "L3", "-300", "0 101", "!u 101", "!q", "!", "1O1", "101x0", "101x100", "101x99 101", "x", "9" * 600],
)
def test_what_no_paper_can_have_is_refused_with_its_line(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_lines(f"101\n\n{typed}", MARKED)
    assert caught.value.facts["line"] == 2
    assert caught.value.field == "lines"


@pytest.mark.requirement("R050")
@pytest.mark.parametrize(
    ("typed", "order", "ground"),
    [
        ("3 1 2", (3, 1, 2), None),
        ("3 1=2", (3,), None),
        ("1=2 3", (), RejectionGround.TOO_MANY_VOTES),
        ("0", (), RejectionGround.NOT_MARKED),
        ("!i", (), RejectionGround.IDENTIFIES_ELECTOR),
    ],
)
def test_a_ranked_paper_counts_as_far_as_it_is_clear(
    typed: str, order: tuple[int, ...], ground: RejectionGround | None
) -> None:
    assert ranking(read_paper(typed, RANKED)) == (order, ground)


@pytest.mark.parametrize("typed", ["3 3", "1=1", "1=", "4", "L1", "1x2", "-1"])
def test_nobody_is_ranked_twice(typed: str) -> None:
    with pytest.raises(Refusal):
        read_paper(typed, RANKED)


@pytest.mark.requirement("R050")
def test_two_whole_readings_that_agree_confirm_a_batch() -> None:
    one, other = Part(FIRST, ("1", "2")), Part(SECOND, ("1",))
    assert batch_state(2, []) is PlaceState.OPEN
    assert batch_state(2, [one]) is PlaceState.ENTERED_ONCE
    assert batch_state(2, [one, other]) is PlaceState.ENTERED_ONCE
    assert settled_lines(2, [one, other]) is None
    assert settled_lines(2, [one, other, Part(SECOND, ("2",))]) == ("1", "2")
    wrong = [one, other, Part(SECOND, ("3",))]
    assert batch_state(2, wrong) is PlaceState.DISAGREEING
    assert differing_papers(wrong) == (2,)
    assert settled_lines(2, [*wrong, Part(DECISION, ("1", "3"))]) == ("1", "3")
    assert settled_lines(2, [one, Part(DECISION, ())]) == ()
