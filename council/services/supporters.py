# SPDX-License-Identifier: EUPL-1.2
"""Supporters of a list: lines of paper sheets, sent and checked together, and electors who support with their code.

Who handles a list learns two totals of whole sheets. Lines and reasons are for the election authority.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from core import clock, throttle
from core.db import db
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from council.domain.candidate_list import ListEvent, ListState
from council.domain.count_refusals import CountRefusal
from council.domain.election import ElectionState
from council.domain.nomination_refusals import NominationRefusal
from council.domain.refusals import CouncilRefusal
from council.domain.register_access import CODE_KIND
from council.domain.supporters import (
    MOST_ON_SHEET,
    SHEETS_A_DAY,
    Registered,
    Signed,
    SupportGround,
    SupportState,
    SupportWay,
    judge,
    least_on_sheet,
)
from council.domain.timetable import Step, Timing
from council.models.candidacy import ListSupporter
from council.models.election import Election
from council.models.nomination import CandidateList
from council.models.register import RegisterEntry
from council.permissions import holds, require_running, runs
from council.queries.candidacy import support_totals, supported_by, supporter_lines
from council.queries.electors import is_register_filled
from council.queries.register_access import own_entry
from council.queries.timetable import timetables_of
from council.services.list_access import handled, held_list, note, require_change_time, require_open


def note_lines(actor: Actor, list_id: str, lines: Sequence[Signed]) -> int:
    """Keep lines of a sheet; nothing is looked up yet. Lines that are there already are not kept twice.

    :raises Refusal: ``council.no_support_needed``, ``council.sheet_full``.
    """
    one = _for_sheets(actor, list_id)
    require_change_time(one)
    waiting = supporter_lines(one, SupportState.NOTED)
    known = {(row.name, row.date_of_birth, row.register_number) for row in waiting}
    fresh = [
        each for each in dict.fromkeys(lines) if (each.name, each.date_of_birth, each.register_number) not in known
    ]
    if len(waiting) + len(fresh) > MOST_ON_SHEET:
        raise Refusal(NominationRefusal.SHEET_FULL, field="lines", most=MOST_ON_SHEET)
    for line in fresh:
        db.session.add(
            ListSupporter(
                election_id=one.election_id,
                list_id=one.id,
                way=SupportWay.PAPER.value,
                state=SupportState.NOTED.value,
                name=line.name,
                date_of_birth=line.date_of_birth,
                register_number=line.register_number,
            )
        )
    db.session.flush()
    return len(fresh)


def clear_lines(actor: Actor, list_id: str) -> None:
    """Take away the lines that were not sent yet."""
    one = _for_sheets(actor, list_id)
    db.session.execute(
        sa.delete(ListSupporter).where(ListSupporter.list_id == one.id, ListSupporter.state == SupportState.NOTED.value)
    )


def send_sheet(actor: Actor, list_id: str) -> None:
    """Send what was noted to the authority, as a whole: an answer about one person alone would be a look-up.

    :raises Refusal: ``council.sheet_empty``, ``council.sheets_too_many``.
    """
    one = _for_sheets(actor, list_id)
    require_change_time(one)
    totals, needed = support_totals(one), one.election.statute.parameters.supporters
    least = least_on_sheet(needed)
    if totals.noted < (1 if _is_authority(actor, one.election) else least):
        raise Refusal(NominationRefusal.SHEET_EMPTY, least=least)
    today = clock.today()
    sent = sum(
        fact.event == ListEvent.SUPPORT_SENT.value and fact.at.astimezone(clock.ZONE).date() == today
        for fact in one.facts
    )
    if sent >= SHEETS_A_DAY and not _is_authority(actor, one.election):
        raise Refusal(NominationRefusal.SHEETS_TOO_MANY, most=SHEETS_A_DAY)
    for row in supporter_lines(one, SupportState.NOTED):
        row.state, row.sent_on = SupportState.SENT.value, today
    note(actor, one, ListEvent.SUPPORT_SENT, reason=str(totals.noted))


def check_sheets(actor: Actor, list_id: str) -> tuple[int, int]:
    """Compare every line that was sent with the register; returns how many were accepted and how many not.

    :raises Refusal: ``council.nothing_to_check``, ``council.register_empty``.
    """
    one = held_list(list_id)
    require_running(actor, one.election.public_id)
    require_open(one.election)
    rows = supporter_lines(one, SupportState.SENT)
    if not rows:
        raise Refusal(NominationRefusal.NOTHING_TO_CHECK)
    if not is_register_filled(one.election):
        raise Refusal(CouncilRefusal.REGISTER_EMPTY)
    entries = _registered(one.election, {row.register_number for row in rows})
    hashes = {row.register_number: elector_hash(one.election, row.register_number) for row in rows}
    supports = {elector: str(of) for elector, of in supported_by(one.election, hashes.values()).items()}
    for row in rows:
        elector = hashes[row.register_number]
        line = Signed(row.name, row.date_of_birth, row.register_number)
        ground = judge(line, entries[row.register_number], supports.get(elector), str(one.id))
        _settle(row, elector, ground)
        if ground is None:
            supports[elector] = str(one.id)
    accepted = sum(row.ground is None for row in rows)
    note(actor, one, ListEvent.SUPPORT_CHECKED, reason=f"{accepted}/{len(rows)}")
    return accepted, len(rows) - accepted


def support_by_code(actor: Actor, entry_id: str, list_id: str) -> None:
    """An elector supports a list with the own code: at once, for good, and one list only.

    :raises Refusal: ``council.not_an_elector``, ``council.supports_already``, ``council.no_support_needed``.
    """
    found = own_entry(entry_id) if (CODE_KIND, entry_id) in actor.opened else None
    one = held_list(list_id)
    if found is None or found[1].id != one.election_id:
        raise Refusal(CouncilRefusal.NOT_YOUR_ELECTION)
    entry, election = found
    _require_support(one)
    require_change_time(one)
    if not entry.eligible:
        raise Refusal(CountRefusal.NOT_AN_ELECTOR)
    elector = elector_hash(election, entry.register_number)
    if supported_by(election, [elector]):
        raise Refusal(NominationRefusal.SUPPORTS_ALREADY)
    row = ListSupporter(
        election_id=election.id,
        list_id=one.id,
        way=SupportWay.CODE.value,
        state=SupportState.ACCEPTED.value,
        elector=elector,
        sent_on=clock.today(),
        checked_on=clock.today(),
    )
    db.session.add(row)
    db.session.flush()


def elector_hash(election: Election, register_number: str) -> str:
    """What stands for an elector among the supporters of an election; only this installation can make it."""
    return throttle.keyed("supporter", f"{election.public_id}:{register_number}")


def forget_supporters() -> None:
    """Once objections to a result are over, nobody needs to know who supported a list."""
    declared = db.session.scalars(sa.select(Election).where(Election.state == ElectionState.DECLARED.value)).all()
    tables = timetables_of(declared)
    over = [
        election.id
        for election in declared
        for window in tables[election.id]
        if window.step is Step.RESULT_OBJECTIONS and window.timing(clock.today()) is Timing.LATE
    ]
    gone = {"name": "", "date_of_birth": "", "register_number": "", "elector": None}
    db.session.execute(
        sa.update(ListSupporter)
        .where(
            ListSupporter.election_id.in_(over), sa.or_(ListSupporter.name != "", ListSupporter.elector.is_not(None))
        )
        .values(**gone)
    )


def _settle(row: ListSupporter, elector: str, ground: SupportGround | None) -> None:
    row.checked_on = clock.today()
    if ground is None:
        row.state, row.elector = SupportState.ACCEPTED.value, elector
    else:
        row.state, row.ground = SupportState.NOT_ACCEPTED.value, ground.value
    db.session.flush()


def _registered(election: Election, numbers: Iterable[str]) -> dict[str, list[Registered]]:
    """What the register says under each of the numbers."""
    found: dict[str, list[Registered]] = defaultdict(list)
    asked = sa.select(RegisterEntry).where(
        RegisterEntry.election_id == election.id,
        RegisterEntry.present.is_(True),
        RegisterEntry.register_number.in_([number for number in numbers if number]),
    )
    for entry in db.session.scalars(asked):
        names = f"{entry.name} {entry.native_name}"
        found[entry.register_number].append(Registered(names, entry.date_of_birth, entry.eligible))
    return found


def _is_authority(actor: Actor, election: Election) -> bool:
    return runs(actor, election.public_id) or holds(actor, election.public_id, Role.POLLING_CLERK)


def _for_sheets(actor: Actor, list_id: str) -> CandidateList:
    """The list for those who handle it, and for clerks who type what came on paper."""
    one = held_list(list_id)
    if holds(actor, one.election.public_id, Role.POLLING_CLERK):
        require_open(one.election)
    else:
        one = handled(actor, list_id)
    _require_support(one)
    return one


def _require_support(one: CandidateList) -> None:
    if not one.election.statute.parameters.supporters:
        raise Refusal(NominationRefusal.NO_SUPPORT_NEEDED)
    if one.now is ListState.WITHDRAWN:
        raise Refusal(NominationRefusal.LIST_WITHDRAWN)
    if one.now is not ListState.SUBMITTED:
        raise Refusal(CountRefusal.LIST_DECIDED)
