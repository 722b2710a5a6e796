# SPDX-License-Identifier: EUPL-1.2
"""What a polling card says, as plain values for ``papers/polling_card.typ``.

The person's language comes first, the national language stands below it on the same letter; who prefers the national
language gets it alone. A code is in these values for as long as the file is being made, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from core.i18n import day, direction, own_name, tag
from core.pages import path_of
from council.domain.cards import NATIONAL_LANGUAGES, PlannedFile, address_lines, card_number
from council.domain.places import ElectionPlace
from council.domain.statute import Channel
from council.hours_words import hours_line
from council.models.election import Election
from council.queries.places import place_of


def languages() -> tuple[str, ...]:
    """The languages in which cards can be written; the one to fall back on first."""
    offered: tuple[str, ...] = current_app.config["TALKA"].languages
    return offered


def national_language(election: Election) -> str:
    """The language of the country, empty where there is no translation into it."""
    found = NATIONAL_LANGUAGES.get(election.statute.parameters.timetable.country, "")
    return found if found in languages() else ""


def file_values(election: Election, file: PlannedFile, series: int, drawn: Mapping[str, str]) -> dict[str, Any]:
    """Everything one file of a run is made of."""
    place = place_of(election, file.place)
    assert place is not None
    spoken = dict.fromkeys((file.lang, national_language(election) or file.lang))
    cards = [
        {
            "number": card_number(series, card.sequence),
            "name": card.elector.name,
            "own": card.elector.native_name,
            "address": address_lines(card.elector.address),
            "code": drawn[card.elector.public_id],
            "link": path_of("core.enter_code", code=drawn[card.elector.public_id]),
        }
        for card in file.cards
    ]
    return {
        "page": _page(file.lang),
        "sender": current_app.config["TALKA"].municipality,
        "words": [_words(election, place, lang) for lang in spoken],
        "cards": cards,
    }


def _page(lang: str) -> dict[str, Any]:
    with force_locale(lang):
        demo = str(_("Demonstration: nothing here is real.")) if current_app.config["TALKA"].demo else ""
        return {"lang": tag(lang), "rtl": direction(lang) == "rtl", "title": str(_("Polling cards")), "demo": demo}


def _words(election: Election, place: ElectionPlace, lang: str) -> dict[str, Any]:
    """The letter in one language."""
    with force_locale(lang):
        return {
            "lang": tag(lang),
            "rtl": direction(lang) == "rtl",
            "election": election.title.read(lang)[0],
            "title": str(_("Polling card")),
            "facts": [(str(label), str(value)) for label, value in place_facts(election, place, lang)],
            "how": [str(line) for line in _how(election, place)],
            "your_code": str(_("Your code")),
            "picture": str(_("The same code, to scan with a phone")),
            "keep": str(_("Keep this card to yourself. Nobody may ask you how you vote.")),
        }


def place_facts(election: Election, place: ElectionPlace, lang: str) -> Iterator[tuple[str, str]]:
    """Where and when, as far as the election has said it; in the language that is set."""
    yield _("Election"), election.title.read(lang)[0]
    yield _("Polling day"), day(election.polling_day)
    yield _("Your polling place"), place.name.read(lang)[0]
    if place.details.address:
        yield _("Address"), place.details.address
    for span in place.details.hours:
        line = hours_line(span)
        yield _("Open"), f"{line.day}, {line.times}"


def _how(election: Election, place: ElectionPlace) -> Iterator[str]:
    yield _("You may vote at this election. Voting is free and secret.")
    yield _(
        "Come to your polling place with a passport, an identity card or a residence permit. "
        "With this card it goes faster; without it you can vote, too."
    )
    if place.details.languages:
        spoken = ", ".join(own_name(each) for each in place.details.languages)
        yield _("Spoken there: %(languages)s.", languages=spoken)
    if Channel.POST in election.statute.parameters.channels:
        yield _("You can vote by post instead: ask the election authority for the papers in good time.")
    yield _(
        "The code opens your own line in the electoral register, and nobody else's: scan the picture "
        "or type the code at %(address)s.",
        address=path_of("core.enter_code"),
    )
    yield _("Is something wrong, or did you move? Tell the election authority before polling day.")
