# SPDX-License-Identifier: EUPL-1.2
"""The election object: what is asked, in which group, under which key (protocol, section 7).

Its exact text is fixed once and its fingerprint enters every ballot. Neither trustees nor credentials are covered by
the fingerprint; the record that starts an archive names all three.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Any

from council.ballots import codec, elgamal, hashing, questions
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import RANKING, Draw, Element, Group, group_named
from council.ballots.questions import Question, RankingQuestion

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
IDENTIFIER = re.compile(f"[{BASE58}]{{14,64}}")
VERSION = 1
MOST_QUESTIONS = 1_000


@dataclass(frozen=True, slots=True)
class Election:
    """One election as its text says; `text` is the object and `fingerprint` names it (protocol, section 7)."""

    text: str
    fingerprint: str
    uuid: str
    name: str
    description: str
    group: Group
    key: Element
    questions: tuple[Question, ...]
    administrator: str | None = None
    credential_authority: str | None = None

    @property
    def has_ranking(self) -> bool:
        return any(isinstance(question, RankingQuestion) for question in self.questions)


@dataclass(frozen=True, slots=True)
class ElectionTexts:
    """What people wrote about an election."""

    name: str
    description: str
    administrator: str | None = None
    credential_authority: str | None = None


def new_identifier(length: int = 14, *, draw: Draw = secrets.randbelow) -> str:
    """A random election identifier in Base58 (protocol, section 1)."""
    return "".join(BASE58[draw(len(BASE58))] for _ in range(length))


def check_identifier(uuid: str) -> str:
    if type(uuid) is not str or not IDENTIFIER.fullmatch(uuid):
        raise BallotError(BallotErrorCode.BAD_IDENTIFIER)
    return uuid


def make_election(
    texts: ElectionTexts, asked: tuple[Question, ...], *, group: Group, key: Element, uuid: str
) -> Election:
    """Write the object with its keys in the order of protocol, section 7, and read it back."""
    made: dict[str, object] = {
        "version": VERSION,
        "description": texts.description,
        "name": texts.name,
        "group": group.name,
        "public_key": group.text(key),
        "questions": [questions.to_json(question) for question in asked],
        "uuid": uuid,
    }
    if texts.administrator is not None:
        made["administrator"] = texts.administrator
    if texts.credential_authority is not None:
        made["credential_authority"] = texts.credential_authority
    return parse_election(codec.dump(made))


def parse_election(text: str) -> Election:
    """Read an election object; its text need not be canonical and may carry additional keys (protocol, section 7)."""
    where = "election"
    value = codec.load(text, where)
    if type(value) is not dict:
        raise codec.wrong_shape(where)
    if value.get("version") != VERSION or type(value.get("version")) is not int:
        raise BallotError(BallotErrorCode.WRONG_VERSION, where=where)
    group = group_named(codec.text_of(value.get("group"), f"{where}.group"))
    election = Election(
        text=text,
        fingerprint=hashing.base64_short(text),
        uuid=check_identifier(codec.text_of(value.get("uuid"), f"{where}.uuid")),
        name=codec.text_of(value.get("name"), f"{where}.name"),
        description=codec.text_of(value.get("description"), f"{where}.description"),
        group=group,
        key=elgamal.element(group, value.get("public_key"), f"{where}.public_key"),
        questions=_questions(value.get("questions"), f"{where}.questions"),
        administrator=_optional(value, "administrator"),
        credential_authority=_optional(value, "credential_authority"),
    )
    _check(election)
    return election


def _optional(value: dict[str, Any], key: str) -> str | None:
    return codec.text_of(value[key], f"election.{key}") if key in value else None


def _questions(value: Any, where: str) -> tuple[Question, ...]:
    found = codec.listed(value, where)
    if not 0 < len(found) <= MOST_QUESTIONS:
        raise BallotError(BallotErrorCode.WRONG_QUESTION, where=where)
    return tuple(questions.parse(one, f"{where}[{index}]") for index, one in enumerate(found))


def _check(election: Election) -> None:
    if election.key == election.group.identity:
        # Whoever writes such an election could read every ballot.
        raise BallotError(BallotErrorCode.WRONG_ELECTION_KEY)
    if election.has_ranking and election.group.name != RANKING:
        raise BallotError(BallotErrorCode.GROUP_CANNOT_RANK, group=election.group.name)
