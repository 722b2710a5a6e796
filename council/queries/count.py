# SPDX-License-Identifier: EUPL-1.2
"""What an election's confirmed counts came to: allocations made of them, ties that wait for lots, lots drawn."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db, once_per_reading
from council.models.count import ProvisionalResult, SeatCount
from council.models.election import Election
from council.models.nomination import LotDraw
from council.queries.countable import countable
from council.tally import Draw, TallyError
from council.tally.display import shown
from council.tally.persons.lots import PersonTie
from council.tally.persons.record import PersonRecord
from council.tally.stv.record import RankedRecord, RankedTie
from council.tally.stv.rule import StvParameter
from council.tally.ties import Tie


def seat_counts(election: Election) -> list[SeatCount]:
    """Every allocation of the election, the newest first."""
    return list(_seat_counts(election))


@once_per_reading
def _seat_counts(election: Election) -> Sequence[SeatCount]:
    return db.session.scalars(
        sa.select(SeatCount).where(SeatCount.election_id == election.id).order_by(SeatCount.number.desc())
    ).all()


def valid_seat_count(election: Election) -> SeatCount | None:
    """The newest allocation, if it was made of the counts that are confirmed now."""
    newest = next(iter(seat_counts(election)), None)
    if newest is None:
        return None
    try:
        found = countable(election)
    except TallyError:
        return None
    return newest if found is not None and newest.inputs == found.inputs(election.statute.rule_text) else None


@dataclass(frozen=True, slots=True)
class OpenTie:
    """Equals that wait for lots, of any kind of count: who, by number and name, for how many seats, equal at what.

    ``between_lists`` tells lists from persons; ``to_go`` is true where the first drawn is excluded and not elected.
    """

    rivals: tuple[tuple[int, str], ...]
    lots_for: int
    equal_at: str
    between_lists: bool = False
    to_go: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(number for number, _name in self.rivals)


def open_tie(seats: SeatCount) -> OpenTie | None:
    """The tie for which lots have to be drawn before this allocation is complete."""
    lists, record = seats.lists, seats.record
    tie = lists.open_tie if lists else None
    if lists is not None and tie is not None:
        return _tie(tie, {each.number: each.name for each in lists.results}, between_lists=True)
    if not isinstance(record, PersonRecord | RankedRecord) or record.open_tie is None:
        return None
    return _tie(record.open_tie, {each.number: each.name for each in record.profile.candidates})


def _tie(tie: Tie | PersonTie | RankedTie, names: dict[int, str], *, between_lists: bool = False) -> OpenTie:
    rivals = tuple((number, names[number]) for number in sorted(tie.lots_between))
    if isinstance(tie, RankedTie):
        return OpenTie(rivals, 1, tie.equal_at, to_go=tie.about is StvParameter.EXCLUSION_TIES)
    return OpenTie(rivals, tie.lots_for, shown(tie.equal_at, 3), between_lists)


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
