# SPDX-License-Identifier: EUPL-1.2
"""Who came nearest and who is next in line, read off the finished books of a ranked count."""

from collections.abc import Sequence
from itertools import groupby

from council.tally.stv.ledger import Ledger
from council.tally.stv.record import RunnerUp


def in_line(ledger: Ledger) -> tuple[tuple[int, ...], ...]:
    """Those not elected: still in the running at the end first, then the last excluded back to the first.

    Within a stage more votes come first, then more votes at each earlier stage; who is equal at all stages stands
    together, and a lot decides when a place falls vacant.
    """
    last = len(ledger.history)
    groups = _ranked(ledger, ledger.continuing, last)
    stage_of = {stage.who: stage.number for stage in ledger.stages}
    for together in reversed(ledger.excluded):
        groups += _ranked(ledger, together, stage_of[together] - 1)
    return tuple(groups)


def runner_up(ledger: Ledger) -> RunnerUp | None:
    """The best of those not elected, and the weakest of those elected when both were last in the running."""
    line = in_line(ledger)
    if not line or not ledger.elected:
        return None
    first = line[0][0]
    last = len(ledger.history)
    gone = next((stage.number for stage in ledger.stages if first in stage.who), last + 1)
    rivals = [each.number for each in ledger.elected if each.stage >= min(gone, last)]
    stage = gone - 1
    if not rivals:
        return None
    votes = ledger.history[stage - 1]
    behind = min(rivals, key=lambda number: (votes[number], number))
    return RunnerUp(first, behind, stage, ledger.text(votes[behind] - votes[first]))


def _ranked(ledger: Ledger, numbers: Sequence[int], stage: int) -> list[tuple[int, ...]]:
    """Groups of equals by their votes at a stage and at every stage before it, most votes first."""

    def record(number: int) -> tuple[int, ...]:
        return tuple(votes[number] for votes in reversed(ledger.history[:stage]))

    ranked = sorted(sorted(numbers), key=record, reverse=True)
    return [tuple(sorted(group)) for _record, group in groupby(ranked, key=record)]
