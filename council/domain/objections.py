# SPDX-License-Identifier: EUPL-1.2
"""Objections to a declared result: who may object, how an objection ends, and what a decision can bring about.

Until when one may object is a step of the timetable; who decides is said elsewhere.
"""

from enum import StrEnum

from core.domain.refusal import Refusal


class Objector(StrEnum):
    """As whom somebody objects."""

    ELECTOR = "elector"
    CANDIDATE = "candidate"
    LIST_AGENT = "list_agent"
    OBSERVER = "observer"
    OTHER = "other"


class ObjectionState(StrEnum):
    """How far an objection has come."""

    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"
    INADMISSIBLE = "inadmissible"
    WITHDRAWN = "withdrawn"


class ObjectionEffect(StrEnum):
    """What a decision brings about."""

    NONE = "none"
    RECOUNT = "recount"
    CORRECTION = "correction"
    REPEAT = "repeat"


class ObjectionRefusal(StrEnum):
    """What is refused about objections, as codes; the sentences are in ``council.chamber_words``."""

    NOTHING_DECLARED = "council.nothing_declared"
    OBJECTION_DECIDED = "council.objection_decided"
    OBJECTIONS_TOO_MANY = "council.objections_too_many"
    EFFECT_WITHOUT_GROUND = "council.effect_without_ground"


def require_consistent(outcome: ObjectionState, effect: ObjectionEffect) -> None:
    """:raises Refusal: ``council.effect_without_ground``: what was not upheld changes nothing."""
    if effect is not ObjectionEffect.NONE and outcome is not ObjectionState.UPHELD:
        raise Refusal(ObjectionRefusal.EFFECT_WITHOUT_GROUND, field="effect")
