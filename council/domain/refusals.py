# SPDX-License-Identifier: EUPL-1.2
"""What the council refuses, as codes; the sentences are in ``council.messages``."""

from enum import StrEnum


class CouncilRefusal(StrEnum):
    """Every expected "no" of elections, statutes and the electoral register."""

    NOT_YOUR_ELECTION = "council.not_your_election"
    DATES_OUT_OF_ORDER = "council.dates_out_of_order"
    STATUTE_ADOPTED = "council.statute_adopted"
    STATUTE_NOT_ADOPTED = "council.statute_not_adopted"
    STATUTE_UNKNOWN = "council.statute_unknown"
    AREA_TWICE = "council.area_twice"
    PLACES_UNREADABLE = "council.places_unreadable"
    NO_STATUS_ACCEPTED = "council.no_status_accepted"
    REGISTER_NOT_OPEN = "council.register_not_open"
    REGISTER_EMPTY = "council.register_empty"
    REGISTER_CLOSED = "council.register_closed"
    FILE_NOT_UTF8 = "council.file_not_utf8"
    FILE_COLUMNS_MISSING = "council.file_columns_missing"
    FILE_COLUMN_TWICE = "council.file_column_twice"
    FILE_TOO_LONG = "council.file_too_long"
    FILE_EMPTY = "council.file_empty"
    IMPORT_SETTLED = "council.import_settled"
    IMPORT_OUTDATED = "council.import_outdated"
    DUPLICATES_OPEN = "council.duplicates_open"
    PAIR_SETTLED = "council.pair_settled"
    NOTHING_CHANGED = "council.nothing_changed"
    SEARCH_TOO_SHORT = "council.search_too_short"
    EXPORTED_AFTER_POLLING = "council.exported_after_polling"
    POLLING_BEGUN = "council.polling_begun"
    ENTRY_UNKNOWN = "council.entry_unknown"
    REGISTER_CHANGED = "council.register_changed"
