# SPDX-License-Identifier: EUPL-1.2
"""Folds target groups, which every source words in its own way, into a short list that can be filtered by.

The printed words are kept beside it. A rule only proposes: whoever edits an entry ticks the groups by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Audience(StrEnum):
    """Whom an organisation works for, broadly."""

    EVERYONE = "everyone"
    NEWCOMERS = "newcomers"
    REFUGEES = "refugees"
    ASYLUM_SEEKERS = "asylum_seekers"
    TEMPORARY_PROTECTION = "temporary_protection"
    UKRAINIANS = "ukrainians"
    BELARUSIANS = "belarusians"
    MINORITIES = "minorities"
    CHILDREN_AND_YOUTH = "children_and_youth"
    STUDENTS = "students"
    ADULTS = "adults"
    WOMEN = "women"
    FAMILIES = "families"
    IN_NEED = "in_need"


_SIGNS: tuple[tuple[Audience, tuple[str, ...]], ...] = (
    (Audience.EVERYONE, ("all ages", "residents of", "everyone")),
    (Audience.NEWCOMERS, ("newcomer", "migrant")),
    (Audience.REFUGEES, ("refugee", "bip", "beneficiaries of international protection")),
    (Audience.ASYLUM_SEEKERS, ("asylum",)),
    (Audience.TEMPORARY_PROTECTION, ("temporary protection",)),
    (Audience.UKRAINIANS, ("ukrain",)),
    (Audience.BELARUSIANS, ("belarus",)),
    (Audience.MINORITIES, ("minorit", "ethnic", "mother tongue")),
    (Audience.CHILDREN_AND_YOUTH, ("child", "youth", "young", "aged 15 35")),
    (Audience.STUDENTS, ("student",)),
    (Audience.ADULTS, ("adult",)),
    (Audience.WOMEN, ("women",)),
    (Audience.FAMILIES, ("famil", "parents")),
    (Audience.IN_NEED, ("vulnerable", "social risk", "homeless", "disadvantaged", "trafficking", "prisoner")),
)


def audiences_of(folded: Iterable[str]) -> tuple[Audience, ...]:
    """The groups that the folded words of a target group point to, in the order of the list."""
    words = " | ".join(folded)
    return tuple(audience for audience, signs in _SIGNS if any(sign in words for sign in signs))
