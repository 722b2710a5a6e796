# SPDX-License-Identifier: EUPL-1.2
"""What a manipulator programs for himself: ballots whose proofs hold although they should not be possible."""

from __future__ import annotations

import json
import secrets
from typing import Any

from council.ballots import elgamal, proofs
from council.ballots.ballot import statements
from council.ballots.elgamal import Ciphertext
from council.ballots.groups import Group
from council.ballots.proofs import Claim, Opening, Proof
from council.ballots.questions import ChoiceQuestion
from tests.tamper.case import Case


def negative(group: Group, ciphertext: Ciphertext) -> Ciphertext:
    """The same with a sign before alpha: outside the subgroup, and gone whenever it is raised to an even number."""
    return Ciphertext(group.p - ciphertext.alpha, ciphertext.beta)  # type: ignore[attr-defined]  # a group modulo p


def prove_anyway(
    case: Case, claims: list[tuple[Claim, Opening]], prefix: str, *, true_branch: int
) -> tuple[Proof, ...]:
    """An OR proof over numbers outside the subgroup: tried again until the true branch's challenge is even."""
    group, key = case.made.election.group, case.made.election.key
    branches = [(claim, message, opening) for claim, opening in claims for message in claim.messages]
    while True:
        made = [Proof(secrets.randbelow(group.q), secrets.randbelow(group.q)) for _ in branches]
        w = secrets.randbelow(group.q)
        commitments = []
        for number, ((claim, message, _), proof) in enumerate(zip(branches, made, strict=True)):
            alpha, beta = claim.ciphertext.alpha, claim.ciphertext.beta
            if number == true_branch:
                commitments += [group.power_fixed(group.g, w), group.power_fixed(key, w)]
                continue
            open_beta = group.multiply(beta, group.inverse(group.power(group.g, message)))
            for base, answer, raised in ((group.g, proof.response, alpha), (key, proof.response, open_beta)):
                commitments.append(group.multiply(group.power(base, answer), group.power(raised, proof.challenge)))
        others = sum(proof.challenge for number, proof in enumerate(made) if number != true_branch)
        challenge = (group.hash_to_scalar(prefix, commitments) - others) % group.q
        if challenge % 2 == 0:
            opening = branches[true_branch][2]
            made[true_branch] = Proof(challenge, (w - opening.r * challenge) % group.q)
            return tuple(made)


def outside_the_group(case: Case, elector: int, slots: tuple[int, ...]) -> bytes:
    """A ballot for the first answer of the first question in which these slots lie outside the group; proofs hold."""
    election = case.made.election
    question = election.questions[0]
    assert isinstance(question, ChoiceQuestion)
    content = case.ballot(0)
    content["credential"] = case.made.papers.letters[elector].public
    honest = case.made.ballot(elector, [[1, 0, 0], [1, 0, 0, 0, 0]])
    start = statements.origin(election.fingerprint, content["credential"])
    openings = [Opening(int(slot == 0), secrets.randbelow(election.group.q)) for slot in range(question.slots)]
    choices = [elgamal.encrypt(election.group, election.key, one.message, one.r) for one in openings]
    choices = [negative(election.group, one) if slot in slots else one for slot, one in enumerate(choices)]
    answer = _answer(case, question, tuple(choices), openings, start)
    content["answers"] = [answer, _json(honest.text)["answers"][1]]
    return case.signed(content)


def _json(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def _answer(
    case: Case, question: ChoiceQuestion, choices: tuple[Ciphertext, ...], openings: list[Opening], start: str
) -> dict[str, Any]:
    group = case.made.election.group
    individual = []
    for choice, opening in zip(choices, openings, strict=True):
        statement = statements.slot_statement(start, choice, elgamal.pair(group, choice))
        individual.append(
            prove_anyway(case, [(statement.claims[0], opening)], statement.prefix, true_branch=opening.message)
        )
    total = statements.sum_of(group, question, choices)
    bound = statements.statement_text(start, [elgamal.pair(group, choice) for choice in choices])
    overall = statements.overall_statement(group, question, bound=bound, choices=choices, total=total)
    summed = Opening(sum(one.message for one in openings), sum(one.r for one in openings) % group.q)
    return {
        "choices": [elgamal.to_json(group, one) for one in choices],
        "individual_proofs": [[proofs.to_json(one) for one in slot] for slot in individual],
        "overall_proof": [
            proofs.to_json(one)
            for one in prove_anyway(case, [(overall.claims[0], summed)], overall.prefix, true_branch=0)
        ],
    }


def voted_twice_in_one_slot(case: Case, elector: int) -> bytes:
    """A ballot that gives an answer two votes; the proofs are those of a liar."""
    election = case.made.election
    question = election.questions[0]
    assert isinstance(question, ChoiceQuestion)
    content = _json(case.made.ballot(elector, [[1, 0, 0], [1, 0, 0, 0, 0]]).text)
    del content["signature"]
    start = statements.origin(election.fingerprint, content["credential"])
    openings = [Opening(2 * int(slot == 0), secrets.randbelow(election.group.q)) for slot in range(question.slots)]
    choices = tuple(elgamal.encrypt(election.group, election.key, one.message, one.r) for one in openings)
    lies = [Opening(min(one.message, 1), one.r) for one in openings]
    content["answers"][0] = _answer(case, question, choices, lies, start)
    return case.signed(content)
