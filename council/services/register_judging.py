# SPDX-License-Identifier: EUPL-1.2
"""Judges the entries of a register: likely duplicates, then every reason against each entry.

Everything written here is derived and is worked out again whenever values, decisions or terms change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from core.db import db
from council.domain.duplicates import Confidence, propose_duplicates
from council.domain.electoral_register import COLUMNS, Verdict, leaders
from council.domain.eligibility import Reason, StatuteTerms, reasons_ineligible
from council.domain.register import RegisterLine, read_line
from council.models.duplicates import DuplicatePair
from council.models.election import Election
from council.models.register import RegisterEntry, RegisterRefusal
from council.services.register_reading import chunks, last_confirmed, reading_context

_VALUES = tuple(getattr(RegisterEntry, name) for name in COLUMNS)


def refresh_register(election: Election, exported_on: dt.date) -> None:
    """Look for duplicates among all entries and judge every one of them."""
    lines = dict(_lines(election, exported_on))
    _propose(election, lines)
    judge_register(election, lines)


def judge_register(election: Election, lines: Mapping[int, RegisterLine] | None = None) -> None:
    """Judge every entry with the duplicates as they are decided now."""
    batch = last_confirmed(election)
    if batch is None:
        return
    second = settle_leaders(election)
    found = lines.items() if lines is not None else _lines(election, batch.exported_on)
    db.session.execute(sa.delete(RegisterRefusal).where(RegisterRefusal.election_id == election.id))
    for chunk in chunks(_refusals(election, found, second)):
        db.session.execute(sa.insert(RegisterRefusal), chunk)
    _mark_eligible(RegisterEntry.election_id == election.id)


def judge_entries(election: Election, entry_ids: Iterable[int]) -> None:
    """Judge only these entries, after something about them changed."""
    batch, wanted = last_confirmed(election), sorted(set(entry_ids))
    if batch is None:
        return
    second = settle_leaders(election)
    for ids in chunks(wanted, 500):
        found = _lines(election, batch.exported_on, ids)
        db.session.execute(sa.delete(RegisterRefusal).where(RegisterRefusal.entry_id.in_(ids)))
        refusals = list(_refusals(election, found, second))
        if refusals:
            db.session.execute(sa.insert(RegisterRefusal), refusals)
        _mark_eligible(RegisterEntry.id.in_(ids))


def settle_leaders(election: Election) -> dict[int, int]:
    """Write down for each second entry which entry stands for the person; returns them by id."""
    first, second = orm.aliased(RegisterEntry), orm.aliased(RegisterEntry)
    # An entry that vanished from the file stands for nobody.
    pairs = db.session.execute(
        sa.select(DuplicatePair.kept_id, DuplicatePair.first_id, DuplicatePair.second_id)
        .join(first, first.id == DuplicatePair.first_id)
        .join(second, second.id == DuplicatePair.second_id)
        .where(DuplicatePair.election_id == election.id, DuplicatePair.verdict == Verdict.SAME.value)
        .where(first.present.is_(True), second.present.is_(True))
        .order_by(DuplicatePair.id)
    )
    wanted = leaders((kept, two if kept == one else one) for kept, one, two in pairs)
    known: dict[int, int | None] = dict(
        db.session.execute(
            sa.select(RegisterEntry.id, RegisterEntry.duplicate_of_id).where(
                RegisterEntry.election_id == election.id, RegisterEntry.duplicate_of_id.is_not(None)
            )
        ).all()
    )
    changes = [
        {"id": entry, "duplicate_of_id": wanted.get(entry), "eligible": False}
        for entry in sorted(wanted.keys() | known.keys())
        if wanted.get(entry) != known.get(entry)
    ]
    if changes:
        db.session.execute(sa.update(RegisterEntry), changes)
    return wanted


def propose_near(election: Election, entry_id: int, near: Iterable[int]) -> None:
    """Look for duplicates of one entry among the entries that could be the same person."""
    batch = last_confirmed(election)
    if batch is None:
        return
    lines = dict(_lines(election, batch.exported_on, sorted({entry_id, *near})))
    _propose(election, lines, about=entry_id)


def _lines(
    election: Election, exported_on: dt.date, ids: list[int] | None = None
) -> Iterator[tuple[int, RegisterLine]]:
    """Every present entry, read again, in the order of the entries."""
    context = reading_context(election, exported_on)
    statement = sa.select(RegisterEntry.id, *_VALUES).where(
        RegisterEntry.election_id == election.id, RegisterEntry.present.is_(True)
    )
    if ids is not None:
        statement = statement.where(RegisterEntry.id.in_(ids))
    rows = db.session.execute(statement.order_by(RegisterEntry.id).execution_options(yield_per=2_000))
    for entry_id, *values in rows:
        yield entry_id, read_line(dict(zip(COLUMNS, values, strict=True)), context=context)


def _refusals(
    election: Election, lines: Iterable[tuple[int, RegisterLine]], second: Mapping[int, int]
) -> Iterator[dict[str, Any]]:
    terms: StatuteTerms = election.terms
    for entry_id, line in lines:
        leader = second.get(entry_id)
        reasons = reasons_ineligible(line, terms, duplicate_of=str(leader) if leader else None)
        for position, reason in enumerate(reasons):
            yield {
                "entry_id": entry_id,
                "election_id": election.id,
                "reason": Reason(reason).value,
                "position": position,
            }


def _mark_eligible(which: sa.ColumnElement[bool]) -> None:
    """One statement: an elector is somebody who is present and against whom no reason speaks."""
    refused = sa.exists().where(RegisterRefusal.entry_id == RegisterEntry.id)
    db.session.execute(
        sa.update(RegisterEntry)
        .where(which)
        .values(eligible=sa.and_(RegisterEntry.present.is_(True), ~refused))
        .execution_options(synchronize_session=False)
    )
    db.session.expire_all()


def _propose(election: Election, lines: Mapping[int, RegisterLine], about: int | None = None) -> None:
    """Keep every proposed pair; what a person decided stays, what is no longer proposed goes."""
    ids = list(lines)
    known = {(pair.first_id, pair.second_id): pair for pair in _pairs(election, about)}
    fresh = []
    for proposal in propose_duplicates(tuple(lines.values())):
        first, second = ids[proposal.first], ids[proposal.second]
        if about not in (None, first, second):
            continue
        proposed = {
            "kept_id": ids[proposal.keep],
            "confidence": proposal.confidence.value,
            "score": proposal.score,
            "evidence_codes": " ".join(proposal.evidence),
            "verdict": Verdict.SAME.value if proposal.confidence is Confidence.CERTAIN else None,
        }
        pair = known.pop((first, second), None)
        if pair is None:
            fresh.append({"election_id": election.id, "first_id": first, "second_id": second, **proposed})
        elif not pair.by_hand:
            for name, value in proposed.items():
                setattr(pair, name, value)
    for pair in known.values():
        if not pair.by_hand:
            db.session.delete(pair)
    db.session.add_all(DuplicatePair(**values) for values in fresh)
    db.session.flush()


def _pairs(election: Election, about: int | None) -> list[DuplicatePair]:
    statement = sa.select(DuplicatePair).where(DuplicatePair.election_id == election.id)
    if about is not None:
        statement = statement.where(sa.or_(DuplicatePair.first_id == about, DuplicatePair.second_id == about))
    return list(db.session.scalars(statement))
