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
from council.tally.stv.vacancy import Vacancy, VacancyRecord
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
    """Everything the page of a ranked count shows. ``vacancy`` when it is the count of the papers of one who left."""

    record: RankedRecord | VacancyRecord
    rows: tuple[StageRow, ...]
    words: tuple[StageWords, ...]
    picture: TransferPicture | None
    papers: int
    seats: int
    vacant: int = 0
    vacancy: Vacancy | None = None

    def name(self, number: int) -> str:
        return self.record.profile.name(number)


def ranked_working(record: RankedRecord | VacancyRecord) -> RankedWorking:
    """A record of a ranked count ready to be shown."""
    words, picture = tuple(_words(record, each) for each in record.stages), transfer_picture(record)
    if isinstance(record, VacancyRecord):
        return RankedWorking(
            record, _rows(record), words, picture, papers=record.papers, seats=1, vacancy=record.vacancy
        )
    return RankedWorking(
        record, _rows(record), words, picture, papers=record.valid_papers, seats=record.seats, vacant=record.vacant
    )


def _rows(record: RankedRecord | VacancyRecord) -> tuple[StageRow, ...]:
    """Everybody who was in the running; in the count of one vacancy the members and the unavailable were not."""
    elected = {each.number: each for each in record.elected}
    rows = (
        StageRow(
            each.number,
            each.name,
            tuple(_line(stage, each.number) for stage in record.stages),
            elected.get(each.number),
        )
        for each in record.profile.candidates
        if not each.withdrawn
    )
    return tuple(row for row in rows if any(row.lines) or isinstance(record, RankedRecord))


def _line(stage: Stage, number: int) -> Line | None:
    return next((line for line in stage.lines if line.number == number), None)


def _words(record: RankedRecord | VacancyRecord, stage: Stage) -> StageWords:
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


def _sums(record: RankedRecord | VacancyRecord, stage: Stage) -> tuple[Surplus, ...]:
    before = next((each for each in record.stages if each.number == stage.number - 1), None)
    if stage.action is not StageAction.SURPLUS or before is None:
        return ()
    pairs = ((_line(before, number), _line(stage, number)) for number in stage.who)
    return tuple(Surplus(was.total, before.quota, now.change.removeprefix("-")) for was, now in pairs if was and now)
