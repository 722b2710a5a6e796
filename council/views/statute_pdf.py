# SPDX-License-Identifier: EUPL-1.2
"""The values of the printed statute: plain texts in the reader's language, for ``papers/statute.typ``."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from core.i18n import day, direction
from council.statute_lines import Line, deadline_lines
from council.views.statute_page import Read, StatutePage


def paper_values(page: StatutePage) -> dict[str, object]:
    """Everything the paper says, with its words."""
    statute = page.statute
    return {
        "heading": _("Statute of the council"),
        "version": _("Version %(number)s", number=statute.number),
        "standing": _standing(page),
        "articles": [_article(each) for each in page.articles],
        "parameters_heading": _("What the statute fixes"),
        "parameters": _rows(page.lines),
        "deadlines_heading": _("Deadlines"),
        "deadlines": _rows(deadline_lines(statute)),
        "fingerprint_label": _("Fingerprint of this text:"),
        "fingerprint": statute.fingerprint if statute.adopted else "",
    }


def _standing(page: StatutePage) -> str:
    statute = page.statute
    if statute.adopted_on is None:
        return str(_("Nothing here holds before it is adopted."))
    said = str(_("Adopted by %(by)s on %(on)s.", by=statute.adopted_by, on=day(statute.adopted_on)))
    reference = str(_("Decision %(reference)s", reference=statute.reference)) if statute.reference else ""
    return " ".join(filter(None, (said, reference)))


def _article(read: Read) -> dict[str, object]:
    return {
        "number": _("Article %(number)s", number=read.number),
        "heading": read.heading,
        "text": read.text,
        "lang": read.lang,
        "rtl": direction(read.lang) == "rtl",
        "lines": _rows(read.lines),
    }


def _rows(lines: Iterable[Line]) -> list[list[str]]:
    return [[line.label, line.value] for line in lines]
