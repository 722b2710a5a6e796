# SPDX-License-Identifier: EUPL-1.2
"""Verification of one place's figures: what cannot be true is refused, what is only unusual needs a written reason.

Limits of plausibility are measures of surprise, not of truth: they never refuse. Nothing here compares a figure with
another person's entry of the same place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from council.domain.polling import Figures

MOST_REJECTED = 10
"""Above this share of rejected papers, in per cent, the sheet asks for a sentence."""
LARGEST_TURNOUT_GAP = 25
"""A turnout so many points away from that of the other places asks for a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a sheet is compared with: the closed register, and turnout in per cent at the other confirmed places.

    ``keyed`` is true where papers are entered one by one, so that the sheet ends with the papers in the box.
    ``marked`` is what the roll says, where it was marked at the desk; ``electors`` is 0 for a place without any of its
    own, such as the postal board.
    """

    electors: int | None = None
    marked: int | None = None
    turnout: int | None = None
    keyed: bool = False


NOWHERE = Surroundings()


class Check(StrEnum):
    """One comparison between figures."""

    FOUND_IS_VALID_AND_REJECTED = "found_is_valid_and_rejected"
    VOTES_ARE_VALID = "votes_are_valid"
    FOUND_ABOVE_ISSUED = "found_above_issued"
    ISSUED_ABOVE_ELECTORS = "issued_above_electors"
    MARKED_ABOVE_ELECTORS = "marked_above_electors"
    RECEIVED_ADDS_UP = "received_adds_up"
    FOUND_BELOW_ISSUED = "found_below_issued"
    ISSUED_IS_MARKED = "issued_is_marked"
    ELECTORS_AS_REGISTER = "electors_as_register"
    GROUNDS_ARE_REJECTED = "grounds_are_rejected"
    MANY_REJECTED = "many_rejected"
    TURNOUT_APART = "turnout_apart"
    MARKED_AS_ROLL = "marked_as_roll"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two figures that do not fit: the field to look at first, and both sides of the comparison."""

    check: Check
    field: str
    have: int
    want: int

    @property
    def stops(self) -> bool:
        """True when the figures cannot be true whatever happened."""
        return self.check in _STOPPING


_STOPPING = frozenset(
    {
        Check.FOUND_IS_VALID_AND_REJECTED,
        Check.VOTES_ARE_VALID,
        Check.FOUND_ABOVE_ISSUED,
        Check.ISSUED_ABOVE_ELECTORS,
        Check.MARKED_ABOVE_ELECTORS,
        Check.GROUNDS_ARE_REJECTED,
    }
)


def differences(figures: Figures, around: Surroundings = NOWHERE) -> tuple[Difference, ...]:
    """Every comparison that does not hold."""
    equal = [
        (Check.RECEIVED_ADDS_UP, "received", figures.received, figures.issued + figures.unused + figures.spoilt),
        (Check.ISSUED_IS_MARKED, "marked", figures.issued, figures.marked),
        *(() if around.keyed else _in_the_box(figures)),
    ]
    found = [Difference(*each) for each in equal if each[2] != each[3]]
    if figures.found > figures.issued:
        found.append(Difference(Check.FOUND_ABOVE_ISSUED, "found", figures.found, figures.issued))
    if figures.found < figures.issued:
        found.append(Difference(Check.FOUND_BELOW_ISSUED, "found", figures.found, figures.issued))
    return (*found, *_against_electors(figures, around.electors), *_unusual(figures, around))


def turnout(figures: Figures) -> int | None:
    """Papers found for every hundred electors, where the register says how many there are."""
    return figures.found * 100 // figures.electors if figures.electors else None


def _in_the_box(figures: Figures) -> Iterable[tuple[Check, str, int, int]]:
    yield Check.FOUND_IS_VALID_AND_REJECTED, "found", figures.found, figures.valid + figures.rejected
    yield Check.VOTES_ARE_VALID, "valid", sum(each.votes for each in figures.votes), figures.valid
    grounds = sum(each.papers for each in figures.grounds)
    yield Check.GROUNDS_ARE_REJECTED, "rejected", grounds, figures.rejected


def _unusual(figures: Figures, around: Surroundings) -> Iterable[Difference]:
    if not around.keyed and figures.rejected * 100 > figures.found * MOST_REJECTED:
        share = figures.rejected * 100 // figures.found if figures.found else 100
        yield Difference(Check.MANY_REJECTED, "rejected", share, MOST_REJECTED)
    if around.marked is not None and figures.marked != around.marked:
        yield Difference(Check.MARKED_AS_ROLL, "marked", figures.marked, around.marked)
    here = turnout(figures)
    if here is not None and around.turnout is not None and abs(here - around.turnout) > LARGEST_TURNOUT_GAP:
        yield Difference(Check.TURNOUT_APART, "found", here, around.turnout)


def _against_electors(figures: Figures, electors: int | None) -> Iterable[Difference]:
    most = figures.electors
    if electors == most == 0:
        return
    if most is not None and figures.issued > most:
        yield Difference(Check.ISSUED_ABOVE_ELECTORS, "issued", figures.issued, most)
    if most is not None and figures.marked > most:
        yield Difference(Check.MARKED_ABOVE_ELECTORS, "marked", figures.marked, most)
    if most is not None and electors is not None and most != electors:
        yield Difference(Check.ELECTORS_AS_REGISTER, "electors", most, electors)
