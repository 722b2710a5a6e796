# SPDX-License-Identifier: EUPL-1.2
"""The two kinds of question in an election object (protocol, section 7).

A homomorphic question is answered by zeros and ones that are added up encrypted; a ranking question by a vector of
small numbers that is shuffled and then opened.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

from council.ballots import codec
from council.ballots.errors import BallotError, BallotErrorCode

MOST_ANSWERS = 10_000


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """Between `least` and `most` of the answers, or a blank vote if that is offered (protocol, section 7)."""

    question: str
    answers: tuple[str, ...]
    least: int
    most: int
    blank: bool = False

    @property
    def slots(self) -> int:
        """Ciphertexts in one answer; a blank vote has its own slot, the first one (protocol, section 8.1)."""
        return len(self.answers) + self.blank


@dataclass(frozen=True, slots=True)
class RankingQuestion:
    """A number from 0 to 255 for every answer, in one ciphertext (protocol, sections 7 and 10.1)."""

    question: str
    answers: tuple[str, ...]
    extra: Any = None


Question: TypeAlias = ChoiceQuestion | RankingQuestion


def parse(value: Any, where: str) -> Question:
    """Read one question; unknown additional keys may travel inside (protocol, section 7)."""
    if type(value) is not dict:
        raise codec.wrong_shape(where)
    if "type" in value:
        return _ranking(value, where)
    answers = _answers(value, where)
    question = ChoiceQuestion(
        question=codec.text_of(value.get("question"), f"{where}.question"),
        answers=answers,
        least=codec.small(value.get("min"), f"{where}.min", most=len(answers)),
        most=codec.small(value.get("max"), f"{where}.max", most=len(answers)),
        blank=value.get("blank", False),
    )
    if type(question.blank) is not bool or question.least > question.most:
        raise BallotError(BallotErrorCode.WRONG_QUESTION, where=where)
    return question


def _ranking(value: dict[str, Any], where: str) -> RankingQuestion:
    inner = value.get("value")
    if value["type"] != "NonHomomorphic" or type(inner) is not dict:
        raise BallotError(BallotErrorCode.WRONG_QUESTION, where=where)
    return RankingQuestion(
        question=codec.text_of(inner.get("question"), f"{where}.question"),
        answers=_answers(inner, where),
        extra=inner.get("extra"),
    )


def _answers(value: dict[str, Any], where: str) -> tuple[str, ...]:
    found = codec.listed(value.get("answers"), f"{where}.answers")
    if not 0 < len(found) <= MOST_ANSWERS:
        raise BallotError(BallotErrorCode.WRONG_QUESTION, where=where)
    return tuple(codec.text_of(one, f"{where}.answers") for one in found)


def to_json(question: Question) -> dict[str, object]:
    """The keys in the order of protocol, section 7; `blank` only where it is offered."""
    if isinstance(question, RankingQuestion):
        inner: dict[str, object] = {"answers": list(question.answers), "question": question.question}
        if question.extra is not None:
            inner["extra"] = question.extra
        return {"type": "NonHomomorphic", "value": inner}
    made: dict[str, object] = {"answers": list(question.answers)}
    if question.blank:
        made["blank"] = True
    return made | {"min": question.least, "max": question.most, "question": question.question}
