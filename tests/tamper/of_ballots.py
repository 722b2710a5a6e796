# SPDX-License-Identifier: EUPL-1.2
"""Manipulations of ballots. Where an elector could do it, the ballot is signed anew with a signature that holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from council.ballots import codec, hashing, proofs
from council.ballots.ballot.statements import signature_prefix
from council.ballots.credentials.forms import signing_secret
from tests.tamper.case import Case, count_again, kind
from tests.tamper.forging import outside_the_group, voted_twice_in_one_slot
from tests.tamper.model import BALLOT, Link, Model

LATE = 2  # the ballot of elector 3, which nothing replaces


def signed_anew(case: Case, model: Model, change: Callable[[dict[str, Any]], None], number: int = LATE) -> None:
    content = case.ballot(number)
    change(content)
    model.one(BALLOT, number).bodies[0] = case.signed(content)


def rewritten(case: Case, model: Model, change: Callable[[bytes], bytes]) -> None:
    """Bytes changed inside the answers, and the hash of those very bytes signed."""
    election = case.made.election
    content = case.ballot(LATE)
    text = change(codec.dump(content).encode()).decode()
    letter = case.made.papers.letters[case.elector(content["credential"])]
    secret = signing_secret(letter.credential, election.uuid, election.group)
    signed = hashing.base64_short(text)
    proof = codec.dump(proofs.to_json(proofs.prove_knowledge(election.group, secret, signature_prefix(signed))))
    whole = f'{text[:-1]},"signature":{{"hash":"{signed}","proof":{proof}}}}}'
    model.one(BALLOT, LATE).bodies[0] = whole.encode()


@kind("an old ballot of an elector who voted again is put in once more")
def replayed_ballot(case: Case, model: Model) -> None:
    model.insert(5, Link(BALLOT, list(model.one(BALLOT, 0).bodies)))


@kind("an old ballot of an elector who voted again is put in once more, and the votes are counted with it")
def replayed_ballot_that_counts(case: Case, model: Model) -> None:
    model.insert(5, Link(BALLOT, list(model.one(BALLOT, 0).bodies)))
    count_again(case.made, model, model.all(BALLOT))


@kind("a ballot is taken out, the count stays")
def ballot_taken_out(case: Case, model: Model) -> None:
    model.remove(model.one(BALLOT, LATE))


@kind("the two ballots of one elector change places")
def ballots_change_places(case: Case, model: Model) -> None:
    first, last = model.one(BALLOT, 0), model.one(BALLOT, 3)
    first.bodies, last.bodies = last.bodies, first.bodies


@kind("a ballot with a blank between its keys")
def blank_in_a_ballot(case: Case, model: Model) -> None:
    link = model.one(BALLOT, LATE)
    link.bodies[0] = link.bodies[0].replace(b',"credential"', b', "credential"')


@kind("the keys of a ballot in another order")
def keys_in_another_order(case: Case, model: Model) -> None:
    link = model.one(BALLOT, LATE)
    content = json.loads(link.bodies[0])
    link.bodies[0] = codec.dump(dict(sorted(content.items()))).encode()


@kind("an additional key inside an answer, signed: a mark that proves how somebody voted")
def another_key_in_an_answer(case: Case, model: Model) -> None:
    signed_anew(case, model, lambda content: content["answers"][0].update({"note": "hello"}))


@kind("the keys of an answer in another order, signed")
def answer_in_another_order(case: Case, model: Model) -> None:
    def change(content: dict[str, Any]) -> None:
        content["answers"][0] = dict(reversed(content["answers"][0].items()))

    signed_anew(case, model, change)


@kind("a zero before a number inside an answer, signed")
def leading_zero(case: Case, model: Model) -> None:
    def change(content: dict[str, Any]) -> None:
        proof = content["answers"][0]["individual_proofs"][0][0]
        proof["challenge"] = "0" + proof["challenge"]

    signed_anew(case, model, change)


@kind("a number inside an answer in base sixteen, signed")
def number_in_base_sixteen(case: Case, model: Model) -> None:
    def change(content: dict[str, Any]) -> None:
        proof = content["answers"][0]["individual_proofs"][0][0]
        proof["challenge"] = hex(int(proof["challenge"]))

    signed_anew(case, model, change)


@kind("a challenge made larger by the order of the group, signed")
def challenge_above_the_order(case: Case, model: Model) -> None:
    def change(content: dict[str, Any]) -> None:
        proof = content["answers"][0]["individual_proofs"][0][0]
        proof["challenge"] = str(int(proof["challenge"]) + case.made.election.group.q)

    signed_anew(case, model, change)


@kind("a digit written as an escape inside an answer, signed")
def escaped_digit(case: Case, model: Model) -> None:
    rewritten(case, model, lambda text: re.sub(rb'"challenge":"(\d)', rb'"challenge":"\\u003\1', text, count=1))


@kind("a key twice inside an answer, signed")
def key_twice_in_an_answer(case: Case, model: Model) -> None:
    rewritten(case, model, lambda text: text.replace(b'{"choices"', b'{"overall_proof":[],"choices"', 1))


@kind("a ballot for another election, signed")
def other_election(case: Case, model: Model) -> None:
    signed_anew(case, model, lambda content: content.update(election_uuid="9b1Ji4t9q46N5N"))


@kind("a ballot for another text of the election, signed")
def other_fingerprint(case: Case, model: Model) -> None:
    signed_anew(case, model, lambda content: content.update(election_hash=hashing.base64_short("other")))


@kind("a ballot with another elector's credential and one's own signature")
def signature_of_another(case: Case, model: Model) -> None:
    content = case.ballot(LATE)
    content["credential"] = case.made.papers.letters[3].public
    model.one(BALLOT, LATE).bodies[0] = case.signed(content, elector=2)


@kind("another elector's answers under one's own signature: a copied vote")
def copied_answers(case: Case, model: Model) -> None:
    content = case.ballot(LATE)
    content["answers"] = case.ballot(1)["answers"]
    model.one(BALLOT, LATE).bodies[0] = case.signed(content)


@kind("a ballot changed after it was signed")
def changed_after_signing(case: Case, model: Model) -> None:
    content = json.loads(model.one(BALLOT, LATE).bodies[0])
    content["answers"][0]["choices"].reverse()
    model.one(BALLOT, LATE).bodies[0] = codec.dump(content).encode()


@kind("a ballot of somebody whose credential is not in the list")
def credential_not_in_the_list(case: Case, model: Model) -> None:
    group = case.made.election.group
    content = case.ballot(LATE)
    content["credential"] = group.text(group.power(group.g, 999))
    signed = hashing.base64_short(codec.dump(content))
    proof = proofs.prove_knowledge(group, 999, signature_prefix(signed))
    content["signature"] = {"hash": signed, "proof": proofs.to_json(proof)}
    model.one(BALLOT, LATE).bodies[0] = codec.dump(content).encode()


@kind("the signature's response is another number")
def wrong_signature(case: Case, model: Model) -> None:
    content = json.loads(model.one(BALLOT, LATE).bodies[0])
    proof = content["signature"]["proof"]
    proof["response"] = str((int(proof["response"]) + 1) % case.made.election.group.q)
    model.one(BALLOT, LATE).bodies[0] = codec.dump(content).encode()


@kind("two slots of an answer change places with their proofs, signed")
def slots_change_places(case: Case, model: Model) -> None:
    def change(content: dict[str, Any]) -> None:
        for key in ("choices", "individual_proofs"):
            listed = content["answers"][0][key]
            listed[0], listed[1] = listed[1], listed[0]

    signed_anew(case, model, change)


@kind("the two branches of a proof change places, signed")
def branches_change_places(case: Case, model: Model) -> None:
    signed_anew(case, model, lambda content: content["answers"][0]["individual_proofs"][0].reverse())


@kind("two votes for one answer, with a liar's proofs, signed")
def two_votes_in_a_slot(case: Case, model: Model) -> None:
    model.one(BALLOT, LATE).bodies[0] = voted_twice_in_one_slot(case, elector=2)


@kind("numbers outside the group for which all proofs hold, signed")
def one_number_outside(case: Case, model: Model) -> None:
    model.one(BALLOT, LATE).bodies[0] = outside_the_group(case, elector=2, slots=(1,))


@kind("two numbers outside the group whose product is inside, all proofs hold, signed")
def two_numbers_outside(case: Case, model: Model) -> None:
    model.one(BALLOT, LATE).bodies[0] = outside_the_group(case, elector=2, slots=(0, 1))


@kind("a proof over the whole answer is left out in part, signed")
def overall_proof_shortened(case: Case, model: Model) -> None:
    signed_anew(case, model, lambda content: content["answers"][1]["overall_proof"].pop())


@kind("the proof about a blank vote is left out, signed")
def no_blank_proof(case: Case, model: Model) -> None:
    signed_anew(case, model, lambda content: content["answers"][1].pop("blank_proof"))


@kind("a proof about a blank vote where none is offered, signed")
def blank_proof_not_asked(case: Case, model: Model) -> None:
    def change(content: dict[str, Any]) -> None:
        content["answers"][0]["blank_proof"] = content["answers"][1]["blank_proof"]

    signed_anew(case, model, change)


@kind("the blank slot is left out, signed")
def no_blank_slot(case: Case, model: Model) -> None:
    def change(content: dict[str, Any]) -> None:
        for key in ("choices", "individual_proofs"):
            del content["answers"][1][key][0]

    signed_anew(case, model, change)


@kind("a question is not answered, signed")
def question_not_answered(case: Case, model: Model) -> None:
    signed_anew(case, model, lambda content: content["answers"].pop())


@kind("the answers of two ballots are exchanged, each signed")
def answers_of_two_ballots(case: Case, model: Model) -> None:
    one, two = case.ballot(1), case.ballot(LATE)
    one["answers"], two["answers"] = two["answers"], one["answers"]
    model.one(BALLOT, 1).bodies[0], model.one(BALLOT, LATE).bodies[0] = case.signed(one), case.signed(two)


@kind("a byte that is no text in a ballot")
def ballot_that_is_no_text(case: Case, model: Model) -> None:
    link = model.one(BALLOT, LATE)
    link.bodies[0] = link.bodies[0].replace(b"election_uuid", b"election_uu\xffd")


@kind("the mark of a byte order before a ballot")
def byte_order_mark(case: Case, model: Model) -> None:
    link = model.one(BALLOT, LATE)
    link.bodies[0] = b"\xef\xbb\xbf" + link.bodies[0]


@kind("a ballot with a line end behind it")
def line_end_behind_a_ballot(case: Case, model: Model) -> None:
    link = model.one(BALLOT, LATE)
    link.bodies[0] += b"\n"
