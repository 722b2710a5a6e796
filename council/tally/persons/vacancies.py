# SPDX-License-Identifier: EUPL-1.2
"""A seat that falls vacant and who takes it, as a step that belongs to a record of persons.

Each step names who left, why, who follows and under which clause. Caps still hold for whoever follows; a floor that
no longer holds is named. Equal standing is settled as in the count, and lots drawn there still stand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from council.tally.choices import Parameter
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.choices import OrderKind, SubstituteRule
from council.tally.persons.conditions import capped_by, shortfall
from council.tally.persons.lots import PersonTie, TieRule, settle_persons
from council.tally.persons.profile import Candidate
from council.tally.persons.record import PersonRecord
from council.tally.ties import Draw, LotBox

LONGEST_REASON = 500


class VacancyState(StrEnum):
    """What became of the seat."""

    FILLED = "filled"
    VACANT = "vacant"
    LOTS_NEEDED = "lots_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyStep:
    """One vacancy. `passed_over` are those a cap keeps out; `now_short` are conditions (from 1) that no longer hold."""

    record: str
    number: int
    who: int
    reason: str
    state: VacancyState
    successor: int | None
    by: SubstituteRule | None
    clause: str
    declined: tuple[int, ...]
    passed_over: tuple[int, ...]
    now_short: tuple[int, ...]
    tie: PersonTie | None
    draws: tuple[Draw, ...]


@dataclass(frozen=True, slots=True)
class _Council:
    """The members after the steps so far, and those who cannot follow any more."""

    record: PersonRecord
    people: Mapping[int, Candidate]
    votes: Mapping[int, int]
    members: tuple[int, ...]
    gone: frozenset[int]
    leaver: int

    def may_follow(self, number: int) -> bool:
        """True for people who neither sit nor have left, declined or withdrawn."""
        needs_a_vote = self.record.rule.persons.needs_a_vote and not self.votes[number]
        free = number not in self.members and number not in self.gone
        return free and not needs_a_vote and not self.people[number].withdrawn

    def kept_out(self, number: int) -> bool:
        """True when a cap keeps this person out, the leaver gone."""
        seated = [self.people[each] for each in self.members if each != self.leaver]
        return capped_by(self.record.rule.conditions, seated, self.people[number]) is not None


def fill_vacancy(
    record: PersonRecord,
    who: int,
    reason: str,
    *,
    earlier: Sequence[VacancyStep] = (),
    declined: Iterable[int] = (),
    draws: Iterable[Draw] = (),
) -> VacancyStep:
    """Say who takes the seat of `who`; `earlier` are the vacancies before this one, in their order."""
    refused, recorded = tuple(sorted(set(declined))), tuple(draws)
    council = _council(record, who, earlier, refused)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise TallyError(TallyErrorCode.REASON_MISSING, number=who)
    box = LotBox(recorded)
    order = record.rule.persons
    ties = TieRule(order.ties, record.rule.clause(Parameter.TIES), box)
    by, queue = _queue(council)
    passed = tuple(number for number in queue if council.kept_out(number))
    free = [number for number in queue if number not in passed]
    successor, tie = _first(council, free, by, ties)
    box.refuse_leftovers()
    state = VacancyState.FILLED if successor is not None else VacancyState.VACANT
    if tie is not None and tie.open:
        state = VacancyState.LOTS_NEEDED
    clause = record.rule.substitutes.clause or record.rule.clause(Parameter.SUBSTITUTES)
    return VacancyStep(
        record=record.fingerprint,
        number=len(earlier) + 1,
        who=who,
        reason=reason,
        state=state,
        successor=successor,
        by=by if queue else None,
        clause=clause,
        declined=refused,
        passed_over=passed,
        now_short=_now_short(council, successor),
        tie=tie,
        draws=recorded,
    )


def _council(record: PersonRecord, who: int, earlier: Sequence[VacancyStep], declined: Sequence[int]) -> _Council:
    members = [each.number for each in record.elected]
    gone = set(declined)
    for step in earlier:
        if step.record != record.fingerprint or step.who not in members:
            raise TallyError(TallyErrorCode.NOT_SEATED, number=step.who)
        members.remove(step.who)
        gone |= {step.who, *step.declined}
        if step.successor is not None:
            members.append(step.successor)
    if who not in members:
        raise TallyError(TallyErrorCode.NOT_SEATED, number=who)
    people = {each.number: each for each in record.profile.candidates}
    unknown = next((number for number in declined if number not in people), None)
    if unknown is not None:
        raise TallyError(TallyErrorCode.PERSON_UNKNOWN, number=unknown)
    votes = {each.number: each.votes for each in record.results}
    return _Council(record, people, votes, tuple(members), frozenset(gone), who)


def _queue(council: _Council) -> tuple[SubstituteRule, list[int]]:
    """Who comes into question, in order, and under which rule."""
    choice = council.record.rule.substitutes
    rules = (choice.rule,) if choice.otherwise is None else (choice.rule, choice.otherwise)
    for rule in rules:
        found = [number for number in _in_order(council, rule) if council.may_follow(number)]
        if any(not council.kept_out(number) for number in found):
            return rule, found
    return rules[-1], [number for number in _in_order(council, rules[-1]) if council.may_follow(number)]


def _in_order(council: _Council, rule: SubstituteRule) -> list[int]:
    record, leaver = council.record, council.people[council.leaver]
    overall = sorted(record.results, key=lambda each: (-each.votes, each.rank, each.number))
    if rule is SubstituteRule.PERSONAL_DEPUTY:
        return [] if leaver.deputy is None else [leaver.deputy]
    if rule is SubstituteRule.NEXT_ON_LIST and record.lists:
        return list(next(item.order for item in record.lists if item.number == leaver.list))
    if rule is SubstituteRule.SAME_GROUP_FIRST:
        groups = set(leaver.groups(record.rule.substitutes.trait))
        trait = record.rule.substitutes.trait
        return [each.number for each in overall if groups & set(council.people[each.number].groups(trait))]
    return [each.number for each in overall]


def _first(
    council: _Council, free: Sequence[int], by: SubstituteRule, ties: TieRule
) -> tuple[int | None, PersonTie | None]:
    """The first in the queue, unless others stand equal with the same right."""
    if not free:
        return None, None
    first = free[0]
    if by is SubstituteRule.PERSONAL_DEPUTY or not _by_votes(council, first, by):
        return first, None
    score = _score(council, first)
    equals = [number for number in free if _score(council, number) == score and _by_votes(council, number, by)]
    if len(equals) == 1:
        return first, None
    drawn = _drawn_before(council.record, equals)
    if drawn:
        return drawn[0], None
    tie = settle_persons([council.people[number] for number in equals], 1, at=Fraction(score), rule=ties)
    return (None if tie.open else tie.winners[0]), tie


def _by_votes(council: _Council, number: int, by: SubstituteRule) -> bool:
    """True when votes put this person where they stand, false when the order of a list did."""
    record = council.record
    if by is not SubstituteRule.NEXT_ON_LIST or not record.lists:
        return True
    kind = record.rule.persons.kind
    if kind is OrderKind.PREFERENCE:
        return any(number in item.preferred for item in record.lists)
    return kind is not OrderKind.CLOSED


def _score(council: _Council, number: int) -> int:
    person = council.people[number]
    if council.record.rule.persons.kind is OrderKind.MARKS:
        return person.plus - person.minus
    return council.votes[number]


def _drawn_before(record: PersonRecord, equals: Sequence[int]) -> list[int]:
    """These people in the order lots or the clause gave them during the count, if it put all of them in order."""
    for tie in record.ties:
        if not tie.open and set(equals) <= set(tie.order):
            return [number for number in tie.order if number in equals]
    return []


def _now_short(council: _Council, successor: int | None) -> tuple[int, ...]:
    """The conditions that held better with the leaver than they do now."""
    before = [council.people[number] for number in council.members]
    after = [council.people[number] for number in council.members if number != council.leaver]
    if successor is not None:
        after.append(council.people[successor])
    conditions = council.record.rule.conditions
    return tuple(
        place
        for place, condition in enumerate(conditions, start=1)
        if shortfall(condition, after) > shortfall(condition, before)
    )
