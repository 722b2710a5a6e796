# SPDX-License-Identifier: EUPL-1.2
"""The life of a register after its import: look-ups, corrections, other terms, closing, and changes after that.

A closed register changes only by a decision that is recorded with it; each such change is a version of its own.
"""

from __future__ import annotations

import hashlib
import json

import sqlalchemy as sa

from core import audit
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal
from council.domain.claims import ClaimRefusal
from council.domain.election import ElectionEvent, ElectionState, reached
from council.domain.electoral_register import COLUMNS, search_words
from council.domain.refusals import CouncilRefusal
from council.models.duplicates import DuplicatePair
from council.models.election import Election
from council.models.register import RegisterCorrection, RegisterEntry, RegisterVersion
from council.models.statute import StatuteVersion
from council.permissions import require_reading, require_running
from council.queries.claims import open_claims
from council.queries.register import computed_fingerprint, newest_version, tallies
from council.services.card_endings import end_outdated
from council.services.election import NO_INSTRUCTION, Instruction, held, move
from council.services.register_entries import derived, index_again
from council.services.register_judging import judge_entries, judge_register, propose_near

SHORTEST_SEARCH = 2
MOST_NEAR = 500


def look_up(actor: Actor, election_id: str, typed: str) -> tuple[str, ...]:
    """The words of a search; that somebody looked is recorded, for whom is not.

    :raises Refusal: ``council.search_too_short``.
    """
    require_reading(actor, election_id)
    words = search_words(typed)
    if sum(len(word) for word in words) < SHORTEST_SEARCH:
        raise Refusal(CouncilRefusal.SEARCH_TOO_SHORT, field="words", length=SHORTEST_SEARCH)
    audit.record(actor, "council.register_searched", ("election", election_id))
    return words


