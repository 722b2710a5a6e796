# SPDX-License-Identifier: EUPL-1.2
"""What an election's confirmed counts come to: the ballot profile, allocations made of it, lots drawn for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

import sqlalchemy as sa

from core.db import db
from council.domain.polling import Figures, total
from council.models.count import ProvisionalResult, SeatCount
from council.models.election import Election
from council.models.nomination import CandidateList, LotDraw
from council.queries.nomination import numbered_lists
from council.queries.polling import confirmed_figures, place_counts
from council.tally import BallotProfile, Draw, TallyError, to_json
from council.tally import CandidateList as TallyList


def profile_of(lists: Sequence[CandidateList], every: Figures) -> BallotProfile:
    """The votes of all places together, as they are counted.

    :raises TallyError: when nothing can be counted, for example without a valid vote.
    """
    counted = tuple(
        TallyList(
            number=each.number or 0,
            name=each.name.en,
            votes=every.of(each.public_id),
            candidates=tuple(candidate.name for candidate in each.standing),
        )
        for each in lists
    )
    return BallotProfile(lists=counted, voters=every.found)


def current_profile(election: Election) -> BallotProfile | None:
    """The profile of the confirmed places, or None while a place is not confirmed."""
    figures = confirmed_figures(place_counts(election))
    return profile_of(numbered_lists(election), total(figures.values())) if figures else None


def inputs_of(election: Election, profile: BallotProfile) -> str:
    """The hash of what is counted and by which rule, without any drawn lots."""
    text = to_json(profile) + "\n" + election.statute.rule_text
    return hashlib.sha256(text.encode()).hexdigest()


def seat_counts(election: Election) -> list[SeatCount]:
    """Every allocation of the election, the newest first."""
    return list(
        db.session.scalars(
            sa.select(SeatCount).where(SeatCount.election_id == election.id).order_by(SeatCount.number.desc())
        )
    )


def valid_seat_count(election: Election) -> SeatCount | None:
    """The newest allocation, if it was made of the counts that are confirmed now."""
    newest = next(iter(seat_counts(election)), None)
    if newest is None:
        return None
    try:
        profile = current_profile(election)
    except TallyError:
        return None
    return newest if profile is not None and newest.inputs == inputs_of(election, profile) else None


def tie_draws(election: Election, inputs: str) -> list[LotDraw]:
    """The lots drawn for ties of exactly these counts, in the order in which they were drawn."""
    return list(
        db.session.scalars(
            sa.select(LotDraw)
            .where(LotDraw.election_id == election.id, LotDraw.inputs == inputs, LotDraw.turn > 0)
            .order_by(LotDraw.turn)
        )
    )


def as_draw(row: LotDraw) -> Draw:
    """A recorded drawing as the tally takes it."""
    return Draw(tuple(json.loads(row.order_text)), f"{row.drawn_on.isoformat()}; {row.drawn_by}; {row.present}")


def provisional_result(election: Election) -> ProvisionalResult | None:
    """The newest result shown before the declaration."""
    return db.session.scalars(
        sa.select(ProvisionalResult)
        .where(ProvisionalResult.election_id == election.id)
        .order_by(ProvisionalResult.id.desc())
        .limit(1)
    ).one_or_none()
