# SPDX-License-Identifier: EUPL-1.2
"""What the cosy corners refuse."""

from __future__ import annotations

from enum import StrEnum


class CornerRefusal(StrEnum):
    UNKNOWN = "corners.unknown"
    IN_THE_FUTURE = "corners.in_the_future"
    NEXT_NOT_AHEAD = "corners.next_not_ahead"
    FIRST_IS_TRUST = "corners.first_is_trust"
    TRUST_HAS_NO_STATEMENTS = "corners.trust_has_no_statements"
    WORDS_MISSING = "corners.words_missing"
    TOO_MANY_HANDS = "corners.too_many_hands"
    LOOKS_PERSONAL = "corners.looks_personal"
    CONSENT_MISSING = "corners.consent_missing"
    ALREADY_PASSED_ON = "corners.already_passed_on"
    NOT_PASSED_ON = "corners.not_passed_on"
    SENT_BEFORE = "corners.sent_before"
    ONE_FACILITATOR_STAYS = "corners.one_facilitator_stays"
