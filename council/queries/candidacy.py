# SPDX-License-Identifier: EUPL-1.2
"""What belongs to candidacies: supporters as totals or lines, candidates by their public id, statements, appeals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm

from core.db import db
from council.domain.supporters import SupportState
from council.models.candidacy import CandidateStatement, ListAppeal, ListAppealDecision, ListSupporter
from council.models.election import Election
from council.models.nomination import Candidate, CandidateList


@dataclass(frozen=True, slots=True)
class SupportTotals:
    """All that a list agent learns about the supporters of a list."""

    noted: int = 0
    sent: int = 0
    accepted: int = 0
    not_accepted: int = 0


def candidate_by(public_id: str) -> Candidate | None:
    return db.session.scalars(
        sa.select(Candidate).where(Candidate.public_id == public_id).options(orm.joinedload(Candidate.candidate_list))
    ).one_or_none()


def accepted_supporters(election: Election) -> dict[int, int]:
    """Supporters that count, by the id of their list; nothing is asked where the statute wants none."""
    if not election.statute.parameters.supporters:
        return {}
    rows = db.session.execute(
        sa.select(ListSupporter.list_id, sa.func.count())
        .where(ListSupporter.election_id == election.id, ListSupporter.state == SupportState.ACCEPTED.value)
        .group_by(ListSupporter.list_id)
    )
    return {list_id: number for list_id, number in rows}


def support_totals(one: CandidateList) -> SupportTotals:
    rows = db.session.execute(
        sa.select(ListSupporter.state, sa.func.count())
        .where(ListSupporter.list_id == one.id)
        .group_by(ListSupporter.state)
    )
    return SupportTotals(**{state: number for state, number in rows})


def waiting_sheets(election: Election) -> bool:
    """True while lines of sheets wait to be compared with the register."""
    if not election.statute.parameters.supporters:
        return False
    asked = sa.select(ListSupporter.id).where(
        ListSupporter.election_id == election.id, ListSupporter.state == SupportState.SENT.value
    )
    return db.session.scalars(asked.limit(1)).first() is not None


def supporter_lines(one: CandidateList, *states: SupportState) -> Sequence[ListSupporter]:
    """The lines of the sheets of a list, in the order in which they came in."""
    asked = sa.select(ListSupporter).where(ListSupporter.list_id == one.id).order_by(ListSupporter.id)
    return db.session.scalars(asked.where(ListSupporter.state.in_([each.value for each in states]))).all()


def supported_by(election: Election, electors: Iterable[str]) -> dict[str, int]:
    """For the hash of an elector: the id of the list that this elector supports."""
    rows = db.session.execute(
        sa.select(ListSupporter.elector, ListSupporter.list_id).where(
            ListSupporter.election_id == election.id, ListSupporter.elector.in_(list(electors))
        )
    )
    return {str(elector): list_id for elector, list_id in rows}


def statements_of(people: Iterable[Candidate]) -> dict[int, list[CandidateStatement]]:
    """Statements by the id of the candidate: the own words first, then translations by language."""
    found: dict[int, list[CandidateStatement]] = defaultdict(list)
    asked = sa.select(CandidateStatement).where(CandidateStatement.candidate_id.in_([each.id for each in people]))
    for row in db.session.scalars(asked.order_by(CandidateStatement.origin.desc(), CandidateStatement.lang)):
        found[row.candidate_id].append(row)
    return found


def appeals_of(one: CandidateList) -> Sequence[ListAppeal]:
    """Every appeal about a list, the oldest first."""
    return db.session.scalars(sa.select(ListAppeal).where(ListAppeal.list_id == one.id).order_by(ListAppeal.id)).all()


def appeal_by(public_id: str) -> ListAppeal | None:
    return db.session.scalars(sa.select(ListAppeal).where(ListAppeal.public_id == public_id)).one_or_none()


def open_appeals(election: Election) -> int:
    """How many appeals about the lists of an election are not decided."""
    asked = (
        sa.select(sa.func.count(ListAppeal.id))
        .join(CandidateList, CandidateList.id == ListAppeal.list_id)
        .outerjoin(ListAppealDecision, ListAppealDecision.appeal_id == ListAppeal.id)
        .where(CandidateList.election_id == election.id, ListAppealDecision.id.is_(None))
    )
    return int(db.session.scalar(asked) or 0)
