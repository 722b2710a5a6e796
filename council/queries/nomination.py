# SPDX-License-Identifier: EUPL-1.2
"""Candidate lists: all of an election, one by its public id, what each still lacks, and the drawn numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import lazyload

from core.db import db, once_per_reading
from council.domain.candidate_list import Bounds, Evidence, Finding, ListState, Standing, check_list, name_key
from council.models.election import Election
from council.models.nomination import CandidateList, LotDraw
from council.queries.candidacy import accepted_supporters


def lists_of(election: Election) -> list[CandidateList]:
    """Every list of an election: numbered ones by number, then in the order in which they were handed in."""
    return list(_lists(election))


@once_per_reading
def _lists(election: Election) -> Sequence[CandidateList]:
    return db.session.scalars(
        sa.select(CandidateList)
        .where(CandidateList.election_id == election.id)
        .order_by(CandidateList.number.is_(None), CandidateList.number, CandidateList.id)
    ).all()


@once_per_reading
def lists_alone(election: Election) -> Sequence[CandidateList]:
    """Every list of an election without the people on it: enough to say what waits."""
    return db.session.scalars(
        sa.select(CandidateList)
        .where(CandidateList.election_id == election.id)
        .options(lazyload(CandidateList.candidates), lazyload(CandidateList.election))
        .order_by(CandidateList.id)
    ).all()


def numbered_lists(election: Election) -> list[CandidateList]:
    """The lists on the ballot paper, in the order of their numbers."""
    return [each for each in lists_of(election) if each.number is not None]


def list_by(public_id: str) -> CandidateList | None:
    return db.session.scalars(sa.select(CandidateList).where(CandidateList.public_id == public_id)).one_or_none()


def number_draw(election: Election) -> LotDraw | None:
    """The drawing of lots that gave the lists their numbers."""
    return db.session.scalars(
        sa.select(LotDraw).where(LotDraw.election_id == election.id, LotDraw.turn == 0)
    ).one_or_none()


def drawn_order(draw: LotDraw) -> list[str]:
    """What was drawn, first things first."""
    found: list[str] = json.loads(draw.order_text)
    return found


def findings(
    one: CandidateList, lists: list[CandidateList], accepted: Mapping[int, int] | None = None
) -> tuple[Finding, ...]:
    """What the election authority has to look at in one list, among all lists of the election.

    :param accepted: supporters by list, when the caller has asked for several lists at once.
    """
    elsewhere = {
        name_key(candidate.name): other.name.en
        for other in lists
        if other.id != one.id and other.now in (ListState.SUBMITTED, ListState.ADMITTED)
        for candidate in other.candidates
    }
    standings = [
        Standing(each.position, each.name, each.answer, Evidence(each.evidence), each.distinction)
        for each in one.candidates
    ]
    statute = one.election.statute
    supporters = accepted_supporters(one.election) if accepted is None else accepted
    bounds = Bounds(
        seats=statute.rule.seats,
        most_per_seat=statute.parameters.most_per_seat,
        single=one.single,
        supporters_needed=statute.parameters.supporters,
        supporters=supporters.get(one.id, 0),
    )
    return check_list(standings, bounds, elsewhere)
