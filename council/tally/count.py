# SPDX-License-Identifier: EUPL-1.2
"""Counting lists: the allocation of seats, the people who take them, and the record of it all."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from council.tally.allocation import Allocation, allocate
from council.tally.codec import from_json, to_json
from council.tally.display import shown
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.exhaustion import vacant_seats
from council.tally.margin import margins
from council.tally.persons import elected_persons, substitutes
from council.tally.profile import BallotProfile, CandidateList
from council.tally.public_seed import order_from_seed
from council.tally.record import FIRST_SCHEMA, SCHEMA, CountRecord, CountState, ListResult
from council.tally.rules import RuleSheet
from council.tally.small_council import CountOutcome
from council.tally.ties import Draw, LotBox


def count(profile: BallotProfile, rule: RuleSheet, draws: Iterable[Draw] = ()) -> CountRecord:
    """Count a profile under a rule sheet, with the lots drawn so far."""
    recorded = tuple(draws)
    box = LotBox(recorded)
    done = allocate(profile, rule, box)
    box.refuse_leftovers()
    results = tuple(_result(item, profile, done) for item in profile.lists)
    return CountRecord(
        schema=SCHEMA,
        state=CountState.LOTS_NEEDED if done.found.waiting else CountState.DECIDED,
        rule=rule,
        profile=profile,
        draws=recorded,
        valid_votes=profile.valid_votes,
        admission=done.admission,
        results=results,
        seats=rule.seats,
        filled=sum(result.filled for result in results),
        vacant=sum(result.vacant for result in results),
        unassigned=rule.seats + done.enlarged_by - sum(done.found.seats.values()),
        quotients=done.found.quotients,
        remainders=done.found.remainders,
        ties=done.found.ties,
        outcome=done.outcome,
        steps=done.found.steps,
        groups=done.groups,
        enlarged_by=done.enlarged_by,
        margins=margins(profile, rule, done),
    )


def count_by_seed(profile: BallotProfile, rule: RuleSheet, seed: str) -> CountRecord:
    """Count, and settle every tie by the lots that follow from a public seed; the by-law must allow it."""
    record = count(profile, rule)
    while (tie := record.open_tie) is not None:
        order = order_from_seed(seed, tie.lots_between, turn=len(record.draws) + 1)
        record = count(profile, rule, (*record.draws, Draw(order, seed=seed)))
    return record


def recount(text: str) -> CountRecord:
    """Count the inputs of a stored record again; refuse a record the inputs do not lead to, byte for byte."""
    stored = from_json(CountRecord, text)
    again = count(stored.profile, stored.rule, stored.draws)
    if stored.schema == FIRST_SCHEMA:
        again = in_first_schema(again)
    if to_json(again) != text:
        raise TallyError(TallyErrorCode.RECORD_DIFFERS)
    return again


def in_first_schema(record: CountRecord) -> CountRecord:
    """The record as it was written before margins and the literal reading of a Wahlzahl were part of it."""
    table = None if record.quotients is None else replace(record.quotients, literal=())
    return replace(record, schema=FIRST_SCHEMA, margins=(), quotients=table)


def _result(item: CandidateList, profile: BallotProfile, done: Allocation) -> ListResult:
    won = done.found.seats.get(item.number, 0)
    vacant = vacant_seats(item, won)
    share = Fraction(100 * item.votes, profile.valid_votes)
    return ListResult(
        number=item.number,
        name=item.name,
        votes=item.votes,
        vote_share=share / 100,
        vote_share_shown=shown(share, 2),
        admitted=item.number in done.admission.admitted and done.outcome is CountOutcome.BY_FORMULA,
        seats=won,
        filled=won - vacant,
        vacant=vacant,
        lots_pending=item.number in done.found.waiting,
        elected=elected_persons(item, won),
        substitutes=substitutes(item, won),
    )
