# SPDX-License-Identifier: EUPL-1.2
"""Likely duplicates: what is proposed, what is left apart, and how well it does on the invented register."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from core.domain.tables import read_table
from council.domain.duplicates import (
    Confidence,
    Evidence,
    Proposal,
    duplicate_indexes,
    propose_duplicates,
)
from council.domain.names import folded, one_slip_apart, skeleton, sound, words
from council.domain.register import (
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    RegisterContext,
    RegisterLine,
    read_line,
)
from council.domain.register_number import check_letter

DATA = Path(__file__).parents[2] / "data"
CONTEXT = RegisterContext(exported_on=date(2027, 1, 28), municipality="Home")

pytestmark = pytest.mark.requirement("R046")

BASE = {
    "given_names": "Olena",
    "family_name": "Zhukovska",
    "given_names_native": "Олена",
    "family_name_native": "Жуковська",
    "sex": "F",
    "date_of_birth": "1984-03-07",
    "citizenship": "UA",
    "residence_status": "temporary_protection",
    "declared_since": "2022-05-01",
    "municipality": "Home",
    "address": "Somewhere 1",
    "email": "",
    "phone": "",
}


def pair(one: Mapping[str, str] | None = None, other: Mapping[str, str] | None = None) -> tuple[Proposal, ...]:
    first, second = BASE | {"register_number": number(7)}, BASE | {"register_number": number(8)}
    rows = [first | (one or {}), second | (other or {})]
    return propose_duplicates([read_line(row, context=CONTEXT) for row in rows])


def number(value: int) -> str:
    digits = f"{value:07d}"
    return f"FR-{digits}-{check_letter(digits)}"


LATIN = {"given_names_native": "", "family_name_native": ""}
MOVED = {"address": "Elsewhere 2", "declared_since": "2025-01-01"}


@pytest.mark.parametrize(
    "change",
    [
        {},
        MOVED,
        {"given_names": "OLENA", "family_name": " zhukovska\u00a0"} | LATIN,
        {"family_name": "Zhukоvska"} | LATIN,  # a Cyrillic o
        {"given_names": "Олена", "family_name": "Жуковська"} | LATIN,
        {"given_names": "Jelena", "family_name": "Žukovskaja"},
        {"family_name": "Zhukovs\u0301ka"} | LATIN,
    ],
)
def test_one_identity_written_differently_is_certain(change: dict[str, str]) -> None:
    (proposal,) = pair(other=change)
    assert proposal.confidence is Confidence.CERTAIN
    assert {Evidence.SAME_NAMES, Evidence.SAME_BIRTH_DATE} <= set(proposal.evidence)


@pytest.mark.parametrize(
    ("change", "evidence"),
    [
        ({"given_names": "Elena", "family_name": "Zhukovskaya"} | LATIN, Evidence.NAMES_CLOSE),
        ({"family_name": "Zhukosvka"} | LATIN, Evidence.NAMES_CLOSE),
        ({"given_names": "Olena Maria"} | LATIN, Evidence.NAMES_CLOSE),
        ({"given_names": "Zhukovska", "family_name": "Olena"} | LATIN, Evidence.NAMES_SWAPPED),
        ({"date_of_birth": "1984-07-03"}, Evidence.DAY_AND_MONTH_SWAPPED),
        ({"date_of_birth": "1984-03-08"}, Evidence.BIRTH_DATE_ONE_OFF),
        ({"date_of_birth": "1984-00-00"}, Evidence.BIRTH_DATE_INCOMPLETE),
        ({"date_of_birth": "07.03.1984"}, Evidence.BIRTH_DATE_INCOMPLETE),
        ({"family_name": "Bondar", "family_name_native": "Бондар"}, Evidence.FAMILY_NAME_CHANGED),
    ],
)
def test_slips_are_likely(change: dict[str, str], evidence: Evidence) -> None:
    (proposal,) = pair(other=change)
    assert proposal.confidence is Confidence.LIKELY
    assert evidence in proposal.evidence
    assert 0 < proposal.score < 100


@pytest.mark.parametrize(
    "change",
    [
        {"given_names": "Solomiia", "given_names_native": "Соломія"},  # a twin at the same address
        {"date_of_birth": "1956-11-20"},  # a parent of the same name
        {"date_of_birth": "1964-03-07"},  # the same, born on the same day of another decade
        {"citizenship": "BY"} | MOVED,  # a namesake from elsewhere
        {"sex": "M"},
        {"date_of_birth": "1984-03-08"} | MOVED,
        {"family_name": "Bondar", "family_name_native": "Бондар"} | MOVED,
        {"date_of_birth": ""} | MOVED,
    ],
)
def test_look_alikes_are_left_apart(change: dict[str, str]) -> None:
    assert pair(other=change) == ()


def test_a_shared_contact_ties_what_citizenship_parts() -> None:
    mine = {"email": "o.zhukovska@mail.example"}
    (proposal,) = pair(mine, mine | {"citizenship": "PL"} | MOVED)
    assert proposal.confidence is Confidence.LIKELY
    assert Evidence.OTHER_CITIZENSHIP in proposal.evidence


def test_numbers_are_proof_only_with_something_else() -> None:
    same = {"register_number": number(7)}
    (proposal,) = pair(other=same | {"family_name": "Bondar", "family_name_native": ""})
    assert proposal.confidence is Confidence.CERTAIN
    stranger = {"given_names": "Ivan", "given_names_native": "", "date_of_birth": "1950-01-02"}
    (proposal,) = pair(other=same | stranger)
    assert proposal.confidence is Confidence.LIKELY


def test_the_first_of_january_is_often_only_a_year() -> None:
    placeholder = {"date_of_birth": "1984-01-01"}
    (proposal,) = pair(placeholder, placeholder | MOVED)
    assert proposal.confidence is Confidence.LIKELY
    (proposal,) = pair(placeholder, placeholder)
    assert proposal.confidence is Confidence.CERTAIN


def test_the_tidier_line_is_suggested_to_stay() -> None:
    (proposal,) = pair({"family_name": "ZHUKOVSKA"}, {"email": "olena@mail.example"})
    assert (proposal.keep, proposal.drop) == (1, 0)


def test_certain_chains_lead_to_one_line() -> None:
    rows = [BASE | {"register_number": number(each)} for each in (1, 2, 3)]
    proposals = propose_duplicates([read_line(row, context=CONTEXT) for row in rows])
    assert len(proposals) == 3
    assert duplicate_indexes(proposals) == {1: 0, 2: 0}


def test_other_scripts_through_a_table_of_the_caller() -> None:
    georgian = {"given_names": "ნინო", "family_name": "ბერიძე", "citizenship": "GE"} | LATIN
    latin = {"given_names": "Nino", "family_name": "Beridze", "citizenship": "GE"} | LATIN
    rows = [BASE | {"register_number": number(1)} | georgian, BASE | {"register_number": number(2)} | latin]
    lines = [read_line(row, context=CONTEXT) for row in rows]
    table = {"ნინო": "nino", "ბერიძე": "beridze"}
    assert propose_duplicates(lines) == ()
    (proposal,) = propose_duplicates(lines, romanise=lambda word: table.get(word, word))
    assert Evidence.NAMES_CLOSE in proposal.evidence


def test_names_are_compared_without_what_offices_change() -> None:
    assert folded("Al-Haddād") == folded("AL  HADDAD") == folded("Al\u2010Haddad")
    assert words("Abdul Qayum") == ("abdul", "qayum")
    assert folded("Дар’я") == folded("Дар'я") == folded("дарʼя")
    assert folded("عبـــد الرحمٰن") == folded("عبدالرحمن")
    assert folded("كريم") == folded("کریم")
    assert sound("viacheslav") == sound(folded("Vjačeslav"))
    assert skeleton("khomenko") == skeleton("homenko")
    assert one_slip_apart("popescu", "ppoescu")
    assert one_slip_apart("celik", "ceelik")
    assert not one_slip_apart("maria", "daria")
    assert not one_slip_apart("ana", "anna")


@pytest.fixture(scope="module")
def register() -> tuple[list[RegisterLine], list[dict[str, str]]]:
    table = read_table((DATA / "register_2000.csv").read_bytes(), required=REQUIRED_COLUMNS, optional=OPTIONAL_COLUMNS)
    with (DATA / "register_2000_truth.csv").open(encoding="utf-8", newline="") as file:
        return [read_line(row.values, context=CONTEXT) for row in table.rows], list(csv.DictReader(file))


def test_every_duplicate_is_found_and_no_look_alike_is_merged(
    register: tuple[list[RegisterLine], list[dict[str, str]]],
) -> None:
    lines, truth = register
    proposed = {(each.first, each.second): each for each in propose_duplicates(lines)}
    people = [row["person_id"] for row in truth]
    known = {
        tuple(sorted((index, int(row["duplicate_of_row"]) - 1)))
        for index, row in enumerate(truth)
        if row["duplicate_of_row"]
    }
    right = [key for key in proposed if people[key[0]] == people[key[1]]]
    found = known & proposed.keys()
    print(
        f"proposed {len(proposed)}, known {len(known)}: "
        f"recall {len(found)}/{len(known)}, precision {len(right)}/{len(proposed)}"
    )
    assert len(known) == 60
    assert found == known
    assert len(right) == len(proposed)


def test_what_is_certain_alone_is_right_and_finds_most(
    register: tuple[list[RegisterLine], list[dict[str, str]]],
) -> None:
    lines, truth = register
    certain = duplicate_indexes(propose_duplicates(lines))
    assert all(truth[drop]["person_id"] == truth[keep]["person_id"] for drop, keep in certain.items())
    assert len(certain) >= 45
