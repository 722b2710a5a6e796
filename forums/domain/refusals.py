# SPDX-License-Identifier: EUPL-1.2
"""Everything the forums refuse, as codes. The sentences are in forums/messages.py."""

from __future__ import annotations

from enum import StrEnum


class ForumRefusal(StrEnum):
    NOT_PERMITTED = "forums.not_permitted"
    NOT_NOW = "forums.not_now"
    MANDATE_MISSING = "forums.mandate_missing"
    QUESTION_MISSING = "forums.question_missing"
    DAY_TO_COME = "forums.day_to_come"
    DAY_PAST = "forums.day_past"
    PROMISE_TOO_EARLY = "forums.promise_too_early"
    CONTRIBUTIONS_CLOSED = "forums.contributions_closed"
    WORDS_MISSING = "forums.words_missing"
    ORIGINAL_LANGUAGE = "forums.original_language"
    GROUND_MISSING = "forums.ground_missing"
    GROUND_WITHOUT_REJECTION = "forums.ground_without_rejection"
    TRACE_MISSING = "forums.trace_missing"
    TRACE_UNPUBLISHED = "forums.trace_unpublished"
    ANSWER_BEFORE_PRESENTATION = "forums.answer_before_presentation"
    MEASURES_WITHOUT_YES = "forums.measures_without_yes"
