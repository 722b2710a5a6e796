# SPDX-License-Identifier: EUPL-1.2
"""Print runs: what is to be printed, and writing a run down once every file of it was made.

Between the two nothing is stored: codes wait in memory, files where nobody takes them for finished. Whoever is cut
off leaves no run, no card and no code that opens anything. Making the files is elsewhere (``council.card_press``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock, codes
from core.bulk import insert_rows
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.cards import CardRefusal, Elector, Ending, ManifestLine, PlannedFile, gaps, planned_files
from council.domain.election import ElectionState, reached
from council.domain.refusals import CouncilRefusal
from council.domain.register_access import CODE_KIND
from council.domain.timetable import Step
from council.models.cards import CardFile, CardRun, PollingCard
from council.models.election import Election
from council.models.register import RegisterVersion
from council.permissions import require_running
from council.queries.cards import electors_for, newest_run_number, standing_by_place
from council.queries.election import election_by
from council.queries.register import computed_fingerprint, newest_version
from council.services.election import held
from council.services.timing import require_time

_QUICK = {"synchronize_session": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """What to print: these places (all when none is named), everybody there or only who has no card.

    ``reason`` is needed where cards are printed a second time: every code of such a card becomes a new one.
    """

    places: tuple[str, ...] = ()
    missing: bool = False
    reason: str = ""
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPlan:
    """A run that can be made now, from one version of the register."""

    election_id: str
    number: int
    version: int
    fingerprint: str
    order: PrintOrder
    places: tuple[str, ...]
    files: tuple[PlannedFile, ...]
    repeats: int

    @property
    def cards(self) -> int:
        return sum(len(file.cards) for file in self.files)

    def electors(self) -> Iterator[Elector]:
        return (card.elector for file in self.files for card in file.cards)


def plan_run(
    actor: Actor, election_id: str, order: PrintOrder, *, offered: Sequence[str], most: int | None = None
) -> PrintPlan:
    """Work out a run; only reads.

    :param offered: the languages in which letters can be written, the one to fall back on first.
    :param most: more cards than this are refused.
    :raises Refusal: the register is not closed or not as it was closed, it is not the time, or nothing is to print.
    """
    require_running(actor, election_id)
    election = election_by(election_id)
    assert election is not None
    if db.session.scalars(sa.select(CardRun.id).where(CardRun.once == order.once)).first() is not None:
        raise Refusal(CardRefusal.SENT_BEFORE)
    version = _closed_version(election)
    if not order.missing:
        require_time(election, Step.CARDS)
    places = _places(election, order)
    files = planned_files(electors_for(election, places, missing=order.missing), places, offered)
    cards = sum(len(file.cards) for file in files)
    if not cards:
        raise Refusal(CardRefusal.NOTHING_TO_PRINT)
    if most is not None and cards > most:
        raise Refusal(CardRefusal.TOO_MANY_HERE, cards=cards, most=most)
    standing = standing_by_place(election)
    repeats = 0 if order.missing else sum(standing.get(place, 0) for place in places)
    if repeats and not order.reason:
        raise Refusal(CardRefusal.REASON_NEEDED, field="reason", repeats=repeats)
    plan = PrintPlan(
        election_id=election_id,
        number=newest_run_number(election) + 1,
        version=version.number,
        fingerprint=version.fingerprint,
        order=order,
        places=places,
        files=files,
        repeats=repeats,
    )
    _require_sums(plan, version, standing)
    return plan


def record_run(actor: Actor, plan: PrintPlan, made: Sequence[ManifestLine], drawn: Mapping[str, str]) -> CardRun:
    """Write a run down: its files, a card for each elector, and from now on the drawn codes open their entries.

    :raises Refusal: files and cards do not add up, or the register or the runs have changed since the plan.
    """
    election = held(plan.election_id)
    require_running(actor, plan.election_id)
    version = _closed_version(election)
    same = (version.number, version.fingerprint) == (plan.version, plan.fingerprint)
    if not same or newest_run_number(election) + 1 != plan.number:
        raise Refusal(CardRefusal.REGISTER_MOVED)
    _require_manifest(plan, made, drawn)
    run = CardRun(
        election_id=election.id,
        number=plan.number,
        version=plan.version,
        fingerprint=plan.fingerprint,
        places=list(plan.places),
        missing=plan.order.missing,
        reason=plan.order.reason,
        cards=plan.cards,
        repeats=plan.repeats,
        actor_id=actor.id,
        once=plan.order.once,
    )
    db.session.add(run)
    db.session.flush()
    for number, line in enumerate(made, start=1):
        db.session.add(CardFile(run_id=run.id, number=number, **_columns(line)))
    db.session.flush()
    _put_cards(election, plan, drawn)
    standing = standing_by_place(election)
    if any(standing.get(place, 0) != int(version.places.get(place, 0)) for place in plan.places):
        raise Refusal(CardRefusal.REGISTER_MOVED)
    facts: dict[str, audit.Fact] = {
        "run": run.number,
        "version": run.version,
        "files": len(made),
        "cards": run.cards,
        "repeats": run.repeats,
        "missing_only": run.missing,
    }
    audit.record(actor, "council.cards_printed", ("election", plan.election_id), facts)
    return run


def _columns(line: ManifestLine) -> dict[str, object]:
    return {name: getattr(line, name) for name in ManifestLine.__slots__}


def _put_cards(election: Election, plan: PrintPlan, drawn: Mapping[str, str]) -> None:
    """The old cards of these people end, new ones begin."""
    now = clock.now()
    if plan.repeats:
        db.session.execute(
            sa.update(PollingCard)
            .where(
                PollingCard.election_id == election.id,
                PollingCard.ended_at.is_(None),
                PollingCard.place.in_(plan.places),
            )
            .values(ended_at=now, ending=Ending.REPRINTED.value)
            .execution_options(**_QUICK)
        )
    codes.withdraw_many(CODE_KIND, (each.public_id for each in plan.electors()))
    codes.keep_drawn(CODE_KIND, drawn)
    rows = ((card.elector.entry_id, card.sequence, file.place, file.lang) for file in plan.files for card in file.cards)
    alike = {"election_id": election.id, "series": plan.number, "issued_at": now}
    insert_rows(PollingCard, ("entry_id", "sequence", "place", "lang"), rows, alike=alike)


def _closed_version(election: Election) -> RegisterVersion:
    """The newest version of a register that is closed and as it was closed."""
    if reached(election.now, ElectionState.COUNTING):
        raise Refusal(CardRefusal.POLLING_OVER)
    version = newest_version(election)
    if not reached(election.now, ElectionState.REGISTER_CLOSED) or version is None:
        raise Refusal(CardRefusal.REGISTER_NOT_CLOSED)
    if version.fingerprint != computed_fingerprint(election):
        raise Refusal(CouncilRefusal.REGISTER_CHANGED)
    return version


def _places(election: Election, order: PrintOrder) -> tuple[str, ...]:
    every = tuple(place.key for place in election.statute.parameters.places)
    if any(place not in every for place in order.places):
        raise Refusal(CardRefusal.PLACE_UNKNOWN, field="places")
    return tuple(place for place in every if not order.places or place in order.places)


def _require_sums(plan: PrintPlan, version: RegisterVersion, standing: Mapping[str, int]) -> None:
    """The cards of every place, with those that stand beside them, are the electors of the closed register."""
    for place in plan.places:
        beside = standing.get(place, 0) if plan.order.missing else 0
        have = beside + sum(len(file.cards) for file in plan.files if file.place == place)
        want = int(version.places.get(place, 0))
        if have != want:
            raise Refusal(CardRefusal.SUMS_DIFFER, have=have, want=want)


def _require_manifest(plan: PrintPlan, made: Sequence[ManifestLine], drawn: Mapping[str, str]) -> None:
    wanted: dict[str, int] = {}
    for file in plan.files:
        wanted[file.place] = wanted.get(file.place, 0) + len(file.cards)
    for gap in gaps(made, wanted):
        raise Refusal(CardRefusal.PAGES_DIFFER, what=gap.what, have=gap.have, want=gap.want)
    planned = {each.public_id for each in plan.electors()}
    if planned != drawn.keys():
        raise Refusal(CardRefusal.SUMS_DIFFER, have=len(drawn), want=len(planned))
