# SPDX-License-Identifier: EUPL-1.2
"""Entering ballot papers one by one: batches, two blind entries of each, and the third look where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core import audit
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.paper_batch import MOST_IN_BATCH, lines_of
from council.domain.paper_lines import read_lines, read_paper
from council.domain.polling import EntryKind, PlaceState
from council.models.election import Election
from council.models.papers import PaperBatch, PaperPart
from council.permissions import require_reading, require_running
from council.queries.judged import judge_of
from council.queries.papers import BatchCount
from council.queries.polling import PlaceCount, place_count
from council.services.count_acts import COUNTED
from council.services.election import held
from council.services.polling import require_polling_over


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdLook:
    """What the paper says where two readings differ, by place in the pile, and why; ``seen`` as with a place."""

    lines: Mapping[int, str]
    reason: str
    seen: int


def open_batch(actor: Actor, election_id: str, key: str, papers: int, *, seen: int) -> PaperBatch:
    """Take so many papers from the pile as the next batch of a place; ``seen`` is how many batches there were.

    :raises Refusal: ``council.batch_size``, ``council.box_exceeded``, ``council.papers_not_keyed`` and others.
    """
    election = held(election_id)
    require_reading(actor, election_id)
    place = _place(election, key)
    if seen != len(place.batches):
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    if not 1 <= papers <= MOST_IN_BATCH:
        raise Refusal(CountRefusal.BATCH_SIZE, field="papers", most=MOST_IN_BATCH)
    kept = sum(len(each.lines) if each.lines is not None else each.batch.papers for each in place.batches)
    if place.sheet is not None and kept + papers > place.sheet.found:
        raise Refusal(CountRefusal.BOX_EXCEEDED, field="papers", left=place.sheet.found - kept)
    row = PaperBatch(
        election_id=election.id,
        place=key,
        round=place.round,
        number=len(place.batches) + 1,
        papers=papers,
        actor_id=actor.id,
    )
    db.session.add(row)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"place": key, "batch": row.number, "papers": papers}
    audit.record(actor, "council.batch_opened", ("election", election_id), facts)
    return row


def enter_papers(actor: Actor, election_id: str, key: str, number: int, *, text: str, seen: int) -> PaperPart:
    """Keep the next papers of a batch, one on a line; ``seen`` is how many this person had kept before.

    :raises Refusal: ``council.paper_unreadable``, ``council.batch_full``, ``council.batch_taken`` and others. None of
        them says anything about what somebody else has kept.
    """
    election = held(election_id)
    require_reading(actor, election_id)
    batch = _batch(_place(election, key), number)
    kind = batch.kind_for(actor.id)
    if kind is None or batch.state in (PlaceState.CONFIRMED, PlaceState.DISAGREEING):
        raise Refusal(CountRefusal.BATCH_TAKEN)
    own = batch.own_lines(actor.id)
    if seen != len(own):
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    papers = read_lines(text, judge_of(election).paper)
    if not papers:
        raise Refusal(CountRefusal.BATCH_EMPTY, field="lines")
    if len(own) + len(papers) > batch.batch.papers:
        raise Refusal(CountRefusal.BATCH_FULL, field="lines", left=batch.batch.papers - len(own))
    row = _part(batch, kind, [each.text for each in papers], actor)
    facts: dict[str, audit.Fact] = {"place": key, "batch": number, "kind": kind.value, "papers": len(papers)}
    audit.record(actor, "council.papers_entered", ("election", election_id), facts)
    return row


def decide_papers(actor: Actor, election_id: str, key: str, number: int, look: ThirdLook) -> PaperPart:
    """What the papers say that two people read differently; every one of them has to be looked at.

    :raises Refusal: ``council.batch_not_read`` while two readings do not stand against each other.
    """
    election = held(election_id)
    require_running(actor, election_id)
    batch = _batch(_place(election, key), number)
    if batch.state is not PlaceState.DISAGREEING:
        raise Refusal(CountRefusal.BATCH_NOT_READ)
    if look.seen != batch.version:
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    _require_reason(look.reason)
    paper = judge_of(election).paper
    lines = list(lines_of(batch.facts, EntryKind.FIRST))
    for place, _first, _second in batch.differing:
        lines[place - 1] = read_paper(look.lines.get(place, ""), paper, place).text
    row = _part(batch, EntryKind.DECISION, lines, actor, look.reason)
    facts: dict[str, audit.Fact] = {"place": key, "batch": number, "papers": len(batch.differing)}
    audit.record(actor, "council.papers_decided", ("election", election_id), facts)
    return row


def set_batch_aside(actor: Actor, election_id: str, key: str, number: int, *, reason: str) -> PaperPart:
    """Take a batch out of the count, for example because it was opened with a wrong number of papers.

    Its papers are entered in another batch. What was kept of it stays readable.
    """
    election = held(election_id)
    require_running(actor, election_id)
    batch = _batch(_place(election, key), number)
    if batch.lines == ():
        raise Refusal(CountRefusal.BATCH_TAKEN)
    _require_reason(reason)
    row = _part(batch, EntryKind.DECISION, [], actor, reason)
    audit.record(actor, "council.batch_set_aside", ("election", election_id), {"place": key, "batch": number})
    return row


def _place(election: Election, key: str) -> PlaceCount:
    """The place, while papers can be entered at it."""
    if election.now not in COUNTED:
        raise Refusal(CountRefusal.NOT_COUNTING)
    require_polling_over(election)
    place = place_count(election, key)
    if place is None:
        raise Refusal(CountRefusal.PLACE_UNKNOWN)
    if place.judge is None:
        raise Refusal(CountRefusal.PAPERS_NOT_KEYED)
    if place.state is PlaceState.CONFIRMED:
        raise Refusal(CountRefusal.PLACE_ENTERED)
    return place


def _batch(place: PlaceCount, number: int) -> BatchCount:
    found = next((each for each in place.batches if each.batch.number == number), None)
    if found is None:
        raise Refusal(CountRefusal.BATCH_UNKNOWN)
    return found


def _require_reason(reason: str) -> None:
    if not reason:
        raise Refusal(CountRefusal.REASON_NEEDED, field="reason")


def _part(batch: BatchCount, kind: EntryKind, lines: Sequence[str], actor: Actor, reason: str = "") -> PaperPart:
    row = PaperPart(number=batch.version + 1, kind=kind.value, lines=list(lines), reason=reason, actor_id=actor.id)
    batch.batch.parts.append(row)
    db.session.flush()
    return row
