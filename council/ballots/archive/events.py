# SPDX-License-Identifier: EUPL-1.2
"""Events: what happened, in which order, chained by hashes (protocol, section 12).

The order is a table: `Setup Ballot* EndBallots EncryptedTally (Shuffle+ EndShuffles)? PartialDecryption+ Result`.
Whether an event's contents are right is for the verifier.
"""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from council.ballots.archive.errors import ArchiveError, ArchiveErrorCode

HASH = re.compile(r"[0-9a-f]{64}")
LONGEST_EVENT = 256


class EventType(StrEnum):
    """The kinds of events, spelled as in the file."""

    SETUP = "Setup"
    BALLOT = "Ballot"
    END_BALLOTS = "EndBallots"
    ENCRYPTED_TALLY = "EncryptedTally"
    SHUFFLE = "Shuffle"
    END_SHUFFLES = "EndShuffles"
    PARTIAL_DECRYPTION = "PartialDecryption"
    RESULT = "Result"


# What may follow what; nothing follows a result. None is the start of the archive.
NEXT: dict[EventType | None, frozenset[EventType]] = {
    None: frozenset({EventType.SETUP}),
    EventType.SETUP: frozenset({EventType.BALLOT, EventType.END_BALLOTS}),
    EventType.BALLOT: frozenset({EventType.BALLOT, EventType.END_BALLOTS}),
    EventType.END_BALLOTS: frozenset({EventType.ENCRYPTED_TALLY}),
    EventType.ENCRYPTED_TALLY: frozenset({EventType.SHUFFLE, EventType.PARTIAL_DECRYPTION}),
    EventType.SHUFFLE: frozenset({EventType.SHUFFLE, EventType.END_SHUFFLES}),
    EventType.END_SHUFFLES: frozenset({EventType.PARTIAL_DECRYPTION}),
    EventType.PARTIAL_DECRYPTION: frozenset({EventType.PARTIAL_DECRYPTION, EventType.RESULT}),
    EventType.RESULT: frozenset(),
}

# How many data records stand directly before an event; the last of them is its payload.
DATA_BEFORE: dict[EventType, int] = {
    EventType.SETUP: 4,
    EventType.BALLOT: 1,
    EventType.END_BALLOTS: 0,
    EventType.ENCRYPTED_TALLY: 2,
    EventType.SHUFFLE: 2,
    EventType.END_SHUFFLES: 0,
    EventType.PARTIAL_DECRYPTION: 2,
    EventType.RESULT: 1,
}

_EVENT = re.compile(
    rb'\{(?:"parent":"([0-9a-f]{64})",)?"height":(0|[1-9][0-9]{0,9}),"type":"([A-Za-z]{1,20})"'
    rb'(?:,"payload":"([0-9a-f]{64})")?\}'
)


@dataclass(frozen=True, slots=True)
class Event:
    """One link of the chain."""

    type: EventType
    height: int
    parent: str | None = None
    payload: str | None = None

    def body(self) -> bytes:
        """The only form in which this event may be written."""
        parent = "" if self.parent is None else f'"parent":"{self.parent}",'
        payload = "" if self.payload is None else f',"payload":"{self.payload}"'
        return f'{{{parent}"height":{self.height},"type":"{self.type}"{payload}}}'.encode("ascii")


def hash_of(body: bytes) -> str:
    """The name of a record is the hash of its body."""
    return hashlib.sha256(body).hexdigest()


def parse_event(body: bytes, *, record: int = 0) -> Event:
    """An event in canonical form; any other form is refused."""
    found = _EVENT.fullmatch(body)
    if found is None:
        raise ArchiveError(ArchiveErrorCode.EVENT_MALFORMED, record=record)
    parent, height, kind, payload = (None if part is None else part.decode("ascii") for part in found.groups())
    if kind not in EventType.__members__.values():
        raise ArchiveError(ArchiveErrorCode.EVENT_MALFORMED, record=record, type=str(kind))
    return Event(type=EventType(str(kind)), height=int(str(height)), parent=parent, payload=payload)


def event_after(last: Event | None, kind: EventType, payload: str | None) -> Event:
    """The next link of the chain."""
    if last is None:
        return Event(type=kind, height=0, parent=None, payload=payload)
    return Event(type=kind, height=last.height + 1, parent=hash_of(last.body()), payload=payload)
