# SPDX-License-Identifier: EUPL-1.2
"""Seats by highest quotients: d'Hondt (1, 2, 3 ...), the same with a Wahlzahl, and Sainte-Lague (1 or 1.4, 3, 5 ...).

The Wahlzahl is the quotient of the last seat. Statutes print it rounded; taken literally the rounded number
can cost a list a seat, so the exact quotient decides and the record says when the printed one would not agree.
`divisors` finds the seats; this module settles the tie and writes the table of quotients.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from council.tally.choices import DirectSeats, Formula
from council.tally.codec import omitted
from council.tally.display import shown
from council.tally.divisors import SERIES, cut
from council.tally.exhaustion import most_seats
from council.tally.profile import CandidateList
from council.tally.rules import RuleSheet
from council.tally.ties import LotBox, Tie, settle

MOST_CELLS = 200_000
"""Up to here every list's quotients are written as far as the best list's; beyond, only as far as its own."""


class CellOutcome(StrEnum):
    """What a quotient came to."""

    SEAT = "seat"
    SEAT_AFTER_TIE = "seat_after_tie"
    TIED = "tied"
    LOST_TIE = "lost_tie"
    NO_SEAT = "no_seat"
    NO_CANDIDATE = "no_candidate"
    DIRECT_SEAT = "direct_seat"


@dataclass(frozen=True, slots=True)
class Cell:
    """One quotient; `seat` is the order in which it won, from 1."""

    divisor: int
    quotient: Fraction
    shown: str
    outcome: CellOutcome
    seat: int | None


@dataclass(frozen=True, slots=True)
class QuotientRow:
    """The quotients of one list, from the first to one beyond the most seats any list won.

    `votes_short` is how many more votes, all else equal, would have brought it one more seat.
    """

    number: int
    cells: tuple[Cell, ...]
    votes_short: int | None


@dataclass(frozen=True, slots=True)
class NextInLine:
    """The list that lacked the fewest votes for one more seat."""

    number: int
    votes_short: int


@dataclass(frozen=True, slots=True)
class LiteralSeats:
    """How often the printed Wahlzahl fits into a list's votes, where that is not how often the exact one does."""

    number: int
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotientTable:
    """The working: every quotient that won or could have, the one of the last seat, and who came near.

    Divisors are in parts of `divisor_unit` (10 where the first one is 1.4). `literal` is every list's seats by
    the printed Wahlzahl, kept only where they would not be the exact ones.
    """

    rows: tuple[QuotientRow, ...]
    last_seat: Fraction | None
    last_seat_shown: str
    rounding_would_differ: bool
    next_in_line: NextInLine | None
    divisor_unit: int = omitted(1)
    literal: tuple[LiteralSeats, ...] = omitted(())


@dataclass(frozen=True, slots=True)
class Averages:
    """Who won how many quotients (direct seats not among them), of which the tie settled or left open some."""

    seats: Mapping[int, int]
    tie: Tie | None
    last: Fraction | None


def skipped_seats(item: CandidateList, rule: RuleSheet) -> int:
    """How many of a list's first quotients are left out because its people won seats otherwise."""
    return (item.direct_seats or 0) if rule.direct_seats is DirectSeats.WITHIN else 0


def highest_averages(lists: Sequence[CandidateList], rule: RuleSheet, box: LotBox, *, seats: int) -> Averages:
    """Give `seats` to the highest quotients and settle the tie for the last ones as far as the lots allow."""
    skipped = [skipped_seats(item, rule) for item in lists]
    found = cut(
        [item.votes for item in lists],
        seats,
        SERIES[rule.formula],
        room=[max(0, most_seats(item, rule) - past) for item, past in zip(lists, skipped, strict=True)],
        skipped=skipped,
    )
    won = {item.number: seats for item, seats in zip(lists, found.won, strict=True)}
    if not found.level or found.last is None:
        return Averages(won, None, found.last)
    equals = {lists[place].number: lists[place].votes for place in found.level}
    tie = settle(equals, found.left, at=found.last, rule=rule, box=box)
    for number in tie.winners:
        won[number] += 1
    last = found.last if tie.winners else _last_before(lists, rule, won)
    return Averages(won, tie, last)


def _last_before(lists: Sequence[CandidateList], rule: RuleSheet, won: Mapping[int, int]) -> Fraction | None:
    """The lowest quotient with a seat while a tie for all further ones is open."""
    series = SERIES[rule.formula]
    return min(
        (
            series.quotient(item.votes, skipped_seats(item, rule) + won[item.number] - 1)
            for item in lists
            if won[item.number]
        ),
        default=None,
    )


