# SPDX-License-Identifier: EUPL-1.2
"""One line of the residents' register, read into a frozen value with its defects and warnings apart.

A defect keeps the line out of the electoral register until someone corrects it; a warning does not.
Values are kept as written; whether the person may vote is decided in `eligibility`.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from council.domain.register_number import has_register_number_form, is_register_number
from council.domain.vocabularies import COUNTRIES, LANGUAGES, ResidenceStatus

REQUIRED_COLUMNS = (
    "register_number",
    "given_names",
    "family_name",
    "date_of_birth",
    "citizenship",
    "residence_status",
    "declared_since",
    "municipality",
)
OPTIONAL_COLUMNS = (
    "given_names_native",
    "family_name_native",
    "native_script",
    "sex",
    "eldership",
    "address",
    "language",
    "email",
    "phone",
)

_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_NO_NAME = frozenset({"", "-", "N/A"})


class DefectCode(StrEnum):
    """What is wrong with a value."""

    MISSING = "missing"
    MALFORMED = "malformed"
    WRONG_CHECK_LETTER = "wrong_check_letter"
    NOT_A_DATE = "not_a_date"
    IN_THE_FUTURE = "in_the_future"
    BEFORE_BIRTH = "before_birth"
    UNKNOWN_CODE = "unknown_code"
    GARBLED = "garbled"


class WarningCode(StrEnum):
    """What the office should look at while the person stays in."""

    MONONYM = "mononym"
    PARTIAL_DOB = "partial_dob"
    EMAIL = "email"
    PHONE = "phone"
    ELDERSHIP = "eldership"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Defect:
    """A fatal fault of one column; `facts` describe the shape of the value, never the value."""

    column: str
    code: DefectCode
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineWarning:
    """A fault that does not keep anyone from voting."""

    column: str
    code: WarningCode


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A birth date, or the span it lies in when only the year or month is known."""

    earliest: date
    latest: date

    @property
    def exact(self) -> bool:
        """True when day, month and year are known."""
        return self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class RegisterContext:
    """What a line is read against: the day of the export, the municipality, its elderships if known."""

    exported_on: date
    municipality: str
    elderships: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One person's line, text as written. What could not be read is None; a future birth date is kept."""

    register_number: str
    given_names: str
    family_name: str
    given_names_native: str
    family_name_native: str
    native_script: str
    sex: str
    date_of_birth: BirthDate | None
    citizenship: str | None
    residence_status: ResidenceStatus | None
    declared_since: date | None
    municipality: str
    eldership: str
    address: str
    language: str
    email: str
    phone: str
    defects: tuple[Defect, ...] = ()
    warnings: tuple[LineWarning, ...] = ()

    @property
    def valid(self) -> bool:
        """True when nothing keeps the line out of the electoral register for its form."""
        return not self.defects


def read_line(values: Mapping[str, str], *, context: RegisterContext) -> RegisterLine:
    """Read one line; every defect and warning is found, in the order of the columns they concern."""
    text = {name: values.get(name, "") for name in REQUIRED_COLUMNS + OPTIONAL_COLUMNS}
    born, born_defect = _birth_date(text["date_of_birth"], context.exported_on)
    believed = None if born_defect else born
    declared, declared_defect = _declared(text["declared_since"], context.exported_on, believed)
    citizenship_known = text["citizenship"] in COUNTRIES
    status = _status(text["residence_status"])
    defects = (
        _number_defect(text["register_number"]),
        _garbled("given_names", text["given_names"]),
        _family_name_defect(text["family_name"]),
        born_defect,
        None if citizenship_known else _unknown("citizenship", text["citizenship"]),
        None if status else _unknown("residence_status", text["residence_status"]),
        declared_defect,
    )
    parsed = {
        "date_of_birth": born,
        "citizenship": text["citizenship"] if citizenship_known else None,
        "residence_status": status,
        "declared_since": declared,
        "defects": tuple(defect for defect in defects if defect),
        "warnings": _warnings(text, believed, context),
    }
    return RegisterLine(**{**text, **parsed})  # type: ignore[arg-type] # keys are the fields; tests read each


def value_shape(value: str) -> str:
    """The form of a value without the value: digits become 9, letters become A."""
    shape = "".join("9" if c.isnumeric() else "A" if c.isalpha() else c for c in value[:24])
    return shape if shape.isprintable() else "?"


