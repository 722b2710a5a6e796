# SPDX-License-Identifier: EUPL-1.2
"""Choosing one of several equals: by the latest stage at which they were unequal, and then by a recorded lot.

Scottish rules 49(2)-(3) and 51(2): where more than two are equal, those who share the decisive figure at the
latest unequal stage are compared further back. The lot falls on the first candidate of a recorded draw.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from council.tally.stv.digits import text_of
from council.tally.stv.record import LookBack, RankedTie
from council.tally.stv.rule import StvParameter, StvRule, StvTies
from council.tally.ties import LotBox


@dataclass(frozen=True, slots=True)
class Choice:
    """Why one of several has to be chosen: for a surplus the highest goes first, for an exclusion the lowest."""

    about: StvParameter
    stage: int
    extreme: Callable[[Sequence[int]], int]


def choose(
    level: Sequence[int], choice: Choice, *, history: Sequence[Sequence[int]], rule: StvRule, box: LotBox
) -> RankedTie:
    """Settle between equals as far as earlier stages and recorded lots allow; `history` has votes by number."""
    equals = sorted(level)
    back: list[LookBack] = []
    if rule.ties is StvTies.LOOK_BACK:
        back, equals = _look_back(equals, choice, history, rule.decimals)
    order = box.take(equals) if len(equals) > 1 else equals
    return RankedTie(
        stage=choice.stage,
        about=choice.about,
        between=tuple(sorted(level)),
        equal_at=text_of(history[-1][level[0]], rule.decimals),
        clause=rule.clause(choice.about),
        look_back=tuple(back),
        lots_between=tuple(equals) if len(equals) > 1 else (),
        chosen=order[0] if order else 0,
    )


def _look_back(
    equals: list[int], choice: Choice, history: Sequence[Sequence[int]], decimals: int
) -> tuple[list[LookBack], list[int]]:
    back = []
    for stage in range(len(history) - 1, 0, -1):
        votes = [history[stage - 1][number] for number in equals]
        back.append(LookBack(stage, tuple(equals), tuple(text_of(each, decimals) for each in votes)))
        decisive = choice.extreme(votes)
        equals = [number for number, each in zip(equals, votes, strict=True) if each == decisive]
        if len(equals) == 1:
            break
    return back, equals
