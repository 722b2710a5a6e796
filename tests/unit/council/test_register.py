# SPDX-License-Identifier: EUPL-1.2
"""One register line at a time: every defect and warning with its code, and nothing personal in the facts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.register import (
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    BirthDate,
    DefectCode,
    RegisterContext,
    RegisterLine,
    WarningCode,
    read_line,
    value_shape,
)
from council.domain.register_number import check_letter, is_register_number
from council.domain.vocabularies import ResidenceStatus

pytestmark = pytest.mark.requirement("R044")

CONTEXT = RegisterContext(date(2027, 1, 28), "Home", frozenset({"North", "South"}))
GOOD = {
    "register_number": "FR-9887703-Q",
    "given_names": "Liudmyla",
    "family_name": "Chornovil",
    "date_of_birth": "1993-06-04",
    "citizenship": "UA",
    "residence_status": "temporary_protection",
    "declared_since": "2024-01-07",
    "municipality": "Home",
    "eldership": "North",
    "language": "uk",
    "email": "l@mail.example",
    "phone": "+370 262 05942",
}


def read(**changes: str) -> RegisterLine:
    return read_line(GOOD | changes, context=CONTEXT)


def test_a_good_line() -> None:
    line = read()
    assert line.valid
    assert line.warnings == ()
    assert line.date_of_birth == BirthDate(date(1993, 6, 4), date(1993, 6, 4))
    assert line.declared_since == date(2024, 1, 7)
    assert line.residence_status is ResidenceStatus.TEMPORARY_PROTECTION
    assert line.citizenship == "UA"
    assert line.given_names_native == ""


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("register_number", "", DefectCode.MISSING),
        ("register_number", "FR-9887703-A", DefectCode.WRONG_CHECK_LETTER),
        ("register_number", "FR-988770-Q", DefectCode.MALFORMED),
        ("register_number", "FR-٩٨٨٧٧٠٣-Q", DefectCode.MALFORMED),
        ("family_name", " ", DefectCode.MISSING),
        ("family_name", "-", DefectCode.MISSING),
        ("family_name", "N/A", DefectCode.MISSING),
        ("family_name", "Å½ukauskas", DefectCode.GARBLED),
        ("given_names", "J\ufffdzef", DefectCode.GARBLED),
        ("date_of_birth", "", DefectCode.MISSING),
        ("date_of_birth", "04.06.1993", DefectCode.NOT_A_DATE),
        ("date_of_birth", "1993-02-30", DefectCode.NOT_A_DATE),
        ("date_of_birth", "1993-00-07", DefectCode.NOT_A_DATE),
        ("date_of_birth", "0000-00-00", DefectCode.NOT_A_DATE),
        ("date_of_birth", "19930604", DefectCode.NOT_A_DATE),
        ("date_of_birth", "2027-01-29", DefectCode.IN_THE_FUTURE),
        ("citizenship", "", DefectCode.MISSING),
        ("citizenship", "UKR", DefectCode.UNKNOWN_CODE),
        ("citizenship", "ua ", DefectCode.UNKNOWN_CODE),
        ("residence_status", "???", DefectCode.UNKNOWN_CODE),
        ("declared_since", "", DefectCode.MISSING),
        ("declared_since", "1993-06-03", DefectCode.BEFORE_BIRTH),
        ("declared_since", "2027-02-01", DefectCode.IN_THE_FUTURE),
        ("declared_since", "2024-00-00", DefectCode.NOT_A_DATE),
    ],
)
def test_each_defect(column: str, value: str, code: DefectCode) -> None:
    line = read(**{column: value})
    assert [(defect.column, defect.code) for defect in line.defects] == [(column, code)]
    assert not line.valid


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("given_names", " ", WarningCode.MONONYM),
        ("date_of_birth", "1993-00-00", WarningCode.PARTIAL_DOB),
        ("date_of_birth", "1993-06-00", WarningCode.PARTIAL_DOB),
        ("email", "no-at-sign.mail.example", WarningCode.EMAIL),
        ("email", "a b@mail.example", WarningCode.EMAIL),
        ("email", "@mail.example", WarningCode.EMAIL),
        ("phone", "+370", WarningCode.PHONE),
        ("phone", "12", WarningCode.PHONE),
        ("phone", "+370 2XX XXXXX", WarningCode.PHONE),
        ("eldership", "???", WarningCode.ELDERSHIP),
        ("language", "", WarningCode.LANGUAGE),
        ("language", "xx", WarningCode.LANGUAGE),
    ],
)
def test_each_warning(column: str, value: str, code: WarningCode) -> None:
    line = read(**{column: value})
    assert line.valid
    assert [(warning.column, warning.code) for warning in line.warnings] == [(column, code)]


def test_what_is_no_fault() -> None:
    for changes in (
        {"phone": "", "email": ""},
        {"phone": "023568806"},
        {"phone": "+380 44 123 45 67"},
        {"language": "ckb"},
        {"municipality": "Elsewhere", "eldership": ""},
        {"family_name": "Çelik"},
        {"family_name": "Žukauskas"},
        {"family_name": "Groß\u00a0"},
        {"family_name": "Weiß\u00a0Núñez"},
        {"family_name": "O\u2019Neill"},
    ):
        line = read(**changes)
        assert (line.defects, line.warnings) == ((), ())


def test_a_year_alone_spans_the_year() -> None:
    born = read(date_of_birth="1988-00-00").date_of_birth
    assert born == BirthDate(date(1988, 1, 1), date(1988, 12, 31))
    assert read(date_of_birth="1988-02-00").date_of_birth == BirthDate(date(1988, 2, 1), date(1988, 2, 29))


def test_all_defects_are_found_at_once_in_the_order_of_the_columns() -> None:
    line = read_line({}, context=CONTEXT)
    assert [defect.column for defect in line.defects] == [
        "register_number",
        "family_name",
        "date_of_birth",
        "citizenship",
        "residence_status",
        "declared_since",
    ]
    assert {defect.code for defect in line.defects} == {DefectCode.MISSING}


def test_a_future_birth_date_is_kept_for_the_reasons() -> None:
    line = read(date_of_birth="2040-01-01")
    assert line.date_of_birth == BirthDate(date(2040, 1, 1), date(2040, 1, 1))
    assert [defect.column for defect in line.defects] == ["date_of_birth"]


def test_the_shape_shows_no_value() -> None:
    assert value_shape("04.06.1993") == "99.99.9999"
    assert value_shape("Žąž-7") == "AAA-9"
    assert value_shape("\x00") == "?"
    assert len(value_shape("x" * 500)) == 24


def test_check_letters() -> None:
    assert check_letter("9887703") == "Q"
    assert is_register_number("FR-3363606-A")
    with pytest.raises(ValueError, match="seven digits"):
        check_letter("12")


@given(st.dictionaries(st.sampled_from(REQUIRED_COLUMNS + OPTIONAL_COLUMNS), st.text(max_size=30)))
def test_any_text_gives_a_line_and_facts_without_the_value(values: dict[str, str]) -> None:
    line = read_line(GOOD | values, context=CONTEXT)
    columns = [defect.column for defect in line.defects]
    assert len(columns) == len(set(columns))
    for defect in line.defects:
        assert defect.facts.keys() <= {"shape", "length"}
        assert defect.facts.get("shape") in (None, value_shape(values[defect.column]))


@given(st.text())
def test_a_shape_holds_neither_letters_nor_digits_of_the_value(value: str) -> None:
    assert {c for c in value_shape(value) if c.isalnum()} <= {"A", "9"}


@given(st.integers(0, 9_999_999), st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(value: int, place: int, step: int) -> None:
    digits = f"{value:07d}"
    wrong = digits[:place] + str((int(digits[place]) + step) % 10) + digits[place + 1 :]
    assert check_letter(digits) != check_letter(wrong)
