# SPDX-License-Identifier: EUPL-1.2
"""Counting: admission, seats, ties and people, in the order a statute goes through them."""

from collections.abc import Iterable
from fractions import Fraction

from council.tally.codec import from_json, to_json
from council.tally.display import shown
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.exhaustion import vacant_seats
from council.tally.highest_averages import highest_averages
from council.tally.largest_remainder import largest_remainder
from council.tally.persons import elected_persons, substitutes
from council.tally.profile import BallotProfile, CandidateList
from council.tally.record import SCHEMA, CountRecord, CountState, ListResult
from council.tally.rules import RuleSheet
from council.tally.threshold import admit
from council.tally.ties import Draw, LotBox


def count(profile: BallotProfile, rule: RuleSheet, draws: Iterable[Draw] = ()) -> CountRecord:
    """Count a profile under a rule sheet, with the lots drawn so far."""
    recorded = tuple(draws)
    box = LotBox(recorded)
    admission = admit(profile, rule)
    lists = tuple(item for item in profile.lists if item.number in admission.admitted)
    quotients = remainders = None
    if rule.formula.is_divisor:
        seats, quotients, ties = highest_averages(lists, rule, box)
    else:
        seats, remainders, ties = largest_remainder(lists, rule, box)
    box.refuse_leftovers()
    pending = {number for tie in ties if tie.open for number in tie.lots_between}
    results = tuple(
        _result(item, profile, seats=seats.get(item.number), pending=item.number in pending) for item in profile.lists
    )
    return CountRecord(
        schema=SCHEMA,
        state=CountState.LOTS_NEEDED if pending else CountState.DECIDED,
        rule=rule,
        profile=profile,
        draws=recorded,
        valid_votes=profile.valid_votes,
        admission=admission,
        results=results,
        seats=rule.seats,
        filled=sum(result.filled for result in results),
        vacant=sum(result.vacant for result in results),
        unassigned=rule.seats - sum(seats.values()),
        quotients=quotients,
        remainders=remainders,
        ties=ties,
    )


def recount(text: str) -> CountRecord:
    """Count the inputs of a stored record again; refuse a record the inputs do not lead to, byte for byte."""
    stored = from_json(CountRecord, text)
    again = count(stored.profile, stored.rule, stored.draws)
    if to_json(again) != text:
        raise TallyError(TallyErrorCode.RECORD_DIFFERS)
    return again


def _result(item: CandidateList, profile: BallotProfile, *, seats: int | None, pending: bool) -> ListResult:
    won = seats or 0
    vacant = vacant_seats(item, won)
    share = Fraction(100 * item.votes, profile.valid_votes)
    return ListResult(
        number=item.number,
        name=item.name,
        votes=item.votes,
        vote_share=share / 100,
        vote_share_shown=shown(share, 2),
        admitted=seats is not None,
        seats=won,
        filled=won - vacant,
        vacant=vacant,
        lots_pending=pending,
        elected=elected_persons(item, won),
        substitutes=substitutes(item, won),
    )
