# SPDX-License-Identifier: EUPL-1.2
"""Ranked counts done again the plainest way, paper by paper in decimals, agree at every stage."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.tally.stv.count import count_ranked
from council.tally.stv.known import meek, scottish
from council.tally.stv.profile import RankedCandidate, RankedProfile
from council.tally.stv.record import RankedRecord, Standing
from council.tally.stv.rule import StvRule
from council.tally.ties import Draw

pytestmark = pytest.mark.requirement("R050")

Totals = dict[int, Decimal]


@st.composite
def elections(draw: st.DrawFn) -> tuple[RankedProfile, int]:
    size = draw(st.integers(2, 6))
    orders = st.permutations(range(1, size + 1)).flatmap(
        lambda order: st.integers(1, size).map(lambda length: bytes(order[:length]))
    )
    papers = draw(st.dictionaries(orders, st.integers(1, 9), min_size=1, max_size=14))
    people = [RankedCandidate(number, f"C{number}") for number in range(1, size + 1)]
    return RankedProfile.of(people, papers), draw(st.integers(1, size))


def settled(profile: RankedProfile, rule: StvRule) -> RankedRecord:
    """The count with every lot falling on the lowest number."""
    draws: list[Draw] = []
    record = count_ranked(profile, rule)
    while record.open_tie:
        draws.append(Draw(record.open_tie.lots_between))
        record = count_ranked(profile, rule, draws)
    return record


def shown(record: RankedRecord) -> list[Totals]:
    return [
        {line.number: Decimal(line.total) for line in stage.lines if line.standing is not Standing.EXCLUDED}
        for stage in record.stages
    ]


def separate(papers: RankedProfile) -> list[list[int]]:
    return [list(order) for order, count in zip(papers.orders, papers.papers, strict=True) for _ in range(count)]


def cut(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.00001"), rounding=ROUND_DOWN)


class PlainScottish:
    """Every paper with its value lies before a candidate; totals are added up anew at each stage."""

    def __init__(self, profile: RankedProfile, seats: int) -> None:
        self.seats, self.candidates = seats, len(profile.candidates)
        self.piles: dict[int, list[tuple[list[int], Decimal]]] = {each.number: [] for each in profile.candidates}
        for paper in separate(profile):
            self.piles[paper[0]].append((paper, Decimal(1)))
        self.quota = Decimal(sum(profile.papers) // (seats + 1) + 1)
        self.running = set(self.piles)
        self.elected: list[int] = []
        self.fixed: Totals = {}
        self.history: list[Totals] = []

    def count(self) -> None:
        while self.stage(self.totals()):
            totals = self.history[-1]
            waiting = [each for each in self.elected if each not in self.fixed and totals[each] > self.quota]
            number = self.pick(waiting or sorted(self.running), -1 if waiting else 1)
            share = (totals[number] - self.quota) if waiting else None
            self.running.discard(number)
            if waiting:
                self.fixed[number] = self.quota
            self.pass_on(number, share, totals[number])

    def totals(self) -> Totals:
        return {
            number: self.fixed.get(number) or sum((value for _, value in self.piles[number]), Decimal(0))
            for number in [*self.running, *self.elected]
        }

    def stage(self, totals: Totals) -> bool:
        """Who is elected now; false when that was all."""
        self.history.append(totals)
        best_first = sorted(self.running, key=lambda each: (-totals[each], each))
        self.elected += [number for number in best_first if totals[number] >= self.quota]
        self.running -= set(self.elected)
        if len(self.running) <= self.seats - len(self.elected):
            self.elected += [number for number in best_first if number in self.running]
            self.running.clear()
        return len(self.elected) < min(self.seats, self.candidates)

    def pass_on(self, number: int, share: Decimal | None, total: Decimal) -> None:
        for paper, value in self.piles.pop(number):
            target = next((each for each in paper if each in self.running), None)
            if target is not None:
                self.piles[target].append((paper, value if share is None else cut(share * value / total)))

    def pick(self, numbers: list[int], sign: int) -> int:
        for totals in reversed(self.history):
            best = min(sign * totals[number] for number in numbers)
            numbers = [number for number in numbers if sign * totals[number] == best]
        return min(numbers)


@settings(max_examples=400, deadline=None)
@given(elections())
def test_scottish_counts_agree_stage_by_stage(election: tuple[RankedProfile, int]) -> None:
    profile, seats = election
    record = settled(profile, scottish(seats))
    plain = PlainScottish(profile, seats)
    plain.count()
    assert shown(record) == plain.history
    assert [each.number for each in record.elected] == plain.elected


NINE = Decimal("0.000000001")


def up(value: Decimal) -> Decimal:
    return value.quantize(NINE, rounding=ROUND_UP)


def plain_meek(profile: RankedProfile, seats: int) -> list[int]:
    """The reference rule, each paper for itself; equals within the surplus: the lowest number goes."""
    keep = {each.number: Decimal(1) for each in profile.candidates}
    running, elected = set(keep), []
    while len(elected) < seats and len(running) > seats - len(elected):
        before: Decimal | None = None
        while True:
            totals = dict.fromkeys(keep, Decimal(0))
            for paper in separate(profile):
                left = Decimal(1)
                for number in paper:
                    part = up(left * keep[number])
                    totals[number] += part
                    left -= part
            quota = (sum(totals.values()) / (seats + 1)).quantize(NINE, rounding=ROUND_DOWN) + NINE
            new = sorted((n for n in running if totals[n] >= quota), key=lambda n: (-totals[n], n))
            elected += new
            running -= set(new)
            surplus = sum((max(Decimal(0), totals[n] - quota) for n in elected), Decimal(0))
            if new or surplus < Decimal("0.000001") or (before is not None and surplus >= before):
                break
            before = surplus
            for number in elected:
                keep[number] = up(up(keep[number] * quota) / totals[number])
        if not new:
            lowest = min(totals[n] for n in running)
            gone = min(n for n in running if totals[n] <= lowest + surplus)
            running.discard(gone)
            keep[gone] = Decimal(0)
    return sorted(elected + (list(running) if len(elected) < seats else []))


@settings(max_examples=150, deadline=None)
@given(elections())
def test_meek_counts_agree(election: tuple[RankedProfile, int]) -> None:
    profile, seats = election
    record = settled(profile, meek(seats))
    assert sorted(each.number for each in record.elected) == plain_meek(profile, seats)
