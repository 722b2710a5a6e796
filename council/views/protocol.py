# SPDX-License-Identifier: EUPL-1.2
"""A paper with facts, tables and lines to sign, as one value: the page to print and the PDF both come from it.

Words in it are already in the reader's language. It knows nothing of elections.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Code:
    """A hash or number that always reads from the left."""

    text: str


Value = str | Code


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names its rows; everything else in it is figures."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with facts, lines and tables, in this order."""

    heading: str
    facts: tuple[tuple[str, Value], ...] = ()
    lines: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """The whole paper. ``notes`` stand in bold below the title; ``signatures`` are lines to sign on."""

    title: str
    subject: str
    dated: str
    notes: tuple[str, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    signatures: tuple[str, ...] = ()
    foot: str = ""

    def plain(self) -> Mapping[str, object]:
        """The paper as the typesetter reads it."""
        return {
            "subject": self.subject,
            "dated": self.dated,
            "notes": list(self.notes),
            "sections": [_section(each) for each in self.sections],
            "signatures": list(self.signatures),
            "foot": self.foot,
        }


def _section(section: Section) -> dict[str, object]:
    return {
        "heading": section.heading,
        "facts": [
            {"name": name, "code": value.text} if isinstance(value, Code) else {"name": name, "text": value}
            for name, value in section.facts
        ],
        "lines": list(section.lines),
        "tables": [
            {"caption": t.caption, "head": list(t.head), "rows": [list(r) for r in t.rows]} for t in section.tables
        ],
    }
