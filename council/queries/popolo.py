# SPDX-License-Identifier: EUPL-1.2
"""The elected council in the form of the Popolo specification: organisations, posts, memberships, persons.

Persons carry their name as it was declared and nothing else about them. Popolo has no candidates: who may follow is in
the other files.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from council.domain.chamber import SeatState
from council.queries.chamber import Chamber, Member

Plain = dict[str, Any]


def popolo_of(chamber: Chamber, day: dt.date) -> str:
    """The council as of a day, with everybody who was or is a member by then."""
    terms = chamber.terms(day)
    members = {term.member.key: term.member for term in terms}
    found = {
        "organizations": [_council(chamber), *_lists(chamber, list(members.values()))],
        "posts": [_post(chamber, seat.number, seat.state(day)) for seat in chamber.seats],
        "persons": [_person(chamber, member) for member in members.values()],
        "memberships": [
            _without_empty(
                {
                    "id": f"{_id(chamber)}/membership/{term.seat}-{term.member.key}",
                    "person_id": _person_id(chamber, term.member),
                    "organization_id": _id(chamber),
                    "post_id": _post_id(chamber, term.seat),
                    "on_behalf_of_id": _list_id(chamber, term.member) if term.member.list_name else "",
                    "role": "member",
                    "start_date": term.since.isoformat(),
                    "end_date": term.until.isoformat(),
                }
            )
            for term in terms
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _id(chamber: Chamber) -> str:
    return f"council/{chamber.election.public_id}"


def _post_id(chamber: Chamber, seat: int) -> str:
    return f"{_id(chamber)}/seat/{seat}"


def _person_id(chamber: Chamber, member: Member) -> str:
    return f"{_id(chamber)}/person/{member.key}"


def _list_id(chamber: Chamber, member: Member) -> str:
    return f"{_id(chamber)}/list/{member.key.partition('-')[0]}"


def _council(chamber: Chamber) -> Plain:
    title = chamber.election.title
    return _without_empty(
        {
            "id": _id(chamber),
            "name": title.en,
            "other_names": [{"name": title.lt, "note": "lt"}] * bool(title.lt)
            + [{"name": title.ar, "note": "ar"}] * bool(title.ar),
            "classification": "council",
            "founding_date": chamber.begins.isoformat(),
            "dissolution_date": chamber.ends.isoformat(),
        }
    )


def _lists(chamber: Chamber, members: list[Member]) -> Iterator[Plain]:
    named = {_list_id(chamber, each): each.list_name for each in members if each.list_name}
    for key, name in sorted(named.items()):
        yield {"id": key, "name": name.en, "classification": "candidate list"}


def _post(chamber: Chamber, seat: int, state: SeatState) -> Plain:
    empty = state in (SeatState.VACANT, SeatState.UNFILLED)
    label = f"Seat {seat}, vacant" if empty else f"Seat {seat}"
    return {"id": _post_id(chamber, seat), "label": label, "role": "member", "organization_id": _id(chamber)}


def _person(chamber: Chamber, member: Member) -> Plain:
    own = [_without_empty({"name": member.original, "note": member.lang})] if member.original else []
    return _without_empty({"id": _person_id(chamber, member), "name": member.name, "other_names": own})


def _without_empty(plain: Plain) -> Plain:
    return {name: value for name, value in plain.items() if value}
