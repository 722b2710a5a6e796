# SPDX-License-Identifier: EUPL-1.2
"""Wording of articles, agreement to them, what changed between two texts, and the recommended statute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.refusal import Refusal
from council.domain.articles import Stance, Taken, Wording, agreement
from council.domain.bylaw import BYLAW_MOVES, BylawEvent, BylawStage
from council.domain.word_changes import Change, word_changes
from council.first_statute import first_statute
from council.statute_rule import RULE_PARTS

WORDING = Wording(original="lt", headings={"lt": "Tikslas"}, texts={"lt": "Taryba klauso."})


def test_an_article_is_read_in_the_own_language_or_in_the_original() -> None:
    both = Wording(
        original="lt", headings={"lt": "Tikslas", "en": "Purpose"}, texts={"lt": "Taryba.", "en": "A council."}
    )
    assert both.read("en") == ("Purpose", "A council.", "en")
    assert both.read("ar") == ("Tikslas", "Taryba.", "lt")
    assert both.langs == ("lt", "en")
    assert both.fingerprint != WORDING.fingerprint


@pytest.mark.parametrize(
    ("headings", "texts"),
    [({}, {"lt": "x"}), ({"en": "x"}, {"en": "x"}), ({"lt": "x", "en": "x"}, {"lt": "x"}), ({"lt": ""}, {"lt": "x"})],
)
def test_half_an_article_is_refused(headings: dict[str, str], texts: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        Wording(original="lt", headings=headings, texts=texts)


@pytest.mark.requirement("R039")
def test_the_newest_stance_of_a_person_on_todays_wording_counts() -> None:
    taken = [
        Taken("a", Stance.AGREE, "old"),
        Taken("b", Stance.OBJECT, "new"),
        Taken("b", Stance.AGREE, "new"),
        Taken("c", Stance.REMARK, "new"),
        Taken("d", Stance.AGREE, "new"),
        Taken("d", Stance.AGREE, "old"),
    ]
    assert agreement(taken, "new") == {Stance.AGREE: 1, Stance.REMARK: 1, Stance.OBJECT: 0}


def test_changed_words_are_marked_in_the_order_of_reading() -> None:
    found = word_changes("Nine members for\nfour years.", "Eleven members for four years.")
    assert [(each.change, each.text) for each in found] == [
        (Change.REMOVED, "Nine "),
        (Change.ADDED, "Eleven "),
        (Change.SAME, "members for four years."),
    ]
    assert word_changes("", "") == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_make_up_the_new_text(old: str, new: str) -> None:
    pieces = word_changes(old, new)
    assert "".join(each.text for each in pieces if each.change is not Change.REMOVED) == new


@pytest.mark.requirement("R039")
def test_the_recommended_statute_states_every_parameter_once_and_gives_reasons() -> None:
    found = first_statute()
    stated = [name for each in found.articles for name in each.wording.states]
    assert len(stated) == len(set(stated))
    assert {"seats", "min_age", "formula", "ties", "timetable", "places", "substitutes"} <= set(stated)
    assert {part.value for part in RULE_PARTS} - set(stated) == {"quota", "majority", "validity", "conditions"}
    for each in found.articles:
        assert set(each.wording.langs) == set(each.reasons) == {"en", "lt", "ar"}
        assert len(each.key) <= 10


@pytest.mark.requirement("R040")
def test_an_amendment_ends_when_it_is_decided() -> None:
    assert BYLAW_MOVES.allowed(BylawStage.DRAFT) == (BylawEvent.SUBMIT,)
    assert BYLAW_MOVES.allowed(BylawStage.ADOPTED) == BYLAW_MOVES.allowed(BylawStage.REJECTED) == ()
    assert BYLAW_MOVES.after(BylawStage.READ, BylawEvent.READ) is BylawStage.READ
