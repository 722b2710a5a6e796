# SPDX-License-Identifier: EUPL-1.2
"""A good, short sample for every reader of the tally, for `tally_damaged` to damage. Places and names are made up."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from council.tally.choices import Formula
from council.tally.codec import to_json
from council.tally.districts import District, DistrictList, DistrictProfile
from council.tally.persons.choices import Condition, ConditionKind, GroupSeats, OrderKind, PersonOrder
from council.tally.persons.count import count_persons
from council.tally.persons.papers import Ground, Mark, MarkedBallot, Validity
from council.tally.persons.profile import Candidate, PersonList, PersonProfile, Trait
from council.tally.profile import BallotProfile, CandidateList
from council.tally.rules import Clause, Parameter, RuleSheet, Threshold
from council.tally.stv.known import meek, scottish
from council.tally.stv.profile import RankedCandidate, RankedProfile
from council.tally.unvoted import UnvotedProfile, UnvotedRival


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


HEAD = {"id": "made_up", "title": "A town", "date": "2026-11-23", "method_note": "a note", "votes_are": "exact"}

LISTS = {
    **HEAD,
    "seats": 3,
    "method": "sainte_lague",
    "official": "full result",
    "divisors": [1, 3],
    "exhaustion": "next_remainder",
    "majority_clause": True,
    "ties": "lots",
    "threshold": {"fraction": "1/10", "base": "voters", "inclusive": False, "joint": "3/20", "or_direct_seats": 1},
    "ballots": {"valid": 100, "invalid": 7, "blank": 3, "envelopes": 110},
    "lists": [
        {"name": "North", "votes": 60, "candidates_count": 3, "number": 1, "official_seats": 2, "official_filled": 2},
        {"name": "South", "votes": 20, "candidates": ["A", "B"], "joint": True, "official_seats": 1},
        {"name": "West", "votes": 20, "parties": 2, "group": "blue", "direct_seats": 1, "official_seats": 0},
        {"name": "Gone", "votes": 9, "withdrawn": True},
    ],
    "lots": [{"drawn": "South", "between": ["North", "West", "South"]}],
    "official_wahlzahl": "20",
}

UNKNOWN = {
    **HEAD,
    "seats": 3,
    "method": "unknown formula",
    "threshold": {"fraction": "3%", "base": "valid"},
    "valid_votes": 103,
    "lists": [
        {"name": "North", "votes": 55, "list_number": 4},
        {"name": "North", "votes": 30, "apparentement": "x"},
        {"name": "East", "votes": 15, "candidate_votes_in_list_order": [1, 2, 3]},
    ],
}

METHOD = {
    "method": "largest_remainder",
    "quota": {"name": "Hagenbach-Bischoff rounded", "formula": "votes/(seats+1)"},
    "exhaustion": "next_quotient",
    "majority_clause": False,
    "ties": "lower_list_number",
    "threshold": {"fraction": "0.05", "base": "turnout", "joint_fraction": "7%"},
    "first_divisor": "1.4",
}

REGIONS = {
    **HEAD,
    "seats": 8,
    "method": "two_tier",
    "regions": ["Old Town", {"name": "Hills"}],
    "region_seats": {"Old Town": 5, "Hills": 3},
    "quorum": {"district": "5%", "total": "3%"},
    "lists": [
        {"name": "North", "votes_by_region": {"Old Town": 300, "Hills": 100}, "official_seats": 5, "joint": True},
        {"name": "South", "votes_by_region": [120, 130], "personal_by_region": [0, 1], "official_seats": 3},
    ],
    "official_region_seats": {"Old Town": {"North": 4, "South": 1}},
}

DISTRICTS = {
    **HEAD,
    "seats": 8,
    "method": "estonian",
    "threshold": {"fraction": "5%", "base": "valid_votes"},
    "method_note": "A quorum of 4 % in one district.",
    "districts": ["Old Town", "Hills"],
    "district_seats": [5, 3],
    "lists": [
        {"name": "North", "votes_by_district": [300, 100], "personal_by_district": [1, 0], "official_seats": 5},
        {"name": "South", "votes_by_district": {"Old Town": 120, "Hills": 130}, "official_seats": 3},
        {"name": "Few", "votes_by_district": [20, 3]},
    ],
}

CONSTITUENCIES = {
    **HEAD,
    "seats": 6,
    "method": "doppelter_pukelsheim",
    "method_note": "Quorum: 5 % in a constituency or 3 % of the canton.",
    "constituencies": [
        {
            "constituency": "Old Town",
            "seats": 4,
            "lists": [
                {"name": "North", "votes": 300, "official_seats": 2},
                {"name": "South", "votes": 210, "official_seats": 2},
            ],
        },
        {
            "constituency": "Hills",
            "seats": 2,
            "lists": [{"name": "North", "votes": 90}, {"name": "South", "votes": 110}],
        },
    ],
}

OPEN_LIST = {
    **HEAD,
    "seats": 2,
    "method": "dhondt_comparison_numbers",
    "official": "full",
    "ballots": {"gueltigeStimmen": 100},
    "lot": {"drawn": "B", "between": ["A", "B"]},
    "lists": [
        {
            "name": "North",
            "votes": 60,
            "number": 2,
            "official_seats": 1,
            "official_elected_in_order": ["B"],
            "official_elected_names": ["B"],
            "candidates": [
                {"name": "A", "votes": 25, "elected": False, "comparison_number": "30.000", "official_rank": 2},
                {"name": "B", "votes": 25, "elected": True, "comparison_number": 60, "official_rank_in_list": 1},
                {"name": "C", "votes": 10, "elected": False, "withdrawn": False, "plus": 3, "minus": 1},
            ],
        },
        {
            "name": "South",
            "votes": 40,
            "number": 1,
            "candidates": [{"name": "D", "votes": 40, "region": ["x", "y"], "position": 4}],
        },
    ],
}

NOMINATION = {
    **HEAD,
    "seats": 5,
    "method": "nl_kieswet_nomination",
    "quota": "300/5",
    "threshold_percent_of_quota": 50,
    "preference_threshold": {"fraction": "1/2", "inclusive": True, "base": "reference"},
    "lists": [
        {
            "name": "list 1",
            "votes": 180,
            "official_seats": 3,
            "candidate_votes_in_list_order": [100, 20, 50, 10],
            "elected_by_preference": [1, 3],
            "elected_by_list_order": [2],
        },
        {
            "name": "list 2",
            "votes": 120,
            "official_seats": 2,
            "candidate_votes_in_list_order": [60, 60],
            "elected_by_preference": [1, 2],
        },
    ],
}

NOMINATION_PERCENT = {key: value for key, value in NOMINATION.items() if key != "preference_threshold"}
NOMINATION_BY_LAW = {
    **HEAD,
    "seats": 19,
    "method": "nl_kieswet_nomination",
    "lists": [
        {"name": "A", "votes": 100, "official_seats": 10, "candidate_votes_in_list_order": [90, 2, 5, 3]},
        {"name": "B", "votes": 90, "official_seats": 9, "candidate_votes_in_list_order": [84, 2, 4]},
    ],
}
PREFERENCE = {
    **HEAD,
    "seats": 4,
    "method": "dhondt_preference_wahlzahl",
    "exhaustion": "stays_vacant",
    "lots": [],
    "lists": [
        {
            "name": "A",
            "votes": 100,
            "candidates": [{"name": "a", "votes": 40}, {"name": "b", "votes": 30, "withdrawn": True}],
        },
        {"name": "B", "votes": 90, "candidates": [{"name": "c", "votes": 40}, {"name": "d", "votes": 45, "sex": "f"}]},
    ],
}
FIXED_SEATS = {
    **HEAD,
    "seats": 3,
    "method": "fixed_seats_per_region",
    "seats_per_region": 1,
    "marked_ballots": [{"marks": {"1": 1, "3": 1}, "papers": 4}, {"marks": {"2": 1}, "papers": 3}],
    "validity": "hessen",
    "candidates": [
        {"name": "A", "region": "north"},
        {"name": "B", "region": "north"},
        {"name": "C", "region": "south"},
    ],
}

PANACHAGE = {
    **HEAD,
    "seats": 3,
    "method": "hare",
    "validity": {"law": "hessen", "votes": 4, "list_tick": "rounds", "fill_marked": True, "over_person": "cut"},
    "marked_ballots": [
        {"ticks": [1], "papers": 5},
        {"marks": {"1": 2, "3": 1}, "struck": [2], "ticks": [2], "papers": 3},
        {"marks": {"4": 3}, "refused": None},
        {"refused": "wish_unclear", "papers": 2},
    ],
    "lists": [
        {"name": "North", "candidates": [{"name": "A"}, {"name": "B"}]},
        {"name": "South", "candidates": [{"name": "C"}, {"name": "D"}]},
    ],
}

BLOCK = {
    **HEAD,
    "seats": 3,
    "method": "block_vote_region_guarantee",
    "official": "full",
    "valid_votes": 100,
    "regions": ["north", "south"],
    "seats_per_region": {"north": 1, "south": 1},
    "candidates": [
        {"name": "A", "votes": 40, "region": "north", "elected": True, "elected_as": "region", "official_rank": 1},
        {"name": "B", "votes": 30, "region": "north", "elected": True, "elected_as": "votes", "official_rank": 2},
        {"name": "C", "votes": 20, "region": "north", "elected": False},
        {"name": "D", "votes": 10, "region": "south", "elected": True, "elected_as": "region", "gender": "f"},
    ],
}

PERSON_CONSTITUENCIES = {
    **HEAD,
    "seats": 3,
    "method": "biproportional",
    "constituencies": [
        {
            "constituency": "Old Town",
            "seats": 2,
            "lists": [
                {"name": "North", "votes": 60, "official_seats": 1, "candidate_votes_in_list_order": [40, 20]},
                {"name": "South", "votes": 50, "official_seats": 1, "candidate_votes_in_list_order": [30, 20]},
            ],
        },
        {
            "constituency": "Hills",
            "seats": 1,
            "lists": [{"name": "North", "votes": 33, "candidates": [{"name": "E", "votes": 33, "elected": True}]}],
        },
    ],
}

EXPECTED = {
    "rule": "Scottish STV",
    "seats": 2,
    "candidates": [{"n": 1, "name": "Ana"}, {"n": 2, "name": "Bo B"}, {"n": 3, "name": "Cy"}],
    "valid_ballots": 100,
    "quota": 34,
    "winners": ["Ana", "Bo B"],
    "stage_of_election": {"Ana": 1, "Bo B": 2},
    "ties_needing_lot": [],
    "stages": [
        {"stage": 1, "action": "first", "votes": {"Ana": "61.00000", "Bo B": "20.00000", "Cy": "19.00000"}},
        {
            "action": "surplus",
            "candidate": "Ana",
            "votes": {"Ana": "34.00000", "Bo B": "37.70480", "Cy": "23.86882"},
            "non_transferable": "4.42638",
            "quota": "34.00000",
            "elected": ["Bo B"],
        },
    ],
    "official_quota": 35,
    "official_quotas": [34, "34"],
    "official_first_preferences": {"Ana": 61, "Cy": 19},
    "official_rounds": [{"Ana": 61}, {"Bo B": "37.7"}],
    "official_source": "a page",
    "scottish_rule_winners_order": ["Ana", "Bo B"],
}

BLT = """3 2 # two seats
40 1 2 0
11 1 3 0
10 1 0
20 2 0
19 3 0
2 0
0
"Ana"
"Bo B"
"Cy" # last
"A ward"
"""
RANKED_CSV = "papers,Ana,'=Bo,Cy\nwithdrawn,,x,\n3,1,2,3\n2,,1,\n4,,,\n1,2,,1\n"
RANKED_SEMICOLONS = 'Papers;"Ana; A";Bo\n3;1;2\n2;;1\n'
LISTS_CSV = "List,Votes,Number,Candidates,Joint,Group,Direct seats\nNorth,60,2,3,yes,blue,1\nSouth,40,1,,,,\n"
PERSONS_CSV = "name;votes;region;position\nA;40;north;1\nB;30;south;2\nC;30;;3\n"
LISTS_PERSONS_CSV = "list,name,votes,plus,list_votes,list_seats\nNorth,A,40,1,75,2\nNorth,B,30,,,\nSouth,C,30,2,,1\n"

TRAITS = (Trait("region", "north"), Trait("sex", "f"))
PERSON_PROFILE = PersonProfile(
    candidates=(
        Candidate(number=1, name="A", votes=5, list=1, position=1, traits=TRAITS, deputy=2, plus=1, born="1990-01-02"),
        Candidate(number=2, name="B", votes=4, list=1, position=2, minus=1, withdrawn=True),
    ),
    lists=(PersonList(number=1, name="North", votes=9, seats=1),),
    ballots=(MarkedBallot(ticks=(1,), marks=(Mark(1, 2),), struck=(2,), papers=3, refused=Ground.OTHER),),
    reference=Fraction(9, 2),
    valid_votes=10,
)
BALLOT_PROFILE = BallotProfile(
    lists=(
        CandidateList(number=1, name="North", votes=5, candidates=("A", "B"), joint=True, group="x", direct_seats=1),
        CandidateList(number=2, name="South", votes=4, candidates_count=3),
    ),
    voters=12,
    valid_envelopes=11,
    valid=10,
)
RANKED_PROFILE = RankedProfile.of(
    [RankedCandidate(1, "Ana"), RankedCandidate(2, "Bo", withdrawn=True, group="x")],
    {b"\x01\x02": 3, b"\x02": 1, b"": 2},
    title="A ward",
)
DISTRICT_PROFILE = DistrictProfile(
    districts=(District(name="K", seats=2), District(name="L")),
    lists=(
        DistrictList(number=1, name="North", votes=(5, 6), joint=True, personal=(0, 1)),
        DistrictList(number=2, name="South", votes=(0, 3)),
    ),
)
RULE_SHEET = RuleSheet(
    seats=5,
    formula=Formula.HARE,
    threshold=Threshold(Fraction(1, 20), joint_share=Fraction(1, 10), or_direct_seats=1),
    clauses=(Clause(Parameter.SEATS, "s. 1"), Clause(Parameter.TIES, "s. 2")),
    conditions=(
        Condition(kind=ConditionKind.MINIMUM, trait="sex", groups=(GroupSeats("f", 2), GroupSeats("m", 1))),
        Condition(kind=ConditionKind.CAP, trait="country", number=2, inside_trait="area", inside="union"),
    ),
    validity=Validity(votes=3, most_per_person=2),
    stv=scottish(5),
)
SHORT_SHEET = {
    "seats": 5,
    "formula": "hare",
    "threshold": {"share": "1/20"},
    "clauses": [{"parameter": "seats", "text": "s. 1"}],
    "conditions": [{"kind": "cap", "trait": "country", "groups": [{"group": "A", "seats": 1}]}],
    "stv": {"name": "own", "seats": 5},
    "quota": "hare",
}

RECORD = to_json(
    count_persons(
        PersonProfile(candidates=(Candidate(number=1, name="A", votes=2), Candidate(number=2, name="B", votes=1))),
        RuleSheet(seats=1, formula=Formula.PLURALITY, persons=PersonOrder(kind=OrderKind.BY_VOTES)),
    )
)

SAMPLES: dict[str, str] = {
    "lists": _text(LISTS),
    "lists_unknown": _text(UNKNOWN),
    "method": _text(METHOD),
    "threshold": _text({"threshold": {"fraction": "5%", "base": "valid_votes", "already_applied": False}}),
    "regions": _text(REGIONS),
    "districts": _text(DISTRICTS),
    "constituencies": _text(CONSTITUENCIES),
    "open_list": _text(OPEN_LIST),
    "nomination": _text(NOMINATION),
    "nomination_percent": _text(NOMINATION_PERCENT),
    "nomination_by_law": _text(NOMINATION_BY_LAW),
    "preference": _text(PREFERENCE),
    "fixed_seats": _text(FIXED_SEATS),
    "panachage": _text(PANACHAGE),
    "block": _text(BLOCK),
    "person_constituencies": _text(PERSON_CONSTITUENCIES),
    "expected": _text(EXPECTED),
    "blt": BLT,
    "ranked_csv": RANKED_CSV,
    "ranked_semicolons": RANKED_SEMICOLONS,
    "ranked_refused": "papers,A,B,C\nwithdrawn,x,,\nwithdrawn,,x,\n1000000000000,1,2,3\n2,,1,2\n",
    "lists_csv": LISTS_CSV,
    "persons_csv": PERSONS_CSV,
    "lists_persons_csv": LISTS_PERSONS_CSV,
    "ballot_profile": to_json(BALLOT_PROFILE),
    "person_profile": to_json(PERSON_PROFILE),
    "ranked_profile": to_json(RANKED_PROFILE),
    "district_profile": to_json(DISTRICT_PROFILE),
    "stv_rule": to_json(meek(3)),
    "rule_sheet": to_json(RULE_SHEET),
    "unvoted": to_json(UnvotedProfile(rivals=(UnvotedRival(2, "South"), UnvotedRival(1, "North")), papers=4)),
    "record": RECORD,
    "record_text": RECORD,
    "short_sheet": _text(SHORT_SHEET),
    "numbers": _text(["1/3", "0.25", 5, " 7 ", "12.5%", "-2"]),
    "seed": "7 12 09; Ab 0x1",
    "bytes": "\xc3\xa9t\xc3\xa9\nb",
}
