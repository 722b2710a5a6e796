# SPDX-License-Identifier: EUPL-1.2
"""Ballot models: what an elector may express, as a question this protocol can prove, and the way back to votes.

A mapping is complete when every allowed choice has exactly one vector that the question's proofs admit, every vector
they admit comes from exactly one choice, and adding vectors adds votes. `vectors` and `choices` list both sides so that
this can be tried out; the ranking's vectors cannot be proved by the ballot and are therefore judged after opening.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations
from typing import Protocol

from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.questions import ChoiceQuestion, Question, RankingQuestion
from council.ballots.ranking import MOST_ANSWERS


@dataclass(frozen=True, slots=True)
class Option:
    """A list or a candidate: an identifier of the caller's and the name that electors read."""

    identifier: str
    name: str


@dataclass(frozen=True, slots=True)
class ListOption:
    """A list with its candidates in order."""

    identifier: str
    name: str
    candidates: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What one elector says: a list, candidates, or neither, which is a blank vote."""

    list_id: str | None = None
    candidate_ids: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        return self.list_id is None and not self.candidate_ids


@dataclass(frozen=True, slots=True)
class Votes:
    """What a question's result means in votes."""

    lists: dict[str, int] = field(default_factory=dict)
    candidates: dict[str, int] = field(default_factory=dict)
    blank: int = 0


class BallotModel(Protocol):
    """A model whose ballots are proved allowed; `count` turns the result's numbers into votes."""

    def question(self, text: str) -> ChoiceQuestion:
        """The question as the election object carries it."""

    def vector(self, choice: Choice) -> tuple[int, ...]:
        """The slots for a choice; what the model does not allow is refused."""

    def choice(self, vector: Sequence[int]) -> Choice:
        """The choice behind a vector that the proofs admit."""

    def count(self, counts: Sequence[int]) -> Votes:
        """Votes from the sum of vectors."""

    def choices(self) -> Iterator[Choice]:
        """Every allowed choice, once."""


def refuse() -> BallotError:
    return BallotError(BallotErrorCode.CHOICE_NOT_ALLOWED)


def vectors(question: ChoiceQuestion) -> Iterator[tuple[int, ...]]:
    """Every vector that the proofs of a choice question admit, once (protocol, section 8.1)."""
    slots = len(question.answers)
    if question.blank:
        yield (1, *([0] * slots))
    start = (0,) if question.blank else ()
    for size in range(question.least, question.most + 1):
        for chosen in combinations(range(slots), size):
            yield (*start, *(1 if slot in chosen else 0 for slot in range(slots)))


def _check_options(identifiers: Iterable[str], names: Iterable[str]) -> None:
    """Nobody may stand twice, and no two answers may read alike."""
    for values in (list(identifiers), list(names)):
        if len(set(values)) != len(values) or not all(values):
            raise BallotError(BallotErrorCode.WRONG_QUESTION, where="model")


