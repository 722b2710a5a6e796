# SPDX-License-Identifier: EUPL-1.2
"""Amounts read to the cent or refused, the steps of the way, and the days of a term."""

from __future__ import annotations

import datetime as dt

import pytest

from core.domain.refusal import Refusal
from council.domain.founding import FoundingRefusal, Group, missing_groups, sits
from council.domain.founding_steps import (
    FoundingStep,
    ResponsibleBody,
    StepState,
    responsible_body,
    sources,
    state_of,
)
from council.domain.money import MOST_CENTS, plain_amount, read_cents
from council.domain.terms import term_from
from council.founding_words import PHASES, STEP_HINTS, STEP_TITLES


@pytest.mark.requirement("R041")
@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("0", 0),
        ("1250", 125000),
        ("1250.5", 125050),
        ("1250,50", 125050),
        ("1 250,50", 125050),
        ("1\u202f250\u00a0000.01", 125000001),
        ("1,250.50", 125050),
        ("1.250,50", 125050),
        ("1'250.50", 125050),
        ("€ 0,10", 10),
        ("0.07 €", 7),
        ("١٬٢٥٠٫٥٠", 125050),
        ("١٢٥٠", 125000),
        ("1 000 000 000", MOST_CENTS),
    ],
)
def test_an_amount_is_read_to_the_cent(typed: str, cents: int) -> None:
    assert read_cents(typed) == cents


@pytest.mark.requirement("R041")
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "12a",
        "-5",
        "+5",
        "1,250",
        "1.250",
        "1 25",
        "12 50,00",
        "1.2.3",
        "1,25,000.00",
        "1e3",
        "²",
        "1.005",
        ".",
    ],
)
def test_what_is_not_one_amount_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_cents(typed)
    assert (caught.value.code, caught.value.field) == (FoundingRefusal.AMOUNT_UNREADABLE, "amount")


def test_a_mistyped_milliard_is_refused_and_files_have_two_places() -> None:
    with pytest.raises(Refusal) as caught:
        read_cents("1000000000.01")
    assert caught.value.code is FoundingRefusal.AMOUNT_TOO_LARGE
    assert [plain_amount(cents) for cents in (0, 7, 125050)] == ["0.00", "0.07", "1250.50"]


def test_every_step_has_its_place_in_the_methodology_and_its_words() -> None:
    assert list(sources()) == list(FoundingStep)
    assert set(STEP_TITLES) == set(STEP_HINTS) == set(FoundingStep)
    assert {step.phase for step in FoundingStep} == set(PHASES)
    assert FoundingStep.REGISTER.within is FoundingStep.AUTHORITY
    assert FoundingStep.AUTHORITY.within is None


@pytest.mark.requirement("R051")
def test_the_first_election_is_told_by_the_working_group() -> None:
    assert responsible_body(1) is ResponsibleBody.WORKING_GROUP
    assert responsible_body(2) is ResponsibleBody.OUTGOING_COUNCIL


@pytest.mark.parametrize(
    ("begun", "reached", "settled", "state"),
    [
        (False, False, None, StepState.TO_DO),
        (True, False, None, StepState.UNDER_WAY),
        (True, True, None, StepState.DONE),
        (False, False, True, StepState.DONE),
        (True, True, False, StepState.UNDER_WAY),
        (False, False, False, StepState.TO_DO),
    ],
)
def test_a_person_may_judge_a_step_otherwise(
    begun: bool, reached: bool, settled: bool | None, state: StepState
) -> None:
    assert state_of(begun=begun, reached=reached, settled=settled) is state


def test_groups_and_days_of_a_membership() -> None:
    assert missing_groups([Group.NGOS, Group.OTHER, Group.MIGRANTS]) == (Group.ASSOCIATIONS, Group.POLITICIANS)
    day = dt.date(2027, 3, 1)
    assert sits(day, day, day)
    assert not sits(day, day, day + dt.timedelta(days=1))
    assert not sits(day, None, day - dt.timedelta(days=1))


@pytest.mark.requirement("R059")
def test_the_term_ends_on_the_eve_and_the_next_election_leaves_time() -> None:
    term = term_from(dt.date(2027, 4, 8), 4)
    assert term.ends == dt.date(2031, 4, 7)
    assert term.next_polling_day == dt.date(2031, 3, 2)
    assert term.next_polling_day.isoweekday() == 7
    assert term.remind_on == dt.date(2030, 4, 7)
    assert term_from(dt.date(2028, 2, 29), 3).ends == dt.date(2031, 2, 28)
    assert term_from(dt.date(2028, 2, 29), 4).ends == dt.date(2032, 2, 29)
