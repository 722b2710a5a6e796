# SPDX-License-Identifier: EUPL-1.2
"""A count record as a page reads it: names beside numbers, quotients as a table, seats in the order they were given.

It computes no result: everything is taken from the record and only put in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from council.domain.election import LocalText
from council.tally import CountRecord, Formula
from council.tally.display import shown
from council.tally.highest_averages import Cell, CellOutcome
from council.tally.largest_remainder import RemainderRow
from council.tally.record import ListResult
from council.tally.small_council import CountOutcome
from council.views.blueprint import local
from council.views.seat_picture import Bench, HalfCircle, half_circle

WON = (CellOutcome.SEAT, CellOutcome.SEAT_AFTER_TIE)


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One list in the seat bar."""

    label: str
    seats: int


@dataclass(frozen=True, slots=True)
class WorkedRow:
    """One list with its quotients."""

    number: int
    name: LocalText
    cells: tuple[Cell | None, ...]
    votes_short: int | None


@dataclass(frozen=True, slots=True)
class Award:
    """One seat in the order given: to which list, and the division that shows why."""

    seat: int
    number: int
    votes: int
    divisor: str
    quotient: str


@dataclass(frozen=True, slots=True)
class Working:
    """Everything the page of a count shows. ``names`` are by list number."""

    record: CountRecord
    names: Mapping[int, LocalText]
    divisors: tuple[str, ...] = ()
    rows: tuple[WorkedRow, ...] = ()
    remainders: tuple[RemainderRow, ...] = ()
    awards: tuple[Award, ...] = ()

    @property
    def results(self) -> tuple[ListResult, ...]:
        return self.record.results

    @property
    def by_formula(self) -> bool:
        """False where a small council filled its seats without one."""
        return self.record.outcome is CountOutcome.BY_FORMULA

    @property
    def has_wahlzahl(self) -> bool:
        """True when the statute counts by an electoral number."""
        return self.record.rule.formula is Formula.DHONDT_WAHLZAHL

    @property
    def bar(self) -> tuple[SeatRow, ...]:
        """The seats for the component that draws them."""
        return tuple(SeatRow(local(self.names[each.number]), each.seats) for each in self.results)

    @property
    def votes_to_next(self) -> dict[int, int | None]:
        """How many more votes would have brought each list one more seat, where the record says so."""
        return {each.number: each.votes_short for each in self.record.margins}

    def votes_of(self, number: int) -> int:
        """The votes of one list, or of the linked lists that stand together under this number."""
        return rival_votes(self.record)[number]

    def rival(self, number: int) -> LocalText:
        """Who competes under this number: a list, or linked lists together."""
        return rival_names(self.record, self.names)[number]

    @property
    def by_rank(self) -> tuple[RemainderRow, ...]:
        """The remainders, largest first."""
        return tuple(sorted(self.remainders, key=lambda row: (row.rank, row.number)))

    @property
    def example(self) -> WorkedRow | None:
        """The list whose divisions are read out as an example: the one with the most votes."""
        return max(self.rows, key=lambda row: (self.votes_of(row.number), -row.number), default=None)

    def figure(self, cell: Cell) -> str:
        """A quotient with as many decimals as the others beside it: 50.000 where another is 62.500."""
        ends = (each.shown.partition(".")[2] for row in self.rows for each in row.cells if each)
        places = next((end for end in ends if end), "")
        return f"{cell.shown}.{'0' * len(places)}" if places and "." not in cell.shown else cell.shown

    def half_circle(self, *, mirrored: bool = False) -> HalfCircle:
        """The seats as a picture."""
        benches = [
            Bench(each.number, local(self.names[each.number]), each.filled, each.vacant) for each in self.results
        ]
        return half_circle(benches, unassigned=max(0, self.record.unassigned), mirrored=mirrored)

    def is_last(self, cell: Cell) -> bool:
        """True for the quotient that won the last seat."""
        return bool(self.awards) and cell.seat == self.awards[-1].seat

    def is_first_out(self, number: int, cell: Cell) -> bool:
        """True for the quotient that came nearest to another seat."""
        table = self.record.quotients
        near = table.next_in_line if table else None
        if near is None or near.number != number or table is None:
            return False
        cells = next(row.cells for row in table.rows if row.number == number)
        return cell is next((each for each in cells if each.outcome not in WON), None)


def working_of(record: CountRecord, names: Mapping[int, LocalText] | None = None) -> Working:
    """A record ready to be shown; without names the record's own are used."""
    named = names or {each.number: LocalText(each.name) for each in record.results}
    remainders = record.remainders.rows if record.remainders else ()
    if record.quotients is None:
        return Working(record, named, remainders=remainders)
    rows, unit = record.quotients.rows, record.quotients.divisor_unit
    rivals = rival_names(record, named)
    longest = max((row.cells for row in rows), key=len, default=())
    return Working(
        record,
        named,
        divisors=tuple(_divisor(cell, unit) for cell in longest),
        rows=tuple(
            WorkedRow(
                row.number,
                rivals[row.number],
                (*row.cells, *(None for _ in range(len(longest) - len(row.cells)))),
                row.votes_short,
            )
            for row in rows
        ),
        awards=_awards(record, unit),
    )


def rival_votes(record: CountRecord) -> dict[int, int]:
    """The votes by the number under which somebody competes; linked lists compete together."""
    alone = {each.number: each.votes for each in record.results}
    return {**alone, **{each.number: each.votes for each in record.groups}}


def rival_names(record: CountRecord, names: Mapping[int, LocalText]) -> dict[int, LocalText]:
    """The names by the number under which somebody competes."""
    linked = {each.number: LocalText(each.name) for each in record.groups if len(each.members) > 1}
    return {**names, **linked}


def _awards(record: CountRecord, unit: int) -> tuple[Award, ...]:
    votes = rival_votes(record)
    rows = record.quotients.rows if record.quotients else ()
    found = [
        Award(cell.seat, row.number, votes[row.number], _divisor(cell, unit), cell.shown)
        for row in rows
        for cell in row.cells
        if cell.seat is not None
    ]
    return tuple(sorted(found, key=lambda award: award.seat))


def _divisor(cell: Cell, unit: int) -> str:
    """A divisor as it is written: 1.4 where it is kept as 14 parts of 10."""
    return shown(Fraction(cell.divisor, unit), 1)
