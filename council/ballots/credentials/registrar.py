# SPDX-License-Identifier: EUPL-1.2
"""The registrar: makes every credential away from the server and keeps the only paper that joins them to people.

The server gets the published list and nothing else. Spare credentials are made and declared before the vote opens,
because none can be added later; a lost or cancelled one gets weight 0 (protocol, sections 5 and 9).
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from council.ballots import codec
from council.ballots.credentials.forms import CredentialForm, new_credential, public_credential
from council.ballots.credentials.published import PublicCredential, PublishedCredentials, publish
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Draw, Group


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets a credential: the identity on the letter, the login if the server asks for one, a weight."""

    identity: str
    login: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: whom it is for and the secret inside. A spare has a number instead of a person."""

    recipient: Recipient
    credential: str
    public: str
    spare: int | None = None


@dataclass(frozen=True, slots=True)
class RegistrarPapers:
    """Everything the registrar makes in one go; `letters` stay with him, `published` leaves."""

    uuid: str
    letters: tuple[Letter, ...]
    published: PublishedCredentials

    @property
    def spares(self) -> tuple[Letter, ...]:
        return tuple(letter for letter in self.letters if letter.spare is not None)

    def declaration(self) -> dict[str, int | str]:
        """The numbers announced with the list, so that a ghost among the credentials would be noticed."""
        spares = len(self.spares)
        return {
            "electors": len(self.letters) - spares,
            "spares": spares,
            "credentials": len(self.letters),
            "fingerprint": self.published.fingerprint,
        }

    def private_text(self) -> str:
        """The `.privcreds` file: `identity credential` lines (protocol, section 5)."""
        return "".join(f"{_identity(letter.recipient)} {letter.credential}\n" for letter in self.letters)

    def public_text(self) -> str:
        """The `.pubcreds` file: `pub,weight,login` in the order of the list (protocol, section 5)."""
        by_public = {letter.public: letter for letter in self.letters}
        lines = []
        for public, entry in self.published.entries.items():
            weight = str(entry.weight) if self.published.weighted else ""
            lines.append(f"{public},{weight},{by_public[public].recipient.login}")
        return codec.dump(lines)


def _identity(recipient: Recipient) -> str:
    """`address[,login[,weight]]` (protocol, section 5)."""
    parts = [recipient.identity]
    if recipient.login or recipient.weight != 1:
        parts.append(recipient.login)
    if recipient.weight != 1:
        parts.append(str(recipient.weight))
    return ",".join(parts)


def make_credentials(
    group: Group,
    uuid: str,
    recipients: Sequence[Recipient],
    *,
    spares: int = 0,
    form: CredentialForm = CredentialForm.CHECKED,
    draw: Draw = secrets.randbelow,
) -> RegistrarPapers:
    """A credential for every recipient and the declared number of spares (protocol, section 5)."""
    if any(not _writable(one) for one in recipients):
        raise BallotError(BallotErrorCode.WRONG_SHAPE, where="recipients")
    if len({one.identity for one in recipients}) != len(recipients):
        raise BallotError(BallotErrorCode.DUPLICATE_CREDENTIAL, where="recipients")
    letters: list[Letter] = []
    entries: list[PublicCredential] = []
    numbers = [*([None] * len(recipients)), *range(1, spares + 1)]
    for recipient, number in zip([*recipients, *spare_recipients(spares)], numbers, strict=True):
        credential = new_credential(form, draw=draw)
        public = public_credential(credential, uuid, group)
        letters.append(Letter(recipient, credential, group.text(public), number))
        entries.append(PublicCredential(public, recipient.weight))
    weighted = any(one.weight != 1 for one in recipients)
    return RegistrarPapers(uuid, tuple(letters), publish(group, entries, weighted=weighted))


def spare_recipients(spares: int) -> list[Recipient]:
    return [Recipient(f"spare-{number}") for number in range(1, spares + 1)]


def _writable(recipient: Recipient) -> bool:
    """Whether the identity fits the line formats of the files."""
    signs = recipient.identity + recipient.login
    return bool(recipient.identity) and recipient.weight >= 0 and not set(signs) & set(", \r\n\t")


def reweigh(group: Group, published: PublishedCredentials, weights: Mapping[str, int]) -> PublishedCredentials:
    """The same list with other weights: 0 for who voted on paper or whose letter was replaced (protocol, section 9).

    Number and order stay, so anyone can compare the two lists.
    """
    unknown = set(weights) - set(published.entries)
    if unknown:
        raise BallotError(BallotErrorCode.UNKNOWN_CREDENTIAL, unknown=len(unknown))
    entries = [
        PublicCredential(entry.public, weights.get(public, entry.weight)) for public, entry in published.entries.items()
    ]
    return publish(group, entries, weighted=True)


def unused_spares(papers: RegistrarPapers, voted: Iterable[str]) -> tuple[Letter, ...]:
    """The spares that no ballot was signed with, for the report after the vote."""
    seen = set(voted)
    return tuple(letter for letter in papers.spares if letter.public not in seen)
