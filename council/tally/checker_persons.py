# SPDX-License-Identifier: EUPL-1.2
"""A plain second look at a record of persons: nobody is passed over who has the better right to a seat.

It shares no code with the count and reads only the record's JSON: sums, votes, caps, and for every way of being
elected that those who sit stand no lower than those who do not. Only the refusals are the tally's own.
"""

import json
from fractions import Fraction
from typing import Any

from council.tally.errors import TallyError, TallyErrorCode

Record = dict[str, Any]
Votes = dict[int, int]


def confirm_persons(text: str) -> str:
    """Say what was confirmed.

    :raises TallyError: when a sum is wrong or somebody sits whom another should have come before.
    """
    record: Record = json.loads(text)
    people = {each["number"]: each for each in record["profile"]["candidates"]}
    votes = {each["number"]: each["votes"] for each in record["results"]}
    seated = {each["number"] for each in record["results"] if each["elected"]}
    _sums(record, people, seated, votes)
    if record["outcome"] in ("all_elected", "no_election", "appoint"):
        able = {number for number, each in people.items() if not each.get("withdrawn")}
        _must(seated == (able if record["outcome"] == "all_elected" else set()), "outcome")
    elif record["lists"]:
        _inside_lists(record, people, seated, votes)
    else:
        _among_all(record, people, seated, votes)
    return f"confirmed by the plain checker: {len(seated)} persons, {len(record['ties'])} ties"


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise TallyError(TallyErrorCode.NOT_CONFIRMED, what=what)


def _sums(record: Record, people: dict[int, Any], seated: set[int], votes: Votes) -> None:
    """What must add up whatever the rule."""
    _must(record["filled"] == len(seated), "filled")
    _must(record["filled"] + record["vacant"] + record["undecided"] == record["seats"], "seats")
    taken = sorted(each["seat"] for each in record["results"] if each["seat"] is not None)
    _must(taken == list(range(1, len(seated) + 1)), "order of seats")
    _must(not any(people[number].get("withdrawn") for number in seated), "withdrawn")
    if not record["profile"].get("ballots"):
        _must(all(votes[number] == each["votes"] for number, each in people.items()), "votes")
        return
    account = record["account"]
    _must(sum(votes.values()) == account["counted"], "counted")
    _must(account["counted"] + account["unused"] == account["valid"] * record["rule"]["validity"]["votes"], "unused")


def _among_all(record: Record, people: dict[int, Any], seated: set[int], votes: Votes) -> None:
    """Votes for persons: nobody free to be seated has more votes than the last who sits by votes or in a group."""
    needs_a_vote = record["rule"].get("persons", {}).get("needs_a_vote", False)
    exempt = {step["person"] for step in record["steps"] if step["kind"] in ("passed_over", "exchanged_out")}
    waiting = [
        number
        for number, each in people.items()
        if number not in seated | exempt and not each.get("withdrawn") and (votes[number] or not needs_a_vote)
    ]
    conditions = record["rule"].get("conditions", ())
    for step in record["steps"]:
        rivals = waiting
        if step["kind"] in ("guaranteed_seat", "fixed_seat"):
            condition = conditions[step["condition"] - 1]
            rivals = [number for number in waiting if _counts_for(people[number], condition, step["group"])]
        if step["kind"] in ("seat_by_votes", "guaranteed_seat", "fixed_seat"):
            _must(all(votes[number] <= votes[step["person"]] for number in rivals), f"person {step['person']}")
    for condition in conditions:
        _cap_holds(condition, [people[number] for number in seated])


def _inside(person: Any, condition: Any) -> bool:
    return not condition["inside"] or _is_in(person, condition["inside_trait"], condition["inside"])


def _counts_for(person: Any, condition: Any, group: str) -> bool:
    return _is_in(person, condition["trait"], group) and _inside(person, condition)


def _is_in(person: Any, trait: str, group: str) -> bool:
    return {"kind": trait, "group": group} in person.get("traits", ())


def _cap_holds(condition: Any, members: list[Any]) -> None:
    if condition["kind"] != "cap":
        return
    members = [each for each in members if _inside(each, condition)]
    found = [
        each["group"] for person in members for each in person.get("traits", ()) if each["kind"] == condition["trait"]
    ]
    most = {each["group"]: each["seats"] for each in condition["groups"]}
    for group in set(found):
        allowed = most.get(group, len(found)) if most else condition["number"]
        _must(found.count(group) <= allowed, f"cap {group}")


def _inside_lists(record: Record, people: dict[int, Any], seated: set[int], votes: Votes) -> None:
    """Lists: every list has as many people seated as it says, and they are the right ones."""
    order = record["rule"].get("persons", {"kind": "closed"})
    for item in record["lists"]:
        members = [each for each in people.values() if each.get("list") == item["number"] and not each.get("withdrawn")]
        sitting = [each for each in members if each["number"] in seated]
        _must(len(sitting) == item["filled"] <= item["seats"], f"list {item['number']}")
        right = _rights(members, item, order, votes)
        kept = [right[each["number"]] for each in members if each["number"] not in seated]
        if order.get("needs_a_vote"):
            kept = [each for each in kept if each[-1] > 0]
        if sitting and kept:
            _must(min(right[each["number"]] for each in sitting) >= max(kept), f"list {item['number']}")
    if order["kind"] == "comparison_numbers":
        numbers = {
            each["number"]: Fraction(each["comparison_number"])
            for each in record["results"]
            if each.get("comparison_number")
        }
        below = {item["number"] for item in record["profile"]["lists"] if not item["admitted"]}
        kept_out = [
            value for number, value in numbers.items() if number not in seated and people[number]["list"] not in below
        ]
        if seated and kept_out and not record["vacant"] and not record["undecided"]:
            _must(min(numbers[number] for number in seated) >= max(kept_out), "comparison numbers")
    if order["kind"] == "personal_quota":
        quota = Fraction(record["quota"])
        reached = {number for number in people if votes[number] >= quota and not people[number].get("withdrawn")}
        _must(reached <= seated, "quota")


def _rights(members: list[Any], item: Any, order: Any, votes: Votes) -> dict[int, tuple[Any, ...]]:
    """How good each person's right to a seat of the list is: higher comes first, equal is a matter of the tie."""
    kind = order["kind"]
    rights: dict[int, tuple[Any, ...]] = {}
    for each in members:
        number, own = each["number"], votes[each["number"]]
        if kind == "marks":
            rights[number] = (each.get("plus", 0) - each.get("minus", 0),)
        elif kind in ("closed", "preference"):
            needed = Fraction(item["threshold"]) if item["threshold"] else None
            up = needed is not None and (own >= needed if order["inclusive"] else own > needed)
            rights[number] = (1, own) if up else (0, -each["position"])
        else:
            rights[number] = (own,)
    return rights
