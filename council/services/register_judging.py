# SPDX-License-Identifier: EUPL-1.2
"""Judges the entries of a register: likely duplicates, then every reason against each entry.

Everything written here is derived and is worked out again whenever values, decisions or terms change.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy import orm

from core.bulk import insert_rows
from core.db import db
from council.domain.duplicates import Confidence, propose_among
from council.domain.electoral_register import COLUMNS, Verdict, leaders
from council.domain.eligibility import Reason, StatuteTerms, reasons_ineligible, with_findings
from council.domain.identity import Identity, identity
from council.domain.names import romanised
from council.domain.register import RegisterLine, read_line
from council.models.duplicates import DuplicatePair
from council.models.election import Election
from council.models.register import RegisterEntry, RegisterRefusal
from council.services.register_findings import findings_of
from council.services.register_reading import Phase, Progress, chunks, reading_context, reading_day, silent

_VALUES = tuple(getattr(RegisterEntry, name) for name in COLUMNS)


def refresh_register(election: Election, exported_on: dt.date, *, progress: Progress = silent) -> None:
    """Look for duplicates among all entries and judge every one of them, reading each entry once."""
    ids, people, refused, terms = array("q"), [], {}, election.terms
    shared: dict[tuple[Reason, ...], tuple[Reason, ...]] = {}
    for entry_id, line in _lines(election, exported_on):
        ids.append(entry_id)
        people.append(identity(line, romanised))
        reasons = reasons_ineligible(line, terms)
        if reasons:
            refused[entry_id] = shared.setdefault(reasons, reasons)
    progress(Phase.ENTERED, len(ids))
    _propose(election, ids, people)
    progress(Phase.PROPOSED, len(ids))
    people.clear()
    _write_reasons(election, refused)
    progress(Phase.JUDGED, len(ids))


def judge_register(election: Election) -> None:
    """Judge every entry with the duplicates as they are decided now."""
    _write_reasons(election, _reasons(election, _lines(election, reading_day(election))))


def judge_entries(election: Election, entry_ids: Iterable[int]) -> None:
    """Judge only these entries, after something about them changed."""
    for ids in chunks(sorted(set(entry_ids)), 500):
        found = _reasons(election, _lines(election, reading_day(election), ids))
        _write_reasons(election, found, ids)


def _reasons(election: Election, lines: Iterable[tuple[int, RegisterLine]]) -> dict[int, tuple[Reason, ...]]:
    """What speaks against each entry by its line alone."""
    terms: StatuteTerms = election.terms
    return {entry_id: reasons for entry_id, line in lines if (reasons := reasons_ineligible(line, terms))}


def _write_reasons(
    election: Election, refused: Mapping[int, tuple[Reason, ...]], only: list[int] | None = None
) -> None:
    """Replace the reasons of these entries (of all when ``only`` is None) and say who is an elector."""
    second, findings = settle_leaders(election), findings_of(election, only)
    rows = []
    for entry_id in sorted(refused.keys() | findings.keys() | (second.keys() if only is None else set(only))):
        reasons = with_findings(
            refused.get(entry_id, ()), duplicate=entry_id in second, others=findings.get(entry_id, ())
        )
        rows += [(entry_id, election.id, reason.value, position) for position, reason in enumerate(reasons)]
    mine = RegisterRefusal.election_id == election.id if only is None else RegisterRefusal.entry_id.in_(only)
    db.session.execute(sa.delete(RegisterRefusal).where(mine))
    insert_rows(RegisterRefusal, ("entry_id", "election_id", "reason", "position"), rows)
    _mark_eligible(RegisterEntry.election_id == election.id if only is None else RegisterEntry.id.in_(only))


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
    ids, people = array("q"), []
    for found, line in _lines(election, reading_day(election), sorted({entry_id, *near})):
        ids.append(found)
        people.append(identity(line, romanised))
    _propose(election, ids, people, about=entry_id)


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


def _propose(election: Election, ids: Sequence[int], people: Sequence[Identity], about: int | None = None) -> None:
    """Keep every proposed pair; what a person decided stays, what is no longer proposed goes."""
    known = {(pair.first_id, pair.second_id): pair for pair in _pairs(election, about)}
    fresh = []
    for proposal in propose_among(people):
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
