# SPDX-License-Identifier: EUPL-1.2
"""The roll on paper: numbering its lines, printing it, and entering afterwards what was ticked on it.

A line keeps its number for good: the numbers on a table in a room without a network must mean the same tomorrow.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit
from core.bulk import insert_rows
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.election import ElectionState, reached
from council.domain.places import ElectionPlace
from council.domain.polling_refusals import PollingRefusal
from council.domain.postal import PostalState
from council.domain.roll import Conflict, RollState, Way, conflict_of, roll_digest_lines
from council.models.election import Election
from council.models.register import RegisterEntry
from council.models.roll import RollConflict, RollLine, RollPrint
from council.permissions import require_reading
from council.queries.roll import conflicts_of, lines_of, prints_of, roll_states
from council.services.election import held
from council.services.places import known_place
from council.services.roll import NewMark, add_mark, polling

POST_SIGN = "P"
STRUCK_SIGN = "\u2013"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of the printed roll. ``sign`` says that a postal envelope was sent, or that the line is struck out."""

    number: int
    name: str
    native_name: str
    born: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class PrintedRoll:
    """A roll as it goes to the printer."""

    place: ElectionPlace
    record: RollPrint
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of lines entered from paper: newly marked, entered before, and those to look at."""

    marked: int
    before: int
    conflicts: tuple[tuple[int, Conflict], ...]


def print_roll(actor: Actor, election_id: str, key: str) -> PrintedRoll:
    """Number the lines of a place that have no number yet, and record that its roll leaves for paper.

    :raises Refusal: ``council.register_still_open``.
    """
    require_reading(actor, election_id)
    election = held(election_id)
    if not reached(election.now, ElectionState.REGISTER_CLOSED):
        raise Refusal(PollingRefusal.REGISTER_STILL_OPEN)
    place = known_place(election, key)
    _number(election, place)
    lines = tuple(_printed(election, key))
    digest = hashlib.sha256()
    texts = ((each.number, each.name, each.native_name, each.born, each.sign) for each in lines)
    for octets in roll_digest_lines(texts):
        digest.update(octets)
    record = RollPrint(
        election_id=election.id,
        place=key,
        number=len(prints_of(election).get(key, ())) + 1,
        lines=len(lines),
        digest=digest.hexdigest(),
        actor_id=actor.id,
    )
    db.session.add(record)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"place": key, "print": record.number, "lines": len(lines), "sha256": record.digest}
    audit.record(actor, "council.roll_printed", ("election", election_id), facts)
    return PrintedRoll(place, record, lines)


def enter_lines(actor: Actor, election_id: str, key: str, numbers: Iterable[int]) -> Taken:
    """Take over what was ticked on the printed roll; entering the same lines again changes nothing.

    :raises Refusal: ``council.roll_not_printed``, or the count has begun.
    """
    require_reading(actor, election_id)
    election = polling(election_id)
    known_place(election, key)
    known = lines_of(election, key)
    if not known:
        raise Refusal(PollingRefusal.ROLL_NOT_PRINTED)
    wanted = sorted(set(numbers))
    entries = _held(known[number] for number in wanted if number in known)
    states = roll_states([(entry.id, entry.eligible, entry.place) for entry in entries.values()])
    marked = before = 0
    conflicts: list[tuple[int, Conflict]] = []
    for number in wanted:
        entry_id = known.get(number, 0)
        state = states.get(entry_id)
        conflict = conflict_of(state)
        if conflict is not None:
            conflicts.append((number, conflict))
        elif state is not None and state.marked:
            before += 1
        elif state is not None:
            once = f"{key[:20]}:{entry_id}:{state.turn}"
            add_mark(actor, election, entries[entry_id], NewMark(state, key, Way.PAPER_ROLL, once))
            marked += 1
    _keep(actor, election, key, conflicts)
    facts: dict[str, audit.Fact] = {"place": key, "marked": marked, "before": before, "conflicts": len(conflicts)}
    audit.record(actor, "council.paper_roll_entered", ("election", election_id), facts)
    return Taken(marked, before, tuple(conflicts))


def _number(election: Election, place: ElectionPlace) -> None:
    """New lines come after those that were printed, in the order of their names."""
    known = lines_of(election, place.key)
    numbered = set(known.values())
    rows = db.session.execute(
        sa.select(RegisterEntry.id, RegisterEntry.family_name, RegisterEntry.given_names, RegisterEntry.key).where(
            RegisterEntry.election_id == election.id,
            RegisterEntry.eligible.is_(True),
            RegisterEntry.place.in_(place.takes),
        )
    )
    # Sorted here: two databases do not agree on the order of text.
    new = sorted(
        (family.casefold(), given.casefold(), entry_key, entry_id)
        for entry_id, family, given, entry_key in rows
        if entry_id not in numbered
    )
    first = max(known, default=0) + 1
    insert_rows(
        RollLine,
        ("line", "entry_id"),
        [(number, row[3]) for number, row in enumerate(new, start=first)],
        alike={"election_id": election.id, "place": place.key},
    )


def _printed(election: Election, key: str) -> Iterable[PrintedLine]:
    rows = db.session.execute(
        sa.select(
            RollLine.line,
            RegisterEntry.id,
            RegisterEntry.eligible,
            RegisterEntry.place,
            RegisterEntry.family_name,
            RegisterEntry.given_names,
            RegisterEntry.given_names_native,
            RegisterEntry.family_name_native,
            RegisterEntry.date_of_birth,
        )
        .join(RegisterEntry, RegisterEntry.id == RollLine.entry_id)
        .where(RollLine.election_id == election.id, RollLine.place == key)
        .order_by(RollLine.line)
    ).all()
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        states = roll_states([(row.id, row.eligible, row.place) for row in part])
        for row in part:
            yield PrintedLine(
                number=row.line,
                name=f"{row.family_name}, {row.given_names}".strip(", "),
                native_name=f"{row.given_names_native} {row.family_name_native}".strip(),
                born=row.date_of_birth,
                sign=_sign(states[row.id]),
            )


def _sign(state: RollState) -> str:
    if not state.eligible:
        return STRUCK_SIGN
    return POST_SIGN if state.post in (PostalState.OUT, PostalState.RETURNED, PostalState.ACCEPTED) else ""


def _held(ids: Iterable[int]) -> dict[int, RegisterEntry]:
    """The lines, kept in the order of their ids, so that two people entering at once never wait for each other."""
    wanted = sorted(set(ids))
    found: dict[int, RegisterEntry] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = sa.select(RegisterEntry).where(RegisterEntry.id.in_(wanted[start : start + _AT_ONCE]))
        found |= {entry.id: entry for entry in db.session.scalars(locked(some.order_by(RegisterEntry.id)))}
    return found


def _keep(actor: Actor, election: Election, key: str, conflicts: Iterable[tuple[int, Conflict]]) -> None:
    known = {(row.line, row.kind) for row in conflicts_of(election, key)}
    for line, kind in conflicts:
        if (line, kind.value) not in known:
            row = RollConflict(election_id=election.id, place=key, line=line, kind=kind.value, actor_id=actor.id)
            db.session.add(row)
    db.session.flush()
