# SPDX-License-Identifier: EUPL-1.2
"""Claims, objections and applications: taken in within their time, decided once, carried out, kept over an import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from core import audit, clock, codes
from core.db import db, unit_of_work
from core.domain.actor import RESIDENT, Actor, Role
from core.domain.refusal import Refusal
from council.domain.claims import ApplicationWay, Claimant, ClaimKind, ClaimRefusal, ClaimState, Registration
from council.domain.eligibility import Reason
from council.domain.refusals import CouncilRefusal
from council.domain.timetable_refusals import TimetableRefusal
from council.models.claims import RegisterClaim, RegisterClaimDecision
from council.models.register import RegisterEntry, RegisterRefusal, RegisterVersion
from council.queries import register as queries
from council.queries.claims import claim_by, claims_of
from council.queries.register_access import is_open_for
from council.services import claims, register, register_access
from council.services.claims import ClaimPlan, ClaimRuling
from council.services.election import Instruction
from council.services.register_access import Purpose
from tests.builders import council as build
from tests.builders.registers import BASE, PEOPLE, file_of, find, load, number

Person = Callable[..., Actor]
AUTHORITY = Instruction("Election authority", reference="E-1")
PLAN = ClaimPlan(
    kind=ClaimKind.ADD,
    claimant=Claimant.PERSON,
    claimant_name="Nadja Neta",
    contact="",
    lang="en",
    values={"given_names": "Nadja", "family_name": "Neta"},
    statement="I live here and am not in the register.",
    evidence="Declaration of residence",
    once="first",
)
NADJA = {
    **BASE,
    "register_number": number(77),
    "given_names": "Nadja",
    "family_name": "Neta",
    "given_names_native": "",
    "family_name_native": "",
    "date_of_birth": "1979-02-03",
}
ACCEPT = ClaimRuling(outcome=ClaimState.ACCEPTED, reason="The declaration was shown.", values={})


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


@pytest.fixture
def election(chief: Actor) -> str:
    election = build.open_election(chief)
    load(chief, election, file_of(*PEOPLE))
    return election


def file(election: str, plan: ClaimPlan = PLAN, actor: Actor = RESIDENT) -> str:
    with unit_of_work():
        return claims.file_claim(actor, election, plan, visitor="v").claim.public_id


def decide(chief: Actor, claim: str, ruling: ClaimRuling) -> None:
    with unit_of_work():
        claims.decide_claim(chief, claim, ruling, decision=AUTHORITY)


def entry(name: str) -> RegisterEntry:
    return db.session.scalars(sa.select(RegisterEntry).where(RegisterEntry.family_name == name)).one()


def reasons(name: str) -> list[str]:
    asked = sa.select(RegisterRefusal.reason).where(RegisterRefusal.entry_id == entry(name).id)
    return list(db.session.scalars(asked.order_by(RegisterRefusal.position)))


@pytest.mark.requirement("R046")
def test_a_person_who_is_missing_is_entered_and_stays_over_the_next_import(chief: Actor, election: str) -> None:
    claim = file(election)
    decide(chief, claim, replace(ACCEPT, values=NADJA))
    assert entry("Neta").eligible
    found, _more = queries.entries_found(find(election), ("nadja",))
    assert [each.family_name for each in found] == ["Neta"], "found at the desk like everybody else"
    load(chief, election, file_of(*PEOPLE[:2]))
    assert entry("Neta").eligible, "who came by decision does not vanish with a file"
    assert not entry("Exampleson").present
    decided = claim_by(claim)
    assert decided is not None
    assert decided.decision is not None
    assert decided.decision.appeal_until > clock.today()


@pytest.mark.requirement("R046")
def test_a_claim_that_lacks_values_or_takes_a_number_is_refused_whole(chief: Actor, election: str) -> None:
    claim = file(election)
    for values, code in (
        ({**NADJA, "citizenship": ""}, ClaimRefusal.CLAIM_NEEDS_VALUES),
        ({**NADJA, "register_number": number(1)}, ClaimRefusal.NUMBER_TAKEN),
    ):
        with pytest.raises(Refusal) as refused:
            decide(chief, claim, replace(ACCEPT, values=values))
        assert refused.value.code is code
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RegisterClaimDecision)) == 0


@pytest.mark.requirement("R046")
def test_an_entry_is_put_right_by_a_claim(chief: Actor, election: str) -> None:
    claim = file(election, replace(PLAN, kind=ClaimKind.CORRECT))
    ruling = replace(ACCEPT, register_number=number(3), values={"date_of_birth": "1990-12-31"})
    decide(chief, claim, ruling)
    assert entry("Exampleson").eligible
    assert entry("Exampleson").date_of_birth == "1990-12-31"


@pytest.mark.requirement("R046")
def test_an_objection_strikes_an_entry_and_a_new_file_does_not_bring_it_back(chief: Actor, election: str) -> None:
    plan = replace(PLAN, kind=ClaimKind.OBJECT, claimant=Claimant.ELECTOR)
    claim = file(election, plan)
    for typed, code in (("", ClaimRefusal.CLAIM_NEEDS_ENTRY), ("FR-0", ClaimRefusal.ENTRY_NOT_FOUND)):
        with pytest.raises(Refusal) as refused:
            decide(chief, claim, replace(ACCEPT, register_number=typed))
        assert refused.value.code is code
    decide(chief, claim, replace(ACCEPT, register_number=number(1)))
    assert reasons("Prykladna") == [Reason.STRUCK_BY_DECISION]
    assert not entry("Prykladna").eligible
    load(chief, election, file_of(PEOPLE[0] | {"address": "Kitur g. 2"}, *PEOPLE[1:]))
    assert reasons("Prykladna") == [Reason.STRUCK_BY_DECISION]


@pytest.mark.requirement("R046")
def test_a_claim_is_decided_once(chief: Actor, election: str) -> None:
    claim = file(election)
    decide(chief, claim, replace(ACCEPT, outcome=ClaimState.REJECTED))
    with pytest.raises(Refusal) as refused:
        decide(chief, claim, replace(ACCEPT, values=NADJA))
    assert refused.value.code is ClaimRefusal.CLAIM_DECIDED
    assert claims_of(find(election), 1, waiting=False).total == 1
    assert claims_of(find(election), 1, waiting=True).total == 0


@pytest.mark.requirement("R046")
def test_the_register_is_not_closed_over_open_claims(chief: Actor, election: str) -> None:
    claim = file(election)
    with pytest.raises(Refusal) as refused, unit_of_work():
        register.close_register(chief, election)
    assert refused.value.code is ClaimRefusal.CLAIMS_OPEN
    decide(chief, claim, replace(ACCEPT, outcome=ClaimState.WITHDRAWN))
    with unit_of_work():
        register.close_register(chief, election)
    late = file(election, replace(PLAN, once="late"))
    decide(chief, late, replace(ACCEPT, values=NADJA))
    versions = db.session.scalars(sa.select(RegisterVersion).order_by(RegisterVersion.number)).all()
    assert [version.decided_by for version in versions] == ["", "Election authority"]


def test_only_the_returning_officer_decides(person: Person, election: str) -> None:
    claim = file(election)
    with pytest.raises(Refusal) as refused:
        decide(person(Role.POLLING_CLERK), claim, ACCEPT)
    assert refused.value.code is CouncilRefusal.NOT_YOUR_ELECTION


@pytest.mark.requirement("R046")
def test_a_paper_counts_by_the_day_on_which_it_came(chief: Actor, person: Person) -> None:
    election = build.drafted_election(chief, timed=True)
    with clock.standing_at(dt.datetime(2026, 12, 1, 10, tzinfo=clock.ZONE)):
        build.call(chief, election)
    clerk = person(Role.POLLING_CLERK)
    with clock.standing_at(dt.datetime(2027, 2, 9, 10, tzinfo=clock.ZONE)):
        for actor, plan in (
            (RESIDENT, PLAN),
            (RESIDENT, replace(PLAN, received_on=dt.date(2027, 2, 8))),
            (clerk, PLAN),
            (clerk, replace(PLAN, received_on=dt.date(2027, 1, 4))),
        ):
            with pytest.raises(Refusal) as refused:
                file(election, plan, actor)
            assert refused.value.code in (TimetableRefusal.TOO_LATE, TimetableRefusal.TOO_EARLY)
        claim = file(election, replace(PLAN, received_on=dt.date(2027, 2, 8)), clerk)
    with clock.standing_at(dt.datetime(2027, 2, 12, 10, tzinfo=clock.ZONE)), pytest.raises(Refusal) as refused:
        decide(chief, claim, ACCEPT)
    assert refused.value.code is TimetableRefusal.TOO_LATE, "decisions have their time too"


def test_a_form_sent_twice_is_one_claim_and_a_flood_is_stopped(election: str) -> None:
    with unit_of_work():
        first = claims.file_claim(RESIDENT, election, PLAN, visitor="v")
        again = claims.file_claim(RESIDENT, election, PLAN, visitor="v")
    assert first.code
    assert (again.claim, again.code) == (first.claim, "")
    for turn in range(claims.MOST_FROM_ONE - 1):
        file(election, replace(PLAN, once=f"n{turn}"))
    with pytest.raises(Refusal) as refused:
        file(election, replace(PLAN, once="one more"))
    assert refused.value.code is ClaimRefusal.CLAIM_TOO_MANY


def test_a_lost_code_is_replaced_and_opens_nothing_any_more(chief: Actor, election: str) -> None:
    with unit_of_work():
        filed = claims.file_claim(RESIDENT, election, PLAN, visitor="v")
        fresh = claims.reissue_code(chief, election, filed.claim.public_id)
        assert isinstance(codes.open_code(filed.code, "x"), Refusal)
        assert codes.open_code(fresh, "x") == codes.Opened("claim", filed.claim.public_id)


@pytest.mark.requirement("D03", "D04")
def test_the_audit_record_of_a_claim_names_nobody(chief: Actor, election: str) -> None:
    decide(chief, file(election), replace(ACCEPT, values=NADJA))
    told = " ".join(f"{each.event} {each.facts}" for each in audit.story_of("election", election))
    assert "claim_filed" in told
    assert "claim_decided" in told
    assert "Nadja" not in told


@pytest.mark.requirement("D04", "D05")
def test_opening_an_entry_is_recorded_and_ends_after_a_while(chief: Actor, election: str, person: Person) -> None:
    public_id = entry("Prykladna").public_id
    with unit_of_work():
        register_access.open_entry(chief, election, public_id, Purpose.AT_THE_DESK)
    assert is_open_for(chief, public_id)
    assert not is_open_for(person(Role.RETURNING_OFFICER), public_id)
    with clock.standing_at(clock.now() + dt.timedelta(minutes=31)):
        assert not is_open_for(chief, public_id)
    (told,) = audit.story_of("register_entry", public_id)
    assert (told.actor_id, told.event) == (chief.id, "council.entry_opened")
    with pytest.raises(Refusal), unit_of_work():
        register_access.open_entry(person(Role.LIST_AGENT), election, public_id, Purpose.CHECK)


@pytest.mark.requirement("R044", "R045")
def test_where_the_statute_asks_for_an_application_only_those_who_applied_vote(chief: Actor) -> None:
    terms = replace(build.parameters(), registration=Registration.BY_APPLICATION)
    election = build.open_election(chief, terms)
    load(chief, election, file_of(*PEOPLE))
    assert reasons("Prykladna") == [Reason.NOT_APPLIED]
    public_id, other = entry("Prykladna").public_id, entry("Al-Wahmi").public_id
    with pytest.raises(Refusal), unit_of_work():
        register_access.apply_for_entry(RESIDENT, public_id, ApplicationWay.CODE)
    holder = replace(RESIDENT, opened=frozenset({("elector", public_id)}))
    with unit_of_work():
        register_access.apply_for_entry(holder, public_id, ApplicationWay.CODE)
        register_access.apply_for_entry(chief, other, ApplicationWay.PAPER, signed_on=dt.date(2026, 11, 1))
    assert entry("Prykladna").eligible
    assert entry("Al-Wahmi").eligible
    with pytest.raises(Refusal) as refused, unit_of_work():
        register_access.apply_for_entry(holder, public_id, ApplicationWay.CODE)
    assert refused.value.code is ClaimRefusal.APPLIED_BEFORE
    load(chief, election, file_of(PEOPLE[0] | {"address": "Kitur g. 2"}, *PEOPLE[1:]))
    assert entry("Prykladna").eligible, "an application outlives a new file"


def test_without_such_a_statute_there_is_nothing_to_apply_for(chief: Actor, election: str) -> None:
    with pytest.raises(Refusal) as refused, unit_of_work():
        register_access.apply_for_entry(chief, entry("Prykladna").public_id, ApplicationWay.PAPER)
    assert refused.value.code is ClaimRefusal.NO_APPLICATION_NEEDED


def test_a_claim_can_enter_the_first_person_of_an_empty_register(chief: Actor) -> None:
    election = build.open_election(chief)
    decide(chief, file(election), replace(ACCEPT, values=NADJA))
    assert entry("Neta").eligible
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RegisterClaim)) == 1


def test_a_list_of_claims_asks_the_same_however_long_it_is(election: str, counted_queries: list[str]) -> None:
    asked = []
    for turn in range(4):
        file(election, replace(PLAN, once=f"q{turn}"))
        found = find(election)
        counted_queries.clear()
        rows = claims_of(found, 1, waiting=True).rows
        assert [claim.decision for claim in rows] == [None] * (turn + 1)
        asked.append(len(counted_queries))
        db.session.rollback()
    assert len(set(asked)) == 1
