# SPDX-License-Identifier: EUPL-1.2
"""The grounds on which a ballot paper is rejected: those of ``council.tally``, which the domain may not import.

A test holds the two sets together; the words are in ``council.rule_words``.
"""

from enum import StrEnum


class RejectionGround(StrEnum):
    """Why a paper counts for nothing."""

    NOT_MARKED = "not_marked"
    SEVERAL_LISTS = "several_lists"
    ACROSS_LISTS = "across_lists"
    TOO_MANY_VOTES = "too_many_votes"
    TOO_MANY_ON_ONE = "too_many_on_one"
    WISH_UNCLEAR = "wish_unclear"
    IDENTIFIES_ELECTOR = "identifies_elector"
    ADDITION = "addition"
    NOT_OFFICIAL = "not_official"
    OTHER = "other"


LIST_GROUNDS = (
    RejectionGround.NOT_MARKED,
    RejectionGround.SEVERAL_LISTS,
    RejectionGround.WISH_UNCLEAR,
    RejectionGround.IDENTIFIES_ELECTOR,
    RejectionGround.ADDITION,
    RejectionGround.NOT_OFFICIAL,
    RejectionGround.OTHER,
)
"""What can be wrong with a paper on which one list is ticked."""
