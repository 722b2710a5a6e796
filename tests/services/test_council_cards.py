# SPDX-License-Identifier: EUPL-1.2
"""Polling cards: one for each elector and nobody else, whatever is printed again, replaced or changed by decision."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from core import audit, clock, codes
from core.codes import Opened
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import CoreRefusal, Refusal
from council.domain.cards import CardRefusal, Ending, Need, Proof, Remedy, ReturnReason
from council.domain.claims import Claimant, ClaimKind, ClaimState
from council.domain.refusals import CouncilRefusal
from council.domain.register_access import CODE_KIND
from council.models.cards import CardRun, PollingCard
from council.models.register import RegisterEntry
from council.queries import cards as queries
from council.services import card_post, card_replacement, card_runs, claims, register, register_access
from council.services.card_post import DispatchPlan
from council.services.card_replacement import ReplacementPlan
from council.services.claims import ClaimPlan, ClaimRuling
from council.services.election import Instruction
from tests.builders import cards as make
from tests.builders import council as build
from tests.builders.registers import BASE, find, number

Person = Callable[..., Actor]
BY = Instruction("Election authority", reference="E-1")
ALL_PRINTED = {"jonava": 1, "rukla": 2}


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


@pytest.fixture
def election(chief: Actor) -> str:
    return make.closed_election(chief)


def refused(action: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as found, unit_of_work():
        action()
    return found.value


def opens(code: str) -> bool:
    return isinstance(codes.open_code(code, "v"), Opened)


def standing() -> list[str]:
    """The entries that have a card that counts, one name for each card."""
    return list(
        db.session.scalars(
            sa.select(RegisterEntry.family_name)
            .join(PollingCard, PollingCard.entry_id == RegisterEntry.id)
            .where(PollingCard.ended_at.is_(None))
            .order_by(RegisterEntry.family_name)
        )
    )


def replacement(actor: Actor, election: str, entry: str, need: Need = Need.LOST) -> card_replacement.Replaced:
    plan = ReplacementPlan(need=need, proof=Proof.PASSPORT, checked_by="A clerk", once=secrets.token_hex(8))
    with unit_of_work():
        return card_replacement.replace_card(actor, election, entry, plan, offered=make.OFFERED)


def strike(actor: Actor, election: str, register_number: str) -> None:
    plan = ClaimPlan(
        kind=ClaimKind.OBJECT,
        claimant=Claimant.ELECTOR,
        claimant_name="N",
        contact="",
        lang="en",
        values={"family_name": "x"},
        statement="Does not live here.",
        evidence="",
        once=secrets.token_hex(8),
    )
    with unit_of_work():
        claim = claims.file_claim(actor, election, plan).claim.public_id
        ruling = ClaimRuling(outcome=ClaimState.ACCEPTED, reason="Shown", register_number=register_number, values={})
        claims.decide_claim(actor, claim, ruling, decision=BY)


@pytest.mark.requirement("R047")
def test_a_run_gives_every_elector_one_card_and_a_code_and_nobody_else(chief: Actor, election: str) -> None:
    drawn = make.printed(chief, election)
    assert standing() == ["Al-Wahmi", "Pavyzdė", "Prykladna"]
    assert queries.standing_by_place(find(election)) == ALL_PRINTED
    assert all(codes.open_code(code, "v") == Opened(CODE_KIND, entry) for entry, code in drawn.items())
    run = queries.runs_of(find(election))[0]
    files = queries.run_by(find(election), run.public_id)
    assert files is not None
    assert [(file.name, file.first, file.last) for file in files.files] == [
        ("01-jonava-ar.pdf", 1, 1),
        ("02-rukla-en.pdf", 2, 2),
        ("03-rukla-lt.pdf", 3, 3),
    ]
    db.session.rollback()
    assert refused(lambda: make.printed(chief, election, make.order(missing=True))).code is CardRefusal.NOTHING_TO_PRINT


@pytest.mark.requirement("R047")
def test_printing_again_needs_a_reason_and_ends_every_code_before(chief: Actor, election: str) -> None:
    first = make.printed(chief, election)
    assert refused(lambda: make.printed(chief, election)).code is CardRefusal.REASON_NEEDED
    assert all(opens(code) for code in first.values())
    second = make.printed(chief, election, make.order("rukla", reason="The file was lost."))
    jonava = make.entry_named("Al-Wahmi").public_id
    assert [opens(first[entry]) for entry in first] == [entry == jonava for entry in first]
    assert all(opens(code) for code in second.values())
    assert queries.standing_by_place(find(election)) == ALL_PRINTED
    newest = queries.runs_of(find(election))[0]
    assert (newest.number, newest.cards, newest.repeats) == (2, 2, 2)


@pytest.mark.requirement("R047")
def test_what_is_cut_off_between_plan_and_record_leaves_nothing(chief: Actor, election: str) -> None:
    with unit_of_work():
        plan = card_runs.plan_run(chief, election, make.order(), offered=make.OFFERED)
    drawn = codes.draw(each.public_id for each in plan.electors())
    assert not any(opens(code) for code in drawn.values())
    short = [replace(line, pages=line.pages + 1) for line in make.lines_of(plan)]
    assert refused(lambda: card_runs.record_run(chief, plan, short, drawn)).code is CardRefusal.PAGES_DIFFER
    fewer = dict(list(drawn.items())[1:])
    assert (
        refused(lambda: card_runs.record_run(chief, plan, make.lines_of(plan), fewer)).code is CardRefusal.SUMS_DIFFER
    )
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CardRun)) == 0
    assert standing() == []
    make.printed(chief, election)
    assert (
        refused(lambda: card_runs.record_run(chief, plan, make.lines_of(plan), drawn)).code
        is CardRefusal.REGISTER_MOVED
    )


@pytest.mark.requirement("R047")
def test_cards_that_do_not_add_up_to_the_closed_register_are_refused(chief: Actor, election: str) -> None:
    with unit_of_work():
        make.entry_named("Prykladna").eligible = False
    assert refused(lambda: make.printed(chief, election)).code is CouncilRefusal.REGISTER_CHANGED


def test_before_closing_and_after_polling_nothing_is_printed(chief: Actor, election: str) -> None:
    still_open = build.open_election(chief)
    assert refused(lambda: make.printed(chief, still_open)).code is CardRefusal.REGISTER_NOT_CLOSED
    assert refused(lambda: make.printed(chief, election, make.order("nowhere"))).code is CardRefusal.PLACE_UNKNOWN


@pytest.mark.requirement("R047", "D05")
def test_a_replacement_ends_the_old_card_and_code_at_once(chief: Actor, election: str, person: Person) -> None:
    entry = make.entry_named("Prykladna").public_id
    old = make.printed(chief, election)[entry]
    made = replacement(person(Role.POLLING_CLERK), election, entry)
    assert not opens(old)
    assert codes.open_code(made.code, "v") == Opened(CODE_KIND, entry)
    assert (made.card.number, made.card.lang) == ("0-000001", "en")
    assert standing() == ["Al-Wahmi", "Pavyzdė", "Prykladna"]
    ended = queries.ended_cards(find(election), "rukla", 1)
    assert [(card.number, card.why_ended) for card in ended.rows] == [("1-000002", Ending.REPLACED)]
    db.session.rollback()
    assert refused(lambda: register_access.issue_line_code(chief, election, entry)).code is CardRefusal.CARD_STANDS
    facts = audit.story_of("election", election)[-1].facts
    assert made.code not in facts
    assert "clerk" not in facts


@pytest.mark.requirement("R047")
def test_who_is_struck_out_after_closing_has_no_card_and_who_is_added_gets_one(chief: Actor, election: str) -> None:
    entry = make.entry_named("Prykladna").public_id
    code = make.printed(chief, election)[entry]
    strike(chief, election, number(1))
    told = codes.open_code(code, "v")
    assert isinstance(told, Refusal)
    assert told.code is CoreRefusal.CODE_UNKNOWN
    ended = queries.ended_cards(find(election), "rukla", 1)
    assert [card.why_ended for card in ended.rows] == [Ending.NOT_ELIGIBLE]
    db.session.rollback()
    assert refused(lambda: replacement(chief, election, entry)).code is CardRefusal.NOT_AN_ELECTOR
    plan = ClaimPlan(
        kind=ClaimKind.ADD,
        claimant=Claimant.PERSON,
        claimant_name="Nadja Neta",
        contact="",
        lang="en",
        values={},
        statement="I am missing.",
        evidence="",
        once="added",
    )
    nadja = {**BASE, "register_number": number(77), "given_names": "Nadja", "family_name": "Neta"}
    with unit_of_work():
        claim = claims.file_claim(chief, election, plan).claim.public_id
        ruling = ClaimRuling(
            outcome=ClaimState.ACCEPTED, reason="Shown", values={**nadja, "date_of_birth": "1979-02-03"}
        )
        claims.decide_claim(chief, claim, ruling, decision=BY)
    assert queries.missing_by_place(find(election)) == {"rukla": 1}
    db.session.rollback()
    assert len(make.printed(chief, election, make.order(missing=True))) == 1
    assert standing() == ["Al-Wahmi", "Neta", "Pavyzdė"]


@pytest.mark.requirement("R047")
def test_who_moves_to_another_polling_place_needs_another_card(chief: Actor, election: str) -> None:
    entry = make.entry_named("Prykladna").public_id
    code = make.printed(chief, election)[entry]
    with unit_of_work():
        register.correct_entry(chief, entry, {"eldership": "Jonavos miesto seniūnija"}, reason="Moved", decision=BY)
    assert not opens(code)
    make.printed(chief, election, make.order(missing=True))
    assert queries.standing_by_place(find(election)) == {"jonava": 2, "rukla": 1}


@pytest.mark.requirement("R047")
def test_what_the_post_took_and_brought_back_is_written_down(chief: Actor, election: str) -> None:
    make.printed(chief, election)
    run = queries.runs_of(find(election))[0].public_id
    db.session.rollback()
    plan = DispatchPlan(handed_on=clock.today(), cards=2, carrier="The post", handed_by="A clerk", once="first")
    with unit_of_work():
        card_post.record_dispatch(chief, run, plan)
        card_post.record_dispatch(chief, run, plan)
    for wrong, code in (
        (replace(plan, cards=2, once="b"), CardRefusal.MORE_THAN_PRINTED),
        (replace(plan, handed_on=clock.today() + dt.timedelta(days=1), once="c"), CardRefusal.DAY_WRONG),
    ):
        assert refused(lambda wrong=wrong: card_post.record_dispatch(chief, run, wrong)).code is code
    with unit_of_work():
        returned = card_post.record_return(chief, election, " 1-2 ", ReturnReason.MOVED).public_id
    for typed, code in (("1-000002", CardRefusal.RETURNED_BEFORE), ("9-9", CardRefusal.CARD_UNKNOWN)):
        assert (
            refused(lambda typed=typed: card_post.record_return(chief, election, typed, ReturnReason.MOVED)).code
            is code
        )
    numbers = queries.numbers_of(find(election))
    assert (numbers.printed, numbers.handed_on, numbers.returned, numbers.waiting) == (3, 2, 1, 1)
    db.session.rollback()
    with unit_of_work():
        card_post.record_remedy(chief, election, returned, Remedy.GO_BETWEEN, "Asked at the association.")
    assert queries.numbers_of(find(election)).waiting == 1
    db.session.rollback()
    replacement(chief, election, make.entry_named("Prykladna").public_id, Need.NEVER_CAME)
    assert queries.numbers_of(find(election)).waiting == 0


def test_after_polling_no_card_is_made(chief: Actor, election: str) -> None:
    entry = make.entry_named("Prykladna").public_id
    make.printed(chief, election)
    with unit_of_work():
        found = find(election)
        found.state = "counting"
    assert refused(lambda: replacement(chief, election, entry)).code is CardRefusal.POLLING_OVER
    assert refused(lambda: make.printed(chief, election, make.order(reason="x"))).code is CardRefusal.POLLING_OVER


def test_others_neither_print_nor_replace(person: Person, election: str) -> None:
    clerk = person(Role.POLLING_CLERK)
    assert refused(lambda: make.printed(clerk, election)).code is CouncilRefusal.NOT_YOUR_ELECTION
    observer = person(Role.OBSERVER)
    entry = make.entry_named("Prykladna").public_id
    assert refused(lambda: replacement(observer, election, entry)).code is CouncilRefusal.NOT_YOUR_ELECTION
