# SPDX-License-Identifier: EUPL-1.2
"""Counting in several districts: two tiers, biproportional, or quotas in districts with compensation over all.

A list is admitted by its share of all votes, where the rule allows also by its share in one district.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import lcm

from council.tally.biproportional import biproportional
from council.tally.choices import DirectSeats
from council.tally.codec import from_json, to_json
from council.tally.count import count
from council.tally.districts import (
    DISTRICT_SCHEMA,
    Cell,
    DistrictDraw,
    DistrictList,
    DistrictMethod,
    DistrictProfile,
    DistrictRecord,
    DistrictRule,
    DistrictTotal,
    Factor,
)
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.profile import BallotProfile, CandidateList
from council.tally.record import CountRecord, CountState
from council.tally.ties import Draw


def count_districts(profile: DistrictProfile, rule: DistrictRule, draws: Iterable[DistrictDraw] = ()) -> DistrictRecord:
    """Count all districts under a rule, with the lots drawn so far."""
    recorded = tuple(draws)
    admitted = _admitted(profile, rule)
    methods = {
        DistrictMethod.TWO_TIER: _two_tier,
        DistrictMethod.BIPROPORTIONAL: _biproportional,
        DistrictMethod.COMPENSATED: _compensated,
    }
    record = methods[rule.method](profile, rule, recorded, admitted)
    parts = [each for each in (record.whole, *record.districts) if each is not None]
    places = {"", *(each.name for each in profile.districts)}
    if any(each.place not in places for each in recorded):
        raise TallyError(TallyErrorCode.LOTS_NOT_CALLED_FOR, lists="")
    waiting = bool(record.tied) or any(part.state is CountState.LOTS_NEEDED for part in parts)
    return replace(record, state=CountState.LOTS_NEEDED if waiting else CountState.DECIDED)


def recount_districts(text: str) -> DistrictRecord:
    """Count the inputs of a stored record again; refuse one they do not lead to, byte for byte."""
    stored = from_json(DistrictRecord, text)
    again = count_districts(stored.profile, stored.rule, stored.draws)
    if to_json(again) != text:
        raise TallyError(TallyErrorCode.RECORD_DIFFERS)
    return again


def _admitted(profile: DistrictProfile, rule: DistrictRule) -> tuple[DistrictList, ...]:
    """The lists that take part."""
    threshold, total = rule.whole.threshold, sum(item.total for item in profile.lists)
    sums = [sum(item.votes[place] for item in profile.lists) for place in range(len(profile.districts))]
    sizes = voter_numbers(profile, profile.lists) if rule.method is DistrictMethod.BIPROPORTIONAL else None
    chosen = []
    for item in profile.lists:
        share = Fraction(item.total, total) if sizes is None else sizes[item.number] / sum(sizes.values())
        passes = threshold is None and rule.or_district_share is None
        if threshold is not None:
            needed = threshold.joint_share if item.joint and threshold.joint_share else threshold.share
            passes = share >= needed if threshold.inclusive else share > needed
        if rule.or_district_share is not None:
            share_here = rule.or_district_share
            passes |= any(each and each >= share_here * here for each, here in zip(item.votes, sums, strict=True))
        if passes and item.total:
            chosen.append(item)
    if not chosen:
        raise TallyError(TallyErrorCode.NO_LIST_ADMITTED)
    return tuple(chosen)


def voter_numbers(profile: DistrictProfile, lists: Iterable[DistrictList]) -> dict[int, Fraction]:
    """About how many voters stand behind each list: its votes in a district over the votes each voter has there."""
    seats = [each.seats or 1 for each in profile.districts]
    return {
        item.number: sum((Fraction(each, here) for each, here in zip(item.votes, seats, strict=True)), Fraction(0))
        for item in lists
    }


def _lots(draws: Iterable[DistrictDraw], place: str) -> list[Draw]:
    return [each.draw for each in draws if each.place == place]


def _record(
    profile: DistrictProfile, rule: DistrictRule, draws: tuple[DistrictDraw, ...], cells: Iterable[Cell]
) -> DistrictRecord:
    """The record with cells and totals, for a method to fill in the rest."""
    known = tuple(cells)
    totals = dict.fromkeys((item.number for item in profile.lists), 0)
    for cell in known:
        totals[cell.number] += cell.seats
    admitted = {item.number for item in _admitted(profile, rule)}
    return DistrictRecord(
        schema=DISTRICT_SCHEMA,
        state=CountState.DECIDED,
        rule=rule,
        profile=profile,
        draws=draws,
        whole=None,
        districts=(),
        cells=known,
        totals=tuple(
            DistrictTotal(
                number=item.number,
                name=item.name,
                votes=item.total,
                admitted=item.number in admitted,
                seats=totals[item.number],
            )
            for item in profile.lists
        ),
        factors=(),
        divisors=(),
        tied=(),
    )


def _two_tier(
    profile: DistrictProfile,
    rule: DistrictRule,
    draws: tuple[DistrictDraw, ...],
    admitted: tuple[DistrictList, ...],
) -> DistrictRecord:
    """Seats to districts by their votes, unless fixed; inside each by the formula among the lists admitted."""
    seats = {place: each.seats for place, each in enumerate(profile.districts)}
    above: CountRecord | None = None
    if any(each is None for each in seats.values()):
        whole_districts = tuple(
            CandidateList(number=place + 1, name=each.name, votes=sum(item.votes[place] for item in profile.lists))
            for place, each in enumerate(profile.districts)
        )
        above = count(BallotProfile(lists=whole_districts), replace(rule.whole, threshold=None), _lots(draws, ""))
        seats = {result.number - 1: result.seats for result in above.results}
    parts, cells = [], []
    for place, district in enumerate(profile.districts):
        here = tuple(CandidateList(number=item.number, name=item.name, votes=item.votes[place]) for item in admitted)
        own = seats[place]
        if not own or not any(item.votes for item in here):
            continue
        sheet = replace(rule.inside, seats=own)
        part = count(BallotProfile(lists=here), sheet, _lots(draws, district.name))
        parts.append(part)
        cells += [Cell(district.name, each.number, each.seats) for each in part.results]
    return replace(_record(profile, rule, draws, cells), whole=above, districts=tuple(parts))


def _biproportional(
    profile: DistrictProfile,
    rule: DistrictRule,
    draws: tuple[DistrictDraw, ...],
    admitted: tuple[DistrictList, ...],
) -> DistrictRecord:
    """Seats to lists by voter numbers over all districts; then both sums kept in every cell."""
    sizes = voter_numbers(profile, admitted)
    scale = lcm(*(size.denominator for size in sizes.values()))
    lists = tuple(
        CandidateList(number=item.number, name=item.name, votes=int(sizes[item.number] * scale)) for item in admitted
    )
    above = count(BallotProfile(lists=lists), replace(rule.whole, threshold=None), _lots(draws, ""))
    if above.state is CountState.LOTS_NEEDED:
        return replace(_record(profile, rule, draws, ()), whole=above, voter_scale=scale)
    found = biproportional(
        [item.votes for item in admitted],
        list_seats=[result.seats for result in above.results],
        district_seats=[each.seats or 0 for each in profile.districts],
    )
    names = [each.name for each in profile.districts]
    cells = [
        Cell(name, item.number, found.seats[row][place])
        for place, name in enumerate(names)
        for row, item in enumerate(admitted)
    ]
    return replace(
        _record(profile, rule, draws, cells),
        whole=above,
        voter_scale=scale,
        factors=tuple(Factor(item.name, each) for item, each in zip(admitted, found.factors, strict=True)),
        divisors=tuple(Factor(name, each) for name, each in zip(names, found.divisors, strict=True)),
        tied=tuple(Cell(names[place], admitted[row].number, found.seats[row][place]) for row, place in found.tied),
    )


def _compensated(
    profile: DistrictProfile,
    rule: DistrictRule,
    draws: tuple[DistrictDraw, ...],
    admitted: tuple[DistrictList, ...],
) -> DistrictRecord:
    """Whole quotas in every district, then the rest over all beside them (Estonia, Tallinn).

    People who reach the quota by themselves sit whatever their list has, so a list below the threshold keeps them.
    """
    chosen = {item.number for item in admitted}
    cells, direct = [], dict.fromkeys((item.number for item in profile.lists), 0)
    for place, district in enumerate(profile.districts):
        votes = sum(item.votes[place] for item in profile.lists)
        for item in profile.lists:
            own = item.personal[place] if item.personal else 0
            by_quota = item.votes[place] * (district.seats or 0) // votes if votes and item.number in chosen else 0
            cells.append(Cell(district.name, item.number, max(own, by_quota)))
            direct[item.number] += max(own, by_quota)
    lists = tuple(
        CandidateList(
            number=item.number, name=item.name, votes=item.total, joint=item.joint, direct_seats=direct[item.number]
        )
        for item in profile.lists
    )
    sheet = replace(rule.whole, direct_seats=DirectSeats.WITHIN)
    above = count(BallotProfile(lists=lists), sheet, _lots(draws, ""))
    record = _record(profile, rule, draws, cells)
    seats = {result.number: result.seats for result in above.results}
    totals = tuple(replace(each, seats=seats[each.number]) for each in record.totals)
    return replace(record, whole=above, totals=totals)
