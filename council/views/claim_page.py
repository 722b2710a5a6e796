# SPDX-License-Identifier: EUPL-1.2
"""What the pages of claims need besides the claim: its time, and the values a decision starts from."""

from __future__ import annotations

from council.domain.claims import ClaimKind
from council.domain.timetable import Step, Window
from council.models.claims import RegisterClaim
from council.models.election import Election
from council.queries.timetable import window_of


def claims_window(election: Election) -> Window:
    return window_of(election, Step.CLAIMS)


def decision_values(claim: RegisterClaim) -> dict[str, str]:
    """To enter a person: everything the claim says; otherwise only which entry it is about."""
    given = {name: str(value) for name, value in claim.person_values.items()}
    if claim.about is ClaimKind.ADD:
        return given
    return {"register_number": given.get("register_number", "")}
