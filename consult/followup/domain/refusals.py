# SPDX-License-Identifier: EUPL-1.2
"""What the follow-up refuses."""

from __future__ import annotations

from enum import StrEnum


class FollowupRefusal(StrEnum):
    UNKNOWN_INPUT = "followup.unknown_input"
    NOT_YOURS = "followup.not_yours"
    ALREADY_RECEIVED = "followup.already_received"
    NOTHING_SAID = "followup.nothing_said"
    OUTCOME_MISSING = "followup.outcome_missing"
    REASON_MISSING = "followup.reason_missing"
    BODY_MISSING = "followup.body_missing"
    DUE_MISSING = "followup.due_missing"
    DUE_TOO_EARLY = "followup.due_too_early"
    EVIDENCE_MISSING = "followup.evidence_missing"
    IN_THE_FUTURE = "followup.in_the_future"
    BEFORE_HEARD = "followup.before_heard"
