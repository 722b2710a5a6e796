# SPDX-License-Identifier: EUPL-1.2
"""What a way of counting persons came to, before it is written into the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from council.tally.persons.lots import PersonTie
from council.tally.persons.record import ConditionOutcome, ListOutcome, Step, StepKind


@dataclass(slots=True)
class Outcome:
    """What a way of counting came to. `seated` is in the order of the seats, `order` in that of all people.

    `seats` is set where lists come with theirs: an overhang makes them more than the rule sheet says.
    """

    seated: Mapping[int, StepKind]
    order: Sequence[int]
    steps: Sequence[Step] = ()
    ties: Sequence[PersonTie] = ()
    conditions: tuple[ConditionOutcome, ...] = ()
    lists: Sequence[ListOutcome] = ()
    quota: Fraction | None = None
    seats: int | None = None
    extra: int = 0
    vacant: int = 0
    undecided: int = 0
    released: int = 0
    comparison: Mapping[int, Fraction] = field(default_factory=dict)
