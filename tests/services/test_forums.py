# SPDX-License-Identifier: EUPL-1.2
"""Use cases of the forums against a real database: constraints bite, facts stay, every writer is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from consult.followup import api as followup
from consult.followup.api import FactKind
from core import audit, clock, codes
from core.app import Talka
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import CoreRefusal, Refusal
from forums.commands import SuggestTopic
from forums.domain.moderation import TAKEN_PER_WINDOW, ContributionState, Ground, Suspicion
from forums.domain.recommendation import AnswerOutcome, RecommendationState
from forums.domain.refusals import ForumRefusal
from forums.domain.topic import SourceGroup, TopicState
from forums.domain.words import About, Part
from forums.models.contributions import Contribution, Decision
from forums.models.recommendations import TraceLink
from forums.models.topics import Topic, TopicFact
from forums.queries import contributions as read_contributions
from forums.queries import recommendations as read_recommendations
from forums.queries import topics as read_topics
from forums.services import contributions, topics, words
from tests.builders import forums as make

Person = Callable[..., Actor]


@pytest.fixture
def officer(person: Person) -> Actor:
    return person(Role.OFFICER)


@pytest.fixture
def moderator(person: Person) -> Actor:
    return person(Role.MODERATOR)


def kinds(input_id: str) -> list[FactKind]:
    return [view.fact.kind for view in followup.timeline(input_id)]


def input_of(topic_id: str, public_id: str) -> str:
    return make.contribution_row(topic_id, public_id).input_id


@pytest.mark.requirement("R068")
def test_the_database_itself_opens_nothing_without_a_mandate(app: Talka, officer: Actor) -> None:
    topic_id = make.suggest(officer)
    with pytest.raises(sa.exc.IntegrityError, match="nothing_without_mandate"), unit_of_work():
        make.topic_row(topic_id).state = TopicState.OPEN.value


@pytest.mark.requirement("R068")
def test_a_topic_without_a_mandate_is_refused(app: Talka, officer: Actor) -> None:
    topic_id = make.suggest(officer)
    with pytest.raises(Refusal) as refused, unit_of_work():
        topics.open_topic(officer, make.topic_row(topic_id), make.in_days(3))
    assert refused.value.code is ForumRefusal.NOT_NOW
    make.mandate(officer, topic_id)
    with pytest.raises(Refusal) as unasked, unit_of_work():
        topics.open_topic(officer, make.topic_row(topic_id), make.in_days(3))
    assert unasked.value.code is ForumRefusal.QUESTION_MISSING


@pytest.mark.requirement("R067")
def test_an_unsuitable_topic_is_answered_and_not_dropped(app: Talka, officer: Actor) -> None:
    topic_id = make.suggest(officer)
    with pytest.raises(Refusal), unit_of_work():
        topics.decline(officer, make.topic_row(topic_id), "  ", "en")
    with unit_of_work():
        topics.decline(officer, make.topic_row(topic_id), "The state decides this.", "en")
    view = read_topics.topic_view(make.topic_row(topic_id), "en")
    assert (view.state, view.facts[-1].reason) == (TopicState.CLOSED, "The state decides this.")
    assert [row.public_id for row in read_topics.public_topics(1, "en").rows] == [topic_id]


@pytest.mark.parametrize("state", TopicState)
def test_state_is_the_newest_fact(app: Talka, officer: Actor, moderator: Actor, state: TopicState) -> None:
    topic_id = make.forum_in(state, officer, moderator)
    topic = make.topic_row(topic_id)
    assert topic.state == state.value
    newest = sa.select(TopicFact.state).where(TopicFact.topic_id == topic.id).order_by(TopicFact.number.desc())
    assert db.session.scalars(newest.limit(1)).one() == state.value
    assert audit.verify().whole


@pytest.mark.requirement("R060")
def test_a_contribution_is_held_and_receipted(app: Talka, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = make.contribute(topic_id, question_id, "Автобус", lang="uk")
    assert taken.receipt is not None
    row = make.contribution_row(topic_id, taken.public_id)
    assert (row.state, row.lang, row.text) == ("held", "uk", "Автобус")
    opened = codes.open_code(taken.receipt.code, "a visitor")
    assert isinstance(opened, codes.Opened)
    assert opened.public_id == row.input_id


def test_a_double_click_is_one_contribution_with_a_second_slip(app: Talka, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    first = make.contribute(topic_id, question_id, once="same")
    second = make.contribute(topic_id, question_id, once="same")
    assert first.public_id == second.public_id
    assert first.receipt is not None
    assert second.receipt is not None
    for receipt in (first.receipt, second.receipt):
        assert isinstance(codes.open_code(receipt.code, "a visitor"), codes.Opened)
    later = clock.now() + contributions.DOUBLE_CLICK * 2
    with clock.standing_at(later):
        assert make.contribute(topic_id, question_id, once="same").receipt is None
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Contribution)) == 1


def test_a_flood_is_held_with_a_note_and_never_lost(app: Talka, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    for number in range(TAKEN_PER_WINDOW):
        make.contribute(topic_id, question_id, f"Number {number}", visitor="library")
    over = make.contribute(topic_id, question_id, "One more", visitor="library")
    other = make.contribute(topic_id, question_id, "From home", visitor="home")
    trap = make.contribute(topic_id, question_id, "Buy", visitor="bot", trap_filled=True)
    notes = [make.contribution_row(topic_id, taken.public_id).suspicion for taken in (over, other, trap)]
    assert notes == [Suspicion.FLOOD.value, Suspicion.NONE.value, Suspicion.TRAP.value]
    assert over.receipt is not None, "above the limit a contribution is still taken in"
    queue = read_contributions.queue(ContributionState.HELD, 1, "en")
    assert [row.suspicion for row in queue.rows][-2:] == [Suspicion.FLOOD, Suspicion.TRAP]


@pytest.mark.parametrize("state", [s for s in TopicState if s is not TopicState.OPEN])
def test_only_an_open_forum_takes_contributions(
    app: Talka, officer: Actor, moderator: Actor, state: TopicState
) -> None:
    topic_id = make.forum_in(state, officer, moderator)
    view = read_topics.topic_view(make.topic_row(topic_id), "en")
    question_id = view.questions[0].public_id if view.questions else make.ask(officer, topic_id)
    with pytest.raises(Refusal) as refused:
        make.contribute(topic_id, question_id)
    assert refused.value.code is ForumRefusal.CONTRIBUTIONS_CLOSED


@pytest.mark.requirement("R061")
def test_a_rejection_tells_its_ground_in_every_language(app: Talka, officer: Actor, moderator: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = make.contribute(topic_id, question_id)
    make.decide(moderator, topic_id, taken.public_id, ground=Ground.PERSONAL_DATA)
    input_id = input_of(topic_id, taken.public_id)
    assert kinds(input_id) == [FactKind.HEARD, FactKind.NOT_PUBLISHED]
    fact = followup.timeline(input_id)[-1]
    assert set(fact.fact.texts) | {fact.fact.lang} >= {"en", "lt", "ar"}
    assert all(fact.said(lang).reason for lang in ("en", "lt", "ar"))


@pytest.mark.requirement("R061")
def test_a_second_decision_revises_and_both_stay(app: Talka, officer: Actor, moderator: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = make.contribute(topic_id, question_id)
    make.decide(moderator, topic_id, taken.public_id, ground=Ground.OFF_QUESTION)
    with pytest.raises(Refusal) as stale:
        make.decide(moderator, topic_id, taken.public_id)
    assert stale.value.code is CoreRefusal.CHANGED_MEANWHILE
    make.decide(moderator, topic_id, taken.public_id, seen=1)
    case = read_contributions.case(make.contribution_row(topic_id, taken.public_id), "en")
    assert [d.ground for d in case.decisions] == [Ground.OFF_QUESTION, None]
    assert {d.role for d in case.decisions} == {"moderator"}
    assert kinds(input_of(topic_id, taken.public_id)) == [
        FactKind.HEARD,
        FactKind.NOT_PUBLISHED,
        FactKind.PUBLISHED,
    ]


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.MODERATOR])
def test_only_a_moderator_decides(app: Talka, officer: Actor, person: Person, role: Role) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = make.contribute(topic_id, question_id)
    with pytest.raises(Refusal) as refused:
        make.decide(person(role), topic_id, taken.public_id)
    assert refused.value.code is ForumRefusal.NOT_PERMITTED
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Decision)) == 0


@pytest.mark.requirement("R071", "R072", "R073", "D05")
def test_every_writer_behind_a_recommendation_is_told_each_step(app: Talka, officer: Actor, moderator: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = [make.published(moderator, topic_id, question_id, text) for text in ("A bus", "A later bus")]
    aside = make.published(moderator, topic_id, question_id, "Something else")
    make.stop(officer, topic_id)
    made = make.draft(officer, topic_id, tuple(t.public_id for t in taken))
    make.adopt(officer, topic_id, made)
    make.present(officer, topic_id, made)
    make.answer(officer, topic_id, made)
    story = [FactKind.HEARD, FactKind.PUBLISHED, FactKind.GROUPED, FactKind.PRESENTED, FactKind.ANSWERED]
    assert all(kinds(input_of(topic_id, t.public_id)) == story for t in taken)
    assert kinds(input_of(topic_id, aside.public_id)) == story[:2]
    assert make.topic_row(topic_id).state == TopicState.ANSWERED.value


@pytest.mark.requirement("R071")
def test_a_trace_comes_from_this_topic_and_from_what_is_public(app: Talka, officer: Actor, moderator: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    held = make.contribute(topic_id, question_id)
    other_topic, other_question = make.open_forum(officer, "Another")
    foreign = make.published(moderator, other_topic, other_question)
    make.stop(officer, topic_id)
    for chosen, code in (
        ((), ForumRefusal.TRACE_MISSING),
        ((foreign.public_id,), ForumRefusal.TRACE_MISSING),
        ((held.public_id,), ForumRefusal.TRACE_UNPUBLISHED),
    ):
        with pytest.raises(Refusal) as refused:
            make.draft(officer, topic_id, chosen)
        assert refused.value.code is code
    assert db.session.scalar(sa.select(sa.func.count()).select_from(TraceLink)) == 0


def test_a_trace_outlives_a_rejection_and_the_words_do_not(app: Talka, officer: Actor, moderator: Actor) -> None:
    """A hateful text found late is hidden everywhere, even after the answer; the trace still counts it."""
    topic_id = make.forum_in(TopicState.ANSWERED, officer, moderator)
    row = db.session.scalars(sa.select(Contribution)).one()
    make.decide(moderator, topic_id, row.public_id, ground=Ground.HATRED, seen=1)
    topic = make.topic_row(topic_id)
    view = read_topics.topic_view(topic, "en")
    (shown,) = read_recommendations.recommendations(topic, view.spoken, None)
    assert [(s.published, s.opening) for s in shown.sources] == [(False, "")]
    assert read_contributions.published(topic, 1, "en").total == 0
    row = make.contribution_row(topic_id, row.public_id)
    assert not followup.summaries([row.input_id])[row.input_id].public
    assert kinds(row.input_id)[-1] is FactKind.NOT_PUBLISHED


def test_what_a_writer_takes_back_is_hidden_at_once_and_put_away_later(
    app: Talka, officer: Actor, moderator: Actor
) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = make.published(moderator, topic_id, question_id, "Please forget this")
    with unit_of_work():
        followup.note(moderator, input_of(topic_id, taken.public_id), followup.NewFact(FactKind.WITHDRAWN))
    (shown,) = read_contributions.published(make.topic_row(topic_id), 1, "en").rows
    assert shown.taken_back
    assert "Please forget" not in repr(shown)
    with unit_of_work():
        assert contributions.follow_withdrawals() == 1
        assert contributions.follow_withdrawals() == 0
    assert make.contribution_row(topic_id, taken.public_id).state == ContributionState.WITHDRAWN.value


def test_two_recommendations_from_one_contribution_both_tell_it(app: Talka, officer: Actor, moderator: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = make.published(moderator, topic_id, question_id)
    make.stop(officer, topic_id)
    made = [make.draft(officer, topic_id, (taken.public_id,), what) for what in ("A bus", "A taxi")]
    for step in (make.adopt, make.present):
        for public_id in made:
            step(officer, topic_id, public_id)
    make.answer(officer, topic_id, made[0], AnswerOutcome.REJECTED)
    assert make.topic_row(topic_id).state == TopicState.RECOMMENDED.value, "one answer is still owed"
    make.answer(officer, topic_id, made[1], AnswerOutcome.ACCEPTED)
    assert make.topic_row(topic_id).state == TopicState.ANSWERED.value
    assert kinds(input_of(topic_id, taken.public_id)).count(FactKind.ANSWERED) == 2


def test_a_step_cannot_be_taken_twice(app: Talka, officer: Actor, moderator: Actor) -> None:
    topic_id = make.forum_in(TopicState.RECOMMENDED, officer, moderator)
    made = read_recommendations.recommendations(
        make.topic_row(topic_id), read_topics.topic_view(make.topic_row(topic_id), "en").spoken, None
    )[0]
    with pytest.raises(Refusal) as refused:
        make.adopt(officer, topic_id, made.public_id)
    assert refused.value.code is CoreRefusal.MOVE_NOT_ALLOWED
    with pytest.raises(Refusal) as early:
        make.answer(officer, topic_id, made.public_id)
    assert early.value.code is CoreRefusal.MOVE_NOT_ALLOWED, "first it is presented"
    assert make.recommendation_row(topic_id, made.public_id).state == RecommendationState.ADOPTED.value


def test_what_was_signed_keeps_its_words(app: Talka, officer: Actor, moderator: Actor) -> None:
    topic_id = make.forum_in(TopicState.MANDATED, officer, moderator)
    view = read_topics.topic_view(make.topic_row(topic_id), "lt")
    assert view.mandate is not None
    parts = {p: "Žodžiai" for p in (Part.SIGNATORY, Part.BODY, Part.SCOPE, Part.PROMISE)}
    thing = (About.MANDATE, view.mandate.public_id)
    with pytest.raises(Refusal) as refused, unit_of_work():
        words.put_into_words(officer, make.topic_row(topic_id), thing, "en", parts)
    assert refused.value.code is ForumRefusal.ORIGINAL_LANGUAGE
    with unit_of_work():
        words.put_into_words(officer, make.topic_row(topic_id), thing, "lt", parts)
    shown = read_topics.topic_view(make.topic_row(topic_id), "lt").mandate
    assert shown is not None
    assert (shown.scope.text, shown.scope.translated, shown.scope.original) == ("Žodžiai", True, "Courses.")


def test_facts_cannot_be_rewritten(app: Talka, officer: Actor, moderator: Actor) -> None:
    make.forum_in(TopicState.ANSWERED, officer, moderator)
    for table in ("forum_topic_fact", "forum_decision", "forum_trace", "forum_recommendation_fact"):
        with pytest.raises(sa.exc.DBAPIError, match="facts are only added"), unit_of_work():
            db.session.execute(sa.text(f"UPDATE {table} SET actor_id = 'x'"))


def test_pages_ask_as_often_for_one_row_as_for_twenty(
    app: Talka, officer: Actor, moderator: Actor, counted_queries: list[str]
) -> None:
    topic_id, question_id = make.open_forum(officer)
    make.published(moderator, topic_id, question_id)
    make.contribute(topic_id, question_id)
    few = _asked(topic_id, counted_queries)
    for number in range(19):
        make.published(moderator, topic_id, question_id, f"Number {number}")
        make.contribute(topic_id, question_id, f"Held {number}")
        make.suggest(officer, f"Topic {number}")
    assert _asked(topic_id, counted_queries) == few


def _asked(topic_id: str, counted: list[str]) -> int:
    topic: Topic = make.topic_row(topic_id)
    counted.clear()
    read_topics.all_topics(1, "lt")
    view = read_topics.topic_view(topic, "lt")
    read_contributions.published(topic, 1, "lt")
    read_contributions.queue(ContributionState.HELD, 1, "lt")
    read_recommendations.recommendations(topic, view.spoken, None)
    return len(counted)


def test_recommendations_ask_as_often_for_one_as_for_five(
    app: Talka, officer: Actor, moderator: Actor, counted_queries: list[str]
) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = make.published(moderator, topic_id, question_id)
    make.stop(officer, topic_id)
    asked = []
    for number in (1, 4):
        for _ in range(number):
            made = make.draft(officer, topic_id, (taken.public_id,))
            make.adopt(officer, topic_id, made)
            make.present(officer, topic_id, made)
        asked.append(_asked(topic_id, counted_queries))
    assert asked[0] == asked[1]


def test_a_form_sent_twice_suggests_one_topic(app: Talka, officer: Actor) -> None:
    command = SuggestTopic(make.wording(title="Once", description="Only."), SourceGroup.RESIDENTS, "the same form")
    made = []
    for _ in range(2):
        with unit_of_work():
            made.append(topics.suggest(officer, command))
    assert made[0] == made[1]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Topic)) == 1
