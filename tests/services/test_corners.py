# SPDX-License-Identifier: EUPL-1.2
"""The cosy corners' use cases: who reads a log, what leaves it, what is taken back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from consult.corners import passing_on, queries, services
from consult.corners.domain.meeting import (
    Attendance,
    Consent,
    ContactKind,
    MeetingKind,
    NewContact,
    NewMeeting,
    NewSeries,
    NewStatement,
    Rhythm,
)
from consult.corners.domain.refusals import CornerRefusal
from consult.corners.models import CornerConsent, CornerContact, CornerMeeting, CornerSeries, CornerStatement
from consult.corners.screens import list_page
from consult.followup import api as followup
from consult.followup.api import FactKind, State
from core import audit, clock, codes
from core.app import Talka
from core.audit import AuditEvent
from core.db import Model, db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal

Make = Callable[..., Actor]
SERIES = NewSeries("Tea", "en", "Kitchen, 2nd floor", Rhythm.MONTHLY, ("ar", "uk"), (), women_only=True)


def opened(actor: Actor, once: str = "s", new: NewSeries = SERIES) -> str:
    with unit_of_work():
        return services.open_series(actor, new, once)


def trust(once: str = "m1") -> NewMeeting:
    return NewMeeting(MeetingKind.TRUST, clock.today(), Attendance(women=5), once)


def topic(once: str = "m2", *said: NewStatement) -> NewMeeting:
    return NewMeeting(MeetingKind.TOPIC, clock.today(), Attendance(women=5), once, statements=said)


def said(row: int, consent: Consent, words: str = "We need a later bus") -> NewStatement:
    return NewStatement(row, f"{words} {row}", "en", consent, hands=3)


def logged(actor: Actor, series: str, *meetings: NewMeeting) -> tuple[str, tuple[followup.Receipt, ...]]:
    for meeting in meetings:
        with unit_of_work():
            done = services.log_meeting(actor, series, meeting)
    return done


def count(model: type[Model]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


@pytest.mark.requirement("R032", "D03")
def test_a_series_exists_for_its_facilitators_only(person: Make) -> None:
    mine, colleague, stranger = person(Role.FACILITATOR), person(Role.FACILITATOR), person(Role.FACILITATOR)
    series = opened(mine, new=replace(SERIES, facilitators=(colleague.id,)))
    assert queries.series_of(mine, series)
    assert queries.series_of(colleague, series)
    assert queries.series_of(stranger, series) is None
    assert queries.series_led_by(stranger) == []
    with pytest.raises(Refusal) as refused:
        logged(stranger, series, trust())
    assert refused.value.code is CornerRefusal.UNKNOWN


@pytest.mark.requirement("R031")
def test_only_what_was_agreed_leaves_the_log(person: Make) -> None:
    facilitator = person(Role.FACILITATOR)
    series = opened(facilitator)
    statements = (said(0, Consent.PASS_ON), said(1, Consent.KEEP), said(2, Consent.SHOW))
    _meeting, receipts = logged(facilitator, series, trust(), topic("m2", *statements))
    assert len(receipts) == 2
    shown = {followup.timeline(r.public_id)[0].fact.kind for r in receipts}
    assert shown == {FactKind.HEARD}
    states = followup.summaries(r.public_id for r in receipts)
    assert [states[r.public_id].public for r in receipts] == [False, True]
    opened_by_code = codes.open_code(receipts[0].code, "visitor")
    assert opened_by_code == codes.Opened("input", receipts[0].public_id)
    kept = db.session.scalars(sa.select(CornerStatement).where(CornerStatement.number == 2)).one()
    assert kept.input_id is None


@pytest.mark.requirement("D03")
def test_the_municipality_does_not_learn_when_the_group_met(person: Make) -> None:
    facilitator = person(Role.FACILITATOR)
    series = opened(facilitator)
    met = clock.today() - dt.timedelta(days=3)
    meeting = replace(topic("m2", said(0, Consent.PASS_ON)), held_on=met)
    _id, receipts = logged(facilitator, series, replace(trust(), held_on=met), meeting)
    found = followup.summaries([receipts[0].public_id])[receipts[0].public_id]
    assert found.received_on == clock.today()
    assert found.title == ""


@pytest.mark.requirement("D03")
def test_the_audit_record_holds_no_words_and_no_attendance(person: Make) -> None:
    facilitator = person(Role.FACILITATOR)
    series = opened(facilitator)
    logged(facilitator, series, trust(), topic("m2", said(0, Consent.PASS_ON), said(1, Consent.KEEP)))
    events = db.session.scalars(sa.select(AuditEvent)).all()
    facts = " ".join(e.facts for e in events)
    assert "bus" not in facts
    assert "Kitchen" not in facts
    assert "women" not in facts
    meeting = next(e for e in reversed(events) if e.event == "corners.meeting_logged")
    assert json.loads(meeting.facts) == {"kind": "topic", "passed_on": 1, "statements": 2}
    assert audit.verify().whole


def test_the_same_form_twice_changes_the_world_once(person: Make) -> None:
    facilitator = person(Role.FACILITATOR)
    assert opened(facilitator, "same") == opened(facilitator, "same")
    series = opened(facilitator, "same")
    first, receipts = logged(facilitator, series, trust(), topic("m2", said(0, Consent.PASS_ON)))
    again, none = logged(facilitator, series, topic("m2", said(0, Consent.PASS_ON)))
    assert (again, none) == (first, ())
    assert len(receipts) == 1
    contact = NewContact(ContactKind.OTHER, clock.today(), "Library", 3, "", "c1")
    for _ in range(2):
        with unit_of_work():
            services.log_contact(facilitator, series, contact)
    assert (count(CornerSeries), count(CornerMeeting), count(CornerStatement), count(CornerContact)) == (
        1,
        2,
        1,
        1,
    )


def test_a_form_sent_again_with_other_words_is_not_dropped_silently(person: Make) -> None:
    facilitator = person(Role.FACILITATOR)
    series = opened(facilitator)
    logged(facilitator, series, trust(), topic("m2", said(0, Consent.PASS_ON)))
    for changed in (
        replace(topic("m2", said(0, Consent.PASS_ON)), note="Something else"),
        topic("m2", said(0, Consent.PASS_ON), said(1, Consent.KEEP)),
    ):
        with pytest.raises(Refusal) as caught, unit_of_work():
            services.log_meeting(facilitator, series, changed)
        assert str(caught.value.code) == "corners.sent_before"
    assert (count(CornerMeeting), count(CornerStatement)) == (2, 1)


def test_the_form_of_another_series_cannot_be_taken_for_this_one(person: Make) -> None:
    first, second = person(Role.FACILITATOR), person(Role.FACILITATOR)
    mine, hers = opened(first, "a"), opened(second, "b")
    logged(first, mine, trust("same"))
    with pytest.raises(Refusal) as refused:
        logged(second, hers, trust("same"))
    assert refused.value.code is CornerRefusal.UNKNOWN
    with pytest.raises(Refusal):
        opened(second, "a")


@pytest.mark.requirement("R031")
def test_consent_comes_later_and_goes_again(person: Make) -> None:
    facilitator = person(Role.FACILITATOR)
    series = opened(facilitator)
    logged(facilitator, series, trust(), topic("m2", said(0, Consent.KEEP)))
    statement = db.session.scalars(sa.select(CornerStatement)).one().public_id
    with pytest.raises(Refusal) as refused, unit_of_work():
        passing_on.pass_on(facilitator, series, statement, Consent.KEEP)
    assert refused.value.code is CornerRefusal.CONSENT_MISSING
    with unit_of_work():
        receipt = passing_on.pass_on(facilitator, series, statement, Consent.SHOW)
    with pytest.raises(Refusal) as refused, unit_of_work():
        passing_on.pass_on(facilitator, series, statement, Consent.SHOW)
    assert refused.value.code is CornerRefusal.ALREADY_PASSED_ON
    with unit_of_work():
        fresh = passing_on.new_slip(facilitator, series, statement)
    assert isinstance(codes.open_code(receipt.code, "v"), Refusal)
    assert codes.open_code(fresh.code, "v") == codes.Opened("input", receipt.public_id)
    with unit_of_work():
        passing_on.take_back(facilitator, series, statement)
    assert followup.summaries([receipt.public_id])[receipt.public_id].state is State.WITHDRAWN
    decided = db.session.scalars(sa.select(CornerConsent.consent).order_by(CornerConsent.id)).all()
    assert decided == ["show", "keep"]
    with pytest.raises(Refusal) as refused, unit_of_work():
        passing_on.take_back(facilitator, series, statement)
    assert refused.value.code is CornerRefusal.NOT_PASSED_ON


def test_what_she_took_back_herself_can_be_noted_in_the_log(person: Make) -> None:
    facilitator = person(Role.FACILITATOR)
    series = opened(facilitator)
    _id, receipts = logged(facilitator, series, trust(), topic("m2", said(0, Consent.PASS_ON)))
    with unit_of_work():
        followup.note(facilitator, receipts[0].public_id, followup.NewFact(FactKind.WITHDRAWN))
    statement = db.session.scalars(sa.select(CornerStatement)).one().public_id
    with unit_of_work():
        passing_on.take_back(facilitator, series, statement)
    assert len(followup.timeline(receipts[0].public_id)) == 2


def test_a_stranger_decides_nothing(person: Make) -> None:
    facilitator, stranger = person(Role.FACILITATOR), person(Role.FACILITATOR)
    series, other = opened(facilitator, "a"), opened(stranger, "b")
    logged(facilitator, series, trust(), topic("m2", said(0, Consent.KEEP)))
    statement = db.session.scalars(sa.select(CornerStatement)).one().public_id
    for where in (series, other):
        with pytest.raises(Refusal) as refused, unit_of_work():
            passing_on.pass_on(stranger, where, statement, Consent.PASS_ON)
        assert refused.value.code is CornerRefusal.UNKNOWN


def test_a_series_keeps_a_facilitator_and_who_leaves_reads_no_more(person: Make) -> None:
    mine, colleague = person(Role.FACILITATOR), person(Role.FACILITATOR)
    series = opened(mine)
    with pytest.raises(Refusal) as refused, unit_of_work():
        services.change_series(mine, series, SERIES)
    assert refused.value.code is CornerRefusal.ONE_FACILITATOR_STAYS
    with unit_of_work():
        services.change_series(mine, series, replace(SERIES, title="Coffee", facilitators=(colleague.id,)))
    assert queries.series_of(mine, series) is None
    assert queries.series_of(colleague, series).title == "Coffee"  # type: ignore[union-attr]  # asserted above


@pytest.mark.requirement("R029", "D03")
@pytest.mark.parametrize("where", ["through", "note"])
def test_the_contact_log_has_no_place_for_a_number(person: Make, where: str) -> None:
    facilitator = person(Role.FACILITATOR)
    series = opened(facilitator)
    contact = NewContact(ContactKind.OTHER, clock.today(), "", 3, "", "c1")
    with pytest.raises(Refusal) as refused, unit_of_work():
        services.log_contact(facilitator, series, replace(contact, **{where: "+370 612 34567"}))
    assert (refused.value.code, refused.value.field) == (CornerRefusal.LOOKS_PERSONAL, where)


def test_the_database_refuses_to_rewrite_a_decision(person: Make) -> None:
    facilitator = person(Role.FACILITATOR)
    series = opened(facilitator)
    logged(facilitator, series, trust(), topic("m2", said(0, Consent.PASS_ON)))
    with pytest.raises(sa.exc.DBAPIError, match="facts are only added"), unit_of_work():
        db.session.execute(sa.update(CornerConsent).values(consent="show"))
    with pytest.raises(sa.exc.IntegrityError), unit_of_work():
        db.session.execute(sa.update(CornerStatement).values(input_id=None))


def test_lists_need_as_many_statements_for_twenty_as_for_one(
    app: Talka, person: Make, counted_queries: list[str]
) -> None:
    facilitator = person(Role.FACILITATOR)
    series = opened(facilitator)
    logged(facilitator, series, trust())

    def cost() -> int:
        db.session.rollback()
        counted_queries.clear()
        with app.test_request_context():
            list_page(facilitator)
        found = queries.series_of(facilitator, series)
        assert found
        for meeting in queries.meetings_of(found):
            assert meeting.statements is not None
        return len(counted_queries)

    first = cost()
    for number in range(20):
        opened(facilitator, f"s{number}")
        logged(facilitator, series, topic(f"t{number}", said(0, Consent.KEEP)))
    assert cost() == first
