# SPDX-License-Identifier: EUPL-1.2
"""Every size of an election has a bound: what reaches it is counted, what passes it is refused with code and facts."""

import json
from collections.abc import Callable
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest

from council.tally import BallotProfile, CandidateList, Formula, RuleSheet, TallyError, TallyErrorCode, count, to_json
from council.tally.biproportional import biproportional
from council.tally.case_csv import read_lists
from council.tally.case_method import exact
from council.tally.checker import confirm
from council.tally.checker_ranked import confirm_ranked
from council.tally.codec import from_plain
from council.tally.compare import compare, neighbours
from council.tally.errors import whole
from council.tally.formats.blt import read_blt
from council.tally.formats.ranked_csv import read_ranked_csv
from council.tally.formats.source import lines_of, text_of_file
from council.tally.persons.case_papers import papers_of
from council.tally.persons.case_people import people_without_lists
from council.tally.persons.choices import Condition, ConditionKind, GroupSeats
from council.tally.persons.papers import Mark, MarkedBallot, Validity
from council.tally.persons.profile import Candidate, PersonList, PersonProfile, Trait
from council.tally.persons.table import case_from_table
from council.tally.persons.vacancies import fill_vacancy
from council.tally.public_seed import order_from_seed
from council.tally.publication import read_files
from council.tally.stv.count import count_ranked
from council.tally.stv.known import scottish
from council.tally.stv.profile import RankedCandidate, RankedProfile
from council.tally.unvoted import UnvotedProfile, UnvotedRival
from tests.builders.ranked import ranked
from tests.builders.tally_persons import people, seated, sheet

pytestmark = pytest.mark.requirement("R050")

SHEET = RuleSheet(seats=2, formula=Formula.DHONDT)


def lists(number: int, votes: int = 5) -> tuple[CandidateList, ...]:
    return tuple(CandidateList(number=n, name=f"List {n}", votes=votes) for n in range(1, number + 1))


def persons(number: int) -> tuple[Candidate, ...]:
    return tuple(Candidate(number=n, name="A") for n in range(1, number + 1))


def letters(number: int) -> list[RankedCandidate]:
    return [RankedCandidate(n, f"Person {n}") for n in range(1, number + 1)]


def blt(candidates: int, seats: int = 1, papers: int = 1) -> str:
    names = "".join(f'"P{n}"\n' for n in range(1, candidates + 1))
    return f"{candidates} {seats}\n{papers} 1 0\n0\n{names}"


def condition(number: int, seats: int = 1) -> Condition:
    groups = tuple(GroupSeats(f"g{n}", seats) for n in range(number))
    return Condition(kind=ConditionKind.MINIMUM, trait="region", groups=groups)


