# SPDX-License-Identifier: EUPL-1.2
"""A fault: what is wrong, in which record, and what that record was for. The words are chosen in `words`."""

from dataclasses import dataclass
from enum import StrEnum

from council.ballots.archive.errors import ArchiveError
from council.ballots.errors import BallotError


class Part(StrEnum):
    """What a record is for."""

    FILE = "file"
    ELECTION = "election"
    TRUSTEES = "trustees"
    CREDENTIALS = "credentials"
    SETUP = "setup"
    BALLOT = "ballot"
    TALLY = "tally"
    SHUFFLE = "shuffle"
    DECRYPTION = "decryption"
    RESULT = "result"


class VerifyErrorCode(StrEnum):
    """What can be wrong although every object on its own holds."""

    NOT_TEXT = "not_text"
    SETUP_NAMES = "setup_names"
    CREDENTIAL_COUNT = "credential_count"
    BALLOT_HEAD = "ballot_head"
    BALLOT_REPLAYED = "ballot_replayed"
    PAYLOAD_NAME = "payload_name"
    NUMBER_TALLIED = "number_tallied"
    TOTAL_WEIGHT = "total_weight"
    SHUFFLE_NOT_ASKED = "shuffle_not_asked"
    SHUFFLE_MISSING = "shuffle_missing"
    NOT_COMPLETE = "not_complete"
    # Two copies compared.
    COPY_SHORTER = "copy_shorter"
    COPY_DIFFERS = "copy_differs"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `record` counts the records of the file from 1 and is 0 for the file as a whole."""

    code: str
    part: Part
    record: int = 0
    name: str = ""
    facts: tuple[tuple[str, str], ...] = ()


class Faulty(Exception):
    """Raised at the first fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def _facts(facts: dict[str, object] | dict[str, str | int]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)[:200]) for name, value in facts.items())


def of_archive(error: ArchiveError) -> Fault:
    """A fault of the file itself."""
    return Fault(code=error.code.value, part=Part.FILE, record=error.record, facts=_facts(error.facts))


def of_object(error: BallotError, part: Part, *, record: int, name: str) -> Fault:
    """A fault inside a data record."""
    return Fault(code=error.code.value, part=part, record=record, name=name, facts=_facts(error.facts))


def of_rule(code: VerifyErrorCode, part: Part, *, record: int = 0, name: str = "", **facts: object) -> Fault:
    """A fault between records."""
    return Fault(code=code.value, part=part, record=record, name=name, facts=_facts(facts))
