# SPDX-License-Identifier: EUPL-1.2
"""What a council stands on: legal bases, the budget of today, instructions, and the newest mark on each step."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from core.db import db, locked
from council.domain.founding_steps import FoundingStep
from council.models.election import Election
from council.models.founding import AuthorityInstruction, BudgetLine, FoundingMark, LegalBasis
from council.models.nomination import CandidateList


def legal_bases() -> list[LegalBasis]:
    """Every provision, those that grant the right first, those that no longer hold last."""
    order = (LegalBasis.ended_on.is_not(None), LegalBasis.grants_right.is_(False), LegalBasis.id)
    return list(db.session.scalars(sa.select(LegalBasis).order_by(*order)))


def basis_by(public_id: str) -> LegalBasis | None:
    return db.session.scalars(sa.select(LegalBasis).where(LegalBasis.public_id == public_id)).one_or_none()


def right_is_secured() -> bool:
    """True while a law grants the right to the council."""
    asked = sa.select(LegalBasis.id).where(LegalBasis.grants_right.is_(True), LegalBasis.ended_on.is_(None)).limit(1)
    return db.session.scalars(asked).first() is not None


def budget_lines() -> list[BudgetLine]:
    """The forecast as it stands, by year."""
    return list(
        db.session.scalars(
            sa.select(BudgetLine)
            .where(BudgetLine.withdrawn_at.is_(None))
            .order_by(BudgetLine.year, BudgetLine.title, BudgetLine.id)
        )
    )


def line_by(public_id: str) -> BudgetLine | None:
    return db.session.scalars(sa.select(BudgetLine).where(BudgetLine.public_id == public_id)).one_or_none()


def instruction_of(election: Election) -> AuthorityInstruction | None:
    return db.session.scalars(_instruction(election)).one_or_none()


def instruction_to_change(election: Election) -> AuthorityInstruction | None:
    """The instruction of an election, held until the end of the transaction."""
    return db.session.scalars(locked(_instruction(election))).one_or_none()


def instructions_of(elections: Iterable[Election]) -> dict[int, AuthorityInstruction]:
    """Instructions of several elections by their id, with one question."""
    asked = sa.select(AuthorityInstruction).where(AuthorityInstruction.election_id.in_([e.id for e in elections]))
    return {found.election_id: found for found in db.session.scalars(asked)}


def lists_number(election: Election) -> int:
    """How many candidate lists were begun for an election."""
    asked = sa.select(sa.func.count()).select_from(CandidateList).where(CandidateList.election_id == election.id)
    return db.session.scalar(asked) or 0


def marks() -> dict[FoundingStep, list[FoundingMark]]:
    """The marks on each step, the newest first."""
    found: dict[FoundingStep, list[FoundingMark]] = {step: [] for step in FoundingStep}
    for mark in db.session.scalars(sa.select(FoundingMark).order_by(FoundingMark.id.desc())):
        found[FoundingStep(mark.step)].append(mark)
    return found


def _instruction(election: Election) -> sa.Select[AuthorityInstruction]:
    return sa.select(AuthorityInstruction).where(AuthorityInstruction.election_id == election.id)
