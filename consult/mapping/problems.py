# SPDX-License-Identifier: EUPL-1.2
"""The sentence for every fault of a line, in the reader's language: of the table reader and of the content."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from consult.mapping.domain.importing import Fault, RowProblem
from core.domain.tables import ProblemCode

SENTENCES = {
    RowProblem.NAME_MISSING: _l("The name is missing."),
    RowProblem.NAME_UNREADABLE: _l("A name needs at least one letter or digit."),
    RowProblem.TOO_LONG: _l("%(length)s characters; at most %(limit)s fit."),
    RowProblem.TOO_MANY_PARTS: _l("At most %(limit)s parts fit into this cell."),
    RowProblem.COUNTRY_UNKNOWN: _l("We do not know the country “%(value)s”. Use two letters, such as LT."),
    RowProblem.LED_BY_UNKNOWN: _l("“%(value)s” is not one of: %(expected)s."),
    RowProblem.KIND_UNKNOWN: _l("“%(value)s” is not one of: %(expected)s."),
    RowProblem.FORMALITY_UNKNOWN: _l("“%(value)s” is not one of: %(expected)s."),
    RowProblem.LANGUAGE_UNKNOWN: _l("We do not know the language “%(value)s”. Use a code, such as lt."),
    RowProblem.WEBSITE_UNUSABLE: _l("“%(value)s” is not a web address that we can link to."),
    RowProblem.TWICE_IN_FILE: _l("The same name and country are on line %(first)s already."),
    ProblemCode.TOO_FEW_FIELDS: _l("%(found)s cells; the first line has %(expected)s."),
    ProblemCode.TOO_MANY_FIELDS: _l("%(found)s cells; the first line has only %(expected)s."),
    ProblemCode.UNCLOSED_QUOTE: _l("A quotation mark is opened and never closed."),
    ProblemCode.TEXT_AFTER_QUOTE: _l("There is text after a closing quotation mark."),
    ProblemCode.FIELD_TOO_LONG: _l("This cell is far too long."),
    ProblemCode.NUL_BYTE: _l("This cell holds a character that no text has."),
    ProblemCode.CONTROL_CHARACTER: _l("This cell holds an invisible control character."),
}


def sentence_of(fault: Fault) -> str:
    """What is wrong, in words."""
    table: Mapping[str, object] = {str(code): text for code, text in SENTENCES.items()}
    return str(table[fault.code]) % dict(fault.facts)