Build = Callable[[int], object]
BOUNDS: list[tuple[str, int, Build, str]] = [
    ("profile:MOST_LISTS", 2, lambda n: BallotProfile(lists=lists(n)), "too_large what=lists largest=2"),
    ("profile:MOST_VOTES", 9, lambda n: lists(1, n), "too_large what=votes largest=9"),
    ("profile:MOST_VOTES", 9, lambda n: BallotProfile(lists=lists(1), voters=n), "too_large what=voters largest=9"),
    ("profile:MOST_VOTES", 9, lambda n: BallotProfile(lists=lists(1), valid=n), "too_large what=valid largest=9"),
    (
        "profile:MOST_CANDIDATES",
        3,
        lambda n: CandidateList(number=1, name="A", votes=1, candidates_count=n),
        "too_large what=candidates_count largest=3",
    ),
    (
        "profile:MOST_VOTES",
        3,
        lambda n: CandidateList(number=1, name="A", votes=1, direct_seats=n),
        "too_large what=direct_seats largest=3",
    ),
    ("profile:MOST_VOTES", 3, lambda n: CandidateList(number=n, name="A", votes=1), "too_large what=number largest=3"),
    ("rules:MOST_SEATS", 3, lambda n: RuleSheet(seats=n, formula=Formula.HARE), "too_large what=seats largest=3"),
    (
        "rules:MOST_DECIMALS",
        3,
        lambda n: RuleSheet(seats=1, formula=Formula.HARE, decimals=n),
        "too_large what=decimals largest=3",
    ),
    (
        "rules:MOST_CONDITIONS",
        2,
        lambda n: RuleSheet(seats=1, formula=Formula.PLURALITY, conditions=(condition(1),) * n),
        "too_large what=conditions largest=2",
    ),
    ("persons.choices:MOST_GROUPS", 2, condition, "too_large what=groups largest=2"),
    ("persons.choices:MOST_PLACES", 2, lambda n: condition(1, n), "too_large what=number largest=2"),
    ("persons.papers:MOST_ON_ONE", 2, lambda n: Validity(votes=n), "too_large what=votes largest=2"),
    (
        "persons.papers:MOST_ON_ONE",
        2,
        lambda n: Validity(most_per_person=n),
        "too_large what=most_per_person largest=2",
    ),
    ("persons.papers:MOST_ON_ONE", 2, lambda n: MarkedBallot(marks=(Mark(1, n),)), "too_large what=votes largest=2"),
    ("persons.papers:MOST_PAPERS", 2, lambda n: MarkedBallot(papers=n), "too_large what=papers largest=2"),
    (
        "persons.papers:MOST_MARKS",
        6,
        lambda n: MarkedBallot(ticks=(1,), marks=(Mark(1), Mark(2)), struck=tuple(range(n - 3)), papers=1),
        "too_large what=marks largest=6",
    ),
    (
        "persons.profile:MOST_PERSONS",
        2,
        lambda n: PersonProfile(candidates=persons(n)),
        "too_large what=candidates largest=2",
    ),
    (
        "persons.profile:MOST_LISTS",
        2,
        lambda n: PersonProfile(
            candidates=(Candidate(number=1, name="A", list=1),),
            lists=tuple(PersonList(number=i, name="L", votes=0) for i in range(1, n + 1)),
        ),
        "too_large what=lists largest=2",
    ),
    (
        "persons.profile:MOST_BALLOTS",
        2,
        lambda n: PersonProfile(candidates=persons(1), ballots=(MarkedBallot(),) * n),
        "too_large what=ballots largest=2",
    ),
    (
        "persons.profile:MOST_TRAITS",
        2,
        lambda n: Candidate(number=1, name="A", traits=tuple(Trait("k", str(i)) for i in range(n))),
        "too_large what=traits largest=2",
    ),
    (
        "persons.profile:MOST_VOTES",
        4,
        lambda n: Candidate(number=1, name="A", votes=n),
        "too_large what=votes largest=4",
    ),
    ("persons.profile:MOST_VOTES", 4, lambda n: Candidate(number=1, name="A", plus=n), "too_large what=plus largest=4"),
    (
        "persons.profile:MOST_VOTES",
        4,
        lambda n: Candidate(number=1, name="A", minus=n),
        "too_large what=minus largest=4",
    ),
    (
        "persons.profile:MOST_VOTES",
        4,
        lambda n: Candidate(number=1, name="A", position=n),
        "too_large what=position largest=4",
    ),
    (
        "persons.profile:MOST_VOTES",
        4,
        lambda n: PersonProfile(candidates=persons(1), valid_votes=n),
        "too_large what=valid_votes largest=4",
    ),
    (
        "persons.case_people:MOST_PERSONS",
        2,
        lambda n: people_without_lists([{"name": "A", "votes": 1}] * n),
        "case_malformed what=candidates",
    ),
    ("persons.case_papers:MOST_BALLOTS", 2, lambda n: papers_of([{}] * n), "case_malformed what=marked_ballots"),
    (
        "persons.table:MOST_PERSONS",
        2,
        lambda n: case_from_table("name,votes\n" + "A,1\n" * n, method="block_vote", seats=1),
        "too_large what=rows largest=2",
    ),
    (
        "persons.vacancies:LONGEST_REASON",
        5,
        lambda n: fill_vacancy(seated(people(2, 1), sheet(1)), 1, "x" * n),
        "reason_missing number=1",
    ),
    (
        "case_csv:MOST_LISTS",
        2,
        lambda n: read_lists("list,votes\n" + "".join(f"L{i},1\n" for i in range(n))),
        "too_large what=lists largest=2",
    ),
    ("case_csv:LONGEST_NUMBER", 3, lambda n: read_lists(f"list,votes\nA,{'1' * n}\n"), "not_whole line=2 what=votes"),
    (
        "codec:_LONGEST_FRACTION",
        7,
        lambda n: from_plain(Fraction, "1" * (n - 2) + "/3"),
        "record_malformed what=fraction",
    ),
    (
        "compare:MOST_RULES",
        2,
        lambda n: compare(BallotProfile(lists=lists(2)), [("r", SHEET)] * n),
        "too_large what=rules largest=2",
    ),
    (
        "biproportional:MOST_CELLS",
        4,
        lambda n: biproportional([[1] * n], list_seats=[n], district_seats=[1] * n),
        "too_large what=cells largest=4",
    ),
    (
        "biproportional:MOST_SEATS",
        4,
        lambda n: biproportional([[1]], list_seats=[n], district_seats=[n]),
        "too_large what=cells largest=2500",
    ),
    ("formats.source:MOST_BYTES", 4, lambda n: text_of_file(b"x" * n), "file_malformed line=1 what=more than 4 bytes"),
    (
        "formats.source:MOST_LINES",
        4,
        lambda n: lines_of("x\n" * (n - 1)),
        "file_malformed line=5 what=more than 4 lines",
    ),
    (
        "formats.source:LONGEST_LINE",
        4,
        lambda n: lines_of("ab\n" + "x" * n),
        "file_malformed line=2 what=more than 4 characters",
    ),
    (
        "formats.blt:MOST_RANKED_CANDIDATES",
        3,
        lambda n: read_blt(blt(n)),
        "file_malformed line=1 what=between 1 and 3 candidates are possible",
    ),
    (
        "formats.blt:MOST_STV_SEATS",
        3,
        lambda n: read_blt(blt(2, n)),
        "file_malformed line=1 what=between 1 and 3 seats are possible",
    ),
    (
        "formats.blt:MOST_PAPERS",
        3,
        lambda n: read_blt(blt(2, 1, n)),
        "file_malformed line=2 what=not a number of papers: 4",
    ),
    (
        "formats.ranked_csv:MOST_PAPERS",
        3,
        lambda n: read_ranked_csv(f"papers,A\n{n},1\n"),
        "file_malformed line=2 what=not a number of papers: 4",
    ),
    (
        "formats.ranked_csv:LONGEST_NAME",
        3,
        lambda n: read_ranked_csv(f"papers,{'A' * n}\n1,1\n"),
        "file_malformed line=1 what=a candidate without a name, or with one too long",
    ),
    (
        "formats.ranked_csv:MOST_RANKED_CANDIDATES",
        2,
        lambda n: read_ranked_csv("papers," + ",".join("ABC"[:n]) + "\n"),
        "file_malformed line=1 what=between 1 and 2 candidates are possible",
    ),
    (
        "stv.profile:MOST_RANKED_CANDIDATES",
        2,
        lambda n: RankedProfile.of(letters(n), {}),
        "too_large what=candidates largest=2",
    ),
    (
        "stv.profile:MOST_PAPERS",
        4,
        lambda n: RankedProfile.of(letters(1), {b"\x01": n - 1, b"": 1}),
        "too_large what=papers largest=4",
    ),
    ("stv.profile:MOST_PAPERS", 4, lambda n: RankedProfile.of(letters(1), {b"": n}), "too_large what=blank largest=4"),
    (
        "stv.profile:LONGEST_NAME",
        4,
        lambda n: RankedProfile.of([RankedCandidate(1, "A" * n)], {}),
        "papers_malformed what=name of candidate 1",
    ),
    ("stv.rule:MOST_STV_SEATS", 4, scottish, "too_large what=seats largest=4"),
    ("public_seed:LONGEST_SEED", 4, lambda n: order_from_seed("1" * n, (1, 2)), "seed_needed"),
    (
        "unvoted:MOST_RIVALS",
        2,
        lambda n: UnvotedProfile(rivals=tuple(UnvotedRival(i, "A") for i in range(n)), papers=0),
        "too_large what=rivals largest=2",
    ),
    (
        "kieswet:MOST_SEATS",
        4,
        lambda n: count(BallotProfile(lists=lists(2)), RuleSheet(seats=n, formula=Formula.NL_KIESWET)),
        "too_large what=seats largest=4",
    ),
]


