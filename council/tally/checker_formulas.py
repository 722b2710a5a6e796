# SPDX-License-Identifier: EUPL-1.2
"""The formulas once more for the plain checker: mappings from a record's JSON in, seats per list number out."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import Any

from council.tally.checker_kieswet import dutch
from council.tally.checker_lots import Lists, Lots, people

__all__ = ["Lots", "distribute"]

DIVISORS: dict[str, Callable[[int], Fraction]] = {
    "dhondt": lambda seat: Fraction(seat),
    "dhondt_wahlzahl": lambda seat: Fraction(seat),
    "sainte_lague": lambda seat: Fraction(2 * seat - 1),
    "sainte_lague_14": lambda seat: Fraction(7, 5) if seat == 1 else Fraction(2 * seat - 1),
}

QUOTAS: dict[str, Callable[[int, int], Fraction]] = {
    "hare": lambda votes, seats: Fraction(votes, seats),
    "hare_rounded": lambda votes, seats: Fraction(max(1, floor(Fraction(votes, seats) + Fraction(1, 2)))),
    "hare_rounded_up": lambda votes, seats: Fraction(ceil(Fraction(votes, seats))),
    "hagenbach_bischoff": lambda votes, seats: Fraction(votes, seats + 1),
    "hagenbach_bischoff_rounded": lambda votes, seats: Fraction(
        max(1, floor(Fraction(votes, seats + 1) + Fraction(1, 2)))
    ),
    "droop": lambda votes, seats: Fraction(floor(Fraction(votes, seats + 1)) + 1),
}


def distribute(lists: Lists, rule: dict[str, Any], seats: int, lots: Lots) -> dict[int, int]:
    """Seats per list number."""
    if rule.get("linked_lists"):
        return _linked(lists, rule, seats, lots)
    return _with_majority(lists, rule, seats, lots)


def _formula(lists: Lists, rule: dict[str, Any], seats: int, lots: Lots, favoured: int | None = None) -> dict[int, int]:
    if rule["formula"] in DIVISORS:
        return _averages(lists, rule, seats, lots)
    if rule["formula"] == "nl_kieswet":
        return dutch(lists, rule, seats, lots)
    return _remainders(lists, rule, seats, lots, favoured)


def _averages(
    lists: Lists, rule: dict[str, Any], seats: int, lots: Lots, held: dict[int, int] | None = None
) -> dict[int, int]:
    """One seat after the other to the list with the highest next quotient."""
    divisor = DIVISORS.get(rule["formula"], DIVISORS["dhondt"])
    within = rule.get("direct_seats") == "within" and held is None
    before = held or {each["number"]: each.get("direct_seats", 0) if within else 0 for each in lists}
    won = {each["number"]: 0 for each in lists}
    left = seats
    while left:
        worth = {
            each["number"]: each["votes"] / divisor(before[each["number"]] + won[each["number"]] + 1)
            for each in lists
            if before[each["number"]] + won[each["number"]] < people(each, rule)
        }
        if not worth:
            break
        best = [number for number in worth if worth[number] == max(worth.values())]
        if len(best) > left:
            best = lots.choose({each["number"]: each["votes"] for each in lists if each["number"] in best}, left)
            left = len(best)
        for number in best:
            won[number] += 1
        left -= len(best)
    return won


def _remainders(lists: Lists, rule: dict[str, Any], seats: int, lots: Lots, favoured: int | None) -> dict[int, int]:
    kind = rule.get("quota", "hare") if rule["formula"] == "largest_remainder" else "hare"
    quota = QUOTAS[kind](sum(each["votes"] for each in lists), seats)
    votes = {each["number"]: each["votes"] for each in lists}
    limited = rule["exhaustion"] != "vacant"
    room = {
        each["number"]: each["candidates_count"]
        if limited and each["candidates_count"] is not None
        else each["votes"] + seats
        for each in lists
    }
    rest = {number: votes[number] / quota - floor(votes[number] / quota) for number in votes}
    won = {number: min(floor(votes[number] / quota), room[number]) for number in votes}
    if favoured is not None and sum(won.values()) < seats and won[favoured] < room[favoured]:
        won[favoured] += 1
    else:
        favoured = None
    while sum(won.values()) > seats and not lots.waiting:
        holders = {number: -rest[number] for number in won if won[number]}
        for number in _best(holders, votes, sum(won.values()) - seats, lots, loses=True):
            won[number] -= 1
    first = True
    while sum(won.values()) < seats and not lots.waiting:
        rivals = {number: rest[number] for number in won if won[number] < room[number]}
        if not rivals:
            break
        if rule["exhaustion"] == "next_quotient" and not first:
            open_lists = [each for each in lists if each["number"] in rivals]
            capped = {**rule, "formula": "dhondt", "seats": seats}
            more = _averages(open_lists, capped, seats - sum(won.values()), lots, held=won)
            return {number: won[number] + more.get(number, 0) for number in won}
        if first:
            rivals.pop(favoured or 0, None)
        for number in _best(rivals, votes, seats - sum(won.values()), lots):
            won[number] += 1
        first = False
    return won


def _best(
    worth: dict[int, Fraction], votes: dict[int, int], places: int, lots: Lots, *, loses: bool = False
) -> list[int]:
    """The best of them, each once, with lots among those equal at the cut."""
    chosen: list[int] = []
    for value in sorted(set(worth.values()), reverse=True):
        equal = [number for number in worth if worth[number] == value]
        if len(chosen) + len(equal) <= places:
            chosen += equal
        elif len(chosen) < places:
            return chosen + lots.choose({number: votes[number] for number in equal}, places - len(chosen), loses=loses)
    return chosen


def _with_majority(lists: Lists, rule: dict[str, Any], seats: int, lots: Lots) -> dict[int, int]:
    """More than half of the votes is to be more than half of the seats."""
    total = sum(each["votes"] for each in lists)
    first = next((each for each in lists if 2 * each["votes"] > total), None)
    if rule.get("majority", "none") == "none" or rule["formula"] == "nl_kieswet" or first is None:
        return _formula(lists, rule, seats, lots)
    number = first["number"]
    sure = Lots([], lots.procedure)
    if 2 * _formula(lists, rule, seats, sure)[number] > seats:
        return _formula(lists, rule, seats, lots)
    if number in sure.between:
        trial = Lots(lots.orders, lots.procedure)
        won = _formula(lists, rule, seats, trial)
        if trial.waiting or 2 * won[number] > seats:
            return _formula(lists, rule, seats, lots)
        lots.orders = trial.orders
    if rule["formula"] not in DIVISORS:
        return _formula(lists, rule, seats, lots, number)
    secured = min(seats // 2 + 1, people(first, rule))
    return {
        **_formula([each for each in lists if each["number"] != number], rule, seats - secured, lots),
        number: secured,
    }


def _linked(lists: Lists, rule: dict[str, Any], seats: int, lots: Lots) -> dict[int, int]:
    """First the groups under their lowest numbers, then the lists inside each."""
    groups: dict[str, Lists] = {}
    for each in lists:
        groups.setdefault(each.get("group") or f" {each['number']}", []).append(each)
    heads = []
    for members in groups.values():
        known = all(each["candidates_count"] is not None for each in members)
        heads.append(
            {
                "number": members[0]["number"],
                "votes": sum(each["votes"] for each in members),
                "candidates_count": sum(people(each, rule) for each in members) if known else None,
            }
        )
    shares = _formula(heads, rule, seats, lots)
    between_groups = lots.between
    won: dict[int, int] = {}
    for head, members in zip(heads, groups.values(), strict=True):
        share = shares[head["number"]]
        if len(members) == 1:
            won[head["number"]] = share
        elif share == 0 or head["number"] in between_groups:
            won |= {each["number"]: 0 for each in members}
        else:
            inner = Lots(lots.orders, lots.procedure)
            won |= _formula(members, rule, share, inner)
            lots.orders, lots.waiting = inner.orders, lots.waiting or inner.waiting
    return won
