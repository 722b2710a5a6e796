# SPDX-License-Identifier: EUPL-1.2
"""Manipulations of the election, the trustees and the list of credentials."""

from __future__ import annotations

import json
from typing import Any

from council.ballots import codec
from council.ballots.trustees import single
from council.ballots.trustees.listing import write_trustees
from tests.builders.ballots import Made
from tests.tamper.case import Case, kind
from tests.tamper.model import SETUP, Link, Model, compact, edit, name_anew

ELECTION, TRUSTEES, CREDENTIALS = 0, 1, 2


def replaced(link: Link, number: int, text: str) -> None:
    link.bodies[number] = text.encode()
    name_anew(link)


@kind("an answer is renamed after the vote")
def answer_renamed(case: Case, model: Model) -> None:
    text = case.made.election.text
    replaced(model.one(SETUP), ELECTION, text.replace("Ponti", "Voci 2"))


@kind("two answers are exchanged after the vote")
def answers_exchanged(case: Case, model: Model) -> None:
    def change(election: Any) -> None:
        answers = election["questions"][0]["answers"]
        answers[0], answers[1] = answers[1], answers[0]

    edit(model.one(SETUP), change, body=ELECTION)


@kind("the key of the election is the manipulator's: he could open every ballot")
def key_of_the_manipulator(case: Case, model: Model) -> None:
    made = case.made
    group = made.election.group
    key = group.text(group.power(group.g, 12345))

    def change(election: Any) -> None:
        election["public_key"] = key

    edit(model.one(SETUP), change, body=ELECTION)


def _trustees(case: Case) -> list[Any]:
    found: list[Any] = json.loads(case.made.trustees.text)
    return found


def _with_trustees(model: Model, trustees: list[Any]) -> None:
    model.one(SETUP).bodies[TRUSTEES] = compact(trustees)
    name_anew(model.one(SETUP))


@kind("the mandatory trustee is taken out of the list")
def trustee_taken_out(case: Case, model: Model) -> None:
    _with_trustees(model, _trustees(case)[1:])


@kind("the mandatory trustee is in the list twice")
def trustee_twice(case: Case, model: Model) -> None:
    first, shared = _trustees(case)
    _with_trustees(model, [first, first, shared])


@kind("a trustee's key is another, with a proof of its own")
def trustee_exchanged(case: Case, model: Model) -> None:
    group = case.made.election.group
    _, shared = _trustees(case)
    _with_trustees(model, [["Single", single.to_json(group, single.make_key(group, 12345))], shared])


