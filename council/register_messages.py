# SPDX-License-Identifier: EUPL-1.2
"""The words of the electoral register: columns, problems of a file, reasons with what a person can do, evidence.

``council.messages`` joins the labels with those of elections.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from core.domain.tables import ProblemCode
from council.domain.duplicates import Confidence, Evidence
from council.domain.electoral_register import ProblemKind, Verdict
from council.domain.eligibility import Reason
from council.domain.register import DefectCode, WarningCode
from council.models.register_import import BatchState

COLUMN_LABELS = {
    "register_number": _l("Register number"),
    "given_names": _l("Given names"),
    "family_name": _l("Family name"),
    "date_of_birth": _l("Date of birth"),
    "citizenship": _l("Citizenship"),
    "residence_status": _l("Residence status"),
    "declared_since": _l("Declared residence since"),
    "municipality": _l("Municipality"),
    "given_names_native": _l("Given names in the own script"),
    "family_name_native": _l("Family name in the own script"),
    "native_script": _l("Script"),
    "sex": _l("Sex"),
    "eldership": _l("Eldership"),
    "address": _l("Address"),
    "language": _l("Language"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
}

_UNREADABLE = {
    ProblemCode.EMPTY_FILE: _l("The file is empty."),
    ProblemCode.NOT_UTF8: _l("Line %(line)s is not in UTF-8. Save the file as “CSV UTF-8” and upload it again."),
    ProblemCode.MISSING_COLUMN: _l("The column %(column)s is missing in the first line."),
    ProblemCode.DUPLICATE_COLUMN: _l("The column %(column)s is there twice."),
    ProblemCode.TOO_MANY_ROWS: _l("There are more than %(limit)s rows. Split the file and send the parts."),
    ProblemCode.UNKNOWN_COLUMN: _l("We do not know the column “%(name)s”. It is left out."),
    ProblemCode.TOO_FEW_FIELDS: _l("The row has %(found)s fields instead of %(expected)s. It is left out."),
    ProblemCode.TOO_MANY_FIELDS: _l("The row has %(found)s fields instead of %(expected)s. It is left out."),
    ProblemCode.UNCLOSED_QUOTE: _l("A quotation mark is opened and never closed. The row is left out."),
    ProblemCode.TEXT_AFTER_QUOTE: _l("There is text after a closing quotation mark. The row is left out."),
    ProblemCode.FIELD_TOO_LONG: _l("The value is too long. The row is left out."),
    ProblemCode.NUL_BYTE: _l("There is a character that no text can hold. The row is left out."),
    ProblemCode.CONTROL_CHARACTER: _l("There is an invisible control character. The row is left out."),
}

_DEFECTS = {
    DefectCode.MISSING: _l("The value is missing."),
    DefectCode.MALFORMED: _l("The value has the wrong form (%(shape)s)."),
    DefectCode.WRONG_CHECK_LETTER: _l("The check letter is wrong: a digit or the letter was mistyped."),
    DefectCode.NOT_A_DATE: _l("This is not a date we can read (%(shape)s). We expect year-month-day."),
    DefectCode.IN_THE_FUTURE: _l("The date is later than the day of the export."),
    DefectCode.BEFORE_BIRTH: _l("The date is earlier than the birth."),
    DefectCode.UNKNOWN_CODE: _l("We do not know this code (%(shape)s)."),
    DefectCode.GARBLED: _l("The letters were damaged on their way here."),
}

_WARNINGS = {
    WarningCode.MONONYM: _l("There is only one name. That is fine; please check that none was lost."),
    WarningCode.PARTIAL_DOB: _l("Only the year or the month of birth is known. The latest possible day counts."),
    WarningCode.EMAIL: _l("This does not look like an e-mail address."),
    WarningCode.PHONE: _l("This does not look like a phone number."),
    WarningCode.ELDERSHIP: _l("No polling place belongs to this eldership. The person votes at the first place."),
    WarningCode.LANGUAGE: _l("We do not know this language code."),
}

_KINDS = {
    ProblemKind.UNREADABLE: _l("Rows we cannot read: they are left out"),
    ProblemKind.DEFECT: _l("Faulty entries: they cannot vote until somebody corrects them"),
    ProblemKind.WARNING: _l("Warnings: the person stays in"),
}

SHORT_KINDS = {
    ProblemKind.UNREADABLE: _l("Left out"),
    ProblemKind.DEFECT: _l("Faulty"),
    ProblemKind.WARNING: _l("Warning"),
}

_BATCHES = {
    BatchState.READ: _l("Waits to be confirmed"),
    BatchState.CONFIRMED: _l("Confirmed"),
    BatchState.SET_ASIDE: _l("Set aside"),
}

REASONS = {
    Reason.INVALID_REGISTER_NUMBER: _l("The register number is missing or wrong."),
    Reason.INVALID_GIVEN_NAMES: _l("The given names cannot be read."),
    Reason.INVALID_FAMILY_NAME: _l("The family name is missing or cannot be read."),
    Reason.INVALID_DATE_OF_BIRTH: _l("The date of birth is missing or wrong."),
    Reason.INVALID_CITIZENSHIP: _l("The citizenship is missing or not a known code."),
    Reason.INVALID_RESIDENCE_STATUS: _l("The residence status is missing or not a known code."),
    Reason.INVALID_DECLARED_SINCE: _l("The day since which residence is declared is missing or wrong."),
    Reason.DUPLICATE: _l("The same person is in the register with another entry, which counts."),
    Reason.HOST_CITIZENSHIP: _l("The person is a Lithuanian citizen."),
    Reason.OTHER_MUNICIPALITY: _l("The person lives in another municipality."),
    Reason.STATUS_TEMPORARY_RESIDENCE_PERMIT: _l("The statute leaves out people with a temporary residence permit."),
    Reason.STATUS_PERMANENT_RESIDENCE: _l("The statute leaves out people with a permanent residence permit."),
    Reason.STATUS_EU_RIGHT_OF_RESIDENCE: _l("The statute leaves out people who live here by right as EU citizens."),
    Reason.STATUS_TEMPORARY_PROTECTION: _l("The statute leaves out people with temporary protection."),
    Reason.STATUS_REFUGEE_STATUS: _l("The statute leaves out people with refugee status."),
    Reason.STATUS_SUBSIDIARY_PROTECTION: _l("The statute leaves out people with subsidiary protection."),
    Reason.STATUS_ASYLUM_SEEKER: _l("The statute leaves out asylum applicants."),
    Reason.STATUS_LITHUANIAN_CITIZEN: _l("The residence status says: Lithuanian citizen."),
    Reason.STATUS_NATIONAL_VISA: _l("The person stays here on a national visa."),
    Reason.STATUS_DEPARTED: _l("The person has departed."),
    Reason.UNDER_AGE: _l("The person is too young on polling day."),
    Reason.RESIDENCE_TOO_SHORT: _l("The declared residence here is too short on the qualifying date."),
    Reason.EU_CITIZEN_HAS_LOCAL_VOTE: _l("As an EU citizen the person votes in the municipal election."),
    Reason.PERMANENT_RESIDENT_HAS_LOCAL_VOTE: _l("As a permanent resident the person votes in the municipal election."),
    Reason.STRUCK_BY_DECISION: _l("The entry was struck out by a decision on an objection."),
    Reason.NOT_APPLIED: _l("The statute asks for an application, and there is none."),
}

_AT_REGISTER = _l("Have the entry corrected at the residents' register, or bring the paper that shows it to us.")
_MIGRATION = _l("If the status has changed, bring the new document; the entry is then corrected.")
_BY_STATUTE = _l("The statute decides this. The council can change it before the next election.")

ADVICE: dict[Reason, Any] = {
    Reason.DUPLICATE: _l("Nothing needs doing if both are the same person. If not, tell the returning officer."),
    Reason.HOST_CITIZENSHIP: _l("A Lithuanian citizen votes in the municipal election."),
    Reason.OTHER_MUNICIPALITY: _l("Declare residence here, if this is where the person lives."),
    Reason.UNDER_AGE: _l("The person can vote at a later election."),
    Reason.RESIDENCE_TOO_SHORT: _l("If residence was declared earlier, bring the paper that shows the date."),
    Reason.STATUS_DEPARTED: _l("Declare residence here again, if the person has come back."),
    Reason.STATUS_NATIONAL_VISA: _MIGRATION,
    Reason.STATUS_LITHUANIAN_CITIZEN: _MIGRATION,
    Reason.EU_CITIZEN_HAS_LOCAL_VOTE: _BY_STATUTE,
    Reason.PERMANENT_RESIDENT_HAS_LOCAL_VOTE: _BY_STATUTE,
    Reason.STRUCK_BY_DECISION: _l("The decision says until when it can be challenged."),
    Reason.NOT_APPLIED: _l("Apply with the code of the letter, or bring a signed form to the election authority."),
}

_EVIDENCE = {
    Evidence.SAME_NUMBER: _l("the same register number"),
    Evidence.SAME_NAMES: _l("the same names"),
    Evidence.NAMES_SWAPPED: _l("given and family name changed over"),
    Evidence.NAMES_CLOSE: _l("names that differ in spelling only"),
    Evidence.FAMILY_NAME_CHANGED: _l("another family name"),
    Evidence.SAME_BIRTH_DATE: _l("the same birth date"),
    Evidence.DAY_AND_MONTH_SWAPPED: _l("day and month of birth changed over"),
    Evidence.BIRTH_DATE_ONE_OFF: _l("birth dates that differ by one slip"),
    Evidence.BIRTH_DATE_INCOMPLETE: _l("an incomplete birth date"),
    Evidence.SAME_CITIZENSHIP: _l("the same citizenship"),
    Evidence.OTHER_CITIZENSHIP: _l("another citizenship"),
    Evidence.SAME_CONTACT: _l("the same e-mail or phone"),
    Evidence.SAME_ADDRESS: _l("the same address"),
    Evidence.SAME_DECLARED_SINCE: _l("residence declared on the same day"),
}

_CONFIDENCES = {Confidence.CERTAIN: _l("Certain"), Confidence.LIKELY: _l("Likely")}
_VERDICTS = {Verdict.SAME: _l("The same person"), Verdict.DIFFERENT: _l("Two different people")}

REGISTER_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    ProblemKind: _KINDS,
    BatchState: _BATCHES,
    Reason: REASONS,
    Evidence: _EVIDENCE,
    Confidence: _CONFIDENCES,
    Verdict: _VERDICTS,
}

_CODES: dict[ProblemKind, tuple[type[StrEnum], Mapping[Any, Any]]] = {
    ProblemKind.UNREADABLE: (ProblemCode, _UNREADABLE),
    ProblemKind.DEFECT: (DefectCode, _DEFECTS),
    ProblemKind.WARNING: (WarningCode, _WARNINGS),
}


def problem_sentence(kind: ProblemKind, code: str, facts: Mapping[str, object]) -> str:
    """What is wrong and how to mend it, in the reader's language."""
    enum, table = _CODES[kind]
    return str(table[enum(code)]) % dict(facts)


def advice(reason: Reason) -> str:
    """What the person, or we, can do about a reason."""
    if reason in ADVICE:
        return str(ADVICE[reason])
    return str(_AT_REGISTER if reason.value.startswith("invalid_") else _BY_STATUTE)


def column_label(name: str) -> str:
    """A column of the register in words; an unknown one by its name or place."""
    if name.isdigit():
        return str(_("Column %(number)s", number=name))
    return str(COLUMN_LABELS.get(name, name))
