# SPDX-License-Identifier: EUPL-1.2
"""A ranked count as a page reads it: the stage table as the legal record, each stage in words, the flow picture.

It computes no result: everything is taken from the record and only put in order.
"""

from __future__ import annotations

from dataclasses import dataclass

from council.tally.stv.record import (
    ElectedCandidate,
    Flow,
    Line,
    RankedRecord,
    RankedTie,
    Stage,
    StageAction,
)
from council.views.transfer_picture import TransferPicture, transfer_picture


@dataclass(frozen=True, slots=True)
class StageRow:
    """One candidate through all stages; None where the candidate is out already."""

    number: int
    name: str
    lines: tuple[Line | None, ...]
    elected: ElectedCandidate | None


@dataclass(frozen=True, slots=True)
class Surplus:
    """What somebody had before the stage, and what of it was above the quota."""

    total: str
    quota: str
    above: str


@dataclass(frozen=True, slots=True)
class StageWords:
    """One stage with everything its sentence needs."""

    stage: Stage
    who: tuple[str, ...]
    elected: tuple[str, ...]
    surplus: bool
    excluded: bool
    values: tuple[tuple[str, str], ...]
    sums: tuple[Surplus, ...]
    flows: tuple[Flow, ...]
    ties: tuple[RankedTie, ...]


@dataclass(frozen=True, slots=True)
class RankedWorking:
    """Everything the page of a ranked count shows."""

    record: RankedRecord
    rows: tuple[StageRow, ...]
    words: tuple[StageWords, ...]
    picture: TransferPicture | None

    def name(self, number: int) -> str:
        return self.record.profile.name(number)


def ranked_working(record: RankedRecord) -> RankedWorking:
    """A record of a ranked count ready to be shown."""
    elected = {each.number: each for each in record.elected}
    rows = tuple(
        StageRow(
            each.number,
            each.name,
            tuple(_line(stage, each.number) for stage in record.stages),
            elected.get(each.number),
        )
        for each in record.profile.candidates
        if not each.withdrawn
    )
    return RankedWorking(record, rows, tuple(_words(record, each) for each in record.stages), transfer_picture(record))


def _line(stage: Stage, number: int) -> Line | None:
    return next((line for line in stage.lines if line.number == number), None)


def _words(record: RankedRecord, stage: Stage) -> StageWords:
    """Each value only once, and zero flows left out: the table has them all."""
    values = tuple(dict.fromkeys((parcel.value, parcel.new_value) for parcel in stage.parcels))
    return StageWords(
        stage=stage,
        who=tuple(record.profile.name(number) for number in stage.who),
        elected=tuple(record.profile.name(number) for number in stage.elected),
        surplus=stage.action is StageAction.SURPLUS,
        excluded=stage.action is StageAction.EXCLUDE,
        values=values[:6],
        sums=_sums(record, stage),
        flows=tuple(sorted(stage.flows, key=lambda flow: (-float(flow.votes), flow.target))),
        ties=tuple(tie for tie in record.ties if tie.stage == stage.number),
    )


def _sums(record: RankedRecord, stage: Stage) -> tuple[Surplus, ...]:
    before = next((each for each in record.stages if each.number == stage.number - 1), None)
    if stage.action is not StageAction.SURPLUS or before is None:
        return ()
    pairs = ((_line(before, number), _line(stage, number)) for number in stage.who)
    return tuple(Surplus(was.total, before.quota, now.change.removeprefix("-")) for was, now in pairs if was and now)
