# SPDX-License-Identifier: EUPL-1.2
"""Counting persons: papers first if there are any, then seats by votes for persons or through their lists.

With lists, the seats they won come in with the profile; only comparison numbers and the personal quota give
seats to lists here, because there the persons carry them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from council.tally.choices import Parameter
from council.tally.codec import from_json, to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.block import seat_by_votes
from council.tally.persons.conditions import outcomes
from council.tally.persons.lists import seat_by_lists
from council.tally.persons.lots import TieRule
from council.tally.persons.outcome import Outcome
from council.tally.persons.profile import Candidate, PersonProfile
from council.tally.persons.record import PERSON_SCHEMA, ConditionState, PersonRecord, PersonState, Step, StepKind
from council.tally.persons.results import person_results
from council.tally.persons.seating import Seating
from council.tally.persons.validity import BallotAccount, take_papers
from council.tally.rules import RuleSheet
from council.tally.small_council import CountOutcome, outcome_for
from council.tally.ties import Draw, LotBox

NOBODY_VOTED_IN = (CountOutcome.ALL_ELECTED, CountOutcome.NO_ELECTION, CountOutcome.APPOINT)


def count_persons(profile: PersonProfile, rule: RuleSheet, draws: Iterable[Draw] = ()) -> PersonRecord:
    """Count a profile of persons under a rule sheet, with the lots drawn so far."""
    recorded = tuple(draws)
    box = LotBox(recorded)
    if profile.lists and rule.conditions:
        raise TallyError(TallyErrorCode.CONDITIONS_WITH_LISTS)
    votes, account = votes_of(profile, rule)
    ties = TieRule(rule.persons.ties, rule.clause(Parameter.TIES), box)
    outcome = outcome_of(profile, rule)
    if outcome in NOBODY_VOTED_IN:
        found = _without_a_vote(profile, rule, votes, outcome)
    elif not profile.lists or outcome is CountOutcome.MAJORITY_VOTE:
        found = _by_votes(profile, rule, votes, ties)
    else:
        found = seat_by_lists(with_paper_votes(profile, votes), rule, votes, ties)
    box.refuse_leftovers()
    return PersonRecord(
        schema=PERSON_SCHEMA,
        state=_state(found),
        rule=rule,
        profile=profile,
        draws=recorded,
        outcome=outcome,
        account=account,
        steps=tuple(found.steps),
        ties=tuple(found.ties),
        conditions=found.conditions,
        lists=tuple(found.lists),
        results=person_results(profile, votes, found=found, decimals=rule.decimals),
        quota=found.quota,
        seats=rule.seats + found.extra if found.seats is None else found.seats,
        filled=len(found.seated),
        vacant=found.vacant,
        undecided=found.undecided,
        released=found.released,
    )


def recount_persons(text: str) -> PersonRecord:
    """Count the inputs of a stored record again; refuse a record the inputs do not lead to, byte for byte."""
    stored = from_json(PersonRecord, text)
    again = count_persons(stored.profile, stored.rule, stored.draws)
    if to_json(again) != text:
        raise TallyError(TallyErrorCode.RECORD_DIFFERS)
    return again


def outcome_of(profile: PersonProfile, rule: RuleSheet) -> CountOutcome:
    """What the statute makes of one list only, or of fewer people than seats."""
    if profile.lists:
        able = [sum(not each.withdrawn for each in members) for members in profile.by_list().values()]
        return outcome_for(able, rule)
    return outcome_for([sum(not each.withdrawn for each in profile.candidates), 0], rule)


def votes_of(profile: PersonProfile, rule: RuleSheet) -> tuple[dict[int, int], BallotAccount | None]:
    """The votes of every person: those handed over, or those on the marked papers with the account of them."""
    if not profile.ballots:
        return {each.number: each.votes for each in profile.candidates}, None
    if rule.validity is None:
        raise TallyError(TallyErrorCode.BAD_VALIDITY, what="validity")
    return take_papers(profile, rule.validity)


def with_paper_votes(profile: PersonProfile, votes: Mapping[int, int]) -> PersonProfile:
    """The same profile; where papers were marked, a list has the votes of its people (Hessen KWG s.22(1))."""
    if not profile.ballots:
        return profile
    members = profile.by_list()
    lists = tuple(
        replace(item, votes=sum(votes[each.number] for each in members[item.number])) for item in profile.lists
    )
    return replace(profile, lists=lists)


def _state(found: Outcome) -> PersonState:
    if any(tie.open for tie in found.ties):
        return PersonState.LOTS_NEEDED
    if any(each.state is ConditionState.CONFLICT for each in found.conditions):
        return PersonState.CONDITIONS_CONFLICT
    return PersonState.DECIDED


def _best_first(profile: PersonProfile, votes: Mapping[int, int]) -> list[Candidate]:
    """Everyone by votes; those who withdrew come last."""
    return sorted(profile.candidates, key=lambda each: (each.withdrawn, -votes[each.number], each.place, each.number))


def _without_a_vote(
    profile: PersonProfile, rule: RuleSheet, votes: Mapping[int, int], outcome: CountOutcome
) -> Outcome:
    """Too few people stand: all of them are elected, or nobody is and the seats are filled in another way."""
    order = _best_first(profile, votes)
    able = [each.number for each in order if not each.withdrawn]
    seated = able if outcome is CountOutcome.ALL_ELECTED else []
    clause = rule.clause(Parameter.FEW_CANDIDATES)
    steps = [
        Step(kind=StepKind.SEAT_WITHOUT_A_VOTE, person=number, seat=seat, votes=votes[number], clause=clause)
        for seat, number in enumerate(seated, start=1)
    ]
    vacant = rule.seats - len(seated)
    steps.append(Step(kind=StepKind.VACANT, seats=vacant, clause=clause))
    return Outcome(
        seated=dict.fromkeys(seated, StepKind.SEAT_WITHOUT_A_VOTE),
        order=[each.number for each in order],
        steps=steps,
        vacant=vacant,
    )


def _by_votes(profile: PersonProfile, rule: RuleSheet, votes: Mapping[int, int], ties: TieRule) -> Outcome:
    """Everyone competes with everyone; conditions on groups apply."""
    people = {each.number: each for each in profile.candidates}
    able = [each for each in profile.candidates if not each.withdrawn]
    standing = [each for each in able if votes[each.number] or not rule.persons.needs_a_vote]
    seating = Seating(people, votes, conditions=rule.conditions, ties=ties, clause=rule.clause(Parameter.PERSONS))
    seat_by_votes(seating, standing, rule.seats)
    order = _best_first(profile, votes)
    seats = rule.seats + seating.extra
    return Outcome(
        seated=seating.seated,
        order=[each.number for each in order],
        steps=seating.steps,
        ties=seating.ties,
        conditions=()
        if seating.waits_for_lots
        else outcomes(rule.conditions, standing=standing, seated=seating.members),
        extra=seating.extra,
        vacant=seating.vacant,
        undecided=seats - len(seating.seated) - seating.vacant,
        released=seating.released,
    )
