# SPDX-License-Identifier: EUPL-1.2
"""Which people take a list's seats: those at its top, and the rest as substitutes in the same order.

Votes for persons, conditions by group and vacancies are in the modules beside this one.
"""

from dataclasses import dataclass

from council.tally.profile import CandidateList


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a list, known by the place on it."""

    position: int
    name: str


def elected_persons(item: CandidateList, seats: int) -> tuple[Person, ...]:
    """The people at the top of the list, as many as it has seats and people."""
    return _people(item)[:seats]


def substitutes(item: CandidateList, seats: int) -> tuple[Person, ...]:
    """Everyone further down, who moves up when a seat falls vacant."""
    return _people(item)[seats:]


def _people(item: CandidateList) -> tuple[Person, ...]:
    return tuple(Person(position, name) for position, name in enumerate(item.candidates, start=1))
