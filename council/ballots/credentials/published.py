# SPDX-License-Identifier: EUPL-1.2
"""The published list of credentials and their weights (protocol, section 5).

It is the only thing the public learns about who may vote. A weight of zero keeps the ballot in the archive and counts
nothing; that is how an elector who voted on paper is cancelled.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from council.ballots import codec, elgamal, hashing
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Element, Group

HEAVIEST = 10**15


@dataclass(frozen=True, slots=True)
class PublicCredential:
    """g^s and what its ballot weighs."""

    public: Element
    weight: int


@dataclass(frozen=True, slots=True)
class PublishedCredentials:
    """The list as published; found by the credential's text."""

    text: str
    entries: dict[str, PublicCredential]
    weighted: bool

    @property
    def fingerprint(self) -> str:
        """What the registrar announces: B64 of exactly the published text (protocol, section 5)."""
        return hashing.base64_short(self.text)

    def weight(self, credential: str) -> int:
        return self.entries[credential].weight


def publish(group: Group, credentials: Iterable[PublicCredential], *, weighted: bool) -> PublishedCredentials:
    """Write the list in the order of the numbers, so that it says nothing about the register's order."""
    ordered = sorted(credentials, key=lambda one: group.sort_key(one.public))
    lines = [group.text(one.public) + (f",{one.weight}" if weighted else "") for one in ordered]
    return parse_credentials(codec.dump(lines), group)


def parse_credentials(text: str, group: Group) -> PublishedCredentials:
    """Read the list; refuse doubled credentials and what is not in the group (protocol, sections 5 and 13)."""
    entries: dict[str, PublicCredential] = {}
    weighted = False
    for index, line in enumerate(codec.listed(codec.load(text, "credentials"), "credentials")):
        where = f"credentials[{index}]"
        public, comma, weight = codec.text_of(line, where).partition(",")
        if public in entries:
            raise BallotError(BallotErrorCode.DUPLICATE_CREDENTIAL, where=where)
        weighted = weighted or bool(comma)
        element = elgamal.element(group, public, where, check=False)
        entries[public] = PublicCredential(element, codec.decimal(weight, where, below=HEAVIEST) if comma else 1)
    _check_members(group, entries)
    return PublishedCredentials(text, entries, weighted)


def _check_members(group: Group, entries: dict[str, PublicCredential]) -> None:
    """All at once; only when something is wrong is the culprit looked for."""
    if group.all_members([entry.public for entry in entries.values()]):
        return
    for index, entry in enumerate(entries.values()):
        if not group.is_member(entry.public):
            raise BallotError(BallotErrorCode.NOT_A_MEMBER, where=f"credentials[{index}]")
    raise BallotError(BallotErrorCode.NOT_A_MEMBER, where="credentials")
