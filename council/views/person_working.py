# SPDX-License-Identifier: EUPL-1.2
"""A count of persons as a page reads it: every step with its name and clause, conditions, the seats as a picture.

It computes no result: everything is taken from the record and only put in order.
"""

from __future__ import annotations

from dataclasses import dataclass

from council.tally.persons.choices import Condition
from council.tally.persons.profile import Candidate
from council.tally.persons.record import ConditionOutcome, PersonRecord, PersonResult, PersonState, Step, StepKind
from council.views.seat_picture import Bench, HalfCircle, half_circle

KEPT = (StepKind.GUARANTEED_SEAT, StepKind.FIXED_SEAT, StepKind.EXTRA_SEAT)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: the person it speaks of, the other one in an exchange, the condition behind it."""

    step: Step
    name: str
    other: str
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition as the statute has it, and how it came out."""

    condition: Condition
    outcome: ConditionOutcome


@dataclass(frozen=True, slots=True)
class PersonWorking:
    """Everything the page of a count of persons shows."""

    record: PersonRecord
    people: dict[int, Candidate]
    steps: tuple[StepRow, ...]
    conditions: tuple[ConditionRow, ...]

    @property
    def ranked(self) -> tuple[PersonResult, ...]:
        """Those elected in the order of their seats, then everybody else by votes."""
        return tuple(sorted(self.record.results, key=lambda each: (each.seat or 10**9, -each.votes, each.number)))

    @property
    def conflicts(self) -> bool:
        """True where the conditions on groups cannot all be met."""
        return self.record.state is PersonState.CONDITIONS_CONFLICT

    @property
    def votes(self) -> int:
        """All votes for persons."""
        return sum(each.votes for each in self.record.results)

    @property
    def short(self) -> bool:
        """True where the record says how many votes somebody missed a seat by."""
        return any(each.votes_short is not None for each in self.record.results)

    def name(self, number: int) -> str:
        return self.people[number].name

    def groups(self, number: int) -> str:
        """The groups a person belongs to."""
        return ", ".join(trait.group for trait in self.people[number].traits)

    def half_circle(self, *, mirrored: bool = False) -> HalfCircle:
        """The seats as a picture; a dot carries the number of its seat."""
        benches = [
            Bench(each.seat or 0, each.name, 1, kept=int(each.elected_by in KEPT)) for each in self.record.elected
        ]
        vacant = [Bench(0, "", 0, vacant=self.record.vacant)] if self.record.vacant else []
        return half_circle([*benches, *vacant], unassigned=self.record.undecided, mirrored=mirrored, plain=True)


def person_working(record: PersonRecord) -> PersonWorking:
    """A record of a count of persons ready to be shown."""
    people = {each.number: each for each in record.profile.candidates}
    conditions = record.rule.conditions
    return PersonWorking(
        record,
        people,
        tuple(
            StepRow(
                step,
                people[step.person].name if step.person else "",
                people[step.other].name if step.other else "",
                conditions[step.condition - 1] if step.condition else None,
            )
            for step in record.steps
        ),
        tuple(ConditionRow(conditions[each.condition - 1], each) for each in record.conditions),
    )
