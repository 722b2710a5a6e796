# SPDX-License-Identifier: EUPL-1.2
"""Manipulations of the tally, the shuffles, the partial decryptions and the result."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from council.ballots import decryption, elgamal, tally
from council.ballots.shuffle.prove import shuffle
from council.ballots.shuffle.shape import shuffle_text
from council.ballots.shuffle.verify import ranking_lists
from tests.tamper.case import Case, kind, owned, rankings
from tests.tamper.model import BALLOT, RESULT, SHARE, SHUFFLE, TALLY, Model, compact, edit, name_anew


def sized(model: Model, change: Callable[[dict[str, Any]], None]) -> None:
    link = model.one(TALLY)
    told = json.loads(link.bodies[1])
    change(told)
    link.bodies[1] = compact(told)


def _more(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda told: told.update({key: told[key] + 1})


@kind("the recorded tally is of other numbers; shares and result are of the right one")
def other_tally(case: Case, model: Model) -> None:
    group = case.made.election.group

    def change(columns: Any) -> None:
        columns[0][0]["beta"] = group.text(group.multiply(group.element(columns[0][0]["beta"]), group.g))

    edit(model.one(TALLY), change)


@kind("two columns of the recorded tally change places")
def columns_change_places(case: Case, model: Model) -> None:
    edit(model.one(TALLY), lambda columns: columns[0].reverse())


@kind("the recorded tally with a blank in it")
def blank_in_the_tally(case: Case, model: Model) -> None:
    link = model.one(TALLY)
    link.bodies[0] = link.bodies[0].replace(b",", b", ", 1)
    name_anew(link)


@kind("one ballot more is said to be counted")
def one_more_counted(case: Case, model: Model) -> None:
    sized(model, _more("num_tallied"))


@kind("more weight is said to be counted")
def more_weight(case: Case, model: Model) -> None:
    sized(model, _more("total_weight"))


@kind("the sizes name another tally")
def sizes_of_another_tally(case: Case, model: Model) -> None:
    sized(model, lambda told: told.update(encrypted_tally="0" * 64))


@kind("two shuffled rankings change places without a proof", rankings)
def outputs_change_places(case: Case, model: Model) -> None:
    def change(done: Any) -> None:
        listed = done["ciphertexts"][0]
        listed[0], listed[1] = listed[1], listed[0]

    edit(model.one(SHUFFLE), change)


@kind("a shuffled ranking is exchanged for the manipulator's", rankings)
def output_exchanged(case: Case, model: Model) -> None:
    election = case.made.election
    own = elgamal.encrypt(election.group, election.key, 0, 4711)

    def change(done: Any) -> None:
        done["ciphertexts"][0][1] = elgamal.to_json(election.group, own)

    edit(model.one(SHUFFLE, 1), change)


@kind("a ranking is lost in a shuffle", rankings)
def output_lost(case: Case, model: Model) -> None:
    edit(model.one(SHUFFLE, 1), lambda done: done["ciphertexts"][0].pop())


@kind("the second shuffle starts from the tally, as if the first were not", rankings)
def second_shuffle_alone(case: Case, model: Model) -> None:
    election = case.made.election
    recorded = tally.parse_tally(model.one(TALLY).bodies[0].decode(), election)
    done = shuffle(election, ranking_lists(election, recorded))
    model.one(SHUFFLE, 1).bodies = owned(2, shuffle_text(election.group, done))


@kind("the proof of one shuffle stands at the other", rankings)
def proof_of_the_other_shuffle(case: Case, model: Model) -> None:
    proof = json.loads(model.one(SHUFFLE, 0).bodies[0])["proofs"]
    edit(model.one(SHUFFLE, 1), lambda done: done.update(proofs=proof))


@kind("a number outside the group among the shuffled rankings", rankings)
def shuffled_number_outside(case: Case, model: Model) -> None:
    p = int(case.made.election.group.p)  # type: ignore[attr-defined]  # this case is in a group modulo p

    def change(done: Any) -> None:
        first = done["ciphertexts"][0][0]
        first["alpha"] = str(p - int(first["alpha"]))

    edit(model.one(SHUFFLE, 1), change)


@kind("both shuffles are said to be one trustee's: nobody else mixed", rankings)
def one_trustee_shuffles_twice(case: Case, model: Model) -> None:
    edit(model.one(SHUFFLE, 1), lambda told: told.update(owner=1), body=1)


@kind("a shuffle of a trustee who does not exist", rankings)
def shuffle_of_nobody(case: Case, model: Model) -> None:
    edit(model.one(SHUFFLE, 1), lambda told: told.update(owner=3), body=1)


@kind("a shuffle's event names the first shuffle again", rankings)
def shuffle_names_the_first(case: Case, model: Model) -> None:
    first = json.loads(model.one(SHUFFLE, 0).bodies[1])["payload"]
    last = json.loads(model.one(SHUFFLE, 1).bodies[1])
    model.one(SHUFFLE, 1).bodies[1] = compact({**last, "payload": first})


@kind("a factor of a partial decryption is another")
def other_factor(case: Case, model: Model) -> None:
    group = case.made.election.group

    def change(share: Any) -> None:
        factors = share["decryption_factors"][0]
        factors[0] = group.text(group.multiply(group.element(factors[0]), group.g))

    edit(model.one(SHARE), change)


@kind("two factors change places with their proofs")
def factors_change_places(case: Case, model: Model) -> None:
    def change(share: Any) -> None:
        for key in ("decryption_factors", "decryption_proofs"):
            share[key][0].reverse()

    edit(model.one(SHARE), change)


@kind("a partial decryption without proofs")
def share_without_proofs(case: Case, model: Model) -> None:
    edit(model.one(SHARE), lambda share: share.update(decryption_proofs=[[], []]))


@kind("a partial decryption of nothing")
def share_of_nothing(case: Case, model: Model) -> None:
    edit(model.one(SHARE), lambda share: share.update(decryption_factors=[[], []], decryption_proofs=[[], []]))


@kind("a partial decryption of another tally, with proofs that hold for it")
def share_of_another_tally(case: Case, model: Model) -> None:
    made = case.made
    other = made.tally([made.ballot(0, [[1, 0, 0], [1, 0, 0, 0, 0]])]).encrypted()
    share = decryption.decrypt_partly(made.election, other, made.secrets[1])
    model.one(SHARE).bodies = owned(1, decryption.partial_text(made.election.group, share))


@kind("two trustees' numbers are exchanged")
def owners_exchanged(case: Case, model: Model) -> None:
    edit(model.one(SHARE, 1), lambda told: told.update(owner=3), body=1)
    edit(model.one(SHARE, 2), lambda told: told.update(owner=2), body=1)


@kind("a trustee's part is there twice")
def share_twice(case: Case, model: Model) -> None:
    share = model.one(SHARE)
    again = decryption.decrypt_partly(case.made.election, case.tally, case.made.secrets[1])
    text = decryption.partial_text(case.made.election.group, again)
    link = type(share)(SHARE, owned(1, text))
    model.insert(model.index(share) + 1, link)


@kind("the same record of a trustee's part is there twice")
def same_share_twice(case: Case, model: Model) -> None:
    share = model.one(SHARE)
    model.insert(model.index(share) + 1, type(share)(SHARE, list(share.bodies)))


@kind("a part of a trustee who does not exist")
def share_of_nobody(case: Case, model: Model) -> None:
    share = model.one(SHARE)
    model.insert(model.index(share) + 1, type(share)(SHARE, owned(9, share.bodies[0].decode())))


@kind("a part of trustee number zero")
def share_of_number_zero(case: Case, model: Model) -> None:
    edit(model.one(SHARE), lambda told: told.update(owner=0), body=1)


@kind("the mandatory trustee takes no part, and there is a result")
def mandatory_trustee_missing(case: Case, model: Model) -> None:
    model.remove(model.one(SHARE, 0))


@kind("too few threshold members take part, and there is a result")
def too_few_members(case: Case, model: Model) -> None:
    model.remove(model.one(SHARE, 2))


@kind("a part more than needed is wrong")
def superfluous_share_wrong(case: Case, model: Model) -> None:
    share = model.all(SHARE)[-1]
    model.insert(model.index(share) + 1, type(share)(SHARE, owned(4, share.bodies[0].decode())))


def told(model: Model, change: Callable[[list[list[Any]]], None]) -> None:
    edit(model.one(RESULT), lambda found: change(found["result"]))


@kind("a vote is moved in the result")
def vote_moved(case: Case, model: Model) -> None:
    def change(rows: list[list[Any]]) -> None:
        rows[0][0], rows[0][1] = rows[0][0] + 1, rows[0][1] - 1

    told(model, change)


@kind("the blank votes are added to an answer in the result")
def blank_votes_given_away(case: Case, model: Model) -> None:
    def change(rows: list[list[Any]]) -> None:
        rows[1][1] += rows[1][0]
        rows[1][0] = 0

    told(model, change)


@kind("a count in the result is written as text")
def count_as_text(case: Case, model: Model) -> None:
    def change(rows: list[list[Any]]) -> None:
        rows[0][1] = str(rows[0][1])

    told(model, change)


@kind("a count in the result is larger by the order of the group")
def count_above_the_order(case: Case, model: Model) -> None:
    def change(rows: list[list[Any]]) -> None:
        rows[0][1] = str(rows[0][1] + case.made.election.group.q)

    told(model, change)


@kind("the result of one question is left out")
def result_left_out(case: Case, model: Model) -> None:
    told(model, lambda rows: rows.pop())


@kind("an additional key in the result")
def another_key_in_the_result(case: Case, model: Model) -> None:
    edit(model.one(RESULT), lambda found: found.update(note="hello"))


@kind("two rankings of the result change places", rankings)
def rankings_change_places(case: Case, model: Model) -> None:
    told(model, lambda rows: rows[1].reverse())


@kind("a ranking of the result is another", rankings)
def ranking_exchanged(case: Case, model: Model) -> None:
    told(model, lambda rows: rows[1][0].reverse())


@kind("a ranking of a ballot is made of another's, signed", rankings)
def ranking_copied(case: Case, model: Model) -> None:
    content = case.ballot(2)
    content["answers"][1] = case.ballot(1)["answers"][1]
    model.one(BALLOT, 2).bodies[0] = case.signed(content)


@kind("a number outside the group in a ranking, signed", rankings)
def ranking_outside(case: Case, model: Model) -> None:
    p = int(case.made.election.group.p)  # type: ignore[attr-defined]  # this case is in a group modulo p
    content = case.ballot(2)
    choices = content["answers"][1]["choices"]
    choices["beta"] = str(p - int(choices["beta"]))
    model.one(BALLOT, 2).bodies[0] = case.signed(content)
