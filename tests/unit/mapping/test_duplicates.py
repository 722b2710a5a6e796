# SPDX-License-Identifier: EUPL-1.2
"""Likely duplicates across spellings, scripts and legal forms; different bodies are left in peace."""

from __future__ import annotations

import pytest

from consult.mapping.domain.duplicates import MOST_SHOWN, Reason, likely_duplicates
from consult.mapping.domain.importing import read_file
from consult.mapping.folding import named, similarity
from consult.mapping.known import KNOWN
from core.config import ROOT


def reason(one: str, other: str, *, sites: tuple[str, str] = ("", "")) -> Reason | None:
    new, known = named("", "LT", one, [sites[0]]), named("a", "LT", other, [sites[1]])
    found = likely_duplicates(new, [known], similarity)
    return found[0].reason if found else None


@pytest.mark.requirement("R012")
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Tartu Welcome Center", "Tartu Welcome Centre", Reason.SAME_NAME),
        ('Biedrība "Tavi Draugi"', "Tavi draugi", Reason.SAME_NAME),
        ("Карпати", 'Association "Karpatai"', Reason.ALIKE_SPELLING),
        ("Svitanok", 'Latvijas Baltkrievu kultūras biedrība "Svitanak"', Reason.PART_OF_NAME),
        ("محمد علی فرزندان", "Muhammad Ali Farzandan", Reason.ALIKE_SOUND),
        ("Refugee Council Lithuania", "Refugee Council of Lithuania", Reason.SAME_NAME),
        ("Lithuanian Refugee Council", "Refugee Council of Lithuania", Reason.ALIKE_SPELLING),
        ("Artscape", "Dapamoga", None),
        ("Caritas", "Red Cross", None),
    ],
)
def test_reason(one: str, other: str, expected: Reason | None) -> None:
    assert reason(one, other) is expected


def test_the_same_address_is_a_reason() -> None:
    sites = ("https://www.razam.lt/", "razam.lt?x=1")
    assert reason("Together", "RAZAM", sites=sites) is Reason.SAME_WEBSITE


def test_no_more_than_a_few_are_shown() -> None:
    known = [named(f"n{number}", "LT", "Open Door", []) for number in range(20)]
    assert len(likely_duplicates(named("", "LT", "Open Door", []), known, similarity)) == MOST_SHOWN


def test_the_real_list_raises_few_false_alarms() -> None:
    rows = read_file((ROOT / "demo/data/organisations.csv").read_bytes(), KNOWN).lines
    known = [
        named(str(row.line), str(row.values["country"]), str(row.values["name"]), list(row.values["websites"]))  # type: ignore[arg-type]  # a list of addresses
        for row in rows
    ]
    alarms = [one for one in known if likely_duplicates(one, known, similarity)]
    assert {one.words for one in alarms} == {"sovereign order malta", "tartu welcome"}