def quotient_table(lists: Sequence[CandidateList], rule: RuleSheet, result: Averages) -> QuotientTable:
    """The working of a distribution by highest quotients."""
    rows = _rows(lists, rule, result)
    near = [NextInLine(row.number, row.votes_short) for row in rows if row.votes_short is not None]
    last = result.last
    differs = last is not None and _rounding_would_differ(lists, rule, last)
    return QuotientTable(
        rows=rows,
        last_seat=last,
        last_seat_shown="" if last is None else shown(last, rule.decimals),
        rounding_would_differ=differs,
        next_in_line=min(near, key=lambda each: (each.votes_short, each.number), default=None),
        divisor_unit=SERIES[rule.formula].unit,
        literal=_literal(lists, rule, last) if differs and last is not None else (),
    )


def _rows(lists: Sequence[CandidateList], rule: RuleSheet, result: Averages) -> tuple[QuotientRow, ...]:
    order = _order(lists, rule, result)
    held = {item.number: skipped_seats(item, rule) + result.seats[item.number] for item in lists}
    most = max(held.values(), default=0)
    whole_table = len(lists) * (most + 1) <= MOST_CELLS
    shortfall = Shortfall(lists, rule, result)
    return tuple(
        QuotientRow(
            item.number,
            tuple(
                _cell(item, rule, index, result=result, seat=order.get((item.number, index)))
                for index in range(min((most if whole_table else held[item.number]) + 1, rule.seats))
            ),
            shortfall.votes_short(item),
        )
        for item in lists
    )


def _order(lists: Sequence[CandidateList], rule: RuleSheet, result: Averages) -> dict[tuple[int, int], int]:
    """Which seat each winning quotient took: the higher first, equal ones by list number."""
    series = SERIES[rule.formula]
    scale = series.divisor(rule.seats + max((skipped_seats(item, rule) for item in lists), default=0)) ** 2
    winners = []
    for item in lists:
        past = skipped_seats(item, rule)
        for index in range(past, past + result.seats[item.number]):
            winners.append((-(item.votes * scale // series.divisor(index)), item.number, index))
    winners.sort()
    return {(number, index): seat for seat, (_key, number, index) in enumerate(winners, start=1)}


def _cell(item: CandidateList, rule: RuleSheet, index: int, *, result: Averages, seat: int | None) -> Cell:
    series = SERIES[rule.formula]
    value = series.quotient(item.votes, index)
    outcome = _outcome(item, value, won=seat is not None, tie=result.tie)
    if index < skipped_seats(item, rule):
        outcome = CellOutcome.DIRECT_SEAT
    elif index >= most_seats(item, rule):
        outcome = CellOutcome.NO_CANDIDATE
    return Cell(series.divisor(index), value, shown(value, rule.decimals), outcome, seat)


def _outcome(item: CandidateList, value: Fraction, *, won: bool, tie: Tie | None) -> CellOutcome:
    if tie is None or value != tie.equal_at or item.number not in tie.between:
        return CellOutcome.SEAT if won else CellOutcome.NO_SEAT
    if won:
        return CellOutcome.SEAT_AFTER_TIE
    return CellOutcome.TIED if tie.open else CellOutcome.LOST_TIE


def _rounding_would_differ(lists: Sequence[CandidateList], rule: RuleSheet, last: Fraction) -> bool:
    """True when counting how often the printed Wahlzahl fits would give other seats than the exact one."""
    if rule.formula is not Formula.DHONDT_WAHLZAHL:
        return False
    printed = Fraction(shown(last, rule.decimals))
    return printed == 0 or any(item.votes // printed != item.votes // last for item in lists)


def _literal(lists: Sequence[CandidateList], rule: RuleSheet, last: Fraction) -> tuple[LiteralSeats, ...]:
    printed = Fraction(shown(last, rule.decimals))
    if printed == 0:
        return ()
    return tuple(LiteralSeats(item.number, item.votes // printed) for item in lists)


class Shortfall:
    """The votes with which a list's next quotient would pass the last seat of the other lists."""

    def __init__(self, lists: Sequence[CandidateList], rule: RuleSheet, result: Averages) -> None:
        self._rule, self._result = rule, result
        series = SERIES[rule.formula]
        lowest = sorted(
            (series.quotient(item.votes, skipped_seats(item, rule) + result.seats[item.number] - 1), item.number)
            for item in lists
            if result.seats[item.number]
        )
        self._lowest = lowest[:2]

    def votes_short(self, item: CandidateList) -> int | None:
        """How many votes the list lacked; none while a tie is open, or when it has nobody for a further seat."""
        if self._result.tie is not None and self._result.tie.open:
            return None
        series, held = SERIES[self._rule.formula], skipped_seats(item, self._rule) + self._result.seats[item.number]
        others = [value for value, number in self._lowest if number != item.number]
        if not others or held >= most_seats(item, self._rule):
            return None
        return others[0] * series.divisor(held) / series.unit // 1 - item.votes + 1
