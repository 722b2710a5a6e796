# SPDX-License-Identifier: EUPL-1.2
"""What must hold for every ranked count: sums, seats, bundling and names that change nothing, replay, formats."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.tally.checker_ranked import confirm_ranked
from council.tally.codec import from_json, to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.formats.blt import read_blt, write_blt
from council.tally.formats.ranked_csv import read_ranked_csv, write_ranked_csv
from council.tally.formats.source import Broken
from council.tally.stv import papers as sorting
from council.tally.stv.count import count_ranked, recount_ranked
from council.tally.stv.known import KNOWN, known_rule
from council.tally.stv.profile import RankedCandidate, RankedProfile
from council.tally.stv.record import ElectedBy, RankedRecord, RankedState, StageAction, Standing
from council.tally.stv.rule import StvRule
from council.tally.ties import Draw

pytestmark = pytest.mark.requirement("R050")

MANY = settings(max_examples=150, deadline=None)
REFUSALS = (TallyErrorCode.FILE_MALFORMED, TallyErrorCode.PAPERS_MALFORMED, TallyErrorCode.TOO_LARGE)
NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)


@st.composite
def profiles(draw: st.DrawFn, largest: int = 7) -> RankedProfile:
    size = draw(st.integers(1, largest))
    orders = st.permutations(range(1, size + 1)).flatmap(
        lambda order: st.integers(0, size).map(lambda length: bytes(order[:length]))
    )
    counted = draw(st.dictionaries(orders, st.integers(1, 30), max_size=20))
    gone = draw(st.sets(st.integers(1, size), max_size=1)) if draw(st.booleans()) else set()
    people = [RankedCandidate(number, draw(NAMES), number in gone) for number in range(1, size + 1)]
    return RankedProfile.of(people, counted, title=draw(NAMES))


rules = st.builds(known_rule, st.sampled_from(sorted(KNOWN)), st.integers(1, 5))


def settled(profile: RankedProfile, rule: StvRule) -> RankedRecord | None:
    """The count with every lot falling on the lowest number; nothing when no paper counts."""
    if all(not order.strip(profile.withdrawn) for order in profile.orders):
        with pytest.raises(TallyError, match="no_votes"):
            count_ranked(profile, rule)
        return None
    draws: list[Draw] = []
    record = count_ranked(profile, rule)
    while record.open_tie:
        draws.append(Draw(record.open_tie.lots_between))
        record = count_ranked(profile, rule, draws)
    return record


@MANY
@given(profiles(), rules)
def test_votes_neither_appear_nor_vanish(profile: RankedProfile, rule: StvRule) -> None:
    record = settled(profile, rule)
    if record is None:
        return
    assert record.valid_papers + record.not_counted == sum(profile.papers) + profile.blank
    before: dict[int, Decimal] = {}
    for stage in record.stages:
        totals = {line.number: Decimal(line.total) for line in stage.lines}
        assert sum(totals.values()) + Decimal(stage.non_transferable) == record.valid_papers
        assert all(Decimal(line.change) == totals[line.number] - before.get(line.number, 0) for line in stage.lines)
        assert Decimal(stage.non_transferable) >= Decimal(stage.cut) >= 0
        before = totals
    if rule.tolerance == 0:
        check_flows(record)


def check_flows(record: RankedRecord) -> None:
    """What arrives is what the lines say, and papers that leave somebody go somewhere."""
    for stage in record.stages:
        arrived: Counter[int] = Counter()
        for flow in stage.flows:
            arrived[flow.target] += Decimal(flow.votes)  # type: ignore[assignment] # counts of decimals
        for line in stage.lines:
            if line.number not in stage.who and stage.action is not StageAction.FIRST:
                assert Decimal(line.change) == arrived[line.number]
        sent = Counter({source: 0 for source in stage.who})
        for parcel in stage.parcels:
            sent[parcel.source] += parcel.papers
        for flow in stage.flows:
            sent[flow.source] -= flow.papers
        assert set(sent.values()) <= {0}


@MANY
@given(profiles(), rules)
def test_seats_are_filled_as_far_as_there_are_candidates(profile: RankedProfile, rule: StvRule) -> None:
    record = settled(profile, rule)
    if record is None:
        return
    standing = [each for each in profile.candidates if not each.withdrawn]
    assert record.state is RankedState.DECIDED
    assert len(record.elected) == min(rule.seats, len(standing))
    assert record.vacant == rule.seats - len(record.elected)
    assert len({each.number for each in record.elected}) == len(record.elected)
    assert not any(profile.candidates[each.number - 1].withdrawn for each in record.elected)
    for each in record.elected:
        if each.by is ElectedBy.QUOTA:
            quota = max(Decimal(stage.quota) for stage in record.stages)
            assert Decimal(each.votes) >= min(quota, Decimal(record.stages[each.stage - 1].quota))


@MANY
@given(profiles(), rules)
def test_whoever_has_no_papers_is_excluded_before_others(profile: RankedProfile, rule: StvRule) -> None:
    record = settled(profile, rule)
    ranked = {number for order in profile.orders for number in order}
    if record is None:
        return
    nobody = {each.number for each in profile.candidates} - ranked
    for stage in record.stages:
        left = {line.number for line in stage.lines if line.standing is Standing.CONTINUING}
        if stage.action is StageAction.EXCLUDE and not set(stage.who) & nobody:
            assert not left & nobody
    for each in record.elected:
        assert each.number in ranked or each.by is ElectedBy.LAST_SEATS


@MANY
@given(profiles(), rules)
def test_names_change_nothing(profile: RankedProfile, rule: StvRule) -> None:
    other = RankedProfile.of(
        [RankedCandidate(each.number, f"Somebody {each.number}", each.withdrawn) for each in profile.candidates],
        dict(zip(profile.orders, profile.papers, strict=True)),
    )
    here, there = settled(profile, rule), settled(other, rule)
    if here is None or there is None:
        assert here is there
        return
    assert (here.stages, here.ties, here.runner_up) == (there.stages, there.ties, there.runner_up)


@MANY
@given(profiles(), st.randoms(use_true_random=False))
def test_the_order_and_bundling_of_papers_change_no_byte(profile: RankedProfile, random: object) -> None:
    papers = [order for order, count in zip(profile.orders, profile.papers, strict=True) for _ in range(count)]
    random.shuffle(papers)  # type: ignore[attr-defined] # hypothesis hands over a Random
    again = RankedProfile.of(profile.candidates, {**Counter(papers), b"": profile.blank}, title=profile.title)
    assert to_json(again) == to_json(profile)


@MANY
@given(profiles(), rules)
def test_records_round_trip_and_recount_to_the_same_bytes(profile: RankedProfile, rule: StvRule) -> None:
    record = settled(profile, rule)
    if record is None:
        return
    text = to_json(record)
    assert from_json(RankedRecord, text) == record
    assert to_json(recount_ranked(text)) == text
    assert recount_ranked(text).fingerprint == record.fingerprint
    confirmed = f"confirmed by the plain checker: {len(record.stages)} stages, {len(record.elected)} elected"
    assert confirm_ranked(text) == ("" if rule.tolerance else confirmed)


@MANY
@given(profiles(), st.integers(1, 5))
def test_files_read_as_they_were_written(profile: RankedProfile, seats: int) -> None:
    read = read_blt(write_blt(profile, seats))
    assert (read.profile, read.seats) == (profile, seats)
    table = read_ranked_csv(write_ranked_csv(profile)).profile
    assert (table.candidates, table.orders, table.papers) == (profile.candidates, profile.orders, profile.papers)


@MANY
@given(profiles(largest=5), rules, st.sampled_from([1, 2, 3, 1_000]))
def test_how_papers_are_sorted_changes_nothing(profile: RankedProfile, rule: StvRule, short: int) -> None:
    usual = settled(profile, rule)
    kept, sorting.SHORT = sorting.SHORT, short
    try:
        assert settled(profile, rule) == usual
    finally:
        sorting.SHORT = kept


@MANY
@given(st.text(st.sampled_from('0123456789 -=#"\n\\xא'), max_size=80), st.sampled_from(Broken))
def test_any_text_is_read_or_refused(text: str, broken: Broken) -> None:
    for read in (read_blt, read_ranked_csv):
        fault: TallyError | None = None
        try:
            read(text, broken)
        except TallyError as refused:
            fault = refused
        assert fault is None or fault.code in REFUSALS
