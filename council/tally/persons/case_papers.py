# SPDX-License-Identifier: EUPL-1.2
"""Marked papers in a case: `marked_ballots` with what was marked, and `validity` with what it counts for.

A paper is `{"ticks": [1], "marks": {"3": 2}, "struck": [4], "papers": 10}`; numbers are those of the lists and of the
people in the order of the file. `validity` names a law (`hessen`, `rheinland_pfalz`, `bavaria`) or the choices.
"""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, get_type_hints

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.papers import (
    Ground,
    ListTick,
    Mark,
    MarkedBallot,
    OverVote,
    SeveralTicks,
    Validity,
)
from council.tally.persons.profile import MOST_BALLOTS

LAWS: Mapping[str, Mapping[str, Any]] = {
    "hessen": {"most_per_person": 3, "list_tick": ListTick.ROUNDS, "over_vote": OverVote.BY_ROUNDS},
    "rheinland_pfalz": {
        "most_per_person": 3,
        "list_tick": ListTick.ROUNDS,
        "over_vote": OverVote.BY_SIZE,
        "several_ticks": SeveralTicks.IGNORED,
    },
    "bavaria": {
        "most_per_person": 3,
        "list_tick": ListTick.ONCE,
        "fill_marked": False,
        "several_ticks": SeveralTicks.ADD_UP,
    },
}
"""Hessen KWG s.20a and s.21; Rheinland-Pfalz KWG s.37; Bavaria GLKrWO s.85 with no. 71 of its administrative rules."""


def law(name: str, votes: int) -> Validity:
    """What papers count for under one of the laws, for so many votes an elector."""
    if name not in LAWS:
        raise TallyError(TallyErrorCode.BAD_VALIDITY, what=name[:60])
    return Validity(votes=votes, **LAWS[name])


def validity_of(data: object, seats: int) -> Validity | None:
    """The validity a case states: a law, with as many votes as seats, or choice by choice."""
    if data is None:
        return None
    if isinstance(data, str):
        return law(data, seats)
    if not isinstance(data, dict):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="validity")
    named = {**LAWS.get(str(data.get("law")), {}), "votes": seats}
    hints = get_type_hints(Validity)
    for item in fields(Validity):
        if item.name in data:
            named[item.name] = _choice(hints[item.name], data[item.name])
    return Validity(**named)


def _choice(kind: Any, value: object) -> object:
    if issubclass(kind, StrEnum):
        if not isinstance(value, str) or value not in list(kind):
            raise TallyError(TallyErrorCode.CASE_MALFORMED, what="validity")
        return kind(value)
    if type(value) is not kind:
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="validity")
    return value


def papers_of(data: object) -> tuple[MarkedBallot, ...]:
    """The marked papers of a case."""
    if data is None:
        return ()
    if not isinstance(data, list) or len(data) > MOST_BALLOTS:
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="marked_ballots")
    return tuple(_paper(number, item) for number, item in enumerate(data, start=1))


def _paper(number: int, item: object) -> MarkedBallot:
    try:
        if not isinstance(item, dict):
            raise TypeError
        refused = item.get("refused")
        return MarkedBallot(
            ticks=tuple(int(each) for each in item.get("ticks", ())),
            marks=tuple(Mark(int(person), votes) for person, votes in item.get("marks", {}).items()),
            struck=tuple(int(each) for each in item.get("struck", ())),
            papers=item.get("papers", 1),
            refused=None if refused is None else Ground(refused),
        )
    except (TypeError, ValueError, AttributeError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="marked_ballots", number=number) from None
