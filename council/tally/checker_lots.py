# SPDX-License-Identifier: EUPL-1.2
"""Equals and lots for the plain checker, and how many people a list has."""

from typing import Any

Lists = list[dict[str, Any]]


class Lots:
    """Who of equals is chosen, by the clause and the recorded draws."""

    def __init__(self, orders: list[tuple[int, ...]], procedure: str) -> None:
        self.orders, self.procedure = list(orders), procedure
        self.waiting, self.between = False, frozenset[int]()

    def choose(self, equals: dict[int, int], places: int, *, loses: bool = False) -> list[int]:
        """As many of the equals as there are places; fewer while lots are to be drawn."""
        chosen: list[int] = []
        groups: dict[tuple[int, ...], list[int]] = {}
        for number, votes in equals.items():
            groups.setdefault(self._standing(number, votes), []).append(number)
        for standing in sorted(groups, reverse=loses):
            group = groups[standing]
            if len(chosen) + len(group) <= places:
                chosen += group
            elif len(chosen) < places:
                order = next((each for each in self.orders if sorted(each) == sorted(group)), None)
                if order is None:
                    self.waiting, self.between = True, self.between | frozenset(group)
                    return chosen
                self.orders.remove(order)
                chosen += order[: places - len(chosen)]
        return chosen

    def _standing(self, number: int, votes: int) -> tuple[int, ...]:
        if self.procedure == "lower_list_number":
            return (number,)
        if self.procedure == "higher_list_number":
            return (-number,)
        if self.procedure == "more_votes_then_lots":
            return (-votes,)
        return (-votes, number) if self.procedure == "more_votes_then_lower_number" else ()


def people(each: dict[str, Any], rule: dict[str, Any]) -> int:
    """How many seats a list can take."""
    if rule["exhaustion"] == "vacant" or each["candidates_count"] is None:
        return int(rule["seats"])
    return min(int(rule["seats"]), int(each["candidates_count"]))
