# SPDX-License-Identifier: EUPL-1.2
"""From votes to seats in the order a statute goes through it: admission, formula, majority clause, direct seats.

The whole working comes along when it is asked for; the margin in votes asks for the seats alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from council.tally.choices import DirectSeats, Formula, MajorityClause
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.exhaustion import most_seats
from council.tally.formulas import Distribution, distribute
from council.tally.linked import LinkedGroup, distribute_linked
from council.tally.profile import CandidateList, Votes
from council.tally.rules import Parameter, RuleSheet
from council.tally.small_council import CountOutcome, outcome_for
from council.tally.steps import Step, StepKind
from council.tally.threshold import Admission, admit
from council.tally.ties import LotBox


@dataclass(frozen=True, slots=True)
class Allocation:
    """Seats of every admitted list and how they came about; `enlarged_by` are seats beyond those of the statute."""

    admission: Admission
    outcome: CountOutcome
    found: Distribution
    groups: tuple[LinkedGroup, ...] = ()
    enlarged_by: int = 0


def allocate(profile: Votes, rule: RuleSheet, box: LotBox, *, tables: bool = True) -> Allocation:
    """Distribute the seats as far as the recorded lots allow."""
    outcome = outcome_for([item.candidates_count for item in profile.lists], rule)
    if outcome is not CountOutcome.BY_FORMULA:
        return Allocation(_nobody_asked(profile, rule), outcome, _without_formula(profile, outcome))
    admission = admit(profile, rule)
    chosen = frozenset(admission.admitted)
    lists = tuple(item for item in profile.lists if item.number in chosen)
    seats, direct = _seats_for_lists(profile, rule, admission)
    groups: tuple[LinkedGroup, ...] = ()
    if seats == 0:
        found = Distribution({item.number: 0 for item in lists}, ())
    elif rule.linked_lists:
        found, groups = _linked(lists, rule, box, seats=seats, tables=tables)
    else:
        found = _with_majority(lists, rule, box, seats=seats, tables=tables)
    found = _add_direct(found, profile, rule, direct)
    return Allocation(admission, outcome, found, groups, max(0, sum(found.seats.values()) - rule.seats))


def _nobody_asked(profile: Votes, rule: RuleSheet) -> Admission:
    """No formula runs: no list needs anything, and all stand."""
    return Admission(None, None, rule.clause(Parameter.THRESHOLD), tuple(item.number for item in profile.lists))


def _without_formula(profile: Votes, outcome: CountOutcome) -> Distribution:
    everybody = outcome is CountOutcome.ALL_ELECTED
    return Distribution({item.number: (item.candidates_count or 0) * everybody for item in profile.lists}, ())


def _seats_for_lists(profile: Votes, rule: RuleSheet, admission: Admission) -> tuple[int, dict[int, int]]:
    """How many seats the formula gives out, and the direct seats that stand beside it."""
    direct = {item.number: item.direct_seats or 0 for item in profile.lists}
    if rule.direct_seats is DirectSeats.NONE:
        return rule.seats, {}
    if rule.direct_seats is DirectSeats.WITHIN:
        return max(0, rule.seats - sum(direct.values())), direct
    outside = sum(seats for number, seats in direct.items() if number not in admission.admitted)
    return max(0, rule.seats - outside), direct


def _linked(
    lists: Sequence[CandidateList], rule: RuleSheet, box: LotBox, *, seats: int, tables: bool
) -> tuple[Distribution, tuple[LinkedGroup, ...]]:
    if rule.direct_seats is DirectSeats.WITHIN or rule.majority is not MajorityClause.NONE:
        raise TallyError(TallyErrorCode.RULES_DO_NOT_COMBINE, what="linked_lists")
    return distribute_linked(lists, rule, box, seats=seats, tables=tables)


def _with_majority(
    lists: Sequence[CandidateList], rule: RuleSheet, box: LotBox, *, seats: int, tables: bool
) -> Distribution:
    """The formula, and again with the list that has more than half of the votes secured if it came out short."""
    first = _majority_list(lists)
    if rule.majority is MajorityClause.NONE or rule.formula is Formula.NL_KIESWET or first is None:
        return distribute(lists, rule, box, seats=seats, tables=tables)
    trial = distribute(lists, rule, LotBox(()), seats=seats, tables=False)
    if first in trial.waiting and 2 * trial.seats[first] <= seats:
        after_lots = box.copy()
        trial = distribute(lists, rule, after_lots, seats=seats, tables=False)
        if not trial.waiting and 2 * trial.seats[first] <= seats:
            box.become(after_lots)
    if first in trial.waiting or 2 * trial.seats[first] > seats:
        return distribute(lists, rule, box, seats=seats, tables=tables)
    found = _secured(lists, rule, box, seats=seats, first=first, tables=tables)
    clause = rule.clause(Parameter.MAJORITY)
    given = found.seats[first] - trial.seats[first]
    return replace(found, steps=(Step(kind=StepKind.MAJORITY, winner=first, seats=given, clause=clause),))


def _majority_list(lists: Sequence[CandidateList]) -> int | None:
    total = sum(item.votes for item in lists)
    return next((item.number for item in lists if 2 * item.votes > total), None)


def _secured(
    lists: Sequence[CandidateList], rule: RuleSheet, box: LotBox, *, seats: int, first: int, tables: bool
) -> Distribution:
    """By remainders one further seat before they decide; by quotients the smallest majority, the rest as before."""
    if not rule.formula.is_divisor:
        return distribute(lists, rule, box, seats=seats, tables=tables, favoured=first)
    others = tuple(item for item in lists if item.number != first)
    item = next(item for item in lists if item.number == first)
    secured = min(seats // 2 + 1, most_seats(item, rule))
    rest = distribute(others, rule, box, seats=seats - secured, tables=False)
    shown = distribute(lists, rule, LotBox(()), seats=seats, tables=tables)
    return replace(rest, seats={**rest.seats, first: secured}, quotients=shown.quotients)


def _add_direct(found: Distribution, profile: Votes, rule: RuleSheet, direct: dict[int, int]) -> Distribution:
    """Direct seats: the first ones of each list, or what they are more than its share."""
    if not direct:
        return found
    clause, seats, steps = rule.clause(Parameter.DIRECT_SEATS), dict(found.seats), list(found.steps)
    overhang = rule.direct_seats is DirectSeats.OVERHANG
    for item in profile.lists:
        own, by_formula = direct[item.number], seats.get(item.number, 0)
        more = max(0, own - by_formula) if overhang else own
        if more:
            kind = StepKind.OVERHANG if overhang and item.number in found.seats else StepKind.DIRECT
            steps.append(Step(kind=kind, winner=item.number, seats=more, clause=clause))
            seats[item.number] = by_formula + more
    return replace(found, seats=seats, steps=tuple(steps))
