# SPDX-License-Identifier: EUPL-1.2
"""Supporters of a list: whether a line of a sheet counts, and how much the list agent may be told about it.

The agent learns two totals of a whole sheet and nothing else, because an answer about one person would tell who is
in the electoral register.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from council.domain.names import words

LEAST_ON_SHEET = 10
"""Lines on a sheet that can be sent alone; fewer only when the list needs fewer."""

MOST_ON_SHEET = 500
SHEETS_A_DAY = 3
"""With the size of a sheet it bounds what could be learnt by trying."""


class SupportWay(StrEnum):
    """How a person has supported: on a sheet of paper, or with the own code."""

    PAPER = "paper"
    CODE = "code"


class SupportState(StrEnum):
    """How far a line has come."""

    NOTED = "noted"
    SENT = "sent"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"


class SupportGround(StrEnum):
    """Why a line does not count; read by the election authority alone."""

    NOT_FOUND = "not_found"
    NOT_AN_ELECTOR = "not_an_elector"
    OTHER_BIRTH = "other_birth"
    OTHER_NAME = "other_name"
    ANOTHER_LIST = "another_list"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands on one line of a sheet."""

    name: str
    date_of_birth: str
    register_number: str


@dataclass(frozen=True, slots=True)
class Registered:
    """What the electoral register says under that number."""

    name: str
    date_of_birth: str
    is_elector: bool


def least_on_sheet(needed: int) -> int:
    """How many lines a sheet must have before it is sent."""
    return min(LEAST_ON_SHEET, max(1, needed))


def judge(line: Signed, entries: Sequence[Registered], supports: str | None, own_list: str) -> SupportGround | None:
    """Why a line does not count, or None when it does.

    :param entries: what the register has under the number of the line.
    :param supports: the list that this elector supports already, if any.
    """
    if not entries:
        return SupportGround.NOT_FOUND
    born = [each for each in entries if each.date_of_birth == line.date_of_birth]
    if not born:
        return SupportGround.OTHER_BIRTH
    named = [each for each in born if _shares_a_word(each.name, line.name)]
    if not named:
        return SupportGround.OTHER_NAME
    if not any(each.is_elector for each in named):
        return SupportGround.NOT_AN_ELECTOR
    if supports is None:
        return None
    return SupportGround.TWICE if supports == own_list else SupportGround.ANOTHER_LIST


def _shares_a_word(registered: str, signed: str) -> bool:
    """Spellings differ; one word of the name must be the same, the number and the birth date carry the rest."""
    return bool(set(words(registered)) & set(words(signed)))