@kind("a trustee's key without a proof that holds: it may be made to cancel the others")
def trustee_without_proof(case: Case, model: Model) -> None:
    first, shared = _trustees(case)
    first[1]["pok"]["response"] = str(int(first[1]["pok"]["response"]) // 2)
    _with_trustees(model, [first, shared])


@kind("the threshold is lowered to one")
def threshold_lowered(case: Case, model: Model) -> None:
    first, shared = _trustees(case)
    shared[1]["threshold"] = 1
    _with_trustees(model, [first, shared])


@kind("a threshold member's certificate is signed by nobody")
def certificate_unsigned(case: Case, model: Model) -> None:
    first, shared = _trustees(case)
    shared[1]["certs"][0]["signature"] = shared[1]["certs"][1]["signature"]
    _with_trustees(model, [first, shared])


@kind("a threshold member's exponents are signed by nobody")
def exponents_unsigned(case: Case, model: Model) -> None:
    first, shared = _trustees(case)
    shared[1]["coefexps"][0]["signature"] = shared[1]["coefexps"][1]["signature"]
    _with_trustees(model, [first, shared])


@kind("a threshold member's key is another, with a proof of its own")
def member_exchanged(case: Case, model: Model) -> None:
    group = case.made.election.group
    first, shared = _trustees(case)
    shared[1]["verification_keys"][1] = single.to_json(group, single.make_key(group, 12345))
    _with_trustees(model, [first, shared])


@kind("two threshold members change places")
def members_change_places(case: Case, model: Model) -> None:
    first, shared = _trustees(case)
    for key in ("certs", "coefexps", "signatures", "verification_keys"):
        listed = shared[1][key]
        listed[0], listed[1] = listed[1], listed[0]
    _with_trustees(model, [first, shared])


@kind("the members' confirmation of the list of certificates is of another list")
def confirmation_of_another_list(case: Case, model: Model) -> None:
    first, shared = _trustees(case)
    shared[1]["signatures"].reverse()
    _with_trustees(model, [first, shared])


@kind("an additional key in the list of trustees")
def trustees_with_another_key(case: Case, model: Model) -> None:
    first, shared = _trustees(case)
    first[1]["note"] = "hello"
    _with_trustees(model, [first, shared])


def _credentials(case: Case) -> list[str]:
    found: list[str] = json.loads(case.made.papers.published.text)
    return found


def _with_credentials(model: Model, lines: list[str]) -> None:
    model.one(SETUP).bodies[CREDENTIALS] = compact(lines)
    name_anew(model.one(SETUP))


@kind("a credential is in the list twice, once with another weight")
def credential_twice(case: Case, model: Model) -> None:
    first, *rest = _credentials(case)
    _with_credentials(model, [first, first.partition(",")[0] + ",5", *rest])


@kind("a credential that is no member of the group")
def credential_outside(case: Case, model: Model) -> None:
    p = int(case.made.election.group.p)  # type: ignore[attr-defined]  # this case is in a group modulo p
    unused = next(line for line in _credentials(case) if line.partition(",")[0] == case.made.papers.letters[3].public)
    rest = [line for line in _credentials(case) if line != unused]
    _with_credentials(model, [*rest, f"{p - int(unused.partition(',')[0])},1"])


@kind("a credential whose secret is zero: anybody could vote with it")
def credential_of_anybody(case: Case, model: Model) -> None:
    unused = case.made.papers.letters[3].public
    _with_credentials(model, ["1,1" if line.startswith(unused) else line for line in _credentials(case)])


@kind("a credential of nobody is added: the manipulator could vote with it")
def ghost_elector(case: Case, model: Model) -> None:
    group = case.made.election.group
    _with_credentials(model, [*_credentials(case), f"{group.text(group.power(group.g, 999))},1"])


@kind("the credential of an elector who voted is taken out and another put in")
def elector_exchanged(case: Case, model: Model) -> None:
    group = case.made.election.group
    voted = case.made.papers.letters[0].public
    rest = [line for line in _credentials(case) if not line.startswith(voted)]
    _with_credentials(model, [*rest, f"{group.text(group.power(group.g, 999))},1"])


@kind("an elector's weight is raised after the vote")
def weight_raised(case: Case, model: Model) -> None:
    voted = case.made.papers.letters[2].public
    lines = [f"{voted},3" if line.startswith(voted) else line for line in _credentials(case)]
    _with_credentials(model, lines)


@kind("a negative weight")
def weight_negative(case: Case, model: Model) -> None:
    voted = case.made.papers.letters[3].public
    lines = [f"{voted},-1" if line.startswith(voted) else line for line in _credentials(case)]
    _with_credentials(model, lines)


@kind("the setup names another list of credentials than the one before it")
def setup_names_another_list(case: Case, model: Model) -> None:
    setup = json.loads(model.one(SETUP).bodies[3])
    setup["credentials"] = "0" * 64
    model.one(SETUP).bodies[3] = compact(setup)


@kind("the records of the setup in another order")
def setup_in_another_order(case: Case, model: Model) -> None:
    bodies = model.one(SETUP).bodies
    bodies[0], bodies[1] = bodies[1], bodies[0]


@kind("a key of the election that opens without any trustee")
def key_that_hides_nothing(case: Case, model: Model) -> None:
    def change(election: Any) -> None:
        election["public_key"] = "1"

    edit(model.one(SETUP), change, body=ELECTION)


@kind("a trustee's key that hides nothing, with a proof that holds")
def trustee_who_hides_nothing(case: Case, model: Model) -> None:
    made: Made = case.made
    group = made.election.group
    items = [single.make_key(group, 0), *made.trustees.items]
    model.one(SETUP).bodies[TRUSTEES] = write_trustees(group, items).encode()
    name_anew(model.one(SETUP))


@kind("the election's text has a key twice, the second time with other answers")
def key_twice_in_the_election(case: Case, model: Model) -> None:
    text = case.made.election.text
    asked = codec.dump(json.loads(text)["questions"])
    replaced(model.one(SETUP), ELECTION, text[:-1] + f',"questions":{asked.replace("Ponti", "Voci 2")}}}')
