# SPDX-License-Identifier: EUPL-1.2
"""A second, deliberately plain count of ranked papers that reads only a record's JSON and follows its stages.

It shares no code with the rest: every order has a holder and a value, and all totals are added up anew at each
stage. It checks sums, transfers, quotas, who was elected, and that whoever acted was the highest or the lowest; which
of several equals acted is left to the record. Meek's count is not followed here.
"""

import json
from typing import Any

from council.tally.errors import TallyError, TallyErrorCode

MOST_STEPS = 2_000_000
"""Orders times stages up to which looking at every order at every stage is bearable."""


def confirm_ranked(text: str) -> str:
    """Say what was confirmed; nothing for Meek's count or one too large to be followed order by order.

    :raises TallyError: when a stage of the record is not what the plain count comes to.
    """
    record = json.loads(text)
    stages, rule = record["stages"], record["rule"]
    if rule["transfer"] == "meek" or len(stages) * len(record["profile"]["orders"]) > MOST_STEPS:
        return ""
    books = _Books(record)
    for stage in stages:
        books.follow(stage)
    decided = record["state"] == "decided"
    _must(not decided or len(books.elected) == rule["seats"] or not books.running, "seats")
    _must(sorted(books.elected) == sorted(each["number"] for each in record["elected"]), "elected")
    return f"confirmed by the plain checker: {len(stages)} stages, {len(books.elected)} elected"


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise TallyError(TallyErrorCode.NOT_CONFIRMED, what=what)


class _Books:
    """Every order with its papers, its value and its holder; 0 holds what no longer goes anywhere."""

    def __init__(self, record: dict[str, Any]) -> None:
        profile, self.rule = record["profile"], record["rule"]
        self.one = 10 ** int(self.rule["decimals"])
        orders = [[int(number) for number in order.split()] for order in profile["orders"]]
        self.running = {each["number"] for each in profile["candidates"] if not each.get("withdrawn", False)}
        self.papers = [
            [order, count, self.one, self.next_on(order)]
            for order, count in zip(orders, profile["papers"], strict=True)
            if self.next_on(order)
        ]
        self.all_votes = sum(count for _order, count, _value, _holder in self.papers) * self.one
        self.elected: list[int] = []
        self.kept: dict[int, int] = {}
        self.quota = 0
        _must(self.all_votes == record["valid_papers"] * self.one, "valid papers")

    def next_on(self, order: list[int]) -> int:
        return next((number for number in order if number in self.running), 0)

    def units(self, text: str) -> int:
        return int(text.replace(".", ""))

    def totals(self) -> dict[int, int]:
        totals = dict.fromkeys([*self.running, *self.elected], 0) | self.kept
        for _order, count, value, holder in self.papers:
            if holder and holder not in self.kept:
                totals[holder] = totals.get(holder, 0) + count * value
        return totals

    def follow(self, stage: dict[str, Any]) -> None:
        where = f"stage {stage['number']}"
        before = self.totals()
        if stage["action"] == "surplus":
            _must([before[n] for n in stage["who"]] == [max(before[n] for n in self.waiting(before))], where)
            self.share(stage["who"][0], before)
        elif stage["action"] == "exclude":
            self.exclude(stage["who"], before, where)
        after = self.totals()
        if not self.quota or self.rule["quota"] == "every_stage":
            self.quota = (sum(after.values()) // (self.one * (self.rule["seats"] + 1)) + 1) * self.one
        self.elect(after)
        shown = {line["number"]: self.units(line["total"]) for line in stage["lines"]}
        _must(all(shown.get(number, 0) == votes for number, votes in after.items()), where)
        _must(sum(shown.values()) + self.units(stage["non_transferable"]) == self.all_votes, where)
        _must(self.units(stage["quota"]) == self.quota, where)
        told = [line["number"] for line in stage["lines"] if line["standing"] == "elected"]
        _must(sorted(told) == sorted(self.elected), where)

    def waiting(self, totals: dict[int, int]) -> list[int]:
        """Who has a surplus still to be shared."""
        several = self.running if self.rule["electing"] == "with_surplus" else self.elected
        return [number for number in several if number not in self.kept and totals[number] > self.quota]

    def share(self, number: int, totals: dict[int, int]) -> None:
        surplus, total = totals[number] - self.quota, totals[number]
        if number in self.running:
            self.running.remove(number)
            self.elected.append(number)
        self.kept[number] = self.quota
        for paper in self.papers:
            order, _count, value, holder = paper
            if holder == number:
                new = value * surplus // total
                if self.rule.get("cut_fraction", False):
                    new = value * (surplus * self.one // total) // self.one
                paper[2:] = [new, self.next_on(order)]

    def exclude(self, who: list[int], totals: dict[int, int], where: str) -> None:
        lowest = sorted(totals[number] for number in self.running)[: len(who)]
        _must(sorted(totals[number] for number in who) == lowest, where)
        out = self.hopeless(totals)
        _must(len(who) == 1 or set(who) == out, where)
        _must(not self.waiting(totals) or set(who) == out, where)
        self.running -= set(who)
        stay = not self.rule["last_transfer"] and len(self.running) <= self.rule["seats"] - len(self.elected)
        for paper in self.papers:
            if paper[3] in who and not stay:
                paper[3] = self.next_on(paper[0])

    def hopeless(self, totals: dict[int, int]) -> set[int]:
        """Who cannot reach the next higher candidate even with every vote that may still come, and all below them."""
        if self.rule["excluding"] != "hopeless_together":
            return set()
        surplus = sum(totals[number] - self.quota for number in self.waiting(totals))
        out: set[int] = set()
        for number in self.running:
            level = {each for each in self.running if totals[each] <= totals[number]}
            higher = [totals[each] for each in self.running - level]
            stay = len(self.running) - len(level) >= self.rule["seats"] - len(self.elected)
            if higher and stay and sum(totals[each] for each in level) + surplus < min(higher):
                out |= level
        return out

    def elect(self, totals: dict[int, int]) -> None:
        vacancies = self.rule["seats"] - len(self.elected)
        reached = [number for number in self.running if totals[number] >= self.quota]
        if self.rule["electing"] == "at_quota" or len(reached) == vacancies:
            self.elected += reached
            self.running -= set(reached)
        if len(self.running) <= self.rule["seats"] - len(self.elected):
            self.elected += self.running
            self.running = set()
