# SPDX-License-Identifier: EUPL-1.2
"""Consent by code, supporters, mending, withdrawal, statements and appeals, with their deadlines."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from core import clock, codes
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from council.domain.appeals import Appellant
from council.domain.candidate_list import Leaving, ListState
from council.domain.election import scope_of
from council.domain.statements import LONGEST
from council.domain.supporters import Signed
from council.domain.timetable import Step
from council.models.candidacy import ListSupporter
from council.models.election import Election
from council.queries.ballot_papers import departed
from council.queries.candidacy import accepted_supporters, statements_of, support_totals
from council.queries.nomination import findings, lists_of
from council.services import admission, appeals, consent, mending, nomination, statements, supporters
from council.services import timetable as timetables
from council.services.appeals import AppealPlan, AppealRuling
from council.services.election import Instruction
from council.services.list_access import CONSENT_CODE
from council.services.nomination import CandidatePlan
from tests.builders import count as counts
from tests.builders import nominations as build

Person = Callable[..., Actor]
NOW = dt.datetime(2027, 2, 15, 10, tzinfo=clock.ZONE)
SIGNED = dataclasses.replace(build.ANNA, consent_on=dt.date(2027, 2, 1))


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


def do(act: Callable[[], object]) -> None:
    with unit_of_work():
        act()


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught, unit_of_work():
        act()
    return str(caught.value.code)


def checks(one: str) -> set[str]:
    found = build.stored(one)
    return {each.check.value for each in findings(found, lists_of(found.election))}


@pytest.mark.requirement("R048")
def test_a_candidate_answers_by_code_and_stays_free_until_publication(chief: Actor) -> None:
    election = build.open_election(chief)
    one = build.listed(chief, election, "One", build.ANNA, CandidatePlan(given_names="Ben", family_name="Lis"))
    with unit_of_work():
        _someone, code = consent.issue_slip(chief, one, 1)
    opened = codes.open_code(code, "visitor")
    assert (opened.kind, opened.public_id) == (CONSENT_CODE, build.person_of(one).public_id)  # type: ignore[union-attr]  # no refusal
    anna = build.candidate(one)
    for _ in range(2):
        do(lambda: consent.answer(anna, next(iter(anna.opened))[1], agrees=True))
    assert build.person_of(one).consent == "code"
    assert sum(fact.event == "consented" for fact in build.stored(one).facts) == 1
    ben = build.candidate(one, 2)
    do(lambda: consent.answer(ben, next(iter(ben.opened))[1], agrees=False))
    assert {"said_no", "not_checked"} <= checks(one)
    again = CandidatePlan(given_names="Ben", family_name="Lis", consent_on=dt.date(2027, 2, 10))
    agent = dataclasses.replace(chief, grants=frozenset())
    assert (
        code_of(lambda: nomination.put_candidate(agent, one, again, position=2, replaces=2)) == "council.not_your_list"
    )
    do(lambda: nomination.remove_candidate(chief, one, 2))
    do(lambda: nomination.check_candidates(chief, one, [1]))
    do(lambda: admission.decide_list(chief, one, admit=True))
    assert code_of(lambda: consent.answer(build.candidate(one), "2345678923", agrees=False)) == "council.consent_closed"
    do(lambda: consent.answer(anna, next(iter(anna.opened))[1], agrees=False))
    gone = build.stored(one)
    assert (gone.now, gone.candidates[0].leaving) == (ListState.WITHDRAWN, "withdrew")


@pytest.mark.requirement("R048")
def test_only_a_new_answer_overrules_a_no_and_another_name_needs_another_slip(chief: Actor, person: Person) -> None:
    election = build.open_election(chief)
    agent = person(Role.LIST_AGENT, scope=scope_of(election))
    one = build.listed(agent, election)
    anna = build.candidate(one)
    known = next(iter(anna.opened))[1]
    do(lambda: consent.answer(anna, known, agrees=True))
    do(lambda: nomination.put_candidate(agent, one, build.ANNA, position=1, replaces=1))
    assert build.person_of(one).consent == "code"
    do(lambda: consent.answer(anna, known, agrees=False))
    put = lambda plan: nomination.put_candidate(agent, one, plan, position=1, replaces=1)  # noqa: E731 - used thrice
    assert code_of(lambda: put(SIGNED)) == "council.candidate_said_no"
    do(lambda: nomination.put_candidate(chief, one, SIGNED, position=1, replaces=1))
    assert build.person_of(one).consent == "paper"
    assert code_of(lambda: consent.issue_slips(agent, one)) == "council.everybody_answered"
    with unit_of_work():
        _someone, code = consent.issue_slip(agent, one, 1)
    do(lambda: put(CandidatePlan(given_names="Eva", family_name="Lis")))
    assert build.person_of(one).consent == "none"
    assert isinstance(codes.open_code(code, "visitor"), Refusal)


@pytest.mark.requirement("R048")
def test_a_list_is_mended_within_working_days_and_then_no_more(chief: Actor, person: Person) -> None:
    election = build.open_election(chief)
    agent = person(Role.LIST_AGENT, scope=scope_of(election))
    one = build.listed(agent, election)
    assert checks(one) == {"no_consent", "not_checked", "fewer_than_seats"}
    do(lambda: mending.return_list(chief, one, reason=""))
    assert build.stored(one).mend_until == dt.date(2027, 2, 19)  # 16 February is a day off in Lithuania
    assert code_of(lambda: admission.decide_list(chief, one, admit=False, reason="Late")) == "council.mending_now"
    with clock.standing_at(NOW + dt.timedelta(days=5)):
        late = lambda: nomination.put_candidate(agent, one, SIGNED, position=1, replaces=1)  # noqa: E731 - one act
        assert code_of(late) == "council.mending_over"
        assert code_of(lambda: mending.resubmit_list(agent, one)) == "council.mending_over"
    do(lambda: nomination.put_candidate(agent, one, SIGNED, position=1, replaces=1))
    do(lambda: mending.resubmit_list(agent, one))
    assert code_of(lambda: mending.resubmit_list(agent, one)) == "council.nothing_to_mend"
    do(lambda: nomination.check_candidates(chief, one, [1]))
    do(lambda: admission.decide_list(chief, one, admit=True))


@pytest.mark.requirement("R048")
def test_after_the_close_nothing_changes_unless_it_is_being_mended(chief: Actor) -> None:
    election = counts.build.drafted_election(chief, timed=True)
    with clock.standing_at(dt.datetime(2026, 12, 1, 10, tzinfo=clock.ZONE)):
        counts.build.call(chief, election)
    one = build.listed(chief, election)
    with clock.standing_at(dt.datetime(2027, 2, 20, 10, tzinfo=clock.ZONE)):
        put = lambda: nomination.put_candidate(chief, one, SIGNED, position=1, replaces=1)  # noqa: E731 - used twice
        assert code_of(put) == "council.step_too_late"
        anna = build.candidate(one)
        agree = lambda: consent.answer(anna, next(iter(anna.opened))[1], agrees=True)  # noqa: E731 - used twice
        assert code_of(agree) == "council.step_too_late"
        do(lambda: mending.return_list(chief, one, reason="The consent is missing"))
        do(agree)


@pytest.mark.requirement("R048", "D05")
def test_supporters_are_counted_by_the_sheet_and_support_one_list(chief: Actor, person: Person) -> None:
    election = build.open_election(chief, supporters=3)
    entries = build.registered(chief, election, 5)
    agent = person(Role.LIST_AGENT, scope=scope_of(election))
    one, other = build.listed(agent, election, "One", SIGNED), build.listed(chief, election, "Two")
    assert "too_few_supporters" in checks(one)
    good = build.lines(entries)
    do(lambda: supporters.note_lines(agent, one, good[:1]))
    assert code_of(lambda: supporters.send_sheet(agent, one)) == "council.sheet_empty"
    wrong = [
        Signed("Oksana Prykladna", "1999-01-01", good[1].register_number),
        Signed("Somebody Else", good[1].date_of_birth, good[1].register_number),
        Signed("Nobody", "1990-01-01", "FR-0000000-X"),
    ]
    do(lambda: supporters.note_lines(agent, one, [*good[:3], good[0], *wrong]))
    do(lambda: supporters.send_sheet(agent, one))
    assert code_of(lambda: supporters.check_sheets(agent, one)) == "council.not_your_election"
    do(lambda: supporters.check_sheets(chief, one))
    totals = support_totals(build.stored(one))
    assert (totals.accepted, totals.not_accepted) == (3, 3)
    assert "too_few_supporters" not in checks(one)
    do(lambda: supporters.note_lines(chief, other, good[2:4]))
    do(lambda: supporters.send_sheet(chief, other))
    do(lambda: supporters.check_sheets(chief, other))
    grounds = db.session.scalars(sa.select(ListSupporter.ground).order_by(ListSupporter.id)).all()
    assert grounds[3:] == ["other_birth", "other_name", "not_found", "another_list", None]
    assert code_of(lambda: supporters.support_by_code(build.elector(entries[3]), entries[3].public_id, one)) == (
        "council.supports_already"
    )
    do(lambda: supporters.support_by_code(build.elector(entries[4]), entries[4].public_id, one))
    assert support_totals(build.stored(one)).accepted == 4
    do(lambda: mending.withdraw_list(agent, one, reason="We stand with the others"))
    do(lambda: supporters.support_by_code(build.elector(entries[4]), entries[4].public_id, other))


@pytest.mark.requirement("D05")
def test_sheets_are_throttled_for_agents_alone(chief: Actor, person: Person) -> None:
    election = build.open_election(chief, supporters=1)
    agent = person(Role.LIST_AGENT, scope=scope_of(election))
    one = build.listed(agent, election)
    for number in range(4):
        do(lambda n=number: supporters.note_lines(agent, one, [Signed("X", "1990-01-01", str(n))]))  # type: ignore[misc]  # the number of this round
        if number < 3:
            do(lambda: supporters.send_sheet(agent, one))
    assert code_of(lambda: supporters.send_sheet(agent, one)) == "council.sheets_too_many"
    do(lambda: supporters.send_sheet(chief, one))


@pytest.mark.requirement("R048")
def test_statements_say_whose_words_they_are(chief: Actor) -> None:
    one = build.listed(chief, build.open_election(chief))
    anna, public_id = build.candidate(one), build.person_of(one).public_id
    translate = lambda text: statements.put_translation(chief, one, 1, lang="lt", text=text)  # noqa: E731 - used thrice
    assert code_of(lambda: translate("Anksčiau")) == "council.statement_missing"
    do(lambda: statements.put_own(anna, public_id, lang="uk", text="  Я   хочу\n\nслухати "))
    do(lambda: translate("Noriu klausytis"))
    rows = statements_of([build.person_of(one)])[build.person_of(one).id]
    assert [(row.lang, row.origin, row.text) for row in rows] == [
        ("uk", "own", "Я хочу\nслухати"),
        ("lt", "official", "Noriu klausytis"),
    ]
    assert (
        code_of(lambda: statements.put_translation(chief, one, 1, lang="uk", text="x")) == "council.statement_language"
    )
    too_long = "x" * (LONGEST + 1)
    assert code_of(lambda: statements.hand_in(chief, one, 1, lang="en", text=too_long)) == "council.statement_too_long"
    do(lambda: statements.hand_in(chief, one, 1, lang="uk", text="Я слухаю"))
    assert [row.lang for row in statements_of([build.person_of(one)])[build.person_of(one).id]] == ["uk"]


@pytest.mark.requirement("R048", "D04")
def test_an_appeal_holds_up_the_lots_and_turns_a_decision_round(chief: Actor, person: Person) -> None:
    election = build.open_election(chief)
    agent = person(Role.LIST_AGENT, scope=scope_of(election))
    one, other = build.listed(agent, election, "One", SIGNED), counts.handed_in(chief, election, "Two", 2)
    plan = AppealPlan(appellant=Appellant.LIST, grounds="The paper was there", once="one")
    assert code_of(lambda: appeals.file_appeal(agent, one, plan)) == "council.not_appealable"
    do(lambda: admission.decide_list(chief, other, admit=True))
    do(lambda: admission.decide_list(chief, one, admit=False, reason="No consent"))
    with clock.standing_at(NOW + dt.timedelta(days=9)):
        assert code_of(lambda: appeals.file_appeal(agent, one, plan)) == "council.appeal_late"
    for _ in range(2):
        do(lambda: appeals.file_appeal(agent, one, plan))
    appeal = appeals.appeals_of(build.stored(one))[0].public_id
    db.session.rollback()
    draw = lambda: admission.number_lists(chief, election, counts.drawing([other, one]))  # noqa: E731 - used twice
    assert code_of(draw) == "council.lists_undecided"
    ruling = AppealRuling(upheld=True, reason="It was", decided_by="The court", decided_on=dt.date(2027, 2, 15))
    do(lambda: appeals.decide_appeal(chief, appeal, ruling))
    assert code_of(lambda: appeals.decide_appeal(chief, appeal, ruling)) == "council.appeal_decided"
    assert build.stored(one).now is ListState.ADMITTED
    do(draw)


@pytest.mark.requirement("R048")
def test_one_person_stands_alone_where_the_statute_allows_it(chief: Actor) -> None:
    usual = build.open_election(chief)
    assert code_of(lambda: build.listed(chief, usual, single=True)) == "council.no_single_candidates"
    election = build.open_election(chief, single_candidates=True, most_per_seat=1)
    one = build.listed(chief, election, "Anna Lis", SIGNED, single=True)
    assert checks(one) == {"not_checked"}
    ben = CandidatePlan(given_names="Anna", family_name="LIS")
    do(lambda: nomination.put_candidate(chief, one, ben, position=2))
    assert {"not_alone", "namesakes"} <= checks(one)
    told_apart = dataclasses.replace(ben, distinction="teacher")
    do(lambda: nomination.put_candidate(chief, one, told_apart, position=2, replaces=2))
    assert "namesakes" not in checks(one)


@pytest.mark.requirement("R048")
def test_a_candidate_who_dies_before_publication_is_on_no_ballot_paper(chief: Actor) -> None:
    election = counts.numbered(chief)
    one = counts.list_ids(election)[0]
    death = admission.Departure(Leaving.DIED, dt.date(2027, 2, 14), "The registry office")
    do(lambda: admission.record_departure(chief, one, 2, death))
    do(lambda: admission.publish_lists(chief, election))
    found = build.stored(one).election
    assert departed(found) == []
    do(lambda: admission.record_departure(chief, one, 3, dataclasses.replace(death, leaving=Leaving.WITHDREW)))
    assert [person.position for _list, person in departed(build.stored(one).election)] == [3]


@pytest.mark.requirement("R048")
def test_the_lists_are_read_with_the_same_questions_however_many(chief: Actor, counted_queries: list[str]) -> None:
    election = build.open_election(chief, supporters=1)
    numbers = []
    for name in ("One", "Two", "Three"):
        build.listed(chief, election, name, SIGNED, CandidatePlan(given_names="Ben", family_name=name))
        found = build.stored_election(election)
        counted_queries.clear()
        lists = lists_of(found)
        accepted = accepted_supporters(found)
        for each in lists:
            findings(each, lists, accepted)
        statements_of(person for each in lists for person in each.candidates)
        numbers.append(len(counted_queries))
        db.session.rollback()
    assert len(set(numbers)) == 1


@pytest.mark.requirement("D03")
def test_supporters_are_forgotten_once_the_result_stands(chief: Actor) -> None:
    election = build.open_election(chief, supporters=1)
    entries = build.registered(chief, election, 1)
    one = build.listed(chief, election)
    do(lambda: supporters.note_lines(chief, one, build.lines(entries)))
    do(lambda: supporters.send_sheet(chief, one))
    do(lambda: supporters.check_sheets(chief, one))
    do(supporters.forget_supporters)
    assert db.session.scalars(sa.select(ListSupporter.name)).all() == ["Oksana Prykladna"]
    db.session.rollback()
    over = timetables.ExceptionPlan(
        steps=(Step.RESULT_OBJECTIONS,), begins_on=None, ends_on=dt.date(2027, 4, 1), reason="A test", once="over"
    )
    do(lambda: timetables.decide_exception(chief, election, over, Instruction("Municipal council")))
    do(lambda: db.session.execute(sa.update(Election).values(state="declared")))
    with clock.standing_at(dt.datetime(2027, 4, 20, 10, tzinfo=clock.ZONE)):
        do(supporters.forget_supporters)
    (row,) = db.session.scalars(sa.select(ListSupporter)).all()
    assert (row.state, row.name, row.date_of_birth, row.register_number, row.elector) == ("accepted", "", "", "", None)