@pytest.mark.parametrize(
    ("where", "bound", "build", "said"), BOUNDS, ids=[f"{n}-{row[0]}" for n, row in enumerate(BOUNDS)]
)
def test_a_bound_is_the_last_that_passes(
    where: str, bound: int, build: Build, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name = where.split(":")
    monkeypatch.setattr(import_module(f"council.tally.{module}"), name, bound)
    assert build(bound) is not None
    with pytest.raises(TallyError) as refused:
        build(bound + 1)
    assert str(refused.value) == said


def test_a_number_is_whole_and_not_beyond_its_bound() -> None:
    assert whole(5, what="votes", largest=5) == 5
    with pytest.raises(TallyError) as refused:
        whole(True, what="votes", largest=5)
    assert str(refused.value) == "not_whole what=votes"
    assert refused.value.args == (TallyErrorCode.NOT_WHOLE.value,)
    assert exact("1" * 40) > 0
    with pytest.raises(ValueError, match="1{40}"):
        exact("1" * 41)


def test_a_plain_checker_looks_at_what_can_be_walked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    text = to_json(count(BallotProfile(lists=lists(3)), SHEET))
    papers = to_json(count_ranked(ranked({"AB": 5, "B": 3, "C": 1}), scottish(1)))
    orders = len(json.loads(papers)["stages"]) * 3
    for steps, said in ((6, True), (5, False)):
        monkeypatch.setattr("council.tally.checker.MOST_STEPS", steps)
        assert bool(confirm(text)) is said
    for steps, said in ((orders, True), (orders - 1, False)):
        monkeypatch.setattr("council.tally.checker_ranked.MOST_STEPS", steps)
        assert bool(confirm_ranked(papers)) is said


def test_neighbours_are_tried_up_to_a_number_of_elections(monkeypatch: pytest.MonkeyPatch) -> None:
    for most, found in ((12, 12), (11, 0)):
        monkeypatch.setattr("council.tally.compare.MOST_TRIALS", most)
        assert len(list(neighbours(BallotProfile(lists=lists(3)), 2))) == found


def test_a_table_is_written_for_every_list_while_it_is_not_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    profile = BallotProfile(lists=(*lists(1, 30), CandidateList(number=2, name="B", votes=12)))
    for cells, rows in ((6, [3, 3]), (5, [3, 2])):
        monkeypatch.setattr("council.tally.highest_averages.MOST_CELLS", cells)
        table = count(profile, RuleSheet(seats=3, formula=Formula.DHONDT)).quotients
        assert table is not None
        assert [len(row.cells) for row in table.rows] == rows


def test_a_publication_has_a_bounded_number_and_size_of_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(b"123")
    for bound, least in (("MOST_FILES", 2), ("MOST_BYTES", 6)):
        monkeypatch.setattr(f"council.tally.publication.{bound}", least)
        assert len(read_files(tmp_path)) == 2
        monkeypatch.setattr(f"council.tally.publication.{bound}", least - 1)
        with pytest.raises(TallyError) as refused:
            read_files(tmp_path)
        assert str(refused.value) == f"too_large what=files largest={least - 1}"
        monkeypatch.undo()
