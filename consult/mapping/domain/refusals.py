# SPDX-License-Identifier: EUPL-1.2
"""What the community map refuses."""

from __future__ import annotations

from enum import StrEnum


class MappingRefusal(StrEnum):
    NAME_TAKEN = "mapping.name_taken"
    NAME_UNREADABLE = "mapping.name_unreadable"
    LIKELY_DUPLICATE = "mapping.likely_duplicate"
    CONTACT_IN_FUTURE = "mapping.contact_in_future"
    FILE_EMPTY = "mapping.file_empty"
    FILE_TOO_LARGE = "mapping.file_too_large"
    FILE_TOO_LONG = "mapping.file_too_long"
    FILE_NOT_UTF8 = "mapping.file_not_utf8"
    FILE_UTF16 = "mapping.file_utf16"
    COLUMNS_MISSING = "mapping.columns_missing"
    COLUMNS_UNKNOWN = "mapping.columns_unknown"
    COLUMN_TWICE = "mapping.column_twice"
    FAULTY_LINES = "mapping.faulty_lines"
    PREVIEW_STALE = "mapping.preview_stale"
    IMPORT_CLOSED = "mapping.import_closed"
