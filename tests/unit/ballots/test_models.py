# SPDX-License-Identifier: EUPL-1.2
"""Ballot models: every allowed choice has one vector, every vector the proofs admit has one choice, votes add up."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from council.ballots.ballot.make import is_allowed
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.models import BallotModel, Candidates, Choice, ListOption, OneList, Option, Ranking, vectors
from council.ballots.questions import RankingQuestion
from council.ballots.ranking import MOST_ANSWERS

ADA, BEN, CID, DUA = (Option(name.lower(), name) for name in ("Ada", "Ben", "Cid", "Dua"))
LISTS = (
    ListOption("ponti", "Ponti", (ADA, BEN)),
    ListOption("voci", "Voci", (CID,)),
    ListOption("rete", "Rete"),
)
MODELS: dict[str, BallotModel] = {
    "one list": OneList(LISTS, preferences=False),
    "one list or blank": OneList(LISTS, blank=True, preferences=False),
    "a list with a preference": OneList(LISTS),
    "a list with a preference or blank": OneList(LISTS, blank=True),
    "up to two candidates": Candidates((ADA, BEN, CID, DUA), 2),
    "two or three candidates or blank": Candidates((ADA, BEN, CID, DUA), 3, least=2, blank=True),
    "exactly one candidate": Candidates((ADA, BEN), 1, least=1),
}
every = pytest.mark.parametrize("name", sorted(MODELS))


@every
def test_choices_and_provable_vectors_are_the_same_set(name: str) -> None:
    model = MODELS[name]
    question = model.question("?")
    choices = list(model.choices())
    admitted = set(vectors(question))
    assert len(set(choices)) == len(choices)
    assert {model.vector(choice) for choice in choices} == admitted
    assert len(admitted) == len(choices)
    for choice in choices:
        assert model.choice(model.vector(choice)) == choice


@every
def test_the_vectors_are_exactly_what_the_proofs_admit(name: str) -> None:
    """Not what the model thinks of them: every vector of zeros and ones is asked."""
    question = MODELS[name].question("?")
    allowed = {vector for vector in product((0, 1), repeat=question.slots) if is_allowed(question, vector)}
    assert set(vectors(question)) == allowed


@every
def test_the_sum_of_vectors_is_the_sum_of_votes(name: str) -> None:
    model = MODELS[name]
    choices = [choice for number, choice in enumerate(model.choices()) for _ in range(number % 3 + 1)]
    votes = model.count([sum(column) for column in zip(*map(model.vector, choices), strict=True)])
    lists = Counter(choice.list_id for choice in choices if choice.list_id)
    candidates = Counter(one for choice in choices for one in choice.candidate_ids)
    assert {k: v for k, v in votes.lists.items() if v} == dict(lists)
    assert {k: v for k, v in votes.candidates.items() if v} == dict(candidates)
    assert votes.blank == (sum(choice.is_blank for choice in choices) if model.question("?").blank else 0)


def test_a_preference_counts_for_its_own_list_only() -> None:
    votes = MODELS["a list with a preference"].count([1, 2, 3, 10, 20, 100])
    assert votes.lists == {"ponti": 6, "voci": 30, "rete": 100}
    assert votes.candidates == {"ada": 2, "ben": 3, "cid": 20}


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("a list with a preference", Choice("voci", ("ada",))),
        ("a list with a preference", Choice("ponti", ("ada", "ben"))),
        ("a list with a preference", Choice()),
        ("a list with a preference", Choice(None, ("ada",))),
        ("a list with a preference", Choice("nobody")),
        ("one list", Choice("ponti", ("ada",))),
        ("up to two candidates", Choice("ponti")),
        ("up to two candidates", Choice(candidate_ids=("ada", "ben", "cid"))),
        ("up to two candidates", Choice(candidate_ids=("ada", "ada"))),
        ("up to two candidates", Choice(candidate_ids=("eve",))),
        ("two or three candidates or blank", Choice(candidate_ids=("ada",))),
    ],
)
def test_what_a_model_does_not_allow_is_refused(name: str, choice: Choice) -> None:
    with pytest.raises(BallotError) as refused:
        MODELS[name].vector(choice)
    assert refused.value.code is BallotErrorCode.CHOICE_NOT_ALLOWED


def test_rankings_come_back_or_are_rejected() -> None:
    model = Ranking((ADA, BEN, CID))
    assert model.question("?") == RankingQuestion("?", ("Ada", "Ben", "Cid"))
    choices = list(model.choices())
    assert len(choices) == 1 + 3 + 6 + 6
    known = {model.vector(choice): choice for choice in choices}
    assert len(known) == len(choices)
    for vector in product(range(5), repeat=3):
        assert model.choice(vector) == known.get(vector)
    counted, rejected = model.count([(1, 2, 3), (1, 2, 3), (1, 1, 2), (0, 2, 1), (2, 0, 0)])
    assert counted == {Choice(None, ("ada", "ben", "cid")): 2, Choice(None, ("cid", "ben")): 1}
    assert rejected == 2


@pytest.mark.parametrize("ids", [("ada", "ada"), ("eve",)])
def test_a_ranking_of_strangers_or_of_one_twice_is_refused(ids: tuple[str, ...]) -> None:
    with pytest.raises(BallotError):
        Ranking((ADA, BEN)).vector(Choice(candidate_ids=ids))


def test_models_that_cannot_be_read_or_proved_are_refused() -> None:
    alike = Option("other", "Ada")
    for build in (
        lambda: Candidates((ADA, alike), 1),
        lambda: OneList((ListOption("a", "Ponti", (ADA, alike)),)),
        lambda: OneList((ListOption("a", "Ponti: Ada"), ListOption("b", "Ponti", (ADA,)))),
        lambda: OneList((ListOption("a", "Ponti", (ADA,)), ListOption("b", "Voci", (ADA,)))),
        lambda: OneList(()),
        lambda: Ranking((ADA, alike)),
        lambda: Ranking(()),
        lambda: Ranking(tuple(Option(str(number), str(number)) for number in range(MOST_ANSWERS + 1))),
        lambda: Candidates((ADA,), 1, least=0, blank=True),
        lambda: Candidates((ADA,), 2),
    ):
        with pytest.raises(BallotError) as refused:
            build()
        assert refused.value.code is BallotErrorCode.WRONG_QUESTION


def test_counts_of_another_question_are_refused() -> None:
    for counts in ([1, 2], [0, 0, 0, 0, 0, -1]):
        with pytest.raises(BallotError) as refused:
            MODELS["a list with a preference"].count(counts)
        assert refused.value.code is BallotErrorCode.WRONG_RESULT
