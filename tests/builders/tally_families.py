# SPDX-License-Identifier: EUPL-1.2
"""The families of drawn elections: what `tally_drawn` makes, counts in districts, and trials of two rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from council.tally.choices import (
    LIST_FORMULAS,
    DirectSeats,
    Formula,
    MajorityClause,
    TieProcedure,
)
from council.tally.codec import to_json
from council.tally.compare import compare
from council.tally.district_count import count_districts
from council.tally.districts import District, DistrictDraw, DistrictList, DistrictMethod, DistrictProfile, DistrictRule
from council.tally.errors import TallyError
from council.tally.persons.choices import (
    OrderKind,
)
from council.tally.replay import replay
from council.tally.trial import person_tie_count, tie_count, try_out, try_persons
from tests.builders.tally_drawn import (
    Drawn,
    compared_persons,
    direct,
    dutch,
    linked,
    list_persons,
    list_profile,
    list_rule,
    lists,
    lot,
    majority,
    person_rule,
    persons,
    ranked,
    ranked_seat_vacated,
    seat_vacated,
)


def districts(drawn: Drawn) -> Any:
    names = ["Old Town", "Riverside", "Hills"][: drawn.between(1, 3)]
    method = drawn.one(list(DistrictMethod))
    given = method is not DistrictMethod.TWO_TIER or drawn.sometimes(3)
    parts = tuple(District(name=name, seats=drawn.between(1, 5) if given else None) for name in names)
    step = drawn.one([1, 1, 10])
    items = tuple(
        DistrictList(
            number=number,
            name=f"List {number}",
            votes=tuple(drawn.between(0, 90 // step) * step + drawn.sometimes(2) for _ in names),
            joint=drawn.sometimes(4),
            personal=tuple(drawn.between(0, 1) for _ in names) if drawn.sometimes(3) else (),
        )
        for number in range(1, drawn.between(2, 5))
    )
    seats = sum(each.seats or 0 for each in parts) or drawn.between(2, 12)
    sheet = replace(list_rule(drawn), seats=seats, ties=drawn.one([TieProcedure.LOTS, TieProcedure.LOWER_LIST_NUMBER]))
    rule = DistrictRule(
        method=method,
        whole=replace(sheet, linked_lists=False, direct_seats=DirectSeats.NONE, majority=MajorityClause.NONE),
        inside=replace(sheet, formula=drawn.one(LIST_FORMULAS[:5]), direct_seats=DirectSeats.NONE, linked_lists=False),
        or_district_share=Fraction(1, drawn.between(3, 9)) if drawn.sometimes(2) else None,
    )
    profile = DistrictProfile(districts=parts, lists=items)
    record, lots = count_districts(profile, rule), drawn.between(0, 3)
    while lots and (place := waiting_place(record)) is not None:
        where, part = place
        draws = (*record.draws, DistrictDraw(place=where, draw=lot(drawn, part, "lots")))
        record, lots = count_districts(profile, rule, draws), lots - 1
    return record


def trials(drawn: Drawn) -> Any:
    """The same votes for lists under two rules, and near ones."""
    profile, start, variant = list_profile(drawn), list_rule(drawn), list_rule(drawn)
    compared = compare(profile, [("start", start), ("variant", variant)], papers=drawn.between(1, 2))
    trial = try_out(profile, start, variant)
    return compared, trial, (trial.moved, trial.lost), tie_count(profile, start, 6)


def person_trials(drawn: Drawn) -> Any:
    """The same votes for persons under two rules, and near ones."""
    record, other = persons(drawn), person_rule(drawn, [OrderKind.BY_VOTES], formula=Formula.PLURALITY)
    trial = try_persons(record.profile, record.rule, other)
    return trial.comes_in, trial.goes_out, trial.start, trial.variant, person_tie_count(record.profile, other, 6)


def waiting_place(record: Any) -> tuple[str, Any] | None:
    """The first part of a count in districts that waits for lots."""
    names = [each.name for each in record.profile.districts]
    for name, part in (("", record.whole), *zip(names, record.districts, strict=False)):
        if part is not None and part.open_tie is not None:
            return name, part
    return None


FAMILIES: dict[str, tuple[Callable[[Drawn], Any], int]] = {
    "lists": (lists, 320),
    "linked": (linked, 70),
    "direct": (direct, 70),
    "majority": (majority, 110),
    "compared_persons": (compared_persons, 90),
    "dutch": (dutch, 120),
    "persons": (persons, 200),
    "list_persons": (list_persons, 140),
    "seat_vacated": (seat_vacated, 90),
    "ranked": (ranked, 160),
    "ranked_seat_vacated": (ranked_seat_vacated, 60),
    "districts": (districts, 150),
    "trials": (trials, 60),
    "person_trials": (person_trials, 30),
}


def drawn_election(family: str, number: int) -> tuple[str, str]:
    """What comes of it, as canonical text, and what the replay says; a refusal is its code and facts."""
    try:
        found = FAMILIES[family][0](Drawn(f"{family}/{number}"))
    except TallyError as error:
        return "", f"refused: {error}"
    text = to_json(found)
    return text, "" if isinstance(found, tuple) else replay(text).checked
