# SPDX-License-Identifier: EUPL-1.2
"""Seats of lists where persons carry them: comparison numbers (Finland) and the personal quota (Estonia).

Finland: the k-th person of a list gets the votes of the list divided by k, and the highest numbers are elected.
Estonia, Local Government Council Election Act s.56: whoever reaches valid votes / seats is elected; the rest goes by
d'Hondt, each list leaving out as many first divisors as it already has seats.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.choices import PersonTies
from council.tally.persons.lots import PersonTie, TieRule, settle_persons
from council.tally.persons.profile import Candidate, PersonList, PersonProfile


@dataclass(frozen=True, slots=True)
class Seats:
    """Seats of each list, the ties on the way, and how many seats wait for lots."""

    seats: Mapping[int, int]
    ties: tuple[PersonTie, ...]
    awaiting: int


def comparison_number(item: PersonList, rank: int) -> Fraction:
    """The comparison number of the person in this place of the list, by personal votes."""
    return Fraction(item.votes, rank)


def personal_quota(profile: PersonProfile, seats: int) -> Fraction:
    """The simple quota: valid votes divided by seats."""
    valid = sum(item.votes for item in profile.lists) if profile.valid_votes is None else profile.valid_votes
    if valid == 0:
        raise TallyError(TallyErrorCode.NO_VOTES)
    return Fraction(valid, seats)


def seats_by_quotients(
    profile: PersonProfile,
    votes: Mapping[int, int],
    seats: int,
    *,
    ties: TieRule,
    already: Mapping[int, int] | None = None,
) -> Seats:
    """Give seats to the highest quotients (1, 2, 3 ...), each list starting after those it already has."""
    won = {item.number: (already or {}).get(item.number, 0) for item in profile.lists}
    taking_part = [item for item in profile.lists if item.admitted and item.votes]
    members = profile.by_list()
    people = {item.number: _ranked(members[item.number], votes) for item in taking_part}
    entries = [
        (Fraction(item.votes, place), item, people[item.number][place - 1])
        for item in taking_part
        for place in range(won[item.number] + 1, len(people[item.number]) + 1)
    ]
    entries.sort(key=lambda entry: (-entry[0], entry[1].number, entry[2].number))
    left = seats - sum(won.values())
    given = entries[: max(0, left)]
    settled: tuple[PersonTie, ...] = ()
    awaiting = 0
    if 0 < left < len(entries) and entries[left][0] == entries[left - 1][0]:
        cut = entries[left][0]
        level = [entry for entry in entries if entry[0] == cut]
        above = [entry for entry in entries if entry[0] > cut]
        tie = _between_lists(level, left - len(above), at=cut, ties=ties)
        settled, awaiting = (tie,), tie.lots_for - len(tie.drawn)
        given = above + [entry for entry in level if entry[2].number in tie.winners]
    for _, item, _person in given:
        won[item.number] += 1
    return Seats(won, settled, awaiting)


def _ranked(members: Sequence[Candidate], votes: Mapping[int, int]) -> list[Candidate]:
    able = [each for each in members if not each.withdrawn]
    return sorted(able, key=lambda each: (-votes[each.number], each.place, each.number))


def _between_lists(
    level: Sequence[tuple[Fraction, PersonList, Candidate]], places: int, *, at: Fraction, ties: TieRule
) -> PersonTie:
    """Equal numbers of different lists, named by the persons who carry them.

    "Further towards the bottom" looks at the list of all candidates: a later list stands further down.
    """
    people = [person for _, _, person in level]
    if ties.procedure not in (PersonTies.TOP, PersonTies.BOTTOM):
        return settle_persons(people, places, at=at, rule=ties)
    sign = -1 if ties.procedure is PersonTies.BOTTOM else 1
    ranked = sorted(level, key=lambda entry: sign * entry[1].number)
    order = tuple(entry[2].number for entry in ranked)
    return PersonTie(
        between=tuple(sorted(order)),
        seats_at_stake=places,
        equal_at=at,
        procedure=ties.procedure,
        clause=ties.clause,
        outright=order[:places],
        lots_between=(),
        lots_for=0,
        drawn=(),
        order=order,
    )
