# SPDX-License-Identifier: EUPL-1.2
"""The choices a rule sheet is made of, each a closed set of words.

What a choice does stands in the module that carries it out; this one imports nothing, so that every other may.
"""

from enum import StrEnum


class BallotType(StrEnum):
    """What an elector marks."""

    LIST = "list"
    LIST_PREFERENCE = "list_preference"
    PERSONS = "persons"
    PANACHAGE = "panachage"
    RANKED = "ranked"


class Formula(StrEnum):
    """How votes become seats."""

    DHONDT = "dhondt"
    DHONDT_WAHLZAHL = "dhondt_wahlzahl"
    SAINTE_LAGUE = "sainte_lague"
    SAINTE_LAGUE_14 = "sainte_lague_14"
    HARE = "hare"
    LARGEST_REMAINDER = "largest_remainder"
    NL_KIESWET = "nl_kieswet"
    PLURALITY = "plurality"
    STV_SCOTTISH = "stv_scottish"
    STV_MINNEAPOLIS = "stv_minneapolis"
    STV_MEEK = "stv_meek"
    STV_OWN = "stv_own"

    @property
    def is_divisor(self) -> bool:
        """True when seats go to the highest quotients, false when by quota, by rank or by transfer."""
        return self in DIVISOR_FORMULAS


DIVISOR_FORMULAS = (Formula.DHONDT, Formula.DHONDT_WAHLZAHL, Formula.SAINTE_LAGUE, Formula.SAINTE_LAGUE_14)

PLAIN_FORMULAS = (*DIVISOR_FORMULAS, Formula.HARE)
"""Formulas of lists that need no other parameter beside them."""

LIST_FORMULAS = (*PLAIN_FORMULAS, Formula.LARGEST_REMAINDER, Formula.NL_KIESWET)
"""Formulas that give seats to lists."""


class Quota(StrEnum):
    """The votes that stand for one seat, where seats go by quota and largest remainder."""

    HARE = "hare"
    HARE_ROUNDED = "hare_rounded"
    HARE_ROUNDED_UP = "hare_rounded_up"
    HAGENBACH_BISCHOFF = "hagenbach_bischoff"
    HAGENBACH_BISCHOFF_ROUNDED = "hagenbach_bischoff_rounded"
    DROOP = "droop"


class ThresholdBase(StrEnum):
    """Of what a threshold is a share."""

    VALID_VOTES = "valid_votes"
    VOTERS = "voters"
    VALID_ENVELOPES = "valid_envelopes"


class MajorityClause(StrEnum):
    """What a list with more than half of the votes is promised, as the last step.

    `ADDITIONAL_SEAT` gives it one seat before the others share the rest (Hessen, KWG s.22(4)); `LAST_SEAT`
    moves the seat given out last (Netherlands, Kieswet P 9).
    """

    NONE = "none"
    ADDITIONAL_SEAT = "additional_seat"
    LAST_SEAT = "last_seat"


class DirectSeats(StrEnum):
    """What becomes of seats a list's people won otherwise: in a constituency, or by a personal quota.

    `WITHIN` counts them as the list's first seats and leaves out as many first quotients; `OVERHANG` gives out
    all seats and enlarges the council by what a list has won beyond its share.
    """

    NONE = "none"
    WITHIN = "within"
    OVERHANG = "overhang"


class Exhaustion(StrEnum):
    """What becomes of a seat won by a list that has no candidate left for it.

    `PASS_ON` hands it to the next quotient or the next remainder, as the formula has it; `NEXT_QUOTIENT` goes by
    highest averages even where the formula is one of remainders.
    """

    VACANT = "vacant"
    PASS_ON = "pass_on"  # noqa: S105 - a choice, not a password
    NEXT_QUOTIENT = "next_quotient"


class OneList(StrEnum):
    """What happens when a single list was admitted to the ballot."""

    ALL_SEATS = "all_seats"
    MAJORITY_VOTE = "majority_vote"
    NO_ELECTION = "no_election"


class FewCandidates(StrEnum):
    """What happens when all lists together have fewer candidates than there are seats."""

    COUNT = "count"
    NO_ELECTION = "no_election"
    ALL_ELECTED = "all_elected"
    MAJORITY_VOTE = "majority_vote"
    APPOINT = "appoint"


class TieProcedure(StrEnum):
    """What decides between equals."""

    LOTS = "lots"
    MORE_VOTES_THEN_LOTS = "more_votes_then_lots"
    LOWER_LIST_NUMBER = "lower_list_number"
    MORE_VOTES_THEN_LOWER_NUMBER = "more_votes_then_lower_number"
    HIGHER_LIST_NUMBER = "higher_list_number"
    PUBLIC_SEED = "public_seed"


class Parameter(StrEnum):
    """The parts of a rule sheet a clause can stand beside."""

    SEATS = "seats"
    FORMULA = "formula"
    THRESHOLD = "threshold"
    EXHAUSTION = "exhaustion"
    TIES = "ties"
    DECIMALS = "decimals"
    PERSONS = "persons"
    BALLOT = "ballot"
    QUOTA = "quota"
    MAJORITY = "majority"
    DIRECT_SEATS = "direct_seats"
    LINKED_LISTS = "linked_lists"
    ONE_LIST = "one_list"
    FEW_CANDIDATES = "few_candidates"
    VALIDITY = "validity"
    CONDITIONS = "conditions"
    SUBSTITUTES = "substitutes"
    STV = "stv"
