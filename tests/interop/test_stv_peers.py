# SPDX-License-Identifier: EUPL-1.2
"""Other STV programs: where they know the Scottish rules we agree, and where they err a small case shows it.

Each defect is described in docs/rules/peers.md under the name of its test here.
"""

import random
from pathlib import Path

import pytest
from stvpoll.result import ElectionResult
from stvpoll.scottish_stv import ScottishSTV
from votelib.evaluate import VotingSystemError
from votelib.evaluate.sequential import TransferableVoteSelector

from council.tally.formats.blt import read_blt
from council.tally.stv.count import count_ranked
from council.tally.stv.known import scottish
from council.tally.stv.profile import RankedProfile
from council.tally.stv.published import read_expected
from council.tally.stv.record import RankedRecord
from tests.builders.ranked import ranked

WARDS = sorted((Path(__file__).parent / "data/tally/stv").glob("uk_*.blt"))

pytestmark = pytest.mark.requirement("R050")


def stvpoll(profile: RankedProfile, seats: int, seed: int = 1) -> ElectionResult:
    random.seed(seed)
    poll = ScottishSTV(seats=seats, candidates=range(1, len(profile.candidates) + 1))
    for order, papers in zip(profile.orders, profile.papers, strict=True):
        poll.add_ballot(list(order), papers)
    return poll.calculate()


def votelib(profile: RankedProfile, seats: int) -> list[int]:
    votes = {tuple(order): papers for order, papers in zip(profile.orders, profile.papers, strict=True)}
    return sorted(TransferableVoteSelector(transferer="Gregory", quota_function="droop").evaluate(votes, seats))


def ours(record: RankedRecord) -> list[int]:
    return sorted(each.number for each in record.elected)


@pytest.mark.parametrize("path", WARDS, ids=lambda path: path.stem)
def test_the_peers_elect_the_same_people_in_real_wards(path: Path) -> None:
    source = read_blt(path.read_text("utf-8"))
    elected = ours(count_ranked(source.profile, scottish(source.seats)))
    assert sorted(stvpoll(source.profile, source.seats).elected_as_tuple()) == elected
    if path.stem == "uk_glasgow_2007_canal":
        with pytest.raises(VotingSystemError, match="infinite loop"):
            votelib(source.profile, source.seats)
    else:
        assert votelib(source.profile, source.seats) == elected


def test_stvpoll_transfers_several_surpluses_in_one_round() -> None:
    """The returning officer of Almond ward, 2022, elected the last member at stage 8; stvpoll has 7 rounds."""
    path = next(path for path in WARDS if path.stem == "uk_edinburgh_2022_ward1")
    source = read_blt(path.read_text("utf-8"))
    official = read_expected(path.with_suffix(".expected.json").read_text("utf-8"))["official_stage_of_election"]
    assert max(official.values()) == 8
    assert len(count_ranked(source.profile, scottish(source.seats)).stages) == 8
    assert len(stvpoll(source.profile, source.seats).rounds) == 7


@pytest.mark.parametrize("seed", range(5))
def test_stvpoll_seats_other_people_after_two_surpluses(seed: int) -> None:
    """Quota 2. B's surplus of 2 brings A to 2: B, D and A are elected. stvpoll passes A over and seats E."""
    profile = ranked({"BDAC": 4, "DECAB": 3})
    record = count_ranked(profile, scottish(3))
    assert (record.quota, [each.name for each in record.elected]) == ("2.00000", ["B", "D", "A"])
    assert sorted(stvpoll(profile, 3, seed).elected_as_tuple()) == [2, 4, 5]


def test_stvpoll_rounds_values_up() -> None:
    """Rule 48(3) cuts 2/3 to 0.66666. stvpoll has 0.66667, so that 60 papers carry more than the surplus of 40."""
    profile = ranked({"AB": 60, "C": 3, "D": 4, "E": 12})
    record = count_ranked(profile, scottish(3))
    assert record.quota == "20.00000"
    assert {line.number: line.total for line in record.stages[1].lines}[2] == "39.99960"
    assert stvpoll(profile, 3).rounds[1].as_dict()["vote_count"][2] == 40.0002


@pytest.mark.parametrize("seeds", [range(20)])
def test_stvpoll_draws_lots_by_itself(seeds: range) -> None:
    """B and C are equal at every stage. We ask for a lot; stvpoll decides by chance, differently each time."""
    profile = ranked({"A": 4, "B": 1, "C": 1})
    waiting = count_ranked(profile, scottish(2))
    assert waiting.open_tie is not None
    assert waiting.open_tie.lots_between == (2, 3)
    seated = {tuple(sorted(stvpoll(profile, 2, seed).elected_as_tuple())) for seed in seeds}
    assert seated == {(1, 2), (1, 3)}


def test_votelib_transfers_all_surpluses_at_once() -> None:
    """Quota 5. A's surplus elects B at stage 2, so C's goes past B to E. votelib gives both to B and seats D."""
    profile = ranked({"CBE": 11, "ABDE": 12})
    record = count_ranked(profile, scottish(4))
    assert [(each.name, each.stage) for each in record.elected] == [("A", 1), ("C", 1), ("B", 2), ("E", 3)]
    assert votelib(profile, 4) == [1, 2, 3, 4]


def test_votelib_has_no_look_back() -> None:
    """C and D have 12, and C had fewer at stage 1 (rule 51(2)(a)). votelib stops at the tie."""
    profile = ranked({"A": 24, "B": 24, "C": 10, "D": 11, "EC": 2, "ED": 1})
    record = count_ranked(profile, scottish(2))
    assert record.ties[0].look_back
    assert record.ties[0].chosen == 3
    with pytest.raises(NotImplementedError, match="tie in STV"):
        votelib(profile, 2)


def test_votelib_gives_up_on_papers_that_rank_one_candidate() -> None:
    """C has all papers, and A is the only one left for the second seat."""
    profile = ranked({"CAB": 1, "C": 2}, letters="C")
    record = count_ranked(profile, scottish(2))
    assert ours(record) == [1, 3]
    with pytest.raises(VotingSystemError, match="infinite loop"):
        votelib(profile, 2)
