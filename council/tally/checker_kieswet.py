# SPDX-License-Identifier: EUPL-1.2
"""Dutch municipal seats once more for the plain checker (Kieswet P 5 to P 10), one residual seat at a time."""

from fractions import Fraction
from math import floor
from typing import Any

from council.tally.checker_lots import Lists, Lots

Seat = tuple[str, int, Fraction]


def dutch(lists: Lists, rule: dict[str, Any], seats: int, lots: Lots) -> dict[int, int]:
    """Seats per list number."""
    quota = Fraction(sum(each["votes"] for each in lists), seats)
    won = {each["number"]: floor(each["votes"] / quota) for each in lists}
    given: list[Seat] = []
    _go_on(lists, seats, lots, (won, given), {}, None)
    gave_up = None
    if rule.get("majority", "none") != "none" and not lots.waiting and given:
        gave_up = _majority(lists, seats, won, given, lots)
    if rule["exhaustion"] != "vacant" and not lots.waiting:
        people = {e["number"]: seats if e["candidates_count"] is None else e["candidates_count"] for e in lists}
        if any(won[number] > people[number] for number in won):
            for number in won:
                won[number] = min(won[number], people[number])
            _go_on(lists, seats, lots, (won, given), people, gave_up)
    return won


def _go_on(
    lists: Lists,
    seats: int,
    lots: Lots,
    so_far: tuple[dict[int, int], list[Seat]],
    people: dict[int, int],
    gave_up: int | None,
) -> None:
    """Give residual seats until all are given or nobody is left to take one."""
    won, given = so_far
    votes = {each["number"]: each["votes"] for each in lists}
    quota = Fraction(sum(votes.values()), seats)
    while sum(won.values()) < seats:
        rivals = [number for number in won if not people or won[number] < people[number]]
        if not rivals:
            return
        average = {number: Fraction(votes[number], won[number] + 1) for number in rivals}
        way, worth = "average", average
        if seats < 19:
            rest = {number: votes[number] - floor(votes[number] / quota) * quota for number in rivals}
            had = {n: [sum(s[:2] == (k, n) for s in given) for k in ("remainder", "once")] for n in rivals}
            again = {number: 1 if number == gave_up else 0 for number in rivals}
            strong = [n for n in rivals if 4 * votes[n] >= 3 * quota and had[n][0] <= again[n]]
            once = [n for n in rivals if had[n][1] == 0 or (again[n] and had[n][1] == 1 and had[n][0] <= 1)]
            if strong:
                way, worth = "remainder", {number: rest[number] for number in strong}
            elif once:
                way, worth = "once", {number: average[number] for number in once}
        top = max(worth.values())
        best = [number for number in worth if worth[number] == top]
        left = seats - sum(won.values())
        chosen = best if len(best) <= left else lots.choose({number: votes[number] for number in best}, left)
        for number in chosen:
            won[number] += 1
            given.append((way, number, top))
        if lots.waiting:
            return


def _majority(lists: Lists, seats: int, won: dict[int, int], given: list[Seat], lots: Lots) -> int | None:
    """The list with more than half of the votes takes the seat given last; says who gave it up."""
    votes = {each["number"]: each["votes"] for each in lists}
    first = next((number for number in votes if 2 * votes[number] > sum(votes.values())), None)
    if first is None or 2 * won[first] > seats:
        return None
    last = given[-1]
    equals = []
    for seat in reversed(given):
        if (seat[0], seat[2]) != (last[0], last[2]):
            break
        if seat[1] != first:
            equals.append(seat[1])
    if not equals:
        return None
    chosen = equals
    if len(equals) > 1:
        chosen = lots.choose({number: votes[number] for number in equals}, 1, loses=True)
    if not chosen:
        return None
    won[chosen[0]] -= 1
    won[first] += 1
    return chosen[0]
