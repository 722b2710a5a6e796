# SPDX-License-Identifier: EUPL-1.2
"""The refusals of this package: a code and the facts, never a sentence.

The caller knows the reader and the language; `where` among the facts says which part of the object was at fault.
"""

from enum import StrEnum


class BallotErrorCode(StrEnum):
    """Why an object of the protocol is refused."""

    # The text itself.
    TOO_LONG = "too_long"
    NOT_JSON = "not_json"
    NOT_CANONICAL = "not_canonical"
    WRONG_SHAPE = "wrong_shape"
    WRONG_NUMBER = "wrong_number"
    NOT_AN_ELEMENT = "not_an_element"
    NOT_A_MEMBER = "not_a_member"
    UNKNOWN_GROUP = "unknown_group"
    # The election and who may vote.
    BAD_IDENTIFIER = "bad_identifier"
    WRONG_VERSION = "wrong_version"
    WRONG_QUESTION = "wrong_question"
    GROUP_CANNOT_RANK = "group_cannot_rank"
    WRONG_ELECTION_KEY = "wrong_election_key"
    DUPLICATE_CREDENTIAL = "duplicate_credential"
    WEIGHT_WITH_RANKING = "weight_with_ranking"
    BAD_CREDENTIAL = "bad_credential"
    # Trustees.
    TRUSTEE_PROOF = "trustee_proof"
    TRUSTEE_SIGNATURE = "trustee_signature"
    TRUSTEE_CONTEXT = "trustee_context"
    TRUSTEE_THRESHOLD = "trustee_threshold"
    TRUSTEE_VERIFICATION_KEY = "trustee_verification_key"
    TRUSTEE_SHARE = "trustee_share"
    TRUSTEE_MESSAGE = "trustee_message"
    TRUSTEE_DUPLICATE = "trustee_duplicate"
    # A ballot.
    OTHER_ELECTION = "other_election"
    OTHER_FINGERPRINT = "other_fingerprint"
    UNKNOWN_CREDENTIAL = "unknown_credential"
    WRONG_HASH = "wrong_hash"
    BAD_SIGNATURE = "bad_signature"
    BAD_CHOICE_PROOF = "bad_choice_proof"
    BAD_OVERALL_PROOF = "bad_overall_proof"
    BAD_BLANK_PROOF = "bad_blank_proof"
    BAD_RANKING_PROOF = "bad_ranking_proof"
    CHOICE_NOT_ALLOWED = "choice_not_allowed"
    # Counting.
    WRONG_TALLY = "wrong_tally"
    BAD_SHUFFLE = "bad_shuffle"
    UNKNOWN_OWNER = "unknown_owner"
    DUPLICATE_OWNER = "duplicate_owner"
    BAD_DECRYPTION_PROOF = "bad_decryption_proof"
    TOO_FEW_SHARES = "too_few_shares"
    WRONG_RESULT = "wrong_result"


class BallotError(Exception):
    """An object of the protocol does not hold; `code` says why and `facts` says where."""

    def __init__(self, code: BallotErrorCode, **facts: object) -> None:
        super().__init__(code.value, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code.value}({told})"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (self.code, self.facts)


def _rebuilt(code: BallotErrorCode, facts: dict[str, object]) -> BallotError:
    """For another process: exceptions are pickled by their arguments, and ours are named."""
    return BallotError(code, **facts)
