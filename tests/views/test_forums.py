# SPDX-License-Identifier: EUPL-1.2
"""Pages of the forums: wrong input keeps what was typed, foreign ids are not found, each language reads well."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core import clock
from core.app import Talka
from core.db import db
from core.domain.actor import Actor, Role
from forums.domain.moderation import Ground, Suspicion
from forums.domain.topic import TopicState
from forums.models.contributions import Contribution
from forums.queries import recommendations as read_recommendations
from forums.queries import topics as read_topics
from tests.builders import forums as make
from tests.page import PageClient

Person = Callable[..., Actor]


@pytest.fixture
def officer(person: Person) -> Actor:
    return person(Role.OFFICER)


@pytest.fixture
def moderator(person: Person) -> Actor:
    return person(Role.MODERATOR)


@pytest.fixture
def desk(app: Talka, officer: Actor) -> PageClient:
    """The officer at work."""
    return PageClient(app).sign_in(officer)


@pytest.fixture
def moderation(app: Talka, moderator: Actor) -> PageClient:
    """The moderator at work."""
    return PageClient(app).sign_in(moderator)


def test_no_forum_yet(page: PageClient) -> None:
    assert "No forum yet" in page.get("forums.list_topics").main()


@pytest.mark.parametrize("lang", ["en", "lt", "ar"])
@pytest.mark.parametrize("state", TopicState)
def test_every_state_has_its_pages_in_every_language(
    page: PageClient, desk: PageClient, officer: Actor, moderator: Actor, state: TopicState, lang: str
) -> None:
    topic_id = make.forum_in(state, officer, moderator)
    is_public = state not in (TopicState.DRAFT, TopicState.MANDATED)
    page.speak(lang).get("forums.show_topic", topic_id=topic_id, expect=200 if is_public else 404)
    page.get("forums.show_paper", topic_id=topic_id, expect=200 if is_public else 404)
    assert "Evening courses" in desk.speak(lang).get("forums.manage_topic", topic_id=topic_id).main()
    desk.get("forums.manage_topics")


@pytest.mark.requirement("R060")
def test_an_empty_contribution_is_asked_for_again(page: PageClient, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    page.get("forums.contribute", topic_id=topic_id, question_id=question_id)
    shown = page.submit({"text": "   ", "lang": "uk"}, expect=422)
    assert "Please write something first." in shown.main()
    chosen = [o.get("value") for o in shown.all("option") if o.get("selected") is not None]
    assert chosen == ["uk"]


@pytest.mark.requirement("R060")
def test_words_are_kept_when_the_forum_closes_while_somebody_writes(
    app: Talka, page: PageClient, officer: Actor
) -> None:
    topic_id, question_id = make.open_forum(officer)
    page.get("forums.contribute", topic_id=topic_id, question_id=question_id)
    make.stop(officer, topic_id)
    shown = page.submit({"text": "Half an hour of writing"}, expect=422)
    assert "takes no more contributions" in shown.main()
    assert (shown.by_id("text").text or "").strip() == "Half an hour of writing"


def test_a_closed_forum_offers_no_form(page: PageClient, officer: Actor, moderator: Actor) -> None:
    topic_id = make.forum_in(TopicState.WEIGHING, officer, moderator)
    question_id = read_topics.topic_view(make.topic_row(topic_id), "en").questions[0].public_id
    shown = page.get("forums.contribute", topic_id=topic_id, question_id=question_id)
    assert "Contributions are closed" in shown.main()
    assert not shown.all("textarea")


def test_the_language_to_write_in_follows_the_page(page: PageClient, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    shown = page.speak("ar").get("forums.contribute", topic_id=topic_id, question_id=question_id)
    assert [o.get("value") for o in shown.all("option") if o.get("selected") is not None] == ["ar"]


def test_a_double_click_shows_the_slip_and_makes_one_contribution(page: PageClient, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    form = page.get("forums.contribute", topic_id=topic_id, question_id=question_id)
    page.submit({"text": "Once"})
    page.last = form
    page.submit({"text": "Once"})
    assert "/slip" in page.last.response.headers["Location"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Contribution)) == 1
    db.session.rollback()
    with clock.standing_at(clock.now() + make.dt.timedelta(hours=1)):
        page.last = form
        page.submit({"text": "Once"})
        assert "We already have this contribution" in page.follow().text


def test_other_words_in_a_form_sent_before_are_a_contribution_of_their_own(page: PageClient, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    form = page.get("forums.contribute", topic_id=topic_id, question_id=question_id)
    for text in ("First thought", "Second thought"):
        page.last = form
        page.submit({"text": text})
    assert set(db.session.scalars(sa.select(Contribution.text))) == {"First thought", "Second thought"}


def test_what_programs_fill_in_waits_with_a_note(page: PageClient, moderation: PageClient, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    page.get("forums.contribute", topic_id=topic_id, question_id=question_id)
    page.submit({"text": "Buy", "website": "spam.example"})
    assert db.session.scalars(sa.select(Contribution.suspicion)).one() == Suspicion.TRAP.value
    assert "A field that people do not see was filled in." in moderation.get("forums.moderation_queue").main()


def test_a_form_without_its_mark_is_taken_all_the_same(page: PageClient, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    for text in ("First", "Second"):
        page.get("forums.contribute", topic_id=topic_id, question_id=question_id)
        page.submit({"text": text, "once": ""})
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Contribution)) == 2


@pytest.mark.requirement("R061")
def test_a_rejection_without_a_ground_is_asked_for_one(moderation: PageClient, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = make.contribute(topic_id, question_id)
    here = {"topic_id": topic_id, "contribution_id": taken.public_id}
    moderation.get("forums.decide", **here)
    shown = moderation.submit({"outcome": "reject", "explanation": "Nearly"}, action="/decide", expect=422)
    assert "Nothing is rejected without one" in shown.main()
    assert (shown.by_id("explanation").text or "").strip() == "Nearly"
    moderation.submit({"outcome": "reject", "ground": "off_question"}, action="/decide")
    assert "It is not about the question." in moderation.get("forums.moderate", **here).main()


def test_two_moderators_decide_once(moderation: PageClient, moderator: Actor, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = make.contribute(topic_id, question_id)
    moderation.get("forums.decide", topic_id=topic_id, contribution_id=taken.public_id)
    make.decide(moderator, topic_id, taken.public_id, ground=Ground.INSULT)
    shown = moderation.submit({"outcome": "publish"}, action="/decide", expect=422)
    assert "Somebody changed this while you were writing" in shown.main()
    assert "It insults a person or a group." in shown.main()


def test_the_moderators_name_is_nowhere(
    page: PageClient, moderation: PageClient, moderator: Actor, officer: Actor
) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = make.published(moderator, topic_id, question_id)
    assert moderator.name not in page.get("forums.show_topic", topic_id=topic_id).text
    case = moderation.get("forums.moderate", topic_id=topic_id, contribution_id=taken.public_id).main()
    assert "Moderator" in case
    assert moderator.name not in case


@pytest.mark.requirement("R062")
def test_a_translation_into_the_original_language_is_refused(moderation: PageClient, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    taken = make.contribute(topic_id, question_id)
    moderation.get("forums.translate", topic_id=topic_id, contribution_id=taken.public_id)
    shown = moderation.submit({"lang": "en", "text": "Again"}, action="/translate", expect=422)
    assert "This is the language of the original" in shown.main()


def test_held_and_rejected_words_are_not_public(page: PageClient, moderator: Actor, officer: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    make.contribute(topic_id, question_id, "Still waiting")
    taken = make.contribute(topic_id, question_id, "Against the rules")
    make.decide(moderator, topic_id, taken.public_id, ground=Ground.INSULT)
    shown = page.get("forums.show_topic", topic_id=topic_id).text
    assert "Still waiting" not in shown
    assert "Against the rules" not in shown


@pytest.mark.requirement("R068")
def test_a_mandate_out_of_order_keeps_what_was_typed(desk: PageClient, officer: Actor) -> None:
    topic_id = make.suggest(officer)
    desk.get("forums.give_mandate", topic_id=topic_id)
    typed = {
        "signatory": "Mayor",
        "body": "Administration",
        "scope": "All of it",
        "promise": "An answer",
        "signed_on": make.in_days(1).isoformat(),
        "answer_by": make.in_days(30).isoformat(),
    }
    shown = desk.submit(typed, expect=422)
    assert "This day is still to come." in shown.main()
    assert shown.by_id("signatory").get("value") == "Mayor"
    shown = desk.submit({**typed, "signed_on": "yesterday"}, expect=422)
    assert "Please give a day as year, month and day" in shown.main()
    desk.submit({**typed, "signed_on": make.in_days(0).isoformat()})
    assert "The mandate is recorded" in desk.follow().text
    desk.get("forums.give_mandate", topic_id=topic_id)
    again = desk.submit({**typed, "signed_on": make.in_days(0).isoformat()}, expect=422)
    assert "cannot be done at the present stage" in again.main()


def test_a_recommendation_without_contributions_is_refused(desk: PageClient, officer: Actor, moderator: Actor) -> None:
    topic_id = make.forum_in(TopicState.WEIGHING, officer, moderator)
    desk.get("forums.new_recommendation", topic_id=topic_id)
    typed = {"what": "A bus", "addressee": "Administration", "by_on": make.in_days(90).isoformat()}
    shown = desk.submit(typed, expect=422)
    assert "at least one published contribution" in shown.main()
    assert (shown.by_id("what").text or "").strip() == "A bus"


@pytest.mark.requirement("R073")
def test_an_answer_that_is_overdue_says_so_to_everybody(page: PageClient, officer: Actor, moderator: Actor) -> None:
    topic_id = make.forum_in(TopicState.RECOMMENDED, officer, moderator)
    assert "overdue" not in page.get("forums.show_topic", topic_id=topic_id).main().lower()
    with clock.standing_at(clock.now() + make.dt.timedelta(days=31)):
        shown = page.get("forums.show_topic", topic_id=topic_id).main()
        assert "Answer overdue" in shown
        assert "An answer was due" in shown
        assert "Answer overdue" in page.get("forums.list_topics").main()


@pytest.mark.requirement("R062", "R068")
def test_official_words_in_another_language(page: PageClient, desk: PageClient, officer: Actor) -> None:
    topic_id, _question_id = make.open_forum(officer)
    desk.get("forums.put_into_words", topic_id=topic_id, about="topic", thing_id=topic_id)
    desk.submit({"lang": "lt", "title": "Vakariniai kursai", "description": "Apie ką."}, action="/words/")
    page.speak("lt")
    assert "Vakariniai kursai" in page.get("forums.show_topic", topic_id=topic_id).main()
    assert "Evening courses" in page.get("forums.show_topic", topic_id=topic_id, original=1).main()
    desk.get("forums.put_into_words", topic_id=topic_id, about="topic", thing_id=topic_id)
    shown = desk.submit({"lang": "en", "title": "New", "description": "New"}, action="/words/", expect=422)
    assert "This is the language of the original" in shown.main()


def test_an_unknown_id_is_not_found_and_neither_is_one_of_another_topic(
    page: PageClient, desk: PageClient, moderation: PageClient, officer: Actor, moderator: Actor
) -> None:
    topic_id = make.forum_in(TopicState.RECOMMENDED, officer, moderator)
    view = read_topics.topic_view(make.topic_row(topic_id), "en")
    made = read_recommendations.recommendations(make.topic_row(topic_id), view.spoken, None)[0]
    other, question_id = make.open_forum(officer, "Another")
    contribution_id = made.sources[0].public_id
    db.session.rollback()
    for wrong in ("2345678923", other):
        here = {"topic_id": wrong}
        page.get("forums.contribute", question_id=view.questions[0].public_id, expect=404, **here)
        for endpoint in ("forums.moderate", "forums.decide", "forums.translate"):
            moderation.get(endpoint, contribution_id=contribution_id, expect=404, **here)
        for endpoint in ("forums.adopt", "forums.present", "forums.answer"):
            desk.get(endpoint, recommendation_id=made.public_id, expect=404, **here)
        desk.get("forums.put_into_words", about="topic", thing_id=topic_id, expect=404, **here)
    desk.get("forums.put_into_words", topic_id=topic_id, about="nonsense", thing_id=topic_id, expect=404)
    page.get("forums.show_topic", topic_id="2345678923", expect=404)
    page.get("forums.contribute", topic_id=topic_id, question_id=question_id, expect=404)


@pytest.mark.parametrize(
    ("endpoint", "allowed"),
    [
        ("forums.manage_topics", {Role.OFFICER, Role.MODERATOR, Role.TRANSLATOR}),
        ("forums.new_topic", {Role.OFFICER}),
        ("forums.moderation_queue", {Role.OFFICER, Role.MODERATOR, Role.TRANSLATOR}),
    ],
)
@pytest.mark.parametrize("role", Role)
def test_who_may_open_the_desk(staff: Callable[..., PageClient], role: Role, endpoint: str, allowed: set[Role]) -> None:
    staff(role).get(endpoint, expect=200 if role in allowed else 403)


def test_the_desk_says_what_is_due(desk: PageClient, moderation: PageClient, officer: Actor, moderator: Actor) -> None:
    topic_id, question_id = make.open_forum(officer)
    make.contribute(topic_id, question_id)
    assert "1 contribution waits for your decision" in moderation.get("core.show_desk").main()
    taken = make.published(moderator, topic_id, question_id)
    make.stop(officer, topic_id)
    made = make.draft(officer, topic_id, (taken.public_id,))
    make.adopt(officer, topic_id, made)
    make.present(officer, topic_id, made)
    assert "1 answer is owed" in desk.get("core.show_desk").main()


def test_home_says_what_is_open_and_what_was_answered(page: PageClient, officer: Actor, moderator: Actor) -> None:
    make.open_forum(officer, "Open today")
    make.forum_in(TopicState.ANSWERED, officer, moderator)
    shown = page.get("core.show_home").main()
    assert "Open today" in shown
    assert "Evening courses" in shown
