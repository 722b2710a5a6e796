# SPDX-License-Identifier: EUPL-1.2
"""The seats of a council as they fill: the best-voted of a pool first, caps kept, ties settled or left to lots.

The working hands of the block vote. It writes down every step; it does not know in which order conditions are taken.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from council.tally.persons.choices import Condition, ConditionKind
from council.tally.persons.conditions import groups_under
from council.tally.persons.lots import PersonTie, TieRule, settle_persons
from council.tally.persons.profile import Candidate
from council.tally.persons.record import Step, StepKind


class Seating:
    """Seats filled so far, with every step. `people` maps numbers to persons, `votes` to their votes."""

    def __init__(
        self,
        people: Mapping[int, Candidate],
        votes: Mapping[int, int],
        *,
        conditions: Sequence[Condition],
        ties: TieRule,
        clause: str,
    ) -> None:
        self.people, self.votes = people, votes
        self.conditions, self.tie_rule, self.clause = conditions, ties, clause
        self.seated: dict[int, StepKind] = {}
        self.steps: list[Step] = []
        self.ties: list[PersonTie] = []
        self.vacant = self.released = self.extra = self.tried = 0
        self._caps = [(place, each) for place, each in enumerate(conditions, 1) if each.kind is ConditionKind.CAP]
        self._held: Counter[tuple[int, str]] = Counter()
        self._passed: set[tuple[int, int]] = set()

    @property
    def waits_for_lots(self) -> bool:
        """True from the first tie on that the recorded lots do not settle."""
        return bool(self.ties) and self.ties[-1].open

    @property
    def members(self) -> list[Candidate]:
        """Everyone who has a seat."""
        return [self.people[number] for number in self.seated]

    def waiting(self, pool: Iterable[Candidate]) -> list[Candidate]:
        """Those of a pool who have no seat yet."""
        return [each for each in pool if each.number not in self.seated]

    def fill(
        self, pool: Sequence[Candidate], places: int, kind: StepKind, *, condition: int = 0, group: str = ""
    ) -> int:
        """Seat the best-voted of the pool, as many as there are places; returns how many were seated."""
        before = len(self.seated)
        ranked = sorted(self.waiting(pool), key=lambda each: (-self.votes[each.number], each.place, each.number))
        for _, equals in groupby(ranked, key=lambda each: self.votes[each.number]):
            left = places - (len(self.seated) - before)
            if not left or self.waits_for_lots:
                break
            level = [each for each in equals if not self.pass_over(each)]
            for number in self._order(level, left):
                if places > len(self.seated) - before and not self.pass_over(self.people[number]):
                    self.seat(number, kind, condition=condition, group=group)
        if self.waits_for_lots:
            awaited = places - (len(self.seated) - before)
            self.note(StepKind.LOTS_AWAITED, seats=awaited, condition=condition, group=group)
        return len(self.seated) - before

    def seat(self, number: int, kind: StepKind, *, condition: int = 0, group: str = "") -> None:
        """Give somebody the next seat."""
        self.seated[number] = kind
        self._held.update(self._under_caps(self.people[number]))
        clause = self.conditions[condition - 1].clause if condition else self.clause
        self.steps.append(
            Step(
                kind=kind,
                person=number,
                seat=len(self.seated),
                votes=self.votes[number],
                condition=condition or None,
                group=group,
                clause=clause,
            )
        )

    def note(self, kind: StepKind, *, seats: int, condition: int = 0, group: str = "") -> None:
        """Write down something that happened to seats rather than to a person."""
        clause = self.conditions[condition - 1].clause if condition else self.clause
        if kind is StepKind.LOTS_AWAITED:
            clause = self.tie_rule.clause
        self.steps.append(Step(kind=kind, seats=seats, condition=condition or None, group=group, clause=clause))

    def pass_over(self, person: Candidate) -> bool:
        """True when a cap keeps this person out; the first time for each cap it is written down."""
        found = self._over(Counter(self._under_caps(person)))
        if found is None:
            return False
        place, group = found
        if (person.number, place) not in self._passed:
            self._passed.add((person.number, place))
            self.steps.append(
                Step(
                    kind=StepKind.PASSED_OVER,
                    person=person.number,
                    votes=self.votes[person.number],
                    condition=place,
                    group=group,
                    clause=self.conditions[place - 1].clause,
                )
            )
        return True

    def exchange(self, going: int, coming: int) -> int:
        """Put somebody on the seat of somebody else; returns which seat it is."""
        kinds = list(self.seated.items())
        seat = list(self.seated).index(going)
        kinds[seat] = (coming, StepKind.EXCHANGED_IN)
        self.seated = dict(kinds)
        self._held.subtract(self._under_caps(self.people[going]))
        self._held.update(self._under_caps(self.people[coming]))
        return seat + 1

    def _under_caps(self, person: Candidate) -> list[tuple[int, str]]:
        """Every cap (its place in the rule sheet) and group of it that counts this person."""
        return [(place, group) for place, cap in self._caps for group in groups_under(cap, person)]

    def _over(self, more: Counter[tuple[int, str]]) -> tuple[int, str] | None:
        """The first cap and group that would have more members than it allows if these came in too."""
        for (place, group), number in sorted(more.items()):
            most = self.conditions[place - 1].seats_for(group)
            if most is not None and self._held[place, group] + number > most:
                return place, group
        return None

    def settle(self, equals: Sequence[Candidate], places: int) -> PersonTie:
        """Settle a tie between people with the same votes and remember it."""
        tie = settle_persons(equals, places, at=Fraction(self.votes[equals[0].number]), rule=self.tie_rule)
        self.ties.append(tie)
        return tie

    def _order(self, level: Sequence[Candidate], left: int) -> tuple[int, ...]:
        """In which order equals are seated; only where it matters is it a tie."""
        more = Counter(each for person in level for each in self._under_caps(person))
        if len(level) <= left and self._over(more) is None:
            return tuple(each.number for each in level)
        tie = self.settle(level, min(left, max(1, len(level) - 1)))
        return tie.outright if tie.open else tie.order
