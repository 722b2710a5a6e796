# SPDX-License-Identifier: EUPL-1.2
"""The words of writing a statute: refusals, ways to vote, and what the shipped rules are called."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from council.domain.articles import Capacity, Stance
from council.domain.bylaw import BylawEvent, BylawStage
from council.domain.statute import Channel
from council.domain.statute_refusals import StatuteRefusal
from council.tally.persons.papers import ListTick, OverVote

STATUTE_REFUSALS: dict[StrEnum, Any] = {
    StatuteRefusal.NO_CHANNEL: _l("Please tick at least one way to vote."),
    StatuteRefusal.OUT_OF_BOUNDS: _l("Please give a number from %(least)s to %(most)s."),
    StatuteRefusal.RULE_UNFIT: _l(
        "This way of counting does not fit the ballot paper of the rule above. Choose another one, or another rule."
    ),
    StatuteRefusal.RULE_REFUSED: _l("These parts cannot be one rule. Please start from a rule of the list again."),
    StatuteRefusal.VOTES_MISSING: _l("Please say how many votes each elector has."),
    StatuteRefusal.CONDITIONS_WITH_LISTS: _l(
        "Conditions by group need a rule with votes for persons only. Choose such a rule, or leave this empty."
    ),
    StatuteRefusal.CONDITION_UNREADABLE: _l(
        "Line %(line)s cannot be read. For example: guarantee | region | Africa 1; Asia 1."
    ),
    StatuteRefusal.ARTICLE_HALF_SAID: _l(
        "Please write both a heading and a text, in the original and in each other language that you begin."
    ),
    StatuteRefusal.ARTICLES_TOO_MANY: _l("A statute has at most %(most)s articles here."),
    StatuteRefusal.NOT_DISCUSSING: _l("Only the working group and the offices that prepare the statute speak here."),
    StatuteRefusal.REMARK_MISSING: _l("Please say in a few words what you mean."),
    StatuteRefusal.ARTICLES_THERE: _l("This draft has articles already. Change those."),
    StatuteRefusal.AMENDMENT_FIXED: _l("This amendment was submitted and stays as it is. Draft a new one."),
}

STATUTE_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    Channel: {
        Channel.DESK: _l("At a polling place"),
        Channel.POST: _l("By post"),
    },
    ListTick: {
        ListTick.NONE: _l("a ticked list gives its persons no votes"),
        ListTick.ONCE: _l("a ticked list gives each of its persons one of the votes left, from the top"),
        ListTick.ROUNDS: _l("a ticked list gives its persons the votes left, from the top and round again"),
    },
    OverVote: {
        OverVote.INVALID: _l("a paper with too many votes is rejected"),
        OverVote.FROM_BOTTOM: _l("of too many votes those lowest on the paper are taken away"),
        OverVote.BY_ROUNDS: _l("of too many votes one at a time is taken away, first from those with the fewest"),
        OverVote.BY_SIZE: _l("of too many votes all of those with the fewest are taken away first"),
    },
    Stance: {
        Stance.AGREE: _l("I agree"),
        Stance.REMARK: _l("I agree, with a remark"),
        Stance.OBJECT: _l("I object"),
    },
    Capacity: {
        Capacity.OFFICER: _l("Officer"),
        Capacity.RETURNING_OFFICER: _l("Returning officer"),
        Capacity.MEMBER: _l("Working group"),
    },
    BylawStage: {
        BylawStage.DRAFT: _l("Draft"),
        BylawStage.SUBMITTED: _l("Submitted to the municipal council"),
        BylawStage.READ: _l("Read in the municipal council"),
        BylawStage.ADOPTED: _l("Adopted"),
        BylawStage.REJECTED: _l("Rejected"),
    },
    BylawEvent: {
        BylawEvent.SUBMIT: _l("It was submitted"),
        BylawEvent.READ: _l("It was read"),
        BylawEvent.ADOPT: _l("It was adopted"),
        BylawEvent.REJECT: _l("It was rejected"),
    },
}

STATUTE_TONES: dict[StrEnum, str] = {
    Stance.AGREE: "good",
    Stance.REMARK: "wait",
    Stance.OBJECT: "stop",
    BylawStage.DRAFT: "neutral",
    BylawStage.SUBMITTED: "wait",
    BylawStage.READ: "wait",
    BylawStage.ADOPTED: "good",
    BylawStage.REJECTED: "stop",
}

NAMED_RULE_TITLES: dict[str, Any] = {
    "dhondt": _l("Lists: d'Hondt"),
    "dhondt_wahlzahl": _l("Lists: d'Hondt with an electoral number"),
    "sainte_lague": _l("Lists: Sainte-Laguë"),
    "sainte_lague_14": _l("Lists: Sainte-Laguë, first divisor 1.4"),
    "hare": _l("Lists: Hare quota and largest remainders"),
    "hare_majority": _l("Lists: Hare quota, with a majority clause"),
    "hare_rounded_up": _l("Lists: quota rounded up, as in Lithuania"),
    "hagenbach_bischoff_rounded": _l("Lists: Hagenbach-Bischoff quota, rounded"),
    "hagenbach_bischoff": _l("Lists: Hagenbach-Bischoff quota"),
    "droop": _l("Lists: Droop quota"),
    "nl_kieswet": _l("Lists: Dutch municipal council law"),
    "block_vote": _l("Persons: as many votes as seats, one for each person"),
    "limited_vote": _l("Persons: fewer votes than seats, one for each person"),
    "cumulative_vote": _l("Persons: several votes, also for one person"),
    "block_vote_region_guarantee": _l("Persons: with seats kept for regions"),
    "fixed_seats_per_region": _l("Persons: with fixed seats for regions"),
    "dhondt_comparison_numbers": _l("Lists ordered by votes for persons: comparison numbers, as in Finland"),
    "dhondt_open_list_threshold": _l("Lists: many preference votes move a person up, as in Czechia"),
    "nl_kieswet_nomination": _l("Lists: preference votes above a share of the quota, as in the Netherlands"),
    "dhondt_preference_wahlzahl": _l("Lists: preference votes as high as the electoral number, as in Graz"),
    "ee_personal_quota": _l("Lists: persons by a full quota first, as in Estonia"),
    "sainte_lague_marks": _l("Lists ordered by marks for and against, as in Latvia"),
    "scottish": _l("Order of preference: Scottish rules"),
    "minneapolis": _l("Order of preference: Minneapolis rules"),
    "albany": _l("Order of preference: Albany rules"),
    "meek": _l("Order of preference: Meek rules"),
}
"""A name for each shipped rule that is not the rule sheet of one council or law."""
