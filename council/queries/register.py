# SPDX-License-Identifier: EUPL-1.2
"""The register in numbers, its entries one by one and by search, its versions, and its fingerprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from core.db import db
from core.pages import Slice
from council.domain.electoral_register import COLUMNS, canonical_lines, fingerprint, word_range
from council.domain.eligibility import Reason
from council.models.duplicates import DuplicatePair
from council.models.election import Election
from council.models.register import RegisterEntry, RegisterRefusal, RegisterVersion, RegisterWord

MOST_FOUND = 50
MOST_WORDS = 4
"""How many words of one entry may begin like the word that is looked for, before the list gets shorter."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """Entries that are in the register, how many give the right to vote, and electors by polling place."""

    entries: int
    electors: int
    places: dict[str, int]

    @property
    def refused(self) -> int:
        return self.entries - self.electors


def tallies(election: Election) -> Tallies:
    """One question for all numbers."""
    counted = db.session.execute(
        sa.select(RegisterEntry.place, RegisterEntry.eligible, sa.func.count())
        .where(RegisterEntry.election_id == election.id, RegisterEntry.present.is_(True))
        .group_by(RegisterEntry.place, RegisterEntry.eligible)
    ).all()
    places = {place.key: 0 for place in election.statute.parameters.places}
    for place, eligible, count in counted:
        if eligible:
            places[place] = places.get(place, 0) + count
    entries = sum(count for _place, _eligible, count in counted)
    return Tallies(entries, sum(places.values()), places)


def refusals_by_reason(election: Election) -> dict[Reason, int]:
    """How many entries each reason speaks against; an entry with two reasons counts in both."""
    found: dict[str, int] = {
        reason: count
        for reason, count in db.session.execute(
            sa.select(RegisterRefusal.reason, sa.func.count())
            .where(RegisterRefusal.election_id == election.id)
            .group_by(RegisterRefusal.reason)
        )
    }
    return {reason: found[reason.value] for reason in Reason if reason.value in found}


def entry_by(election: Election, public_id: str) -> RegisterEntry | None:
    """One entry of this election with its reasons, corrections and the entry that stands for it."""
    return db.session.scalars(
        sa.select(RegisterEntry)
        .where(RegisterEntry.election_id == election.id, RegisterEntry.public_id == public_id)
        .options(
            orm.selectinload(RegisterEntry.refusals),
            orm.selectinload(RegisterEntry.corrections),
            orm.joinedload(RegisterEntry.duplicate_of),
        )
    ).one_or_none()


def entries_found(election: Election, words: Sequence[str]) -> tuple[list[RegisterEntry], bool]:
    """Entries that have every word, at any beginning of theirs, and whether there are more than are given.

    The longest word is looked for in the index; what it finds is compared with the others.
    """
    if not words:
        return [], False
    statement = with_words(sa.select(RegisterEntry), election, words)
    # Two words of one person may begin alike, so an entry can come more than once.
    found = db.session.scalars(
        statement.options(orm.selectinload(RegisterEntry.refusals)).limit(MOST_WORDS * (MOST_FOUND + 1))
    )
    entries = list(dict.fromkeys(found))
    shown = sorted(entries[:MOST_FOUND], key=lambda entry: (entry.family_name, entry.given_names, entry.id))
    return shown, len(entries) > MOST_FOUND


def with_words(statement: Any, election: Election, words: Sequence[str]) -> Any:
    """The same question for those entries alone that have every word, at any beginning of theirs."""
    begins, ends = word_range(max(words, key=len))
    statement = statement.join(RegisterWord, RegisterWord.entry_id == RegisterEntry.id).where(
        RegisterWord.election_id == election.id, RegisterWord.word >= begins, RegisterWord.word < ends
    )
    for word in words:
        statement = statement.where(RegisterEntry.search.contains(f" {word}", autoescape=True))
    return statement


def entries_refused(election: Election, reason: Reason, number: int, per_page: int = 50) -> Slice[RegisterEntry]:
    """Entries against which one reason speaks."""
    refused = (RegisterRefusal.election_id == election.id, RegisterRefusal.reason == reason.value)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(RegisterRefusal).where(*refused)) or 0
    rows = db.session.scalars(
        sa.select(RegisterEntry)
        .join(RegisterRefusal, RegisterRefusal.entry_id == RegisterEntry.id)
        .where(*refused)
        .options(orm.selectinload(RegisterEntry.refusals))
        .order_by(RegisterEntry.line, RegisterEntry.id)
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    return Slice(rows, total, number, per_page)


def electors_of(election: Election, place: str, number: int, per_page: int = 500) -> Slice[RegisterEntry]:
    """The electors of one polling place in the order of the polling list."""
    which = (
        RegisterEntry.election_id == election.id,
        RegisterEntry.eligible.is_(True),
        RegisterEntry.place == place,
    )
    total = db.session.scalar(sa.select(sa.func.count()).select_from(RegisterEntry).where(*which)) or 0
    rows = db.session.scalars(
        sa.select(RegisterEntry)
        .where(*which)
        .order_by(sa.func.lower(RegisterEntry.family_name), RegisterEntry.given_names, RegisterEntry.key)
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    return Slice(rows, total, number, per_page)


def extract_of(election: Election, place: str) -> list[tuple[str, str, str, str]]:
    """Every elector of one polling place for a file: family name, given names, name in the own script, birth date."""
    rows = db.session.execute(
        sa.select(
            RegisterEntry.family_name,
            RegisterEntry.given_names,
            RegisterEntry.given_names_native,
            RegisterEntry.family_name_native,
            RegisterEntry.date_of_birth,
        )
        .where(RegisterEntry.election_id == election.id, RegisterEntry.eligible.is_(True), RegisterEntry.place == place)
        .order_by(sa.func.lower(RegisterEntry.family_name), RegisterEntry.given_names, RegisterEntry.key)
    )
    return [(family, given, f"{first} {last}".strip(), born) for family, given, first, last, born in rows]


def versions_of(election: Election) -> list[RegisterVersion]:
    """The closed register and every change after it, the newest first."""
    return list(
        db.session.scalars(
            sa.select(RegisterVersion)
            .where(RegisterVersion.election_id == election.id)
            .order_by(RegisterVersion.number.desc())
        )
    )


def newest_version(election: Election) -> RegisterVersion | None:
    return next(iter(versions_of(election)), None)


def open_pairs(election: Election) -> int:
    """How many likely duplicates wait for a decision."""
    return (
        db.session.scalar(
            sa.select(sa.func.count())
            .select_from(DuplicatePair)
            .where(DuplicatePair.election_id == election.id, DuplicatePair.verdict.is_(None))
        )
        or 0
    )


def computed_fingerprint(election: Election) -> str:
    """The fingerprint of the entries as they are now."""
    return fingerprint(canonical_lines(_canonical(election)))


def _canonical(election: Election) -> Iterator[tuple[str, Sequence[str], Sequence[str], str]]:
    reasons: dict[int, list[str]] = defaultdict(list)
    for entry_id, reason in db.session.execute(
        sa.select(RegisterRefusal.entry_id, RegisterRefusal.reason)
        .where(RegisterRefusal.election_id == election.id)
        .order_by(RegisterRefusal.entry_id, RegisterRefusal.position)
    ):
        reasons[entry_id].append(reason)
    keys: dict[int, str] = {
        entry_id: key
        for entry_id, key in db.session.execute(
            sa.select(RegisterEntry.id, RegisterEntry.key).where(RegisterEntry.election_id == election.id)
        )
    }
    columns = [getattr(RegisterEntry, name) for name in (*COLUMNS, "place")]
    rows = db.session.execute(
        sa.select(
            RegisterEntry.id, RegisterEntry.key, RegisterEntry.eligible, RegisterEntry.duplicate_of_id, *columns
        ).where(RegisterEntry.election_id == election.id, RegisterEntry.present.is_(True))
    ).all()
    # Sorted here: two databases do not agree on the order of text.
    for entry_id, key, eligible, leader, *values in sorted(rows, key=lambda row: str(row[1])):
        yield key, [*values, str(int(eligible))], reasons[entry_id], keys.get(leader, "") if leader else ""
