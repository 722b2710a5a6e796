# SPDX-License-Identifier: EUPL-1.2
"""What every person came to, written out for the record: rank, seat, place among the substitutes, votes short."""

from collections.abc import Collection, Mapping, Sequence

from council.tally.display import shown
from council.tally.persons.outcome import Outcome
from council.tally.persons.profile import PersonProfile
from council.tally.persons.record import PersonResult, StepKind

BY_VOTES = (StepKind.SEAT_BY_VOTES,)


def person_results(
    profile: PersonProfile, votes: Mapping[int, int], *, found: Outcome, decimals: int
) -> tuple[PersonResult, ...]:
    """One result for every person, by number."""
    seats = {number: seat for seat, number in enumerate(found.seated, start=1)}
    ranks = _ranks(found)
    gone = {each.number for each in profile.candidates if each.withdrawn}
    follow = {} if found.undecided else _substitutes(found, gone)
    short = {} if found.undecided else _votes_short(votes, found, gone)
    return tuple(
        PersonResult(
            number=each.number,
            name=each.name,
            list=each.list,
            place=each.place,
            votes=votes[each.number],
            rank=ranks[each.number],
            elected=each.number in seats,
            elected_by=found.seated.get(each.number),
            seat=seats.get(each.number),
            substitute=follow.get(each.number),
            votes_short=short.get(each.number),
            comparison_number=found.comparison.get(each.number),
            comparison_shown=shown(found.comparison[each.number], decimals) if each.number in found.comparison else "",
        )
        for each in profile.candidates
    )


def _groups(found: Outcome) -> list[Sequence[int]]:
    """People in order: list by list, or all in one row where lists played no part."""
    if found.lists:
        return [item.order for item in found.lists]
    return [found.order]


def _ranks(found: Outcome) -> dict[int, int]:
    return {number: rank for group in _groups(found) for rank, number in enumerate(group, start=1)}


def _substitutes(found: Outcome, gone: Collection[int]) -> dict[int, int]:
    """Those without a seat, counted through in the order of their list or of all."""
    places: dict[int, int] = {}
    for group in _groups(found):
        waiting = [number for number in group if number not in found.seated and number not in gone]
        places.update({number: place for place, number in enumerate(waiting, start=1)})
    return places


def _votes_short(votes: Mapping[int, int], found: Outcome, gone: Collection[int]) -> dict[int, int]:
    """Votes to pass whoever has the last seat that votes alone gave, in the same list or among all."""
    short: dict[int, int] = {}
    kept_out = {step.person for step in found.steps if step.kind is StepKind.PASSED_OVER} | set(gone)
    for group in _groups(found):
        by_votes = [votes[number] for number in group if found.seated.get(number) in BY_VOTES]
        if not by_votes:
            continue
        last = min(by_votes)
        for number in group:
            if number not in found.seated and number not in kept_out:
                short[number] = max(0, last - votes[number]) + 1
    return short
