# SPDX-License-Identifier: EUPL-1.2
"""Postal envelopes as numbers that must add up, and tendered ballots with what was decided about each."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm

from core.db import db
from council.domain.places import POSTAL_KEY
from council.domain.postal import CAME_BACK, PostalEvent, TenderedOutcome
from council.models.election import Election
from council.models.roll import PostalFact, TenderedBallot, TenderedDecision
from council.queries.places import by_post
from council.queries.roll import marks_here, postal_events


@dataclass(frozen=True, slots=True)
class PostalFigures:
    """Envelopes by what happened to them. ``still_out`` were sent and neither came back nor were cancelled."""

    offered: bool
    events: dict[PostalEvent, int]
    still_out: int
    cancelled_unsent: int
    marks: int

    @property
    def steps(self) -> tuple[PostalEvent, ...]:
        return tuple(PostalEvent)

    @property
    def accepted(self) -> int:
        return self.events.get(PostalEvent.ACCEPT, 0)

    @property
    def sent(self) -> int:
        return self.events.get(PostalEvent.ISSUE, 0)

    @property
    def accounted(self) -> int:
        """What the envelopes that were sent must add up to; one that came back after it was cancelled counts once."""
        back = sum(self.events.get(event, 0) for event in CAME_BACK - {PostalEvent.RETURN_VOID})
        cancelled = self.events.get(PostalEvent.CANCEL, 0) - self.cancelled_unsent
        return self.still_out + back + cancelled

    @property
    def adds_up(self) -> bool:
        return self.sent == self.accounted and self.accepted == self.marks


def postal_figures(election: Election) -> PostalFigures:
    return PostalFigures(
        offered=by_post(election),
        events=postal_events(election),
        still_out=_ending_with(election, PostalEvent.ISSUE),
        cancelled_unsent=_after(election, PostalEvent.APPLY, PostalEvent.CANCEL),
        marks=marks_here(election, POSTAL_KEY),
    )


def _ending_with(election: Election, event: PostalEvent) -> int:
    later = orm.aliased(PostalFact)
    asked = sa.select(sa.func.count()).where(
        PostalFact.election_id == election.id,
        PostalFact.event == event.value,
        ~sa.exists().where(later.entry_id == PostalFact.entry_id, later.turn == PostalFact.turn + 1),
    )
    return db.session.scalar(asked.select_from(PostalFact)) or 0


def _after(election: Election, first: PostalEvent, then: PostalEvent) -> int:
    before = orm.aliased(PostalFact)
    asked = sa.select(sa.func.count()).where(
        PostalFact.election_id == election.id,
        PostalFact.event == then.value,
        sa.exists().where(
            before.entry_id == PostalFact.entry_id,
            before.turn == PostalFact.turn - 1,
            before.event == first.value,
        ),
    )
    return db.session.scalar(asked.select_from(PostalFact)) or 0


@dataclass(frozen=True, slots=True)
class Tendered:
    """One tendered ballot, without the person it came from."""

    tendered_id: str
    place: str
    statement: str
    decision: TenderedDecision | None


def tendered_of(election: Election) -> list[Tendered]:
    """Every tendered ballot, those that wait for a decision first."""
    rows = db.session.execute(
        sa.select(TenderedBallot.public_id, TenderedBallot.place, TenderedBallot.statement, TenderedDecision)
        .outerjoin(TenderedDecision, TenderedDecision.tendered_id == TenderedBallot.public_id)
        .where(TenderedBallot.election_id == election.id)
        .order_by(TenderedDecision.tendered_id.is_not(None), TenderedBallot.place, TenderedBallot.public_id)
    )
    return [Tendered(*row) for row in rows]


def tendered_counted(election: Election) -> dict[str, int]:
    """Tendered ballots that were opened into the box, by place: papers in the box that no mark stands for."""
    rows = db.session.execute(
        sa.select(TenderedBallot.place, sa.func.count())
        .join(TenderedDecision, TenderedDecision.tendered_id == TenderedBallot.public_id)
        .where(TenderedBallot.election_id == election.id, TenderedDecision.outcome == TenderedOutcome.COUNTED.value)
        .group_by(TenderedBallot.place)
    )
    return {place: count for place, count in rows}
