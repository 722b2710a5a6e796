# SPDX-License-Identifier: EUPL-1.2
"""Who was given a paper: as counts, as the state of single lines; who was not, for reminders, to a service only."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy import orm

from core.db import db
from council.domain.postal import POSTAL_MOVES, PostalEvent, PostalState
from council.domain.roll import MarkKind, RollState, Way
from council.models.election import Election
from council.models.register import RegisterEntry
from council.models.roll import PostalFact, RollConflict, RollLine, RollMark, RollPrint


def standing_mark() -> sa.ColumnElement[bool]:
    """A mark after which nothing came."""
    later = orm.aliased(RollMark)
    taken_back = sa.exists().where(later.entry_id == RollMark.entry_id, later.previous == RollMark.turn)
    return sa.and_(RollMark.kind == MarkKind.MARKED.value, ~taken_back)


def marked(election: Election) -> dict[str, int]:
    """Papers given, by place; the postal board's are the outer envelopes it accepted."""
    rows = db.session.execute(
        sa.select(RollMark.place, sa.func.count())
        .where(RollMark.election_id == election.id, standing_mark())
        .group_by(RollMark.place)
    )
    return {place: count for place, count in rows}


def marks_here(election: Election, place: str) -> int:
    return marked(election).get(place, 0)


def marked_by_hour(election: Election) -> dict[tuple[str, int | None], int]:
    """Papers given, by place and hour since 1970; None is the hour of marks that came from paper or by post."""
    rows = db.session.execute(
        sa.select(RollMark.place, RollMark.hour, sa.func.count())
        .where(RollMark.election_id == election.id, standing_mark())
        .group_by(RollMark.place, RollMark.hour)
    )
    return {(place, hour): count for place, hour, count in rows}


def not_marked(election: Election) -> list[int]:
    """Ids of the entries of electors who may still vote: no mark stands, and no postal envelope has come back.

    For a service that writes to them; never for a page, a file or a log.
    """
    mark = sa.exists().where(RollMark.entry_id == RegisterEntry.id, standing_mark())
    back = sa.exists().where(
        PostalFact.entry_id == RegisterEntry.id,
        PostalFact.event.in_([PostalEvent.RETURN.value, PostalEvent.RETURN_LATE.value]),
    )
    return list(
        db.session.scalars(
            sa.select(RegisterEntry.id)
            .where(RegisterEntry.election_id == election.id, RegisterEntry.eligible.is_(True), ~mark, ~back)
            .order_by(RegisterEntry.id)
        )
    )


def roll_states(entries: Collection[tuple[int, bool, str]]) -> dict[int, RollState]:
    """The state of each line, given as (id, eligible, place); two questions, however many there are."""
    ids = [entry_id for entry_id, _eligible, _place in entries]
    turns: dict[int, tuple[int, Way]] = {}
    for row in db.session.execute(
        sa.select(RollMark.entry_id, RollMark.turn, RollMark.way)
        .where(RollMark.entry_id.in_(ids))
        .order_by(RollMark.entry_id, RollMark.turn)
    ):
        turns[row.entry_id] = (row.turn, Way(row.way))
    post = postal_states(ids)
    return {
        entry_id: RollState(
            eligible=eligible,
            place=place,
            turn=turns.get(entry_id, (0, None))[0],
            way=turns.get(entry_id, (0, None))[1],
            post=post.get(entry_id, PostalState.NONE),
        )
        for entry_id, eligible, place in entries
    }


def postal_states(ids: Collection[int]) -> dict[int, PostalState]:
    """Where the envelopes of these electors are, from what happened to them."""
    found: dict[int, PostalState] = {}
    for entry_id, event in db.session.execute(
        sa.select(PostalFact.entry_id, PostalFact.event)
        .where(PostalFact.entry_id.in_(ids))
        .order_by(PostalFact.entry_id, PostalFact.turn)
    ):
        found[entry_id] = POSTAL_MOVES.after(found.get(entry_id, PostalState.NONE), PostalEvent(event))
    return found


def postal_events(election: Election) -> dict[PostalEvent, int]:
    """How many envelopes took each step."""
    rows = db.session.execute(
        sa.select(PostalFact.event, sa.func.count())
        .where(PostalFact.election_id == election.id)
        .group_by(PostalFact.event)
    )
    return {PostalEvent(event): count for event, count in rows}


def lines_of(election: Election, place: str) -> dict[int, int]:
    """Line numbers of the printed roll of a place with the entries they stand for."""
    rows = db.session.execute(
        sa.select(RollLine.line, RollLine.entry_id).where(RollLine.election_id == election.id, RollLine.place == place)
    )
    return {line: entry_id for line, entry_id in rows}


def prints_of(election: Election) -> dict[str, list[RollPrint]]:
    """Every printing of a roll, by place, the oldest first."""
    found: dict[str, list[RollPrint]] = {}
    for row in db.session.scalars(
        sa.select(RollPrint).where(RollPrint.election_id == election.id).order_by(RollPrint.number)
    ):
        found.setdefault(row.place, []).append(row)
    return found


def conflicts_of(election: Election, place: str | None = None) -> list[RollConflict]:
    """Lines that were ticked on paper and not taken over."""
    asked = sa.select(RollConflict).where(RollConflict.election_id == election.id)
    if place is not None:
        asked = asked.where(RollConflict.place == place)
    return list(db.session.scalars(asked.order_by(RollConflict.place, RollConflict.line, RollConflict.kind)))
