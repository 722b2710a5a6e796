# SPDX-License-Identifier: EUPL-1.2
"""The whole journey of a forum through its pages: mandate, contribution, moderation, recommendation, answer, code."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from core.app import Talka
from core.domain.actor import Role
from tests.builders.forums import in_days
from tests.page import Page, PageClient


def ids_in(page: Page, pattern: str) -> list[str]:
    return [m.group(1) for link in page.links() if (m := re.search(pattern, link))]


def code_on(page: Page) -> str:
    found = re.search(r"\b([0-9A-Z]{4}) ?- ?([0-9A-Z]{4}) ?- ?([0-9A-Z]{4})\b", page.text)
    assert found, page.text
    return "-".join(found.groups())


@pytest.mark.requirement("R060", "R061", "R062", "R065", "R066", "R068", "R071", "R072", "R073", "D05")
def test_from_a_suggestion_to_an_answer_by_code(app: Talka, person: Callable[..., object]) -> None:
    officer = PageClient(app).sign_in(person(Role.OFFICER))  # type: ignore[arg-type]  # an actor
    moderator = PageClient(app).sign_in(person(Role.MODERATOR))  # type: ignore[arg-type]  # an actor
    visitor = PageClient(app).speak("lt")

    officer.get("forums.new_topic")
    officer.submit({"title": "Evening courses", "description": "Learning after work.", "place": "Rukla"})
    topic_id = ids_in(officer.follow(), r"/forums/(\w{10})/mandate")[0]
    assert "Evening courses" not in visitor.get("forums.list_topics").text
    visitor.get("forums.show_topic", topic_id=topic_id, expect=404)

    officer.get("forums.give_mandate", topic_id=topic_id)
    officer.submit(
        {
            "signatory": "Mayor",
            "body": "Municipal administration",
            "scope": "Courses in the evening.",
            "promise": "A written answer with reasons.",
            "signed_on": in_days(0).isoformat(),
            "answer_by": in_days(40).isoformat(),
        }
    )
    officer.get("forums.prepare_question", topic_id=topic_id)
    officer.submit({"question": "What would help you to come?", "phase": "propose"})
    officer.get("forums.open_topic", topic_id=topic_id)
    officer.submit({"closes_on": in_days(20).isoformat()})
    assert "The forum is open" in officer.follow().text

    shown = visitor.get("forums.show_topic", topic_id=topic_id)
    assert "Mayor" in shown.main()
    question_id = ids_in(shown, r"/questions/(\w{10})")[0]
    visitor.get("forums.contribute", topic_id=topic_id, question_id=question_id)
    visitor.submit({"text": "Автобус після курсу.", "lang": "uk"})
    code = code_on(visitor.follow())

    queue = moderator.get("forums.moderation_queue")
    assert "Автобус після курсу." in queue.main()
    contribution_id = ids_in(queue, r"/contributions/(\w{10})")[0]
    moderator.get("forums.decide", topic_id=topic_id, contribution_id=contribution_id)
    moderator.submit({"outcome": "publish"}, action="/decide")
    moderator.get("forums.translate", topic_id=topic_id, contribution_id=contribution_id)
    moderator.submit({"lang": "lt", "text": "Autobusas po kursų."}, action="/translate")
    both = visitor.get("forums.show_topic", topic_id=topic_id).main()
    assert "Автобус після курсу." in both
    assert "Autobusas po kursų." in both

    officer.get("forums.stop_topic", topic_id=topic_id)
    officer.submit(action="/stop")
    officer.get("forums.new_recommendation", topic_id=topic_id)
    officer.submit(
        {
            "what": "A bus after the course",
            "addressee": "Municipal administration",
            "by_on": in_days(200).isoformat(),
            "contributions": contribution_id,
        }
    )
    recommendation_id = ids_in(officer.follow(), r"/recommendations/(\w{10})/adopt")[0]
    here = {"topic_id": topic_id, "recommendation_id": recommendation_id}
    officer.get("forums.adopt", **here)
    officer.submit(action="/adopt")
    officer.get("forums.present", **here)
    officer.submit({"body": "Municipal council", "presented_on": in_days(0).isoformat()}, action="/present")
    officer.get("forums.answer", **here)
    officer.submit(
        {
            "outcome": "in_part",
            "body": "Municipal administration",
            "reason": "On course evenings, for three months.",
            "answered_on": in_days(0).isoformat(),
            "what": "A trial",
            "department": "Transport",
        },
        action="/answer",
    )

    public = visitor.get("forums.show_topic", topic_id=topic_id)
    assert "On course evenings, for three months." in public.main()
    assert f"/forums/{topic_id}#{contribution_id}" in public.links(), "the trace leads to the contribution"
    assert f"#{recommendation_id}" in public.links(), "and back"

    visitor.get("core.enter_code")
    visitor.submit({"code": code}, action="/code")
    mine = visitor.follow().main()
    for told in ("Автобус після курсу.", "A bus after the course", "On course evenings, for three months."):
        assert told in mine
