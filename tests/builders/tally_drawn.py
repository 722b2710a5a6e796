# SPDX-License-Identifier: EUPL-1.2
"""Small elections of every kind, drawn by a fixed sequence: the same ones on every machine and in every year.

Each is a family name and a number. Choices are drawn without regard to sense, so clauses meet that no statute
combines. What becomes of them is kept by `tests.builders.tally_kept`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeVar

from council.tally.choices import (
    LIST_FORMULAS,
    DirectSeats,
    Exhaustion,
    FewCandidates,
    Formula,
    MajorityClause,
    OneList,
    Parameter,
    Quota,
    ThresholdBase,
    TieProcedure,
)
from council.tally.count import count, count_by_seed
from council.tally.persons.choices import (
    Condition,
    ConditionKind,
    GroupSeats,
    OrderKind,
    PersonOrder,
    PersonTies,
    PreferenceBase,
    SubstituteRule,
    Substitutes,
)
from council.tally.persons.count import count_persons
from council.tally.persons.papers import (
    FOUND_BY_PEOPLE,
    ListTick,
    Mark,
    MarkedBallot,
    OverPerson,
    OverVote,
    SeveralTicks,
    Validity,
)
from council.tally.persons.profile import Candidate, PersonList, PersonProfile, Trait
from council.tally.persons.vacancies import fill_vacancy
from council.tally.profile import BallotProfile, CandidateList
from council.tally.public_seed import order_from_seed
from council.tally.rules import Clause, RuleSheet, Threshold
from council.tally.stv import vacancy as ranked_vacancy
from council.tally.stv.count import count_ranked
from council.tally.stv.known import albany, meek, minneapolis, scottish
from council.tally.stv.profile import RankedCandidate, RankedProfile
from council.tally.stv.rule import Electing, Excluding, StvQuota, StvRule, StvSubstitutes, StvTies, Transfer
from council.tally.ties import Draw

SEED = "a seed said in public"
Item = TypeVar("Item")


class Drawn:
    """Numbers and choices that follow from a name alone, by SHA-256."""

    def __init__(self, name: str) -> None:
        self.name, self.turn = name, 0

    def below(self, most: int) -> int:
        self.turn += 1
        return int.from_bytes(hashlib.sha256(f"{self.name}/{self.turn}".encode()).digest()) % most

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def one(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]

    def sometimes(self, once_in: int) -> bool:
        return self.below(once_in) == 0

    def some(self, items: Sequence[Item], once_in: int) -> list[Item]:
        return [item for item in items if self.sometimes(once_in)]


def clauses() -> tuple[Clause, ...]:
    return tuple(Clause(each, f"by-law, {each.value}") for each in Parameter)


def threshold(drawn: Drawn) -> Threshold | None:
    if not drawn.sometimes(3):
        return None
    return Threshold(
        Fraction(drawn.between(1, 5), 20),
        drawn.one(list(ThresholdBase)),
        inclusive=drawn.sometimes(2),
        joint_share=Fraction(drawn.between(1, 6), 20) if drawn.sometimes(2) else None,
        or_direct_seats=drawn.between(1, 2) if drawn.sometimes(2) else None,
    )


def list_rule(drawn: Drawn) -> RuleSheet:
    formula = drawn.one(LIST_FORMULAS)
    large = 12 if formula is Formula.NL_KIESWET and drawn.sometimes(3) else 0
    return RuleSheet(
        seats=drawn.between(1, 11) + large,
        formula=formula,
        threshold=threshold(drawn),
        exhaustion=drawn.one(list(Exhaustion)),
        ties=drawn.one(list(TieProcedure)),
        decimals=drawn.between(0, 4),
        clauses=clauses() if drawn.sometimes(2) else (),
        quota=drawn.one(list(Quota)) if formula is Formula.LARGEST_REMAINDER else Quota.HARE,
        majority=drawn.one([MajorityClause.NONE, *MajorityClause]),
        direct_seats=drawn.one([*DirectSeats, DirectSeats.NONE, DirectSeats.NONE]),
        linked_lists=drawn.sometimes(7),
        one_list=drawn.one(list(OneList)),
        few_candidates=drawn.one(list(FewCandidates)),
    )


def list_profile(drawn: Drawn) -> BallotProfile:
    step = drawn.one([1, 1, 5, 20])
    lists = []
    for number in range(1, drawn.between(1, 3) + drawn.between(1, 3)):
        people = drawn.one([None, None, drawn.between(1, 4), drawn.between(1, 9)])
        named = people is not None and drawn.sometimes(3)
        lists.append(
            CandidateList(
                number=number,
                name=f"List {number}",
                votes=drawn.between(0, 100 // step) * step + (number == 1) * drawn.one([1, 20, 200]),
                candidates=tuple(f"{number}-{place}" for place in range(1, (people or 0) + 1)) if named else (),
                candidates_count=people,
                joint=drawn.sometimes(4),
                group=drawn.one(["", "", "north", "south"]),
                direct_seats=drawn.one([None, None, 0, 1, 3]),
            )
        )
    votes = sum(item.votes for item in lists)
    wider = [None, votes + drawn.between(0, 60)]
    valid = drawn.one([None, None, votes + drawn.between(0, 9)])
    more = votes + 9 + drawn.between(0, 60)
    envelopes = drawn.one([None, more]) if valid else drawn.one(wider)
    return BallotProfile(
        lists=tuple(lists), voters=drawn.one([None, more, more + 5]), valid_envelopes=envelopes, valid=valid
    )


def lists(drawn: Drawn) -> Any:
    return _counted(drawn, list_rule(drawn))


def _plain(drawn: Drawn, **choices: Any) -> Any:
    """A count in which nothing stands in the way of these choices."""
    plain = replace(list_rule(drawn), one_list=OneList.ALL_SEATS, few_candidates=FewCandidates.COUNT, threshold=None)
    plain = replace(plain, majority=MajorityClause.NONE, direct_seats=DirectSeats.NONE, linked_lists=False)
    return _counted(drawn, replace(plain, **choices))


def linked(drawn: Drawn) -> Any:
    return _plain(drawn, linked_lists=True)


def direct(drawn: Drawn) -> Any:
    kind = drawn.one([DirectSeats.WITHIN, DirectSeats.OVERHANG])
    return _plain(drawn, direct_seats=kind, formula=drawn.one(LIST_FORMULAS[:4]))


def majority(drawn: Drawn) -> Any:
    ties = drawn.one([TieProcedure.LOTS, TieProcedure.LOTS, *TieProcedure])
    formula = drawn.one(LIST_FORMULAS[:6])
    return _plain(drawn, majority=MajorityClause.ADDITIONAL_SEAT, ties=ties, formula=formula)


def _counted(drawn: Drawn, rule: RuleSheet) -> Any:
    profile = list_profile(drawn)
    if rule.ties is TieProcedure.PUBLIC_SEED and drawn.sometimes(2):
        return count_by_seed(profile, rule, SEED)
    record, lots = count(profile, rule), drawn.between(0, 3)
    while record.open_tie is not None and lots:
        record, lots = count(profile, rule, (*record.draws, lot(drawn, record, rule.ties.value))), lots - 1
    return record


def dutch(drawn: Drawn) -> Any:
    """Dutch councils, in which one list often has more than half of the votes and few people."""
    votes = [drawn.between(1, 40) for _ in range(drawn.between(2, 5))]
    votes[0] = sum(votes[1:]) + drawn.between(-2, 6) if drawn.below(4) else votes[0]
    lists = tuple(
        CandidateList(
            number=number,
            name=f"List {number}",
            votes=max(1, each),
            candidates_count=drawn.one([None, None, None, drawn.between(1, 8)]),
        )
        for number, each in enumerate(votes, start=1)
    )
    rule = RuleSheet(
        seats=drawn.one([drawn.between(3, 18), drawn.between(17, 24)]),
        formula=Formula.NL_KIESWET,
        majority=drawn.one([MajorityClause.LAST_SEAT, MajorityClause.LAST_SEAT, MajorityClause.NONE]),
        exhaustion=drawn.one(list(Exhaustion)),
        ties=drawn.one([TieProcedure.LOTS, TieProcedure.LOTS, TieProcedure.LOWER_LIST_NUMBER]),
        clauses=clauses(),
    )
    profile = BallotProfile(lists=lists)
    record, lots = count(profile, rule), drawn.between(0, 4)
    while record.open_tie is not None and lots:
        record, lots = count(profile, rule, (*record.draws, lot(drawn, record, "lots"))), lots - 1
    return record


def lot(drawn: Drawn, record: Any, procedure: str) -> Draw:
    """A draw for the open tie of a record: by the seed where the rule says so, otherwise some order."""
    between = record.open_tie.lots_between
    if procedure == TieProcedure.PUBLIC_SEED:
        return Draw(order_from_seed(SEED, between, turn=len(record.draws) + 1), seed=SEED)
    turn = drawn.below(len(between))
    return Draw((*between[turn:], *between[:turn]), note="drawn from a hat")


def person_order(drawn: Drawn, kinds: Sequence[OrderKind]) -> PersonOrder:
    if OrderKind.CLOSED in kinds and drawn.sometimes(6):
        return PersonOrder()
    return PersonOrder(
        kind=drawn.one(kinds),
        share=Fraction(drawn.between(1, 4), drawn.between(2, 8)),
        base=drawn.one(list(PreferenceBase)),
        inclusive=drawn.sometimes(2),
        ties=drawn.one(list(PersonTies)),
        needs_a_vote=drawn.sometimes(3),
    )


def condition(drawn: Drawn) -> Condition:
    kind = drawn.one(list(ConditionKind))
    trait, groups = drawn.one([("region", ("north", "south", "west")), ("sex", ("f", "m"))])
    named = kind in (ConditionKind.GUARANTEE, ConditionKind.FIXED, ConditionKind.MINIMUM) or drawn.sometimes(3)
    inside = drawn.sometimes(3)
    return Condition(
        kind=kind,
        trait=trait,
        groups=tuple(GroupSeats(group, drawn.between(0, 2)) for group in groups) if named else (),
        number=drawn.between(1, 3),
        inside_trait="area" if inside else "",
        inside="union" if inside else "",
        release=drawn.sometimes(2),
        clause=f"by-law on {kind.value}",
    )


def candidate(drawn: Drawn, number: int, place: int, on_list: int | None, most: int) -> Candidate:
    traits = [Trait("region", drawn.one(["north", "south", "west"])), Trait("sex", drawn.one(["f", "m"]))]
    return Candidate(
        number=number,
        name=f"Person {number}",
        votes=drawn.between(0, most),
        list=on_list,
        position=place,
        traits=tuple([*traits, *([Trait("area", "union")] if drawn.sometimes(2) else [])]),
        plus=drawn.between(0, 3),
        minus=drawn.between(0, 3),
        born=f"19{drawn.between(60, 64)}-0{drawn.between(1, 2)}-1{drawn.between(0, 1)}",
        withdrawn=drawn.sometimes(9),
    )


def validity(drawn: Drawn) -> Validity:
    return Validity(
        votes=drawn.between(1, 5),
        most_per_person=drawn.between(1, 3),
        list_tick=drawn.one(list(ListTick)),
        fill_marked=drawn.sometimes(2),
        several_ticks=drawn.one(list(SeveralTicks)),
        over_vote=drawn.one(list(OverVote)),
        over_person=drawn.one(list(OverPerson)),
        across_lists=drawn.sometimes(2),
    )


def paper(drawn: Drawn, people: Sequence[int], of_lists: Sequence[int]) -> MarkedBallot:
    return MarkedBallot(
        ticks=tuple(drawn.some(of_lists, 3)),
        marks=tuple(Mark(number, drawn.one([1, 1, 2, 3, 4])) for number in drawn.some(people, 4)),
        struck=tuple(drawn.some(people, 9)),
        papers=drawn.between(1, 3),
        refused=drawn.one(FOUND_BY_PEOPLE) if drawn.sometimes(9) else None,
    )


def person_rule(drawn: Drawn, kinds: Sequence[OrderKind], **more: Any) -> RuleSheet:
    by = drawn.one(list(SubstituteRule))
    otherwise = drawn.one([None, *SubstituteRule])
    return RuleSheet(
        seats=drawn.between(1, 6),
        persons=person_order(drawn, kinds),
        validity=validity(drawn),
        substitutes=Substitutes(
            rule=by, trait="region", otherwise=otherwise, clause=drawn.one(["", "by-law on substitutes"])
        ),
        clauses=clauses() if drawn.sometimes(2) else (),
        decimals=drawn.between(0, 4),
        one_list=drawn.one([OneList.ALL_SEATS, *OneList]),
        few_candidates=drawn.one([FewCandidates.COUNT, *FewCandidates]),
        **more,
    )


def settled(drawn: Drawn, profile: PersonProfile, rule: RuleSheet) -> Any:
    record, lots = count_persons(profile, rule), drawn.between(0, 3)
    while record.open_tie is not None and lots:
        draws = (*record.draws, lot(drawn, record, rule.persons.ties.value))
        record, lots = count_persons(profile, rule, draws), lots - 1
    return record


def persons(drawn: Drawn) -> Any:
    conditions = tuple(condition(drawn) for _ in range(drawn.between(0, 3)))
    rule = person_rule(drawn, [OrderKind.BY_VOTES], formula=Formula.PLURALITY, conditions=conditions)
    most = drawn.one([3, 9, 60])
    people = tuple(candidate(drawn, number, number, None, most) for number in range(1, drawn.between(2, 9)))
    people = tuple(
        replace(each, deputy=people[each.number % len(people)].number) if len(people) > 1 else each for each in people
    )
    marked = drawn.sometimes(3)
    papers = tuple(paper(drawn, range(1, len(people) + 1), ()) for _ in range(9)) if marked else ()
    return settled(drawn, PersonProfile(candidates=people, ballots=papers), rule)


def list_persons(drawn: Drawn, kinds: Sequence[OrderKind] = tuple(OrderKind)) -> Any:
    rule = person_rule(drawn, kinds, formula=drawn.one(LIST_FORMULAS))
    most = drawn.one([3, 9, 60])
    items: list[PersonList] = []
    people: list[Candidate] = []
    for number in range(1, drawn.between(2, 4)):
        members = [candidate(drawn, 100 * number + n, n, number, most) for n in range(1, drawn.between(2, 6))]
        people += members
        votes = sum(each.votes for each in members) + drawn.between(0, most)
        items.append(
            PersonList(
                number=number,
                name=f"List {number}",
                votes=votes,
                seats=drawn.between(0, 3),
                admitted=not drawn.sometimes(7),
            )
        )
    numbers = [each.number for each in people]
    papers = tuple(paper(drawn, numbers, range(1, len(items) + 1)) for _ in range(12)) if drawn.sometimes(3) else ()
    votes = sum(item.votes for item in items)
    profile = PersonProfile(
        candidates=tuple(people),
        lists=tuple(items),
        ballots=papers,
        reference=drawn.one([None, Fraction(drawn.between(3, 90), drawn.between(1, 3))]),
        valid_votes=drawn.one([None, votes + 7]),
    )
    return settled(drawn, profile, rule)


def compared_persons(drawn: Drawn) -> Any:
    """People who compete across lists: by comparison numbers or by a personal quota."""
    return list_persons(drawn, (OrderKind.COMPARISON_NUMBERS, OrderKind.COMPARISON_NUMBERS, OrderKind.PERSONAL_QUOTA))


def seat_vacated(drawn: Drawn) -> Any:
    """A council in which one member after the other leaves."""
    record = drawn.one([persons, list_persons])(drawn)
    if drawn.below(6):
        plain = replace(record.rule, one_list=OneList.ALL_SEATS, few_candidates=FewCandidates.COUNT)
        record = settled(drawn, replace(record.profile, reference=Fraction(9)), plain)
    steps: list[Any] = []
    for _ in range(drawn.between(1, 3)):
        members = {each.number for each in record.elected} | {step.successor for step in steps if step.successor}
        sitting = sorted(members - {step.who for step in steps})
        step = fill_vacancy(
            record,
            drawn.one(sitting or [1]) if drawn.below(12) else drawn.between(1, 9),
            "moved away",
            earlier=steps,
            declined=drawn.some([each.number for each in record.profile.candidates], 9),
        )
        if step.tie is not None and step.tie.open:
            order = lot(drawn, replace_tie(record, step.tie), "lots").order
            step = fill_vacancy(record, step.who, "moved away", earlier=steps, draws=[Draw(order)])
        steps.append(step)
    return tuple(steps)


class replace_tie:  # noqa: N801 - reads as what it does: a record that waits at this tie
    def __init__(self, record: Any, tie: Any) -> None:
        self.draws, self.open_tie = record.draws, tie


def stv_rule(drawn: Drawn) -> StvRule:
    seats = drawn.between(1, 4)
    if drawn.sometimes(4):
        return meek(seats)
    return replace(
        drawn.one([scottish, minneapolis, albany])(seats),
        decimals=drawn.one([0, 2, 4, 5]),
        quota=drawn.one([StvQuota.FIRST_STAGE, StvQuota.EVERY_STAGE]),
        electing=drawn.one(list(Electing)),
        excluding=drawn.one(list(Excluding)),
        last_transfer=drawn.sometimes(2),
        cut_fraction=drawn.sometimes(2),
        ties=drawn.one(list(StvTies)),
        substitutes=drawn.one([StvSubstitutes.PAPERS, *StvSubstitutes]),
    )


def ranked_profile(drawn: Drawn) -> RankedProfile:
    size = drawn.between(2, 7)
    people = [RankedCandidate(n, f"Person {n}", drawn.sometimes(9)) for n in range(1, size + 1)]
    papers: dict[bytes, int] = {}
    for _ in range(drawn.between(4, 24)):
        left, order = list(range(1, size + 1)), []
        for _place in range(drawn.between(0, size)):
            order.append(left.pop(drawn.below(len(left))))
        papers[bytes(order)] = papers.get(bytes(order), 0) + drawn.one([1, 1, 2, 5, 10])
    return RankedProfile.of(people, papers, title=drawn.one(["", "A ward"]))


def ranked(drawn: Drawn) -> Any:
    profile, rule = ranked_profile(drawn), stv_rule(drawn)
    record, lots = count_ranked(profile, rule), drawn.between(0, 3)
    while record.open_tie is not None and lots:
        record, lots = count_ranked(profile, rule, (*record.draws, lot(drawn, record, "lots"))), lots - 1
    return record


def ranked_seat_vacated(drawn: Drawn) -> Any:
    record = ranked(drawn)
    if drawn.below(9) and record.rule.transfer is Transfer.WEIGHTED:
        record = replace(record, rule=replace(record.rule, substitutes=StvSubstitutes.PAPERS))
    elected = [each.number for each in record.elected] or [1]
    asked = ranked_vacancy.Vacancy(
        member=drawn.one(elected),
        unavailable=tuple(drawn.some([each.number for each in record.profile.candidates], 6)),
    )
    draws: tuple[Draw, ...] = ()
    while True:
        found = ranked_vacancy.fill_vacancy(record.profile, record.rule, asked, draws=record.draws, vacancy_draws=draws)
        if found.open_tie is None or len(draws) == 2:
            return found
        draws = (*draws, lot(drawn, found, "lots"))
