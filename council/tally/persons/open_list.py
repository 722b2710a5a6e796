# SPDX-License-Identifier: EUPL-1.2
"""Lists and their people in one go: votes from marked papers, seats of the lists, then the persons who take them.

Where persons carry the seats (comparison numbers, personal quota) the lists are only held against the threshold.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from council.tally.choices import Formula
from council.tally.count import count
from council.tally.persons.choices import OrderKind
from council.tally.persons.count import count_persons, outcome_of, votes_of, with_paper_votes
from council.tally.persons.profile import PersonProfile
from council.tally.persons.record import PersonRecord
from council.tally.profile import BallotProfile, CandidateList
from council.tally.record import CountRecord
from council.tally.rules import RuleSheet
from council.tally.small_council import CountOutcome
from council.tally.threshold import admit
from council.tally.ties import Draw

CARRIED_BY_PERSONS = (OrderKind.COMPARISON_NUMBERS, OrderKind.PERSONAL_QUOTA)


@dataclass(frozen=True, slots=True)
class OpenListCount:
    """Both records; `lists` is missing where persons carry the seats."""

    lists: CountRecord | None
    persons: PersonRecord


def list_profile(profile: PersonProfile) -> BallotProfile:
    """The lists alone, as a list count takes them."""
    members = profile.by_list()
    lists = tuple(
        CandidateList(
            number=item.number,
            name=item.name,
            votes=item.votes,
            candidates=tuple(each.name for each in members[item.number] if not each.withdrawn),
        )
        for item in profile.lists
    )
    return BallotProfile(lists=lists)


def count_open_lists(
    profile: PersonProfile,
    rule: RuleSheet,
    list_draws: Iterable[Draw] = (),
    person_draws: Iterable[Draw] = (),
    *,
    lists_alone: BallotProfile | None = None,
) -> OpenListCount:
    """Count lists and persons under one rule sheet; the seats in the profile are replaced by those counted.

    `lists_alone` says more of the lists than the profile does: who is linked, voters, seats won otherwise.
    """
    votes, _ = votes_of(profile, rule)
    counted = with_paper_votes(profile, votes)
    alone = lists_alone or list_profile(counted)
    if outcome_of(profile, rule) is not CountOutcome.BY_FORMULA:
        return OpenListCount(None, count_persons(profile, rule, person_draws))
    if rule.persons.kind in CARRIED_BY_PERSONS:
        admitted = set(admit(alone, rule).admitted)
        lists = tuple(replace(item, seats=0, admitted=item.number in admitted) for item in counted.lists)
        return OpenListCount(None, count_persons(replace(profile, lists=lists), rule, person_draws))
    record = count(alone, rule, list_draws)
    results = {result.number: result for result in record.results}
    lists = tuple(
        replace(item, seats=results[item.number].seats, admitted=results[item.number].admitted)
        for item in counted.lists
    )
    with_seats = replace(profile, lists=lists, reference=_reference(record))
    return OpenListCount(record, count_persons(with_seats, rule, person_draws))


def _reference(record: CountRecord) -> Fraction:
    """The Wahlzahl where seats go by quotients, else the votes for one seat."""
    wahlzahl = record.rule.formula in (Formula.DHONDT, Formula.DHONDT_WAHLZAHL)
    if wahlzahl and record.quotients is not None and record.quotients.last_seat is not None:
        return record.quotients.last_seat
    return Fraction(record.valid_votes, record.rule.seats)