def _check_counts(counts: Sequence[int], length: int) -> None:
    if len(counts) != length or any(one < 0 for one in counts):
        raise BallotError(BallotErrorCode.WRONG_RESULT, where="model")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Up to `most` candidates, or exactly one list if lists are given as options; a blank vote if offered."""

    options: tuple[Option, ...]
    most: int
    least: int = 0
    blank: bool = False

    def __post_init__(self) -> None:
        _check_options((one.identifier for one in self.options), (one.name for one in self.options))
        if not 0 <= self.least <= self.most <= len(self.options) or (self.blank and self.least == 0):
            # With a blank slot and none required there would be two ways to say nothing.
            raise BallotError(BallotErrorCode.WRONG_QUESTION, where="model")

    def question(self, text: str) -> ChoiceQuestion:
        return ChoiceQuestion(text, tuple(one.name for one in self.options), self.least, self.most, self.blank)

    def vector(self, choice: Choice) -> tuple[int, ...]:
        chosen = set(choice.candidate_ids)
        if choice.list_id is not None or len(chosen) != len(choice.candidate_ids):
            raise refuse()
        if chosen - {one.identifier for one in self.options}:
            raise refuse()
        slots = tuple(int(one.identifier in chosen) for one in self.options)
        if self.blank and not chosen:
            return (1, *slots)
        if not self.least <= len(chosen) <= self.most:
            raise refuse()
        return (0, *slots) if self.blank else slots

    def choice(self, vector: Sequence[int]) -> Choice:
        slots = vector[1:] if self.blank else vector
        chosen = (one.identifier for one, said in zip(self.options, slots, strict=True) if said)
        return Choice(candidate_ids=tuple(chosen))

    def count(self, counts: Sequence[int]) -> Votes:
        _check_counts(counts, len(self.options) + self.blank)
        own = counts[1:] if self.blank else counts
        found = {one.identifier: number for one, number in zip(self.options, own, strict=True)}
        return Votes(candidates=found, blank=counts[0] if self.blank else 0)

    def choices(self) -> Iterator[Choice]:
        if self.blank:
            yield Choice()
        for size in range(self.least, self.most + 1):
            for chosen in combinations(self.options, size):
                yield Choice(candidate_ids=tuple(one.identifier for one in chosen))


@dataclass(frozen=True, slots=True)
class OneList:
    """One list out of several, with at most one preference inside it; a blank vote if offered.

    Every list has a slot for itself alone and one for each of its candidates, and exactly one slot is chosen. A list's
    votes are the sum of its slots, so a preference can never go to another list's candidate.
    """

    lists: tuple[ListOption, ...]
    blank: bool = False
    preferences: bool = True

    def __post_init__(self) -> None:
        candidates = [candidate for one in self.lists for candidate in one.candidates]
        _check_options((one.identifier for one in self.lists), (one.name for one in self.lists))
        _check_options((one.identifier for one in candidates), ())
        _check_options((), self._names())
        if not self.lists:
            raise BallotError(BallotErrorCode.WRONG_QUESTION, where="model")

    def _slots(self) -> list[tuple[ListOption, Option | None]]:
        """Every slot's list and candidate, in the order of the answers."""
        found: list[tuple[ListOption, Option | None]] = []
        for one in self.lists:
            found.append((one, None))
            if self.preferences:
                found += [(one, candidate) for candidate in one.candidates]
        return found

    def _names(self) -> list[str]:
        return [one.name if own is None else f"{one.name}: {own.name}" for one, own in self._slots()]

    def question(self, text: str) -> ChoiceQuestion:
        return ChoiceQuestion(text, tuple(self._names()), 1, 1, self.blank)

    def vector(self, choice: Choice) -> tuple[int, ...]:
        said = [choice == _of(one, candidate) for one, candidate in self._slots()]
        if self.blank and choice.is_blank:
            return (1, *map(int, said))
        if sum(said) != 1:
            raise refuse()
        return (*([0] * self.blank), *map(int, said))

    def choice(self, vector: Sequence[int]) -> Choice:
        slots = vector[1:] if self.blank else vector
        for (one, candidate), said in zip(self._slots(), slots, strict=True):
            if said:
                return _of(one, candidate)
        return Choice()

    def count(self, counts: Sequence[int]) -> Votes:
        slots = self._slots()
        _check_counts(counts, len(slots) + self.blank)
        lists: Counter[str] = Counter({one.identifier: 0 for one in self.lists})
        candidates: dict[str, int] = {}
        for (one, candidate), number in zip(slots, counts[1:] if self.blank else counts, strict=True):
            lists[one.identifier] += number
            if candidate is not None:
                candidates[candidate.identifier] = number
        return Votes(dict(lists), candidates, counts[0] if self.blank else 0)

    def choices(self) -> Iterator[Choice]:
        if self.blank:
            yield Choice()
        for one, candidate in self._slots():
            yield _of(one, candidate)


def _of(one: ListOption, candidate: Option | None) -> Choice:
    return Choice(one.identifier, () if candidate is None else (candidate.identifier,))


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates in order of preference, as many as the elector likes: for counting by transfers.

    A slot holds the candidate's place, 1 for the first, 0 for not ranked. The protocol proves only that the elector
    knows what he encrypted, so an opened vector is judged: places must run from 1 without a gap or a tie.
    """

    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        _check_options((one.identifier for one in self.options), (one.name for one in self.options))
        if not 0 < len(self.options) <= MOST_ANSWERS:
            raise BallotError(BallotErrorCode.WRONG_QUESTION, where="model")

    def question(self, text: str) -> Question:
        return RankingQuestion(text, tuple(one.name for one in self.options))

    def vector(self, choice: Choice) -> tuple[int, ...]:
        places = {identifier: place for place, identifier in enumerate(choice.candidate_ids, start=1)}
        known = {one.identifier for one in self.options}
        if choice.list_id is not None or len(places) != len(choice.candidate_ids) or not set(places) <= known:
            raise refuse()
        return tuple(places.get(one.identifier, 0) for one in self.options)

    def choice(self, vector: Sequence[int]) -> Choice | None:
        """The ranking behind an opened vector, or none if it is not one: such a ballot is rejected, never guessed."""
        ranked = sorted((place, index) for index, place in enumerate(vector) if place)
        if len(vector) != len(self.options) or [place for place, _ in ranked] != list(range(1, len(ranked) + 1)):
            return None
        return Choice(candidate_ids=tuple(self.options[index].identifier for _, index in ranked))

    def count(self, opened: Iterable[Sequence[int]]) -> tuple[Counter[Choice], int]:
        """How often each ranking occurs, and how many opened vectors are none."""
        found: Counter[Choice] = Counter()
        rejected = 0
        for vector in opened:
            choice = self.choice(vector)
            if choice is None:
                rejected += 1
            else:
                found[choice] += 1
        return found, rejected

    def choices(self) -> Iterator[Choice]:
        for size in range(len(self.options) + 1):
            for order in permutations(self.options, size):
                yield Choice(candidate_ids=tuple(one.identifier for one in order))
