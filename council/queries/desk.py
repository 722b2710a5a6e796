# SPDX-License-Identifier: EUPL-1.2
"""What a desk sees of a person: the name, the birth date and whether a paper may be given; never more of the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from council.domain.places import ElectionPlace
from council.domain.postal import POSTAL_MOVES, PostalEvent
from council.domain.roll import DeskSearch, RollState, Standing, standing
from council.models.election import Election
from council.models.register import RegisterEntry
from council.models.roll import RollLine, TenderedBallot
from council.queries.register import MOST_FOUND, MOST_WORDS, with_words
from council.queries.roll import roll_states


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One person as the desk sees them. ``line`` is the number on this place's printed roll, once there is one."""

    entry_id: str
    name: str
    native_name: str
    born: str
    line: int | None
    state: RollState
    standing: Standing
    tendered: bool = False

    @property
    def steps(self) -> tuple[PostalEvent, ...]:
        """What can happen to the postal envelope next; once a mark stands, nothing more is sent."""
        sends = (PostalEvent.APPLY, PostalEvent.ISSUE)
        able = POSTAL_MOVES.allowed(self.state.post)
        if not self.state.eligible:
            return ()
        return tuple(event for event in able if not (self.state.marked and event in sends))

    @property
    def may_cancel(self) -> bool:
        return PostalEvent.CANCEL in self.steps


@dataclass(frozen=True, slots=True)
class Found:
    """What a search at the desk gives; ``more`` when the list was cut off."""

    lines: tuple[DeskLine, ...] = ()
    more: bool = False


def found_at_desk(election: Election, here: ElectionPlace, search: DeskSearch) -> Found:
    """The people a search leads to: one by card, else everybody whose words begin so, at most fifty."""
    asked = _asked(election, search)
    if asked is None:
        return Found()
    rows = {row.id: row for row in db.session.execute(asked.limit(MOST_WORDS * (MOST_FOUND + 1)))}
    ids = list(rows)[:MOST_FOUND]
    states = roll_states([(row.id, row.eligible, row.place) for row in (rows[entry_id] for entry_id in ids)])
    lines, tendered = _lines(election, here, ids), _tendered(ids)
    shown = [
        DeskLine(
            entry_id=row.public_id,
            name=f"{row.family_name}, {row.given_names}".strip(", "),
            native_name=f"{row.given_names_native} {row.family_name_native}".strip(),
            born=row.date_of_birth,
            line=lines.get(row.id),
            state=states[row.id],
            standing=standing(states[row.id], here),
            tendered=row.id in tendered,
        )
        for row in (rows[entry_id] for entry_id in ids)
    ]
    return Found(tuple(sorted(shown, key=_electors_first)), len(rows) > MOST_FOUND)


def _asked(election: Election, search: DeskSearch) -> Any:
    """The question for the columns a desk may see; None when nothing is looked for."""
    entry = RegisterEntry
    names = (entry.given_names, entry.family_name, entry.given_names_native, entry.family_name_native)
    columns = (entry.id, entry.public_id, *names, entry.date_of_birth, entry.eligible, entry.place)
    asked: Any = sa.select(*columns).where(entry.election_id == election.id, entry.present.is_(True))
    if search.entry_id:
        return asked.where(entry.public_id == search.entry_id)
    if search.born:
        # Few people share a day: the words are compared with theirs, and the index of words is left alone.
        named = (entry.search.contains(f" {word}", autoescape=True) for word in search.words)
        return asked.where(entry.date_of_birth == search.born, *named)
    return with_words(asked, election, search.words) if search.words else None


def _electors_first(line: DeskLine) -> tuple[bool, str, str]:
    return (line.standing is Standing.NOT_AN_ELECTOR, line.name, line.entry_id)


def desk_line(election: Election, here: ElectionPlace, entry_id: str) -> DeskLine | None:
    """One person, by the name of the entry."""
    return next(iter(found_at_desk(election, here, DeskSearch(entry_id=entry_id)).lines), None)


def _lines(election: Election, here: ElectionPlace, ids: list[int]) -> dict[int, int]:
    rows = db.session.execute(
        sa.select(RollLine.entry_id, RollLine.line).where(
            RollLine.entry_id.in_(ids), RollLine.election_id == election.id, RollLine.place == here.key
        )
    )
    return {entry_id: line for entry_id, line in rows}


def _tendered(ids: list[int]) -> set[int]:
    return set(db.session.scalars(sa.select(TenderedBallot.entry_id).where(TenderedBallot.entry_id.in_(ids))))
