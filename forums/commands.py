# SPDX-License-Identifier: EUPL-1.2
"""What people ask the forums to do, as frozen values: forms and seeds make them, services take them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from forums.domain.moderation import Ground, Outcome
from forums.domain.recommendation import AnswerOutcome
from forums.domain.topic import Phase, SourceGroup
from forums.domain.words import Wording

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SuggestTopic:
    wording: Wording
    source_group: SourceGroup
    once: str
    place: str = ""
    suitability: str = ""


@dataclass(frozen=True, slots=True)
class GiveMandate:
    wording: Wording
    signed_on: dt.date
    answer_by: dt.date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PrepareQuestion:
    wording: Wording
    phase: Phase
    once: str


@dataclass(frozen=True, slots=True)
class Contribute:
    """``visitor`` tells visitors apart; only a keyed hash of it is kept, for one day."""

    text: str
    lang: str
    once: str
    visitor: str = ""
    trap_filled: bool = False


@dataclass(frozen=True, slots=True)
class Decide:
    """``seen`` is how many decisions the moderator had before them; ``explanations`` are by language."""

    outcome: Outcome
    seen: int
    ground: Ground | None = None
    explanations: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Recommend:
    wording: Wording
    by_on: dt.date
    contributions: tuple[str, ...]
    once: str


@dataclass(frozen=True, slots=True)
class Present:
    wording: Wording
    presented_on: dt.date
    once: str


@dataclass(frozen=True, slots=True)
class TakeMeasure:
    wording: Wording
    due_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class AnswerRecommendation:
    wording: Wording
    outcome: AnswerOutcome
    answered_on: dt.date
    measures: tuple[TakeMeasure, ...] = ()