def _number_defect(value: str) -> Defect | None:
    if is_register_number(value):
        return None
    if not value.strip():
        return Defect("register_number", DefectCode.MISSING)
    if has_register_number_form(value):
        return Defect("register_number", DefectCode.WRONG_CHECK_LETTER)
    return Defect("register_number", DefectCode.MALFORMED, {"shape": value_shape(value)})


def _family_name_defect(value: str) -> Defect | None:
    if value.strip() in _NO_NAME:
        return Defect("family_name", DefectCode.MISSING)
    return _garbled("family_name", value)


def _garbled(column: str, value: str) -> Defect | None:
    """Text that was UTF-8 once and was read as something else on its way here."""
    if value.isascii():
        return None
    garbled = "\ufffd" in value
    # A German ß before a hard space is the one honest pair that could pass for two bytes of UTF-8.
    text = value.replace("ß\xa0", "ss ")
    for encoding in ("latin-1", "cp1252"):
        try:
            garbled = garbled or text.encode(encoding).decode("utf-8") != text
        except UnicodeError:
            continue
    return Defect(column, DefectCode.GARBLED, {"length": len(value)}) if garbled else None


def _unknown(column: str, value: str) -> Defect:
    if not value.strip():
        return Defect(column, DefectCode.MISSING)
    return Defect(column, DefectCode.UNKNOWN_CODE, {"shape": value_shape(value)})


def _status(value: str) -> ResidenceStatus | None:
    return ResidenceStatus(value) if value in ResidenceStatus.__members__.values() else None


@lru_cache(maxsize=60_000)
def _span(value: str) -> BirthDate | None:
    """A date, or the span of a month or year whose day (and month) is written 00."""
    match = _ISO_DATE.match(value)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups())
    if year < 1 or month > 12 or (month == 0 and day):
        return None
    try:
        earliest = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return BirthDate(earliest, date(year, last_month, last_day))


def _birth_date(value: str, exported_on: date) -> tuple[BirthDate | None, Defect | None]:
    born = _span(value)
    if born is None:
        return None, _date_defect("date_of_birth", value)
    if born.earliest > exported_on:
        return born, Defect("date_of_birth", DefectCode.IN_THE_FUTURE)
    return born, None


def _declared(value: str, exported_on: date, born: BirthDate | None) -> tuple[date | None, Defect | None]:
    span = _span(value)
    if span is None or not span.exact:
        return None, _date_defect("declared_since", value)
    if span.earliest > exported_on:
        return None, Defect("declared_since", DefectCode.IN_THE_FUTURE)
    if born and span.earliest < born.earliest:
        return None, Defect("declared_since", DefectCode.BEFORE_BIRTH)
    return span.earliest, None


def _date_defect(column: str, value: str) -> Defect:
    if not value.strip():
        return Defect(column, DefectCode.MISSING)
    return Defect(column, DefectCode.NOT_A_DATE, {"shape": value_shape(value)})


def _warnings(text: Mapping[str, str], born: BirthDate | None, context: RegisterContext) -> tuple[LineWarning, ...]:
    at_home = text["municipality"] == context.municipality
    checks = (
        ("given_names", WarningCode.MONONYM, not text["given_names"].strip()),
        ("date_of_birth", WarningCode.PARTIAL_DOB, born is not None and not born.exact),
        ("email", WarningCode.EMAIL, bool(text["email"]) and not _looks_like_email(text["email"])),
        ("phone", WarningCode.PHONE, bool(text["phone"]) and not _looks_like_phone(text["phone"])),
        (
            "eldership",
            WarningCode.ELDERSHIP,
            at_home and context.elderships is not None and text["eldership"] not in context.elderships,
        ),
        ("language", WarningCode.LANGUAGE, not _looks_like_language(text["language"])),
    )
    return tuple(LineWarning(column, code) for column, code, wrong in checks if wrong)


def _looks_like_email(value: str) -> bool:
    name, at, host = value.partition("@")
    return bool(name and at) and "@" not in host and "." in host and " " not in value


def _looks_like_phone(value: str) -> bool:
    digits = sum(c.isdigit() for c in value)
    # A Lithuanian number has 9 digits from inside the country and 11 from outside; others begin with a plus.
    right_length = digits in (9, 11) or (value.startswith("+") and 8 <= digits <= 15)
    return right_length and not any(c.isalpha() for c in value)


def _looks_like_language(value: str) -> bool:
    return value in LANGUAGES or (len(value) == 3 and value.isascii() and value.isalpha() and value.islower())
