# SPDX-License-Identifier: EUPL-1.2
"""Which words a reader gets, and that no label is missing."""

from __future__ import annotations

from enum import StrEnum

import pytest

from core.domain.refusal import Refusal
from forums import messages
from forums.domain.moderation import ContributionState, Ground, Outcome, Suspicion
from forums.domain.recommendation import AnswerOutcome, RecommendationState, Standing
from forums.domain.refusals import ForumRefusal
from forums.domain.topic import Phase, SourceGroup, TopicEvent, TopicState
from forums.domain.words import (
    PARTS,
    About,
    Origin,
    Part,
    Shown,
    Told,
    Wording,
    check_words,
    choose,
)

ORIGINAL = Told("lt", "Labas", Origin.ORIGINAL)
ENGLISH = Told("en", "Hello", Origin.HUMAN)


@pytest.mark.requirement("R062")
def test_a_translation_is_always_marked_and_the_original_with_it() -> None:
    shown = choose([ORIGINAL, ENGLISH], "en")
    assert (shown.text, shown.lang, shown.original, shown.original_lang) == ("Hello", "en", "Labas", "lt")
    assert shown.translated
    assert not shown.foreign


def test_the_original_in_ones_own_language_needs_no_mark() -> None:
    shown = choose([ORIGINAL, ENGLISH], "lt")
    assert (shown.text, shown.translated, shown.foreign) == ("Labas", False, False)


def test_without_a_translation_the_original_is_marked_as_foreign() -> None:
    shown = choose([ORIGINAL], "ar")
    assert (shown.text, shown.translated, shown.foreign) == ("Labas", False, True)


def test_a_regional_variant_gets_its_language() -> None:
    assert choose([ORIGINAL, ENGLISH], "en_150").text == "Hello"


def test_nothing_told_is_nothing_shown() -> None:
    assert choose([], "en") == Shown(wanted="en")


@pytest.mark.parametrize("about", About)
def test_every_part_but_a_hint_is_needed(about: About) -> None:
    whole = {part: "words" for part in PARTS[about]}
    check_words(about, Wording("en", {"en": whole}))
    for part in PARTS[about]:
        lacking = Wording("en", {"en": whole, "lt": {**whole, part: " "}})
        if part is Part.HINT:
            check_words(about, lacking)
            continue
        with pytest.raises(Refusal) as refused:
            check_words(about, lacking)
        assert (refused.value.code, refused.value.field) == (ForumRefusal.WORDS_MISSING, part.value)


@pytest.mark.parametrize(
    ("table", "members"),
    [
        (messages.REFUSALS, ForumRefusal),
        (messages.TOPIC_STATES, TopicState),
        (messages.TOPIC_TONES, TopicState),
        (messages.TOPIC_EVENTS, TopicEvent),
        (messages.SOURCE_GROUPS, SourceGroup),
        (messages.PHASES, Phase),
        (messages.CONTRIBUTION_STATES, ContributionState),
        (messages.CONTRIBUTION_TONES, ContributionState),
        (messages.OUTCOMES, Outcome),
        (messages.GROUNDS, Ground),
        (messages.SUSPICIONS, [s for s in Suspicion if s is not Suspicion.NONE]),
        (messages.RECOMMENDATION_STATES, RecommendationState),
        (messages.ANSWERS, AnswerOutcome),
        (messages.ANSWER_TONES, AnswerOutcome),
        (messages.STANDINGS, Standing),
        (messages.STANDING_TONES, Standing),
        (messages.PARTS, Part),
    ],
)
def test_no_label_is_missing(table: dict[StrEnum, object], members: list[StrEnum]) -> None:
    assert set(table) == set(members)
