# SPDX-License-Identifier: EUPL-1.2
"""Who would follow on a vacant seat, as the count that elected the council has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from council.domain.chamber import Seat, SeatEvent
from council.domain.declaration import DeclaredResult, ResultKind
from council.models.chamber import SeatFact
from council.models.declaration import Declaration
from council.models.election import Election
from council.queries.chamber import Chamber, person_key, seat_facts
from council.queries.declaration import declarations_of
from council.tally import Draw, TallyError, TallyErrorCode
from council.tally.kinds import read_record
from council.tally.succession import Leaving, Succession, number_on_list, successor


def succession(chamber: Chamber, seat: Seat, draws: Sequence[Draw] = ()) -> tuple[Succession, Mapping[int, str]]:
    """Who takes the seat by the newest declaration, and the persons by the numbers of its record.

    :raises TallyError: when lots were given that nothing calls for.
    """
    declared = declarations_of(chamber.election)[0]
    numbers = record_numbers(declared.result)
    record = read_record(declared.seat_count.record_text)
    facts = seat_facts(chamber.election)
    leaving = _leaving(chamber, seat, numbers, facts)
    by_number = {number: key for key, number in numbers.items()}
    try:
        return successor(record, leaving, draws), by_number
    except TallyError as error:
        if error.code is not TallyErrorCode.NOT_SEATED:
            raise
    # The steps before belong to a count that a correction has replaced: begin with who won the seat in this one.
    again = Leaving(
        origin=leaving.origin,
        who=leaving.origin,
        reason=leaving.reason,
        declined=tuple(sorted({*leaving.declined, *leaving.absent, leaving.who} - {leaving.origin})),
        absent=leaving.absent,
    )
    return successor(record, again, draws), by_number


def record_numbers(result: DeclaredResult) -> dict[str, int]:
    """The number by which a count's record knows each person of a declaration."""
    if result.kind is not ResultKind.LISTS:
        return {person_key(each.list, each.number): each.number for each in result.candidates}
    return {
        person_key(one.number, each.position): number_on_list(one.number, place)
        for one in result.lists
        for place, each in enumerate((*one.elected, *one.substitutes), start=1)
    }


def newest_declaration(election: Election) -> Declaration | None:
    return next(iter(declarations_of(election)), None)


def _leaving(chamber: Chamber, seat: Seat, numbers: Mapping[str, int], facts: Sequence[SeatFact]) -> Leaving:
    """Those called in vain since the seat fell vacant have declined; who had it before them is the one who left."""
    held = list(seat.holdings)
    declined = []
    while len(held) > 1 and held[-1].called and held[-1].ended_by is SeatEvent.REFUSED:
        declined.append(numbers[held.pop().person])
    left = held[-1]
    why = left.ended_by or SeatEvent.RESIGNED
    seated = {numbers[each.person] for other in chamber.seats for each in other.holdings if each.person in numbers}
    gone = seated - {numbers[left.person], *declined}
    return Leaving(
        origin=numbers[seat.holdings[0].person],
        who=numbers[left.person],
        reason=why.value,
        declined=tuple(sorted({*declined, *_never_again(chamber, numbers)} - {numbers[left.person]})),
        absent=tuple(sorted(gone)),
        earlier=_earlier(facts, chamber, seat),
    )


def _never_again(chamber: Chamber, numbers: Mapping[str, int]) -> set[int]:
    """Those called for another seat who refused it, died or lost the right: nobody asks them again."""
    return {
        numbers[each.person]
        for seat in chamber.seats
        for each in seat.holdings
        if each.called and each.ended_by is SeatEvent.REFUSED and each.person in numbers
    }


def _earlier(facts: Sequence[SeatFact], chamber: Chamber, seat: Seat) -> tuple[str, ...]:
    """The steps by which others came to their seats; a call that was refused is none."""
    refused = {
        (other.number, each.person)
        for other in chamber.seats
        for each in other.holdings
        if each.called and each.ended_by is SeatEvent.REFUSED
    }
    return tuple(
        fact.step_text
        for fact in facts
        if fact.step_text
        and fact.event in (SeatEvent.CALLED, SeatEvent.UNFILLED)
        and (fact.seat, fact.person) not in refused
    )
