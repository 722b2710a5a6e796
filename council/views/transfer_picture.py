# SPDX-License-Identifier: EUPL-1.2
"""The transfers of a ranked count as a flow picture, drawn from the flows of its record. An illustration only.

Every stage is a column; a bar is as high as a candidate's votes; a band is votes that stay or move on. The table of
the stages is the record; the picture leaves out bands too thin to see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from council.tally.stv.record import RankedRecord, Stage, Standing
from council.tally.stv.vacancy import VacancyRecord

HEIGHT, COLUMN, BAR, GAP, TOP, MARGIN = 420, 130, 12, 6, 26, 190
THINNEST = 0.6
NON_TRANSFERABLE = 0
MOST_STAGES = 14
MOST_CANDIDATES = 16


@dataclass(frozen=True, slots=True)
class Node:
    """One bar: a candidate's votes after a stage."""

    x: int
    y: float
    height: float
    label: str
    look: str
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Votes from one bar to the next, as the path of a filled shape."""

    path: str
    moved: bool


@dataclass(frozen=True, slots=True)
class TransferPicture:
    width: int
    height: int
    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]
    stages: tuple[int, ...]


def transfer_picture(record: RankedRecord | VacancyRecord) -> TransferPicture | None:
    """The picture, or nothing where there are too many stages or candidates to tell apart."""
    people = record.profile.candidates
    if not record.stages or len(record.stages) > MOST_STAGES or len(people) > MOST_CANDIDATES:
        return None
    first = record.stages[0]
    total = sum(float(line.total) for line in first.lines) + float(first.non_transferable) or 1.0
    order = [line.number for line in sorted(first.lines, key=lambda line: (-float(line.total), line.number))]
    scale = (HEIGHT - GAP * (len(order) + 1)) / total
    tops = [_tops(stage, order, scale) for stage in record.stages]
    nodes = [
        Node(
            MARGIN + index * COLUMN,
            *tops[index][number],
            record.profile.name(number) if number else "",
            _look(stage, number),
            first=index == 0,
            last=index == len(record.stages) - 1,
        )
        for index, stage in enumerate(record.stages)
        for number in (*order, NON_TRANSFERABLE)
        if tops[index].get(number, (0.0, 0.0))[1] > THINNEST
    ]
    bands: list[Band] = []
    for index, stage in enumerate(record.stages[1:], start=1):
        bands += _bands(stage, tops[index - 1], tops[index], x=MARGIN + (index - 1) * COLUMN, scale=scale, order=order)
    width = (len(record.stages) - 1) * COLUMN + BAR + 2 * MARGIN
    return TransferPicture(
        width, HEIGHT + TOP, tuple(nodes), tuple(bands), tuple(range(MARGIN, width - MARGIN, COLUMN))
    )


Tops = dict[int, tuple[float, float]]


def _tops(stage: Stage, order: list[int], scale: float) -> Tops:
    """Where each bar of a column begins and how high it is, one below the other."""
    totals = {line.number: float(line.total) for line in stage.lines if line.standing is not Standing.EXCLUDED}
    totals[NON_TRANSFERABLE] = float(stage.non_transferable)
    y, found = float(TOP), {}
    for number in (*order, NON_TRANSFERABLE):
        height = totals.get(number, 0.0) * scale
        found[number] = (y, height)
        y += height + (GAP if height > THINNEST else 0)
    return found


def _bands(stage: Stage, before: Tops, after: Tops, *, x: int, scale: float, order: list[int]) -> list[Band]:
    """What stays first, then what moves, each stacked inside its bars."""
    out: dict[int, float] = {}
    into: dict[int, float] = {}
    left: Mapping[int, float] = {
        number: sum(float(flow.votes) for flow in stage.flows if flow.source == number) * scale for number in order
    }
    found = []
    for number in (*order, NON_TRANSFERABLE):
        stays = min(before[number][1] - left.get(number, 0.0), after[number][1])
        if stays > THINNEST:
            found.append(Band(_path(x, before[number][0], after[number][0], stays), False))
        out[number] = into[number] = max(0.0, stays)
    for flow in stage.flows:
        height = float(flow.votes) * scale
        start, end = before[flow.source][0] + out[flow.source], after[flow.target][0] + into[flow.target]
        out[flow.source] += height
        into[flow.target] += height
        if height > THINNEST:
            found.append(Band(_path(x, start, end, height), True))
    return found


def _path(x: int, start: float, end: float, height: float) -> str:
    left, right, middle = x + BAR, x + COLUMN, x + (BAR + COLUMN) / 2
    return (
        f"M{left} {start:.1f}C{middle:.0f} {start:.1f} {middle:.0f} {end:.1f} {right} {end:.1f}v{height:.1f}"
        f"C{middle:.0f} {end + height:.1f} {middle:.0f} {start + height:.1f} {left} {start + height:.1f}z"
    )


def _look(stage: Stage, number: int) -> str:
    if number == NON_TRANSFERABLE:
        return "bar--rest"
    standing = next(line.standing for line in stage.lines if line.number == number)
    return "bar--elected" if standing is Standing.ELECTED else "bar--running"
