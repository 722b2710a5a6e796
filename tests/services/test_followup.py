# SPDX-License-Identifier: EUPL-1.2
"""The follow-up's door: receiving, noting, reading, and what the database itself refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from consult.followup import api, queries, services
from consult.followup.api import FactKind, NewFact, Outcome, Source, State, Words
from consult.followup.domain import life
from consult.followup.domain.refusals import FollowupRefusal
from consult.followup.models import Input, InputFact
from consult.followup.queries import Wanted
from core import audit, clock, codes
from core.app import Talka
from core.db import db, unit_of_work
from core.domain.actor import RESIDENT, SYSTEM, Actor, ActorKind, Role
from core.domain.refusal import CoreRefusal, Refusal

Make = Callable[..., Actor]
ANSWER = NewFact(FactKind.ANSWERED, outcome=Outcome.IN_PART, body="Library", text="One group", reason="Money for one")


def heard(ref: str = "st1", text: str = "The last bus leaves too early.", lang: str = "en") -> api.Receipt:
    with unit_of_work():
        return api.receive(SYSTEM, source=Source.CORNER_STATEMENT, source_ref=ref, text=text, lang=lang)


def noted(actor: Actor, public_id: str, *facts: NewFact) -> None:
    for fact in facts:
        with unit_of_work():
            api.note(actor, public_id, fact)


def row(public_id: str) -> Input:
    return db.session.scalars(sa.select(Input).where(Input.public_id == public_id)).one()


@pytest.mark.requirement("R018", "D05")
def test_receiving_gives_a_code_that_opens_this_input(app: Talka) -> None:
    receipt = heard()
    assert codes.open_code(receipt.code, "visitor") == codes.Opened("input", receipt.public_id)
    assert [f.fact.kind for f in api.timeline(receipt.public_id)] == [FactKind.HEARD]
    assert [e.event for e in audit.story_of("input", receipt.public_id)] == ["followup.input_received"]


def test_the_same_thing_is_received_once(app: Talka) -> None:
    heard()
    with pytest.raises(Refusal) as refused:
        heard()
    assert refused.value.code is FollowupRefusal.ALREADY_RECEIVED
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Input)) == 1


def test_no_words_no_input(app: Talka) -> None:
    with pytest.raises(Refusal) as refused:
        heard(text="  \n ")
    assert refused.value.code is FollowupRefusal.NOTHING_SAID


@pytest.mark.requirement("R018")
def test_the_cached_state_is_what_the_facts_say(person: Make) -> None:
    officer, receipt = person(Role.OFFICER), heard()
    due = clock.today() + dt.timedelta(days=9)
    noted(
        officer,
        receipt.public_id,
        NewFact(FactKind.ASSIGNED, body="Library", due_on=due),
        NewFact(FactKind.PROGRESS, text="We look for a room"),
        ANSWER,
        NewFact(FactKind.REOPENED, reason="The room is gone"),
        ANSWER,
        NewFact(FactKind.DONE, text="It began on Monday"),
    )
    facts = [(f.fact, f.on) for f in api.timeline(receipt.public_id)[1:]]
    stored = row(receipt.public_id)
    assert stored.standing() == life.fold(stored.received_on, facts)
    assert api.summaries([receipt.public_id])[receipt.public_id].state is State.DONE
    assert api.timeline(receipt.public_id)[3].role == "officer"


def test_words_in_other_languages_are_kept(person: Make) -> None:
    receipt = heard()
    fact = NewFact(**{**_fields(ANSWER), "texts": {"ar": Words("نعم", "السبب", "المكتبة"), "lt": Words()}})
    noted(person(Role.OFFICER), receipt.public_id, fact)
    said = api.timeline(receipt.public_id)[1].said("ar")
    assert (said.text, said.reason, said.lang) == ("نعم", "السبب", "ar")
    assert set(api.timeline(receipt.public_id)[1].fact.texts) == {"ar"}


def _fields(fact: NewFact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in NewFact.__dataclass_fields__}


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.MODERATOR, Role.OMBUDSPERSON, Role.COUNCIL_MEMBER])
def test_only_officers_answer(person: Make, role: Role) -> None:
    receipt = heard()
    with pytest.raises(Refusal) as refused:
        noted(person(role), receipt.public_id, ANSWER)
    assert refused.value.code is FollowupRefusal.NOT_YOURS


def test_only_who_holds_the_code_takes_her_words_back(app: Talka) -> None:
    receipt, other = heard(), heard("st2")
    with pytest.raises(Refusal):
        noted(RESIDENT, receipt.public_id, NewFact(FactKind.WITHDRAWN))
    wrong = Actor(ActorKind.RESIDENT, opened=frozenset({("input", other.public_id)}))
    with pytest.raises(Refusal):
        noted(wrong, receipt.public_id, NewFact(FactKind.WITHDRAWN))
    noted(
        Actor(ActorKind.RESIDENT, opened=frozenset({("input", receipt.public_id)})),
        receipt.public_id,
        NewFact(FactKind.WITHDRAWN),
    )
    assert api.summaries([receipt.public_id])[receipt.public_id].withdrawn
    assert len(api.timeline(receipt.public_id)) == 2


def test_the_same_step_twice_changes_the_world_once(person: Make) -> None:
    officer, receipt = person(Role.OFFICER), heard()
    for _ in range(2):
        with unit_of_work():
            services.note(officer, receipt.public_id, ANSWER, seen=1)
    assert len(api.timeline(receipt.public_id)) == 2
    with pytest.raises(Refusal) as refused, unit_of_work():
        services.note(officer, receipt.public_id, NewFact(FactKind.PROGRESS, text="x"), seen=1)
    assert refused.value.code is CoreRefusal.CHANGED_MEANWHILE


def test_unknown_input_is_refused(person: Make) -> None:
    with pytest.raises(Refusal) as refused:
        noted(person(Role.OFFICER), "nowhere", ANSWER)
    assert refused.value.code is FollowupRefusal.UNKNOWN_INPUT
    assert api.timeline("nowhere") == ()


def test_a_new_code_replaces_the_lost_one(person: Make) -> None:
    receipt = heard()
    with unit_of_work():
        fresh = api.renew_code(person(Role.FACILITATOR), receipt.public_id)
    assert isinstance(codes.open_code(receipt.code, "v"), Refusal)
    assert codes.open_code(fresh.code, "v") == codes.Opened("input", receipt.public_id)
    with unit_of_work():
        api.withdraw_code(receipt.public_id)
    assert isinstance(codes.open_code(fresh.code, "v"), Refusal)


def test_the_database_refuses_to_rewrite_what_happened(app: Talka) -> None:
    heard()
    with pytest.raises(sa.exc.DBAPIError, match="facts are only added"), unit_of_work():
        db.session.execute(sa.update(InputFact).values(reason="another"))


@pytest.mark.parametrize("state", ["answered", "not_used", "done"])
def test_the_database_refuses_to_close_without_an_answer(app: Talka, state: str) -> None:
    receipt = heard()
    with pytest.raises(sa.exc.IntegrityError), unit_of_work():
        db.session.execute(sa.update(Input).where(Input.public_id == receipt.public_id).values(state=state))


def test_lists_need_as_many_statements_for_twenty_as_for_one(person: Make, counted_queries: list[str]) -> None:
    officer = person(Role.OFFICER)

    def cost() -> int:
        db.session.rollback()
        counted_queries.clear()
        queries.found(Wanted(), 1)
        queries.answered(1)
        queries.counts()
        api.summaries(r.public_id for r in receipts)
        return len(counted_queries)

    def one_more(number: int) -> api.Receipt:
        receipt = heard(f"st{number}")
        noted(officer, receipt.public_id, NewFact(FactKind.PUBLISHED), ANSWER)
        return receipt

    receipts = [one_more(0)]
    first = cost()
    receipts += [one_more(n) for n in range(1, 20)]
    assert cost() == first
    assert len(api.answered_recently(50)) == 20


@pytest.mark.requirement("R018")
def test_search_finds_by_state_source_language_word_and_delay(person: Make) -> None:
    officer = person(Role.OFFICER)
    bus, form = heard("a", "The bus 100% late", "en"), heard("b", "الاستمارة صعبة", "ar")
    day = clock.now() - dt.timedelta(days=30)
    with clock.standing_at(day):
        old = heard("c", "An old wish", "en")
        noted(officer, old.public_id, NewFact(FactKind.ASSIGNED, body="Museum", due_on=day.date() + dt.timedelta(3)))

    def ids(wanted: Wanted) -> set[str]:
        return {s.public_id for s in queries.found(wanted, 1).rows}

    assert ids(Wanted()) == {bus.public_id, form.public_id, old.public_id}
    assert ids(Wanted(lang="ar")) == {form.public_id}
    assert ids(Wanted(word="0%")) == {bus.public_id}
    assert ids(Wanted(word="museum")) == {old.public_id}
    assert ids(Wanted(overdue=True)) == {old.public_id}
    assert ids(Wanted(state="considered")) == {old.public_id}
    assert ids(Wanted(source="contribution")) == set()
    assert queries.found(Wanted(), 1).rows[0].public_id == old.public_id, "what is due comes first"
