# SPDX-License-Identifier: EUPL-1.2
"""Writing down the counts of polling places: twice by two people, and by decision where they do not agree.

Nothing that is refused here tells one person what another has written.
"""

from __future__ import annotations

from dataclasses import dataclass

from core import audit, clock, installation
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal
from core.installation import Purpose
from council.domain.count_refusals import CountRefusal
from council.domain.election import ElectionState
from council.domain.polling import TO_ENTER, EntryKind, Figures, PlaceState
from council.domain.verification import differences
from council.models.election import Election
from council.models.polling import CountEntry
from council.permissions import require_reading, require_running
from council.queries.nomination import numbered_lists
from council.queries.polling import PlaceCount, place_count, place_counts, secrecy_minimum, surroundings
from council.services.election import held


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReport:
    """What somebody wrote down. ``seen`` is how many entries there were when the form was opened."""

    figures: Figures
    reason: str = ""
    seen: int


def enter_count(actor: Actor, election_id: str, key: str, report: PlaceReport) -> CountEntry:
    """The first entry of a place, or the second by somebody else.

    :raises Refusal: ``core.changed_meanwhile``, ``council.same_person``, ``council.figures_wrong`` and others.
    """
    election = held(election_id)
    require_reading(actor, election_id)
    place = _countable(election, key, report)
    if place.sheet_state not in TO_ENTER:
        raise Refusal(CountRefusal.PLACE_ENTERED)
    if place.now and place.now[0].actor_id == actor.id:
        raise Refusal(CountRefusal.SAME_PERSON)
    if not place.now and place.round == 1:
        _refuse_small_box(election, place, report.figures)
    kind = EntryKind.SECOND if place.now else EntryKind.FIRST
    return _write(actor, election, place, report, kind)


def decide_count(actor: Actor, election_id: str, key: str, report: PlaceReport) -> CountEntry:
    """The returning officer decides which figures hold, with a reason; also for a place confirmed before.

    :raises Refusal: ``council.place_not_entered`` before two people have entered the count.
    """
    election = held(election_id)
    require_running(actor, election_id)
    place = _countable(election, key, report)
    if place.sheet_state in TO_ENTER:
        raise Refusal(CountRefusal.PLACE_NOT_ENTERED)
    if not report.reason:
        raise Refusal(CountRefusal.REASON_NEEDED, field="reason")
    return _write(actor, election, place, report, EntryKind.DECISION)


def require_polling_over(election: Election) -> None:
    """:raises Refusal: before polling day, except in the demo, which shows a count ahead of its invented day."""
    if clock.today() < election.polling_day and installation.purpose() is not Purpose.DEMO:
        raise Refusal(CountRefusal.BEFORE_POLLING_DAY)


def _countable(election: Election, key: str, report: PlaceReport) -> PlaceCount:
    """The place, when it can be written to now by somebody who has seen what is there."""
    if election.now not in (ElectionState.COUNTING, ElectionState.DECLARED):
        raise Refusal(CountRefusal.NOT_COUNTING)
    require_polling_over(election)
    place = place_count(election, key)
    if place is None:
        raise Refusal(CountRefusal.PLACE_UNKNOWN)
    if report.seen != place.version:
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    return place


def _refuse_small_box(election: Election, place: PlaceCount, figures: Figures) -> None:
    """A box with few papers is counted together with another one, while there is one to join.

    :raises Refusal: ``council.box_too_small``.
    """
    least = secrecy_minimum(election)
    waiting = [each for each in place_counts(election) if each.sheet_state is PlaceState.OPEN and not each.version]
    others = [each for each in waiting if each.place.key != place.place.key]
    if 0 < figures.found < least and others:
        raise Refusal(CountRefusal.BOX_TOO_SMALL, field="found", least=least)


def _write(actor: Actor, election: Election, place: PlaceCount, report: PlaceReport, kind: EntryKind) -> CountEntry:
    figures = report.figures
    rivals = () if place.judge else numbered_lists(election)
    if {each.list_id for each in figures.votes} != {each.public_id for each in rivals}:
        raise Refusal(CountRefusal.FIGURES_WRONG)
    found = differences(figures, surroundings(election, place))
    if any(each.stops for each in found):
        raise Refusal(CountRefusal.FIGURES_WRONG)
    if found and not report.reason:
        raise Refusal(CountRefusal.REASON_NEEDED, field="reason")
    row = CountEntry(
        election_id=election.id,
        place=place.place.key,
        number=place.version + 1,
        round=place.round,
        kind=kind.value,
        reason=report.reason,
        actor_id=actor.id,
    )
    row.figures = figures
    db.session.add(row)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"place": row.place, "entry": row.number, "kind": kind.value}
    audit.record(actor, "council.count_entered", ("election", election.public_id), facts)
    return row
