# SPDX-License-Identifier: EUPL-1.2
"""What is refused while a statute is written, as codes; the sentences are in ``council.statute_words``."""

from enum import StrEnum


class StatuteRefusal(StrEnum):
    """Every expected "no" about the parameters and the rule of a statute."""

    NO_CHANNEL = "council.statute_no_channel"
    OUT_OF_BOUNDS = "council.statute_out_of_bounds"
    RULE_UNFIT = "council.statute_rule_unfit"
    RULE_REFUSED = "council.statute_rule_refused"
    VOTES_MISSING = "council.statute_votes_missing"
    CONDITIONS_WITH_LISTS = "council.statute_conditions_with_lists"
    CONDITION_UNREADABLE = "council.statute_condition_unreadable"
    ARTICLE_HALF_SAID = "council.statute_article_half_said"
    ARTICLES_TOO_MANY = "council.statute_articles_too_many"
    NOT_DISCUSSING = "council.statute_not_discussing"
    REMARK_MISSING = "council.statute_remark_missing"
    ARTICLES_THERE = "council.statute_articles_there"
    AMENDMENT_FIXED = "council.bylaw_amendment_fixed"
