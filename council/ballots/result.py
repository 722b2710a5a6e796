# SPDX-License-Identifier: EUPL-1.2
"""The result: the numbers inside the tally once the trustees' factors are together (protocol, section 11).

Computing searches a small logarithm; checking only raises the generator to the announced number.
"""

from dataclasses import dataclass
from math import isqrt
from typing import Any, TypeAlias

from council.ballots import codec, ranking
from council.ballots.decryption import Factors
from council.ballots.election import Election
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Element, Group
from council.ballots.questions import Question, RankingQuestion
from council.ballots.tally import EncryptedTally

#: Enough for a total weight of 10^10 without more steps than needed, in some 100 MB.
MOST_BABY_STEPS = 2**17

Counts: TypeAlias = tuple[int, ...]
Rankings: TypeAlias = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Per question the counts, blank votes first, or the rankings in shuffled order (protocol, section 11)."""

    questions: tuple[Counts | Rankings, ...]

    def text(self) -> str:
        return codec.dump({"result": [[_written(one) for one in found] for found in self.questions]})


def _written(one: int | tuple[int, ...]) -> object:
    return list(one) if isinstance(one, tuple) else codec.counted(one)


def parse_result(text: str, election: Election) -> Result:
    found = codec.keyed(codec.load_canonical(text, "result"), ("result",), "result")
    rows = codec.listed(found["result"], "result", len(election.questions))
    return Result(
        tuple(
            _row(question, row, f"result[{index}]")
            for index, (question, row) in enumerate(zip(election.questions, rows, strict=True))
        )
    )


def _row(question: Question, value: Any, where: str) -> Counts | Rankings:
    if isinstance(question, RankingQuestion):
        length = len(question.answers)
        return tuple(
            tuple(codec.small(one, where, most=ranking.HIGHEST) for one in codec.listed(vector, where, length))
            for vector in codec.listed(value, where)
        )
    return tuple(codec.count(one, where) for one in codec.listed(value, where, question.slots))


def _opened(group: Group, tally: EncryptedTally, factors: Factors) -> list[list[Element]]:
    """beta / F for every ciphertext (protocol, section 11)."""
    return [
        [group.multiply(one.beta, group.inverse(factor)) for one, factor in zip(row, own, strict=True)]
        for row, own in zip(tally, factors, strict=True)
    ]


def compute_result(election: Election, tally: EncryptedTally, factors: Factors, *, total_weight: int) -> Result:
    """Open the tally; no count can be above the total weight (protocol, section 11)."""
    opened = _opened(election.group, tally, factors)
    logarithm = SmallLogarithm(election.group, total_weight)
    found: list[Counts | Rankings] = []
    for question, row in zip(election.questions, opened, strict=True):
        if isinstance(question, RankingQuestion):
            found.append(tuple(ranking.decode(one, len(question.answers)) for one in row))
        else:
            found.append(tuple(logarithm.of(one) for one in row))
    return Result(tuple(found))


def check_result(election: Election, tally: EncryptedTally, factors: Factors, result: Result) -> None:
    """Refuse a result that is not what the tally holds (protocol, section 11)."""
    group = election.group
    opened = _opened(group, tally, factors)
    for number, (question, row, told) in enumerate(zip(election.questions, opened, result.questions, strict=True), 1):
        if isinstance(question, RankingQuestion):
            right = told == tuple(ranking.decode(one, len(question.answers)) for one in row)
        else:
            right = [group.power_fixed(group.g, _number(one)) for one in told] == row
        if not right:
            raise BallotError(BallotErrorCode.WRONG_RESULT, question=number)


def _number(one: int | tuple[int, ...]) -> int:
    assert isinstance(one, int)  # a choice question's row holds counts
    return one


class SmallLogarithm:
    """Finds m in g^m for 0 <= m <= bound by baby steps and giant steps (protocol, section 11)."""

    def __init__(self, group: Group, bound: int) -> None:
        self._group = group
        self._step = min(isqrt(bound) + 1, MOST_BABY_STEPS)
        self._giants = bound // self._step + 1
        self._steps: dict[Element, int] = {}
        element = group.identity
        for exponent in range(self._step):
            self._steps[element] = exponent
            element = group.multiply(element, group.g)
        self._giant = group.inverse(element)

    def of(self, element: Element) -> int:
        for giant in range(self._giants):
            small = self._steps.get(element)
            if small is not None:
                return giant * self._step + small
            element = self._group.multiply(element, self._giant)
        raise BallotError(BallotErrorCode.WRONG_RESULT)
