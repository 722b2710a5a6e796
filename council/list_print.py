# SPDX-License-Identifier: EUPL-1.2
"""The published candidate lists as a PDF in one language: the same for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import flask_babel
from flask_babel import gettext as _

from core import paper as papers
from core.i18n import day, direction, own_name
from council.domain.statements import Origin
from council.models.candidacy import CandidateStatement
from council.models.election import Election
from council.models.nomination import Candidate, CandidateList, LotDraw
from council.nomination_words import NOMINATION_LABELS

Statements = Mapping[int, Sequence[CandidateStatement]]


def lists_pdf(
    election: Election, lists: Sequence[CandidateList], statements: Statements, *, draw: LotDraw | None, lang: str
) -> bytes:
    """Every list in the order of the numbers, every person in the order of the list, with what they say."""
    with flask_babel.force_locale(lang):
        data = {
            "election": election.title.read(lang)[0],
            "dated": str(_("Polling day: %(day)s", day=day(election.polling_day))),
            "lists": [
                {
                    "title": f"{_('List %(number)s', number=one.number)}: {one.name.read(lang)[0]}",
                    "people": [_person(person, statements.get(person.id, ())) for person in one.candidates],
                }
                for one in lists
            ],
            "drawn": str(_("The numbers were drawn by lot. Candidates stand in the order in which seats go to them."))
            if draw
            else "",
            "foot": str(_("Returning officer")),
        }
        title = str(_("Candidate lists"))
    return papers.typeset("candidates", data, lang=lang, title=title)


def _person(person: Candidate, statements: Sequence[CandidateStatement]) -> dict[str, object]:
    gone = person.leaving is not None and person.left_on is not None
    return {
        "position": person.position,
        "name": person.name,
        "distinction": person.distinction,
        "original": "" if gone else person.original_name,
        "gone": str(_("no longer stands since %(day)s", day=day(person.left_on))) if gone and person.left_on else "",
        "statements": [] if gone else [_said(row) for row in statements],
    }


def _said(row: CandidateStatement) -> dict[str, object]:
    whose = NOMINATION_LABELS[Origin][Origin(row.origin)]
    return {
        "lang": row.lang,
        "rtl": direction(row.lang) == "rtl",
        "text": row.text,
        "whose": f"{own_name(row.lang)}: {whose}",
    }
