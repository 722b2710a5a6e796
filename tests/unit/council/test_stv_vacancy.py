# SPDX-License-Identifier: EUPL-1.2
"""Following a member who leaves by the papers that elected that member, worked by hand."""

from dataclasses import replace

import pytest

from council.tally.codec import to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.replay import replay
from council.tally.stv.known import meek, scottish
from council.tally.stv.record import RankedState
from council.tally.stv.rule import StvSubstitutes
from council.tally.stv.vacancy import Vacancy, VacancyRecord, fill_vacancy, recount_vacancy
from council.tally.ties import Draw
from tests.builders.ranked import ranked

pytestmark = pytest.mark.requirement("R050")

RULE = replace(scottish(2), substitutes=StvSubstitutes.PAPERS)
PAPERS = ranked({"AC": 30, "AD": 24, "ABD": 6, "A": 1, "B": 25, "DA": 2, "C": 7, "D": 5})


def votes(record: VacancyRecord) -> dict[str, str]:
    return {record.profile.name(line.number): line.total for line in record.stages[0].lines}


def test_the_papers_of_the_member_decide() -> None:
    """A was elected with 61 papers at one: 30 rank C next, 30 D (B, who was elected, is passed over), 1 nobody."""
    record = fill_vacancy(PAPERS, RULE, Vacancy(member=1), vacancy_draws=[Draw((4, 3))])
    assert (record.papers, record.not_counted, record.quota) == (60, 1, "31.00000")
    assert votes(record) == {"C": "30.00000", "D": "30.00000"}
    assert record.stages[1].who == (4,)
    assert record.state is RankedState.DECIDED
    assert [each.name for each in record.elected] == ["C"]
    assert replay(to_json(record)).fingerprint == record.fingerprint


def test_equals_wait_for_a_lot() -> None:
    record = fill_vacancy(PAPERS, RULE, Vacancy(member=1))
    assert record.state is RankedState.LOTS_NEEDED
    assert record.open_tie is not None
    assert record.open_tie.lots_between == (3, 4)


def test_the_lots_of_the_first_count_are_part_of_the_record() -> None:
    """B and C are equal throughout; the lot excludes C, and B's seat is what falls vacant."""
    papers = ranked({"A": 40, "BD": 10, "C": 10, "D": 4})
    record = fill_vacancy(papers, RULE, Vacancy(member=2), draws=[Draw((3, 2))])
    assert [each.name for each in record.elected] == ["D"]
    text = to_json(record)
    assert to_json(recount_vacancy(text)) == text


def test_whoever_is_not_available_is_passed_over() -> None:
    record = fill_vacancy(PAPERS, RULE, Vacancy(member=1, unavailable=(4,)))
    assert (votes(record), record.papers, record.not_counted) == ({"C": "30.00000"}, 30, 31)
    assert [each.name for each in record.elected] == ["C"]


def test_papers_count_at_the_value_with_which_they_elected() -> None:
    """Quota 34: A's surplus of 27 gives B 40 papers at 0.44262. B has 20 + 17.70480; of them 15 and 40 rank C."""
    papers = ranked({"ABC": 40, "AC": 11, "A": 10, "BC": 15, "BD": 5, "C": 10, "D": 9})
    record = fill_vacancy(papers, RULE, Vacancy(member=2))
    assert votes(record) == {"C": "32.70480", "D": "5.00000"}
    assert record.quota == "19.00000"


@pytest.mark.parametrize("short", [1, 2, 1_000])
def test_how_papers_are_sorted_changes_no_vacancy(short: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long runs are read from the first preference again, as loose papers are."""
    papers = ranked({"ABC": 40, "ABD": 21, "DBC": 5, "DBA": 3, "DB": 2, "B": 9, "C": 12, "E": 13})
    monkeypatch.setattr("council.tally.stv.papers.SHORT", short)
    record = fill_vacancy(papers, RULE, Vacancy(member=2))
    assert votes(record)["D"] != "0.00000"
    monkeypatch.setattr("council.tally.stv.papers.SHORT", 30)
    assert fill_vacancy(papers, RULE, Vacancy(member=2)) == record


def test_those_excluded_before_are_in_the_running_again() -> None:
    """E was excluded and its papers elected B with the quota; they return to E, whom they rank first."""
    papers = ranked({"A": 40, "B": 20, "EBD": 15, "C": 18, "D": 16, "BD": 3})
    record = fill_vacancy(papers, RULE, Vacancy(member=2))
    assert votes(record)["E"] == "15.00000"
    assert record.elected[0].name == "E"


@pytest.mark.parametrize(
    ("vacancy", "what"),
    [
        (Vacancy(member=3), "candidate 3 was not elected"),
        (Vacancy(member=9), "candidate 9 was not elected"),
        (Vacancy(member=1, unavailable=(4, 3)), "unavailable candidates"),
        (Vacancy(member=1, unavailable=(3, 3)), "unavailable candidates"),
        (Vacancy(member=1, unavailable=(9,)), "unavailable candidates"),
    ],
)
def test_vacancies_that_cannot_be_are_refused(vacancy: Vacancy, what: str) -> None:
    with pytest.raises(TallyError) as refused:
        fill_vacancy(PAPERS, RULE, vacancy)
    assert refused.value.facts == {"what": what}


def test_rules_without_it_and_counts_without_an_end_are_refused() -> None:
    with pytest.raises(TallyError) as refused:
        fill_vacancy(PAPERS, scottish(2), Vacancy(member=1))
    assert refused.value.facts == {"what": "substitutes"}
    with pytest.raises(TallyError) as refused:
        replace(meek(2), substitutes=StvSubstitutes.PAPERS)
    assert refused.value.facts == {"what": "substitutes"}
    with pytest.raises(TallyError) as refused:
        fill_vacancy(ranked({"A": 5, "B": 1, "C": 1}), RULE, Vacancy(member=1))
    assert refused.value.facts == {"what": "the first count still needs a lot"}
    with pytest.raises(TallyError) as refused:
        fill_vacancy(PAPERS, RULE, Vacancy(member=1), vacancy_draws=[Draw((1, 2))], draws=[Draw((1, 2))])
    assert refused.value.code is TallyErrorCode.LOTS_NOT_CALLED_FOR
    with pytest.raises(TallyError) as refused:
        fill_vacancy(PAPERS, RULE, Vacancy(member=1, unavailable=(4,)), vacancy_draws=[Draw((3, 4))])
    assert refused.value.code is TallyErrorCode.LOTS_NOT_CALLED_FOR
    with pytest.raises(TallyError) as refused:
        fill_vacancy(PAPERS, RULE, Vacancy(member=1, unavailable=(3, 4)))
    assert refused.value.code is TallyErrorCode.NO_VOTES


def test_a_changed_record_is_refused() -> None:
    text = to_json(fill_vacancy(PAPERS, RULE, Vacancy(member=1, unavailable=(4,))))
    with pytest.raises(TallyError) as refused:
        recount_vacancy(text.replace('"papers":30', '"papers":31', 1))
    assert refused.value.code is TallyErrorCode.RECORD_DIFFERS
