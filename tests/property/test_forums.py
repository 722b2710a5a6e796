# SPDX-License-Identifier: EUPL-1.2
"""Whatever happens in whatever order: a trace only grows, a history folds to its state, no word loses its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.refusal import Refusal
from forums.domain import moderation, topic
from forums.domain.moderation import ContributionState, Ground, Outcome
from forums.domain.recommendation import Trace
from forums.domain.topic import TopicEvent, TopicState
from forums.domain.words import Origin, Told, choose

LINKS = st.dictionaries(st.text("abc", min_size=1, max_size=2), st.sampled_from(ContributionState), max_size=4)


@pytest.mark.requirement("R071")
@given(st.lists(LINKS, max_size=6))
def test_a_recommendation_never_loses_a_contribution(additions: list[dict[str, ContributionState]]) -> None:
    trace = Trace({})
    for chosen in additions:
        before = set(trace.links)
        try:
            trace = trace.joined(chosen)
        except Refusal:
            continue
        assert before | set(chosen) == set(trace.links)
        assert trace.links


@given(st.lists(st.tuples(st.sampled_from(Outcome), st.none() | st.sampled_from(Ground)), max_size=10))
def test_a_history_of_decisions_folds_to_its_state(wanted: list[tuple[Outcome, Ground | None]]) -> None:
    state, made = ContributionState.HELD, []
    for outcome, ground in wanted:
        try:
            state = moderation.decide(state, outcome, ground)
        except Refusal:
            continue
        made.append(outcome)
        assert (state is ContributionState.REJECTED) == (ground is not None)
    assert moderation.state_after(made) is state


@pytest.mark.requirement("R068")
@given(st.lists(st.sampled_from(TopicEvent), max_size=12))
def test_no_order_of_steps_opens_a_topic_without_its_mandate(events: list[TopicEvent]) -> None:
    state, mandated = TopicState.DRAFT, False
    for event in events:
        if event not in topic.MOVES.allowed(state):
            continue
        state = topic.MOVES.after(state, event)
        mandated = mandated or event is TopicEvent.MANDATE_GIVEN
        assert mandated or state in topic.WITHOUT_MANDATE


@given(st.permutations(["en", "lt", "ar", "uk"]), st.integers(0, 4), st.sampled_from(["en", "lt", "ar", "uk", "fa"]))
def test_a_translation_never_passes_for_an_original(langs: list[str], known: int, wanted: str) -> None:
    told = [Told(lang, lang * 2, Origin.HUMAN if n else Origin.ORIGINAL) for n, lang in enumerate(langs[: known + 1])]
    shown = choose(told, wanted)
    assert shown.text == shown.lang * 2
    assert shown.translated is (shown.lang != langs[0])
    if shown.translated:
        assert (shown.original_lang, shown.original) == (langs[0], langs[0] * 2)
