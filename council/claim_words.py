# SPDX-License-Identifier: EUPL-1.2
"""The words of claims, objections, applications, and of opening an entry."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from council.domain.claims import ApplicationWay, Claimant, ClaimKind, ClaimRefusal, ClaimState, Registration
from council.domain.register_access import Purpose

CLAIM_REFUSALS: dict[StrEnum, Any] = {
    ClaimRefusal.CLAIM_DECIDED: _l("This claim was decided before, perhaps a moment ago by somebody else."),
    ClaimRefusal.CLAIM_NEEDS_ENTRY: _l("Please give the register number of the entry."),
    ClaimRefusal.CLAIM_NEEDS_VALUES: _l("This value is needed to enter a person."),
    ClaimRefusal.CLAIM_TOO_MANY: _l("Many claims came from here. Please wait %(minutes)s minutes, or hand in a paper."),
    ClaimRefusal.ENTRY_NOT_FOUND: _l("No single entry has this register number. Please compare it with the paper."),
    ClaimRefusal.NUMBER_TAKEN: _l("An entry with this register number is there already. Correct that one."),
    ClaimRefusal.NO_APPLICATION_NEEDED: _l("The statute asks for no application: who may vote is entered."),
    ClaimRefusal.APPLIED_BEFORE: _l("We have the application already. Once is enough."),
    ClaimRefusal.ENTRY_NOT_OPENED: _l("Please say first why you open this entry."),
    ClaimRefusal.CLAIMS_OPEN: _l(
        "Claims that are not decided yet: %(open)s. Decide them before the register is closed."
    ),
}

CLAIM_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    ClaimKind: {
        ClaimKind.ADD: _l("Enter a person who is missing"),
        ClaimKind.CORRECT: _l("Put an entry right"),
        ClaimKind.OBJECT: _l("Object to an entry"),
    },
    Claimant: {
        Claimant.PERSON: _l("It is about me"),
        Claimant.REPRESENTATIVE: _l("I act for the person"),
        Claimant.ELECTOR: _l("I am an elector and object"),
    },
    ClaimState: {
        ClaimState.OPEN: _l("Waits for a decision"),
        ClaimState.ACCEPTED: _l("Accepted"),
        ClaimState.REJECTED: _l("Rejected"),
        ClaimState.WITHDRAWN: _l("Withdrawn"),
    },
    Registration: {
        Registration.FROM_RESIDENTS: _l("Everyone in the residents' register who may vote is entered"),
        Registration.BY_APPLICATION: _l("Who may vote is entered after applying"),
    },
    ApplicationWay: {ApplicationWay.CODE: _l("With a code"), ApplicationWay.PAPER: _l("On paper")},
    Purpose: {
        Purpose.AT_THE_DESK: _l("The person is here and asks"),
        Purpose.CLAIM: _l("A claim or an objection"),
        Purpose.CORRECTION: _l("A correction"),
        Purpose.DUPLICATE: _l("A likely duplicate"),
        Purpose.CHECK: _l("A check of the register"),
    },
}

CLAIM_TONES: dict[StrEnum, str] = {
    ClaimState.OPEN: "wait",
    ClaimState.ACCEPTED: "good",
    ClaimState.REJECTED: "stop",
    ClaimState.WITHDRAWN: "neutral",
}
