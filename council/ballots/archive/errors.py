# SPDX-License-Identifier: EUPL-1.2
"""Why an archive cannot be read or appended to: a code, the record it concerns, and facts. No sentences here."""

from enum import StrEnum


class ArchiveErrorCode(StrEnum):
    """Each way in which the file itself, before any cryptography, is not an archive."""

    EMPTY = "empty"
    HEADER_MALFORMED = "header-malformed"
    TRUNCATED = "truncated"
    END_BLOCKS = "end-blocks"
    TAR_HEADER = "tar-header"
    RECORD_TOO_LARGE = "record-too-large"
    PADDING = "padding"
    RECORD_NAME = "record-name"
    RECORD_HASH = "record-hash"
    EVENT_MALFORMED = "event-malformed"
    EVENT_PARENT = "event-parent"
    EVENT_HEIGHT = "event-height"
    EVENT_ORDER = "event-order"
    EVENT_PAYLOAD = "event-payload"
    EVENT_DATA = "event-data"
    DATA_WITHOUT_EVENT = "data-without-event"
    # The writer's own.
    BUSY = "busy"
    EXISTS = "exists"
    DAMAGED = "damaged"


class ArchiveError(Exception):
    """The archive is not whole, or cannot take what it was given."""

    def __init__(self, code: ArchiveErrorCode, *, record: int = 0, **facts: str | int) -> None:
        super().__init__(code.value, record, facts)
        self.code = code
        self.record = record
        self.facts = facts

    def __str__(self) -> str:
        told = "".join(f", {name} {value}" for name, value in self.facts.items())
        return f"{self.code} in record {self.record}{told}" if self.record else f"{self.code}{told}"
