# SPDX-License-Identifier: EUPL-1.2
"""A count record as a page reads it: names beside numbers, quotients as a table. It computes no result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from council.domain.election import LocalText
from council.tally import CountRecord, Formula
from council.tally.highest_averages import Cell
from council.tally.largest_remainder import RemainderRow
from council.tally.record import ListResult
from council.views.blueprint import local


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
class Working:
    """Everything the page of a count shows. ``names`` are by list number."""

    record: CountRecord
    names: Mapping[int, LocalText]
    divisors: tuple[int, ...] = ()
    rows: tuple[WorkedRow, ...] = ()
    remainders: tuple[RemainderRow, ...] = ()

    @property
    def results(self) -> tuple[ListResult, ...]:
        return self.record.results

    @property
    def has_wahlzahl(self) -> bool:
        """True when the statute counts by an electoral number."""
        return self.record.rule.formula is Formula.DHONDT_WAHLZAHL

    @property
    def bar(self) -> tuple[SeatRow, ...]:
        """The seats for the component that draws them."""
        return tuple(SeatRow(local(self.names[each.number]), each.seats) for each in self.results)


def working_of(record: CountRecord, names: Mapping[int, LocalText] | None = None) -> Working:
    """A record ready to be shown; without names the record's own are used."""
    named = names or {each.number: LocalText(each.name) for each in record.results}
    remainders = record.remainders.rows if record.remainders else ()
    if record.quotients is None:
        return Working(record, named, remainders=remainders)
    rows = record.quotients.rows
    longest = max((row.cells for row in rows), key=len, default=())
    return Working(
        record,
        named,
        divisors=tuple(cell.divisor for cell in longest),
        rows=tuple(
            WorkedRow(
                row.number,
                named[row.number],
                (*row.cells, *(None for _ in range(len(longest) - len(row.cells)))),
                row.votes_short,
            )
            for row in rows
        ),
    )