def mark_of(values: dict[str, str]) -> str:
    """Tells one state of an entry from another, without showing it."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def correct_entry(
    actor: Actor,
    entry_id: str,
    changes: dict[str, str],
    *,
    reason: str,
    decision: Instruction = NO_INSTRUCTION,
    seen: str = "",
) -> RegisterEntry:
    """Put values right, keep what stood there and why, and judge the entry again.

    :param seen: ``mark_of`` the values that the person had before them.
    :raises Refusal: nothing is different, somebody else was faster, or the register is closed and no decision is
        named.
    """
    entry, election = _entry_with_election(actor, entry_id, decision)
    values = entry.values()
    if seen and seen != mark_of(values):
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    different = {name: new for name, new in changes.items() if name in COLUMNS and values[name] != new}
    if not different:
        raise Refusal(CouncilRefusal.NOTHING_CHANGED)
    for name, new in different.items():
        db.session.add(
            RegisterCorrection(
                entry_id=entry.id,
                column=name,
                old_value=values[name],
                new_value=new,
                reason=reason,
                actor_id=actor.id,
            )
        )
    values |= different
    terms = election.statute.parameters
    for name, value in {**different, **derived(values, terms)}.items():
        setattr(entry, name, value)
    db.session.flush()
    index_again(election, [entry.id])
    propose_near(election, entry.id, _near(entry))
    judge_entries(election, _touched(entry.id))
    facts: dict[str, audit.Fact] = {"entry": entry_id, "columns": ",".join(sorted(different))}
    audit.record(actor, "council.entry_corrected", ("election", election.public_id), facts)
    after_change(actor, election, decision)
    return entry


def take_in(election: Election, key: str, digest: str, values: dict[str, str]) -> RegisterEntry:
    """Add one entry by decision, look for its duplicates and judge it."""
    entry = RegisterEntry(
        election_id=election.id,
        key=key,
        digest=digest,
        line=0,
        **values,
        **derived(values, election.statute.parameters),
    )
    db.session.add(entry)
    db.session.flush()
    index_again(election, [entry.id])
    propose_near(election, entry.id, _near(entry))
    judge_entries(election, _touched(entry.id))
    return entry


def replace_statute(actor: Actor, election_id: str, statute_id: str, instruction: Instruction) -> Election:
    """Put an election under another adopted version while its register is not closed, and judge everyone again.

    :raises Refusal: the register is closed, or the version is not adopted.
    """
    require_running(actor, election_id)
    election = held(election_id)
    if reached(election.now, ElectionState.REGISTER_CLOSED):
        raise Refusal(CouncilRefusal.REGISTER_CLOSED)
    statute = db.session.scalars(sa.select(StatuteVersion).where(StatuteVersion.public_id == statute_id)).one_or_none()
    if statute is None or not statute.adopted:
        raise Refusal(CouncilRefusal.STATUTE_NOT_ADOPTED, field="statute")
    if statute.id == election.statute_id:
        raise Refusal(CouncilRefusal.NOTHING_CHANGED, field="statute")
    election.statute = statute
    terms = statute.parameters
    election.qualifying_date = terms.qualifying_date(election.polling_day, election.register_closes_on)
    db.session.flush()
    _place_again(election)
    judge_register(election)
    facts: dict[str, audit.Fact] = {"statute": statute.number, "decided_by": instruction.by}
    audit.record(actor, "council.statute_replaced", ("election", election_id), facts)
    return election


def close_register(actor: Actor, election_id: str) -> RegisterVersion:
    """Freeze the register: from now on its content has a fingerprint that everybody can compare.

    :raises Refusal: it is empty, or likely duplicates or claims are not decided.
    """
    require_running(actor, election_id)
    election = held(election_id)
    if election.now is not ElectionState.REGISTER_OPEN:
        raise Refusal(CouncilRefusal.REGISTER_NOT_OPEN)
    undecided = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(DuplicatePair)
        .where(DuplicatePair.election_id == election.id, DuplicatePair.verdict.is_(None))
    )
    if undecided:
        raise Refusal(CouncilRefusal.DUPLICATES_OPEN, open=undecided)
    waiting = open_claims(election)
    if waiting:
        raise Refusal(ClaimRefusal.CLAIMS_OPEN, open=waiting)
    if not tallies(election).entries:
        raise Refusal(CouncilRefusal.REGISTER_EMPTY)
    move(actor, election, ElectionEvent.CLOSE_REGISTER)
    return _freeze(actor, election, NO_INSTRUCTION)


def allow_change(election: Election, decision: Instruction) -> None:
    """:raises Refusal: the register is closed and no decision is named, or polling has begun."""
    if reached(election.now, ElectionState.POLLING):
        raise Refusal(CouncilRefusal.POLLING_BEGUN)
    if reached(election.now, ElectionState.REGISTER_CLOSED):
        if not decision.by:
            raise Refusal(CouncilRefusal.REGISTER_CLOSED, field="decided_by")
        version = newest_version(election)
        if version is None or version.fingerprint != computed_fingerprint(election):
            raise Refusal(CouncilRefusal.REGISTER_CHANGED)


def after_change(actor: Actor, election: Election, decision: Instruction) -> None:
    """A change after closing makes a new version with the decision it rests on; cards that no longer fit it end."""
    if reached(election.now, ElectionState.REGISTER_CLOSED):
        _freeze(actor, election, decision)
        end_outdated(actor, election)


def _freeze(actor: Actor, election: Election, decision: Instruction) -> RegisterVersion:
    counts, newest = tallies(election), newest_version(election)
    version = RegisterVersion(
        election_id=election.id,
        number=newest.number + 1 if newest else 1,
        fingerprint=computed_fingerprint(election),
        entries=counts.entries,
        electors=counts.electors,
        places=counts.places,
        actor_id=actor.id,
        decided_by=decision.by,
        reference=decision.reference,
    )
    db.session.add(version)
    db.session.flush()
    facts: dict[str, audit.Fact] = {
        "version": version.number,
        "fingerprint": version.fingerprint,
        "entries": version.entries,
        "electors": version.electors,
    }
    audit.record(actor, "council.register_frozen", ("election", election.public_id), facts)
    return version


def _entry_with_election(actor: Actor, entry_id: str, decision: Instruction) -> tuple[RegisterEntry, Election]:
    election_id = db.session.scalars(
        sa.select(Election.public_id)
        .join(RegisterEntry, RegisterEntry.election_id == Election.id)
        .where(RegisterEntry.public_id == entry_id)
    ).one()
    require_running(actor, election_id)
    election = held(election_id)
    allow_change(election, decision)
    entry = db.session.scalars(locked(sa.select(RegisterEntry).where(RegisterEntry.public_id == entry_id))).one()
    return entry, election


def _near(entry: RegisterEntry) -> list[int]:
    """Entries that share a birth date, a number, a contact or a word of the name with this one."""
    shared = [
        column == value
        for column, value in (
            (RegisterEntry.date_of_birth, entry.date_of_birth),
            (RegisterEntry.register_number, entry.register_number),
            (RegisterEntry.email, entry.email),
            (RegisterEntry.phone, entry.phone),
        )
        if value
    ]
    shared += [RegisterEntry.search.contains(f" {word} ", autoescape=True) for word in entry.search.split()]
    return list(
        db.session.scalars(
            sa.select(RegisterEntry.id)
            .where(RegisterEntry.election_id == entry.election_id, sa.or_(*shared))
            .order_by(RegisterEntry.id)
            .limit(MOST_NEAR)
        )
    )


def _touched(entry_id: int) -> set[int]:
    """The entry and every entry it is paired with."""
    pairs = db.session.execute(
        sa.select(DuplicatePair.first_id, DuplicatePair.second_id).where(
            sa.or_(DuplicatePair.first_id == entry_id, DuplicatePair.second_id == entry_id)
        )
    )
    return {entry_id, *(entry for pair in pairs for entry in pair)}


def _place_again(election: Election) -> None:
    """Give every entry its polling place under the terms that hold now."""
    places = election.statute.parameters.places
    mine = RegisterEntry.election_id == election.id
    quick = {"synchronize_session": False}
    db.session.execute(sa.update(RegisterEntry).where(mine).values(place=places[0].key).execution_options(**quick))
    for place in places[1:]:
        there = sa.and_(mine, RegisterEntry.eldership.in_(place.areas))
        db.session.execute(sa.update(RegisterEntry).where(there).values(place=place.key).execution_options(**quick))
