# SPDX-License-Identifier: EUPL-1.2
"""Outreach: the plan with its reach, who keeps it, events for everybody; interest that two people share by consent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core import clock, outbox
from core.codes import AccessCode
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council.domain.election import ElectionState
from council.domain.founding import Group, StakeholderKind
from council.models.election import Election
from council.models.outreach import CandidacyInterest, InterestMeeting
from council.retention import forget
from council.services import stakeholders, working_group
from council.services.stakeholders import StakeholderPlan
from council.services.working_group import MemberPlan
from tests.builders import council as build
from tests.page import Page, PageClient

Person = Callable[..., Actor]
TODAY = clock.today()
LINE = {"task": "inform", "community": "Families in Rukla", "lang": "uk", "people": "120"}
TYPED = {"wish": "join_list", "name": "Muster Beispiel", "contact": "m@example.org", "lang": "ar", "about": "I teach"}


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


@pytest.fixture
def election(chief: Actor) -> str:
    return build.open_election(chief)


def code_on(page: Page) -> str:
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page.response.get_data(as_text=True))
    assert found
    return found.group()


def type_code(page: PageClient, code: str) -> Page:
    page.get("core.enter_code")
    page.submit({"code": code}, action="/code")
    return page.follow()


def tell(page: PageClient, election: str, **typed: str) -> str:
    """Fill in the form of interest; returns the code."""
    page.get("council.tell_interest", public_id=election)
    return code_on(page.submit({**TYPED, **typed}, action="/interest", expect=200))


@pytest.mark.requirement("R051")
def test_from_the_plan_to_the_number_reached(page: PageClient, person: Person, election: str) -> None:
    page.sign_in(person(Role.OFFICER))
    page.get("council.plan_outreach", public_id=election)
    wrong = page.submit({**LINE, "people": "0"}, action="/plan", expect=422)
    assert "from 1 to" in wrong.main()
    page.submit({"people": "120"}, action="/plan")
    line = next(link for link in page.follow().links() if link.endswith("/event")).split("/")[-2]
    for title, day in (("Tea", TODAY - dt.timedelta(days=1)), ("Film", TODAY + dt.timedelta(days=7))):
        page.get("council.plan_event", public_id=election, line_id=line)
        page.submit({"title": title, "held_on": day.isoformat(), "place": "Library", "public": "y"}, action="/event")
    assert "How many came?" in page.get("core.show_desk").main()
    shown = page.get("council.show_outreach", public_id=election)
    assert "Working group" in shown.main()
    event = next(link for link in shown.links() if "/events/" in link).rsplit("/", 1)[-1]
    page.get("council.count_reach", public_id=election, event_id=event)
    page.submit({"reached": "34"}, action="/events/")
    assert "Reached 34 of 120" in page.follow().main()
    page.get("council.count_reach", public_id=election, event_id=event)
    assert "written down already" in page.submit({"reached": "35"}, action="/events/", expect=422).main()
    page.get("council.share_out", public_id=election)
    page.submit({"volunteer": "Sports club", "area": "Rukla", "stairwells": "Street 1, 3 and 5"}, action="/share")
    page.get("council.show_outreach", public_id=election)
    page.submit(action="/done")
    assert "Done on" in page.follow().main()
    public = page.get("council.list_events", public_id=election).main()
    assert "Film" in public
    assert "Tea" not in public
    steps = page.get("council.show_founding").main()
    assert "34 people reached" in steps


@pytest.mark.requirement("R051", "D02")
def test_the_body_responsible_follows_from_the_number_of_the_election(
    page: PageClient, person: Person, election: str
) -> None:
    officer, member, councillor = person(Role.OFFICER), person(Role.FACILITATOR), person(Role.COUNCIL_MEMBER)
    plan = StakeholderPlan(kind=StakeholderKind.PERSON, group=Group.NGOS, name="Somebody", once="s")
    with unit_of_work():
        listed = stakeholders.list_stakeholder(officer, plan).public_id
        joins = MemberPlan(
            stakeholder_id=listed, group=Group.NGOS, from_on=TODAY, account_id=member.id, once="m"
        )  # fmt: skip
        working_group.add_member(officer, joins)
    for who, expect in ((member, 200), (councillor, 403)):
        page.sign_in(who).get("council.show_outreach", public_id=election, expect=expect)
    with unit_of_work():
        earlier = db.session.scalars(sa.select(Election).where(Election.public_id == election)).one()
        earlier.state = ElectionState.DECLARED.value
        later = Election(
            **{
                name: getattr(earlier, name)
                for name in (
                    "title_texts",
                    "statute_id",
                    "register_closes_on",
                    "nominations_close_on",
                    "qualifying_date",
                )
            },
            polling_day=earlier.polling_day + dt.timedelta(days=1400),
            declare_by=earlier.declare_by + dt.timedelta(days=1400),
            once="later",
        )
        db.session.add(later)
        db.session.flush()
        second = later.public_id
    for who, expect in ((member, 403), (councillor, 200)):
        page.sign_in(who).get("council.show_outreach", public_id=second, expect=expect)
    assert "Outgoing council" in page.get("council.show_outreach", public_id=second).main()


@pytest.mark.requirement("R052", "D03")
def test_two_people_learn_each_others_name_only_when_both_agree(
    page: PageClient, election: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("council.interest_letters.reachable", lambda *_: True)
    page.get("council.tell_interest", public_id=election)
    wrong = page.submit({**TYPED, "name": ""}, action="/interest", expect=422)
    assert wrong.by_id("contact").get("value") == "m@example.org"
    first = tell(page, election, may_be_found="y")
    second = tell(page, election, name="Kita Pavardė", contact="k@example.org", about="I drive", may_be_found="y")
    hidden = tell(page, election, name="Niekas", about="Nobody reads this")
    seen = type_code(page, first).main()
    assert "I drive" in seen
    assert "Nobody reads this" not in seen
    assert "Kita Pavardė" not in seen
    page.submit(action="/meet/")
    assert "Waits for an answer" in page.follow().main()
    (letter,) = outbox.newest()
    assert letter.recipient == "k@example.org"
    assert "Muster" not in letter.subject + letter.body
    mine = page.last.response.request.path if page.last else ""
    asked = type_code(page, second).main()
    assert "Somebody wants to meet you" in asked
    assert "Muster Beispiel" not in asked
    theirs = page.last.response.request.path if page.last else ""
    page.submit(action="/meet/", button="answer=yes")
    assert "Muster Beispiel" in page.follow().main()
    assert "k@example.org" in page._send("GET", mine, 200).main()
    assert "You see others when" in type_code(page, hidden).main()
    page.submit(action="/consent", button="may_be_found=yes")
    assert "I teach" in page.follow().main()
    page._send("GET", theirs, 200)
    page.submit(action="/delete")
    page._send("GET", theirs, 404)
    assert "Kita Pavardė" not in page._send("GET", mine, 200).main()


@pytest.mark.requirement("R052", "D03")
def test_interest_is_for_those_who_hold_the_code_and_ends_with_nominations(
    page: PageClient, election: str, person: Person
) -> None:
    tell(page, election, may_be_found="y")
    stored = db.session.scalars(sa.select(CandidacyInterest.public_id)).one()
    db.session.rollback()
    page.sign_in(person(Role.OFFICER))
    assert "Muster Beispiel" not in page.get("council.show_outreach", public_id=election).main()
    page.get("council.show_own_interest", public_id=stored, expect=302)
    held = sa.select(Election).where(Election.public_id == election)
    closes = db.session.scalars(held).one().nominations_close_on
    for days, left in ((30, 1), (31, 0)):
        later = dt.datetime.combine(closes + dt.timedelta(days=days), dt.time(12), clock.ZONE)
        with clock.standing_at(later), unit_of_work():
            forget()
        assert len(db.session.scalars(sa.select(CandidacyInterest)).all()) == left
    assert db.session.scalars(sa.select(AccessCode).where(AccessCode.kind == "interest")).all() == []
    assert db.session.scalars(sa.select(InterestMeeting)).all() == []
    with unit_of_work():
        db.session.scalars(held).one().state = ElectionState.NOMINATIONS_CLOSED.value
    closed = page.get("council.tell_interest", public_id=election)
    assert "Nominations are not open now" in closed.main()
    page.post("council.tell_interest", {**TYPED, "once": "late"}, public_id=election, expect=422)


def test_the_plan_asks_the_same_for_one_line_and_for_twenty(
    page: PageClient, person: Person, election: str, counted_queries: list[str]
) -> None:
    page.sign_in(person(Role.OFFICER))
    counts = []
    for lines in (1, 19):
        for number in range(lines):
            page.get("council.plan_outreach", public_id=election)
            page.submit({**LINE, "community": f"Community {lines} {number}"}, action="/plan")
        counted_queries.clear()
        page.get("council.show_outreach", public_id=election)
        counts.append(len(counted_queries))
    assert counts[0] == counts[1]
