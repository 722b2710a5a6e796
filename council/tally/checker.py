# SPDX-License-Identifier: EUPL-1.2
"""A second, deliberately plain count that reads only a record's JSON and confirms its seats.

It shares no code with the rest: one seat after the other, fractions written out, every list looked at every time. It
is slow and short so that a person can read it beside the statute. Only the refusals are the tally's own.
"""

import json
from fractions import Fraction
from typing import Any

from council.tally import checker_formulas as plain
from council.tally.errors import TallyError, TallyErrorCode

MOST_STEPS = 2_000_000
"""Lists times seats up to which one seat after the other is bearable."""


def confirm(text: str) -> str:
    """Say what was confirmed; nothing for a count too large to be walked through seat by seat.

    :raises TallyError: when the plain count comes to other seats, or a sum in the record is wrong.
    """
    record = json.loads(text)
    _sums(record)
    rule, lists = record["rule"], record["profile"]["lists"]
    if record.get("outcome", "by_formula") != "by_formula":
        return _without_formula(record)
    if len(lists) * rule["seats"] > MOST_STEPS:
        return ""
    admitted = _admitted(record)
    _must(sorted(admitted) == record["admission"]["admitted"], "admission")
    lots = plain.Lots([tuple(draw["order"]) for draw in record["draws"]], rule["ties"])
    rivals = [each for each in lists if each["number"] in admitted]
    direct, seats = _direct(record, admitted)
    won = plain.distribute(rivals, rule, seats, lots) if seats else {}
    for number, own in direct.items():
        here = won.get(number, 0)
        won[number] = max(here, own) if rule["direct_seats"] == "overhang" else here + own
    found = {result["number"]: result["seats"] for result in record["results"]}
    _must(
        all(each["votes"] or not won.get(each["number"], 0) - direct.get(each["number"], 0) for each in lists), "votes"
    )
    _must(all(found[number] == won.get(number, 0) for number in found), "seats")
    _must(lots.waiting == (record["state"] == "lots_needed"), "state")
    return f"confirmed by the plain checker: {sum(found.values())} seats, {len(record['ties'])} ties"


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise TallyError(TallyErrorCode.NOT_CONFIRMED, what=what)


def _sums(record: dict[str, Any]) -> None:
    """What must add up whatever the formula."""
    results = record["results"]
    for result in results:
        _must(result["filled"] + result["vacant"] == result["seats"], "filled")
    for name in ("filled", "vacant"):
        _must(sum(result[name] for result in results) == record[name], name)
    total = record["filled"] + record["vacant"] + record["unassigned"]
    _must(total == record["seats"] + record.get("enlarged_by", 0), "total")
    votes = sum(each["votes"] for each in record["profile"]["lists"])
    _must(record["valid_votes"] == record["profile"].get("valid", votes), "valid_votes")


def _without_formula(record: dict[str, Any]) -> str:
    everybody = record["outcome"] == "all_elected"
    for each, result in zip(record["profile"]["lists"], record["results"], strict=True):
        _must(result["seats"] == (each["candidates_count"] if everybody else 0), "seats")
    return "confirmed by the plain checker: no formula was needed"


def _admitted(record: dict[str, Any]) -> set[int]:
    rule, profile = record["rule"], record["profile"]
    threshold = rule["threshold"]
    admitted = set()
    for each in profile["lists"]:
        if each["votes"] == 0:
            continue
        if threshold is None:
            admitted.add(each["number"])
            continue
        share = Fraction(threshold["share"])
        if each.get("joint") and "joint_share" in threshold:
            share = Fraction(threshold["joint_share"])
        base = record["valid_votes"] if threshold["base"] == "valid_votes" else profile[threshold["base"]]
        enough = each["votes"] >= share * base if threshold["inclusive"] else each["votes"] > share * base
        if enough or ("or_direct_seats" in threshold and each.get("direct_seats", 0) >= threshold["or_direct_seats"]):
            admitted.add(each["number"])
    return admitted


def _direct(record: dict[str, Any], admitted: set[int]) -> tuple[dict[int, int], int]:
    """The direct seats by list and how many seats the formula gives out beside them."""
    rule = record["rule"]
    direct = {each["number"]: each.get("direct_seats", 0) for each in record["profile"]["lists"]}
    kind = rule.get("direct_seats", "none")
    if kind == "none":
        return {}, rule["seats"]
    aside = sum(own for number, own in direct.items() if kind == "within" or number not in admitted)
    return direct, max(0, rule["seats"] - aside)
