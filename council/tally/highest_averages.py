# SPDX-License-Identifier: EUPL-1.2
"""Seats by highest quotients: d'Hondt (1, 2, 3 ...), the same with a Wahlzahl, and Sainte-Lague (1, 3, 5 ...).

The Wahlzahl is the quotient of the last seat. Statutes print it rounded; taken literally the rounded number
can cost a list a seat, so the exact quotient decides and the record says when the printed one would not agree.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import islice, takewhile

from council.tally.display import shown
from council.tally.exhaustion import most_seats
from council.tally.profile import CandidateList
from council.tally.rules import Formula, RuleSheet
from council.tally.ties import LotBox, Tie, settle


class CellOutcome(StrEnum):
    """What a quotient came to."""

    SEAT = "seat"
    SEAT_AFTER_TIE = "seat_after_tie"
    TIED = "tied"
    LOST_TIE = "lost_tie"
    NO_SEAT = "no_seat"
    NO_CANDIDATE = "no_candidate"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotientTable:
    """The working: every quotient that won or could have, the one of the last seat, and who came near."""

    rows: tuple[QuotientRow, ...]
    last_seat: Fraction | None
    last_seat_shown: str
    rounding_would_differ: bool
    next_in_line: NextInLine | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One quotient in the running; `index` counts a list's seats from 0."""

    number: int
    index: int
    value: Fraction


Outcome = tuple[dict[int, int], QuotientTable, tuple[Tie, ...]]


def divisor(formula: Formula, index: int) -> int:
    """The divisor of a list's (index + 1)th seat."""
    return 2 * index + 1 if formula is Formula.SAINTE_LAGUE else index + 1


def highest_averages(lists: Sequence[CandidateList], rule: RuleSheet, box: LotBox) -> Outcome:
    """Seats per list number, the table of quotients, and the tie for the last seats if there is one."""
    winners, level = _cut(_best_first(lists, rule), rule.seats)
    tie = None
    if level:
        standing = {entry.number for entry in level}
        equals = {item.number: item.votes for item in lists if item.number in standing}
        tie = settle(equals, rule.seats - len(winners), at=level[0].value, rule=rule, box=box)
        winners += [entry for entry in level if entry.number in tie.winners]
    seats = {item.number: sum(entry.number == item.number for entry in winners) for item in lists}
    last = winners[-1].value if winners else None
    rows = _rows(lists, rule, winners=winners, tie=tie)
    near = [NextInLine(row.number, row.votes_short) for row in rows if row.votes_short is not None]
    table = QuotientTable(
        rows=rows,
        last_seat=last,
        last_seat_shown="" if last is None else shown(last, rule.decimals),
        rounding_would_differ=last is not None and _rounding_would_differ(lists, rule, last),
        next_in_line=min(near, key=lambda each: (each.votes_short, each.number), default=None),
    )
    return seats, table, (tie,) if tie else ()


def _best_first(lists: Sequence[CandidateList], rule: RuleSheet) -> Iterator[_Entry]:
    """Every quotient that may win, highest first, equal ones by list number."""
    room = {item.number: most_seats(item, rule) for item in lists}
    heap = [(-Fraction(item.votes), item.number, 0, item.votes) for item in lists if room[item.number]]
    heapq.heapify(heap)
    while heap:
        value, number, index, votes = heapq.heappop(heap)
        yield _Entry(number, index, -value)
        if index + 1 < room[number]:
            following = Fraction(-votes, divisor(rule.formula, index + 1))
            heapq.heappush(heap, (following, number, index + 1, votes))


def _cut(entries: Iterator[_Entry], seats: int) -> tuple[list[_Entry], list[_Entry]]:
    """Who wins whatever the lots say, and who stands level for the rest when they are too many for it."""
    best = list(islice(entries, seats))
    following = next(entries, None)
    if following is None or following.value < best[-1].value:
        return best, []
    cut = following.value
    level = [entry for entry in best if entry.value == cut] + [following]
    level += takewhile(lambda entry: entry.value == cut, entries)
    return [entry for entry in best if entry.value > cut], level


def _rows(
    lists: Sequence[CandidateList], rule: RuleSheet, *, winners: Sequence[_Entry], tie: Tie | None
) -> tuple[QuotientRow, ...]:
    order = {(entry.number, entry.index): seat for seat, entry in enumerate(winners, start=1)}
    most = max((entry.index + 1 for entry in winners), default=0)
    rows = []
    for item in lists:
        cells = []
        for index in range(min(most + 1, rule.seats)):
            step = divisor(rule.formula, index)
            value = Fraction(item.votes, step)
            seat = order.get((item.number, index))
            outcome = _outcome(item, value, won=seat is not None, tie=tie)
            if index >= most_seats(item, rule):
                outcome = CellOutcome.NO_CANDIDATE
            cells.append(Cell(step, value, shown(value, rule.decimals), outcome, seat))
        short = None if tie and tie.open else _votes_short(item, rule, winners)
        rows.append(QuotientRow(item.number, tuple(cells), short))
    return tuple(rows)


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


def _votes_short(item: CandidateList, rule: RuleSheet, winners: Sequence[_Entry]) -> int | None:
    """The votes with which the list's next quotient would pass the last seat of the other lists."""
    won = sum(entry.number == item.number for entry in winners)
    others = [entry.value for entry in winners if entry.number != item.number]
    if not others or won >= most_seats(item, rule):
        return None
    return min(others) * divisor(rule.formula, won) // 1 - item.votes + 1
