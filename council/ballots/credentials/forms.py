# SPDX-License-Identifier: EUPL-1.2
"""What an elector types or scans, and the signing secret that comes of it (protocol, sections 5 and 15).

Two forms exist: the first with a check character, which every version of the reference tool up to 3.0 derives in the
same way, and a longer one since 2.4. A verifier never sees either.
"""

import hashlib
import re
import secrets
from enum import StrEnum

from council.ballots import hashing
from council.ballots.election import BASE58
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Draw, Element, Group

BASE = len(BASE58)
CHECK = 53
FIRST_LENGTH = 14
LONG_LENGTH = 22
ITERATIONS = 1000


class CredentialForm(StrEnum):
    """The two ways to write a credential (protocol, section 15)."""

    CHECKED = "checked"
    LONG = "long"


def new_credential(form: CredentialForm = CredentialForm.CHECKED, *, draw: Draw = secrets.randbelow) -> str:
    """A random credential as it is printed (protocol, sections 5 and 15)."""
    length = FIRST_LENGTH if form is CredentialForm.CHECKED else LONG_LENGTH
    signs = "".join(BASE58[draw(BASE)] for _ in range(length))
    return _printed(signs + check_character(signs)) if form is CredentialForm.CHECKED else _printed_long(signs)


def check_character(signs: str) -> str:
    """The fifteenth character; with it the number is divisible by 53 (protocol, section 5)."""
    return BASE58[CHECK - _number(signs) % CHECK]


def _number(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number * BASE + BASE58.index(sign)
    return number


def _printed(signs: str) -> str:
    return "-".join(re.findall(".{3}", signs))


def _printed_long(signs: str) -> str:
    return "-".join((signs[:5], signs[5:11], signs[11:16], signs[16:]))


def read_credential(typed: str) -> str:
    """The printed form of what somebody typed, with or without dashes and blanks; a mistype is refused.

    The dashes are put back because the key is derived from them too (protocol, section 5).
    """
    signs = re.sub(r"[\s-]", "", typed)
    if len(signs) not in (FIRST_LENGTH + 1, LONG_LENGTH) or not set(signs) <= set(BASE58):
        raise BallotError(BallotErrorCode.BAD_CREDENTIAL)
    if len(signs) == LONG_LENGTH:
        return _printed_long(signs)
    if signs[-1] != check_character(signs[:-1]):
        # Stricter than divisibility by 53: of two signs that satisfy it only one is ever printed, and the key differs.
        raise BallotError(BallotErrorCode.BAD_CREDENTIAL)
    return _printed(signs)


def signing_secret(credential: str, uuid: str, group: Group) -> int:
    """s for a credential in its printed form (protocol, sections 5 and 15)."""
    printed = read_credential(credential)
    derive = _from_checked if len(printed) == FIRST_LENGTH + 1 + 4 else _from_long
    return derive(printed, uuid) % group.q


def _from_checked(credential: str, uuid: str) -> int:
    """PBKDF2 over the nineteen characters, dashes included (protocol, section 5)."""
    return int.from_bytes(hashlib.pbkdf2_hmac("sha256", credential.encode(), uuid.encode(), ITERATIONS, 32))


def _from_long(credential: str, uuid: str) -> int:
    """Two hashes one after the other, read as one number (protocol, section 15)."""
    halves = (hashing.hexadecimal(f"derive_credential|{uuid}|{half}|{credential}") for half in (0, 1))
    return int("".join(halves), 16)


def public_credential(credential: str, uuid: str, group: Group) -> Element:
    """g^s, the only part that is ever published (protocol, section 5)."""
    return group.power_secret(group.g, signing_secret(credential, uuid, group))
