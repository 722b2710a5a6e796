# SPDX-License-Identifier: EUPL-1.2
"""What cannot be counted, as a code with facts; the sentence is for the caller to choose."""

from enum import StrEnum


class TallyErrorCode(StrEnum):
    """Why a count is refused."""

    NO_LISTS = "no_lists"
    EMPTY_NAME = "empty_name"
    DUPLICATE_NAME = "duplicate_name"
    DUPLICATE_NUMBER = "duplicate_number"
    NUMBER_BELOW_ONE = "number_below_one"
    NEGATIVE_VOTES = "negative_votes"
    NOT_WHOLE = "not_whole"
    NO_VOTES = "no_votes"
    NO_CANDIDATES = "no_candidates"
    CANDIDATES_DISAGREE = "candidates_disagree"
    VOTERS_BELOW_VALID = "voters_below_valid"
    VOTERS_UNKNOWN = "voters_unknown"
    SEATS_BELOW_ONE = "seats_below_one"
    TOO_LARGE = "too_large"
    BAD_THRESHOLD = "bad_threshold"
    BAD_DECIMALS = "bad_decimals"
    BAD_CLAUSE = "bad_clause"
    NO_LIST_ADMITTED = "no_list_admitted"
    LOTS_MALFORMED = "lots_malformed"
    LOTS_NOT_CALLED_FOR = "lots_not_called_for"
    RECORD_MALFORMED = "record_malformed"
    RECORD_DIFFERS = "record_differs"
    NOT_CONFIRMED = "not_confirmed"
    CASE_MALFORMED = "case_malformed"
    CASE_UNKNOWN = "case_unknown"
    METHOD_UNKNOWN = "method_unknown"
    VOTES_MISSING = "votes_missing"
    PAPERS_MALFORMED = "papers_malformed"
    RULE_MALFORMED = "rule_malformed"
    NEGATIVE_DIRECT_SEATS = "negative_direct_seats"
    VALID_BELOW_LISTS = "valid_below_lists"
    ENVELOPES_UNKNOWN = "envelopes_unknown"
    FORMULA_NOT_OF_LISTS = "formula_not_of_lists"
    RULES_DO_NOT_COMBINE = "rules_do_not_combine"
    SEED_NOT_ALLOWED = "seed_not_allowed"
    SEED_NEEDED = "seed_needed"
    SEED_GIVES_OTHER_LOTS = "seed_gives_other_lots"
    DISTRICTS_MALFORMED = "districts_malformed"
    NO_SUCH_DIVISORS = "no_such_divisors"
    FILE_MALFORMED = "file_malformed"
    RULE_AND_SEATS_NEEDED = "rule_and_seats_needed"
    BAD_CONDITION = "bad_condition"
    BAD_VALIDITY = "bad_validity"
    BALLOT_MALFORMED = "ballot_malformed"
    LIST_UNKNOWN = "list_unknown"
    PERSON_UNKNOWN = "person_unknown"
    BORN_UNKNOWN = "born_unknown"
    REFERENCE_MISSING = "reference_missing"
    CONDITIONS_WITH_LISTS = "conditions_with_lists"
    NOT_SEATED = "not_seated"
    REASON_MISSING = "reason_missing"


class TallyError(Exception):
    """A refusal to count: the code says why, the facts say where."""

    def __init__(self, code: TallyErrorCode, **facts: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        """The code and its facts, for a command line."""
        return " ".join([self.code.value, *(f"{name}={value}" for name, value in self.facts.items())])


def whole(value: object, *, what: str, largest: int) -> int:
    """The value itself when it is an integer (a truth value is not) and not absurdly large."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TallyError(TallyErrorCode.NOT_WHOLE, what=what)
    if value > largest:
        raise TallyError(TallyErrorCode.TOO_LARGE, what=what, largest=largest)
    return value
