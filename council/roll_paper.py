# SPDX-License-Identifier: EUPL-1.2
"""The printed roll: its words and lines for ``papers/roll.typ``."""

from __future__ import annotations

import flask_babel
from flask_babel import gettext as _

from core.i18n import day, moment
from core.paper import typeset
from council.models.election import Election
from council.services.roll_paper import POST_SIGN, STRUCK_SIGN, PrintedRoll


def roll_pdf(election: Election, roll: PrintedRoll, *, lang: str) -> bytes:
    """The roll of one place as a PDF in one language; a tick in a box stands for one paper given."""
    with flask_babel.force_locale(lang):
        place = roll.place.name.read(lang)[0]
        title = _("Roll of %(place)s", place=place)
        data = {
            "election": election.title.read(lang)[0],
            "polling_day": _("Polling day: %(day)s", day=day(election.polling_day)),
            "foot": _("Print %(number)s", number=roll.record.number) + f" \u00b7 {moment(roll.record.at)}",
            "digest": roll.record.digest,
            "digest_label": _("Hash of this roll"),
            "how": _("Tick the box in ink before you give the paper. One line, one paper."),
            "signs": [
                [POST_SIGN, _("A postal envelope was sent: give a paper only when it is handed in here.")],
                [STRUCK_SIGN, _("Struck out: give no paper.")],
            ],
            "head": {
                "line": _("Line"),
                "given": _("Given"),
                "name": _("Name of the person"),
                "native": _("In the own script"),
                "born": _("Date of birth"),
                "note": _("Note"),
            },
            "lines": [[each.number, each.name, each.native_name, each.born, each.sign] for each in roll.lines],
            "end": _("Papers given in all, counted by two people:"),
            "sign_here": [_("Polling clerk"), _("Second polling clerk")],
            "destroy": _("Destroy this list when the election is over, as the returning officer says."),
        }
    return typeset("roll", data, lang=lang, title=title, tagged=len(roll.lines) <= TAGGED)


TAGGED = 2_000
"""Longer rolls go to a printer alone, and structure for screen readers would take minutes to write."""
