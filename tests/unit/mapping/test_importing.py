# SPDX-License-Identifier: EUPL-1.2
"""Reading a list: the 57 organisations whole, every fault named, nothing guessed, and what a file would change."""

from __future__ import annotations

import pytest

from consult.mapping.domain.importing import LARGEST_FILE, MOST_PARTS, Line, RowProblem, read_file
from consult.mapping.domain.reconcile import Stored, Verdict, plan_import
from consult.mapping.domain.refusals import MappingRefusal
from consult.mapping.known import KNOWN
from consult.mapping.messages import REFUSALS
from consult.mapping.problems import SENTENCES
from core.config import ROOT
from core.domain.refusal import Refusal
from core.domain.tables import FILE_FAULTS, ProblemCode
from tests.builders.mapping import lines


@pytest.mark.requirement("R094")
def test_the_sample_is_read_whole() -> None:
    read = read_file((ROOT / "demo/data/organisations.csv").read_bytes(), KNOWN)
    assert (len(read.lines), read.faults) == (57, ())
    unknown = [line for line in read.lines if line.values["led_by"] == "unknown"]
    assert len(unknown) == 14
    same = [line for line in read.lines if line.key == "sovereign order of malta"]
    assert {line.values["country"] for line in same} == {"EE", "LT"}


def test_words_are_read_tolerantly() -> None:
    read = read_file(lines(" Open  Door ,lt,Migrant Represented,,b; a ;b,,,a.lt | b.lt"), KNOWN)
    values = read.lines[0].values
    assert (values["name"], values["country"], values["led_by"]) == ("Open Door", "LT", "migrant-represented")
    assert (values["target_groups"], values["websites"]) == (["b", "a"], ["a.lt", "b.lt"])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",LT", RowProblem.NAME_MISSING),
        ("...,LT", RowProblem.NAME_UNREADABLE),
        ("A" * 201 + ",LT", RowProblem.TOO_LONG),
        ("A,Lithuania", RowProblem.COUNTRY_UNKNOWN),
        ("A,EU", RowProblem.COUNTRY_UNKNOWN),
        ("A,", RowProblem.COUNTRY_UNKNOWN),
        ("A,LT,somebody", RowProblem.LED_BY_UNKNOWN),
        ("A,LT,,,,,,javascript:x", RowProblem.WEBSITE_UNUSABLE),
        ("A,LT,,," + ";".join(map(str, range(MOST_PARTS + 1))), RowProblem.TOO_MANY_PARTS),
    ],
)
def test_a_faulty_row(row: str, code: RowProblem) -> None:
    read = read_file(lines(row), KNOWN)
    assert [(fault.line, fault.code) for fault in read.faults] == [(2, code)]
    assert read.lines == ()


def test_the_optional_columns_are_checked() -> None:
    data = lines("A,LT").replace(b"website", b"website,languages,kind,formality")
    good = data.replace(b"A,LT,,,,,,", b"A,LT,,,,,,,uk; LT,community,informal")
    assert read_file(good, KNOWN).lines[0].values["languages"] == ["lt", "uk"]
    bad = data.replace(b"A,LT,,,,,,", b"A,LT,,,,,,,klingonish,club,loose")
    assert {fault.code for fault in read_file(bad, KNOWN).faults} == {
        RowProblem.LANGUAGE_UNKNOWN,
        RowProblem.KIND_UNKNOWN,
        RowProblem.FORMALITY_UNKNOWN,
    }


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refusal) as refused:
        read_file(b"x" * (LARGEST_FILE + 1), KNOWN)
    assert refused.value.code is MappingRefusal.FILE_TOO_LARGE


def test_every_fault_and_refusal_has_a_sentence() -> None:
    of_rows = {*RowProblem, *ProblemCode} - FILE_FAULTS - {ProblemCode.UNKNOWN_COLUMN}
    assert of_rows <= set(SENTENCES)
    assert set(REFUSALS) == set(MappingRefusal)


def stored(**values: str) -> Stored:
    return Stored("abc", {"name": "A", "country": "LT", **values}, {"name": "A", "objective": "old"})


@pytest.mark.parametrize(
    ("now", "in_file", "verdict"),
    [
        ("old", "old", Verdict.UNCHANGED),
        ("old", "new", Verdict.CHANGED),
        ("by hand", "old", Verdict.BY_HAND),
        ("by hand", "new", Verdict.BY_HAND),
        ("new", "new", Verdict.UNCHANGED),
        ("", "old", Verdict.BY_HAND),
    ],
)
def test_what_a_person_wrote_is_never_replaced_silently(now: str, in_file: str, verdict: Verdict) -> None:
    line = Line(2, "a", {"name": "A", "country": "LT", "objective": in_file})
    plan = plan_import([line], {("LT", "a"): stored(objective=now)})
    assert plan.lines[0].verdict is verdict


def test_what_nobody_wrote_is_filled_in() -> None:
    line = Line(2, "a", {"name": "A", "country": "LT", "area": "Rukla"})
    assert plan_import([line], {("LT", "a"): stored(area="")}).lines[0].verdict is Verdict.CHANGED
    assert plan_import([line], {("LT", "a"): stored(area="Jonava")}).lines[0].verdict is Verdict.BY_HAND
