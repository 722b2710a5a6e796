# SPDX-License-Identifier: EUPL-1.2
"""What consent, supporters, mending, statements and appeals refuse, as codes; see ``council.nomination_words``."""

from enum import StrEnum


class NominationRefusal(StrEnum):
    """Every expected "no" between the call for nominations and the ballot papers."""

    SAID_NO = "council.candidate_said_no"
    CONSENT_SETTLED = "council.consent_settled"
    EVERYBODY_ANSWERED = "council.everybody_answered"
    CONSENT_CLOSED = "council.consent_closed"
    NO_SINGLE_CANDIDATES = "council.no_single_candidates"
    LIST_WITHDRAWN = "council.list_withdrawn"
    NOTHING_TO_MEND = "council.nothing_to_mend"
    MENDING_NOW = "council.mending_now"
    MENDING_OVER = "council.mending_over"
    NO_SUPPORT_NEEDED = "council.no_support_needed"
    SUPPORTS_ALREADY = "council.supports_already"
    SHEET_EMPTY = "council.sheet_empty"
    SHEETS_TOO_MANY = "council.sheets_too_many"
    SHEET_FULL = "council.sheet_full"
    NOTHING_TO_CHECK = "council.nothing_to_check"
    STATEMENT_TOO_LONG = "council.statement_too_long"
    STATEMENT_MISSING = "council.statement_missing"
    STATEMENT_LANGUAGE = "council.statement_language"
    NOT_APPEALABLE = "council.not_appealable"
    APPEAL_LATE = "council.appeal_late"
    APPEAL_OPEN = "council.appeal_open"
    APPEAL_DECIDED = "council.appeal_decided"
    NOTHING_PUBLISHED = "council.nothing_published"
    NO_PAPER_ORDER = "council.no_paper_order"
