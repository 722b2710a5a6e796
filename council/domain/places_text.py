# SPDX-License-Identifier: EUPL-1.2
"""Polling places and their areas as lines of text that people type and read, and back."""

from core.domain.refusal import Refusal
from council.domain.election import LocalText
from council.domain.refusals import CouncilRefusal
from council.domain.statute import PollingPlace


def read_places(text: str) -> tuple[PollingPlace, ...]:
    """Polling places as typed: ``key | name | name in Lithuanian | name in Arabic | area; area``.

    :raises Refusal: ``council.places_unreadable``.
    """
    places = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        key, *names, areas = (part.strip() for part in line.split("|")) if line.count("|") > 1 else ("", "")
        named = tuple(area.strip() for area in areas.split(";") if area.strip())
        if not (key and names and names[0] and named) or len(names) > 3 or len(key) > 40:
            raise Refusal(CouncilRefusal.PLACES_UNREADABLE, field="places")
        places.append(PollingPlace(key, LocalText(*names), named))
    return tuple(places)


def write_places(places: tuple[PollingPlace, ...]) -> str:
    """The same places as text to change."""
    return "\n".join(
        " | ".join((p.key, p.name.en, p.name.lt or p.name.en, p.name.ar or p.name.en, "; ".join(p.areas)))
        for p in places
    )
