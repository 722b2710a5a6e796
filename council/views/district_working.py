# SPDX-License-Identifier: EUPL-1.2
"""A count in districts as a page reads it: seats by list and district, the factors, the count of the whole.

It computes no result: everything is taken from the record and only put in order.
"""

from __future__ import annotations

from dataclasses import dataclass

from council.tally.districts import DistrictMethod, DistrictRecord
from council.views.working import Working, working_of


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One list: its votes and seats in every district, in the order of the districts."""

    number: int
    name: str
    votes: tuple[int, ...]
    seats: tuple[int, ...]
    total: int
    admitted: bool


@dataclass(frozen=True, slots=True)
class DistrictWorking:
    """Everything the page of a count in districts shows."""

    record: DistrictRecord
    rows: tuple[DistrictRow, ...]
    whole: Working | None

    @property
    def names(self) -> tuple[str, ...]:
        """The districts."""
        return tuple(each.name for each in self.record.profile.districts)

    @property
    def sums(self) -> tuple[int, ...]:
        """The seats of every district."""
        return tuple(sum(cell.seats for cell in self.record.cells if cell.district == name) for name in self.names)

    @property
    def by_factors(self) -> bool:
        """True where factors make the seats add up both ways."""
        return self.record.rule.method is DistrictMethod.BIPROPORTIONAL


def district_working(record: DistrictRecord) -> DistrictWorking:
    """A record of a count in districts ready to be shown."""
    cells = {(cell.district, cell.number): cell.seats for cell in record.cells}
    totals = {each.number: each for each in record.totals}
    rows = tuple(
        DistrictRow(
            item.number,
            item.name,
            item.votes,
            tuple(cells.get((district.name, item.number), 0) for district in record.profile.districts),
            totals[item.number].seats,
            totals[item.number].admitted,
        )
        for item in record.profile.lists
    )
    return DistrictWorking(record, rows, working_of(record.whole) if record.whole else None)
