# SPDX-License-Identifier: EUPL-1.2
"""The whole invented register agrees with its answers, line by line and reason by reason."""

import csv
import time
from datetime import date
from pathlib import Path

import pytest

from core.domain.tables import read_table
from council.domain.eligibility import ElectorateProfile, StatuteTerms, reasons_ineligible
from council.domain.register import (
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    RegisterContext,
    RegisterLine,
    read_line,
)

DATA = Path(__file__).parents[2] / "data"
HOME = "Jonavos r. sav."
ELDERSHIPS = frozenset(
    f"{name} seniūnija"
    for name in (
        "Jonavos miesto",
        "Ruklos",
        "Šveicarijos",
        "Užusalių",
        "Žeimių",
        "Upninkų",
        "Šilų",
        "Bukonių",
        "Kulvos",
    )
)
CONTEXT = RegisterContext(exported_on=date(2027, 1, 28), municipality=HOME, elderships=ELDERSHIPS)
POLLING_DAY = date(2027, 3, 14)


def terms(profile: ElectorateProfile) -> StatuteTerms:
    return StatuteTerms(
        municipality=HOME,
        polling_day=POLLING_DAY,
        qualifying_date=POLLING_DAY,
        min_age=18,
        min_residence_days=90,
        profile=profile,
    )


@pytest.fixture(scope="module")
def truth() -> list[dict[str, str]]:
    with (DATA / "register_2000_truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def lines() -> list[RegisterLine]:
    table = read_table((DATA / "register_2000.csv").read_bytes(), required=REQUIRED_COLUMNS, optional=OPTIONAL_COLUMNS)
    assert table.problems == ()
    return [read_line(row.values, context=CONTEXT) for row in table.rows]


@pytest.mark.requirement("R044")
def test_defects_and_warnings_of_every_line(lines: list[RegisterLine], truth: list[dict[str, str]]) -> None:
    assert len(lines) == len(truth) == 2000
    for line, expected in zip(lines, truth, strict=True):
        assert ";".join(d.column for d in line.defects) == expected["invalid_fields"], expected["row"]
        assert ";".join(w.code for w in line.warnings) == expected["warnings"], expected["row"]


@pytest.mark.requirement("R045")
def test_all_reasons_of_every_line(lines: list[RegisterLine], truth: list[dict[str, str]]) -> None:
    wide, strict = terms(ElectorateProfile.ALL_FOREIGN), terms(ElectorateProfile.NO_LOCAL_VOTE)
    for line, expected in zip(lines, truth, strict=True):
        decided = expected["duplicate_of"] or None
        reasons = reasons_ineligible(line, wide, duplicate_of=decided)
        assert ";".join(reasons) == expected["all_reasons"], expected["row"]
        assert ("no" if reasons else "yes") == expected["eligible"], expected["row"]
        reasons = reasons_ineligible(line, strict, duplicate_of=decided)
        assert (reasons[0] if reasons else "ok") == expected["reason_no_local_vote"], expected["row"]
        assert ("no" if reasons else "yes") == expected["eligible_no_local_vote"], expected["row"]


@pytest.mark.requirement("D06")
def test_two_thousand_lines_take_well_under_a_second() -> None:
    began = time.process_time()
    table = read_table((DATA / "register_2000.csv").read_bytes(), required=REQUIRED_COLUMNS, optional=OPTIONAL_COLUMNS)
    wide = terms(ElectorateProfile.ALL_FOREIGN)
    for row in table.rows:
        reasons_ineligible(read_line(row.values, context=CONTEXT), wide)
    assert time.process_time() - began < 1
