# SPDX-License-Identifier: EUPL-1.2
"""The files of a published result, byte for byte: what anybody needs to read it and to count it again offline.

Names in files are codes in English; the page that offers the files explains them. The same state of the election
gives the same files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.domain.tables import Cell, write_table
from council.domain.declaration import DeclaredPlace, DeclaredResult
from council.models.count import ProvisionalResult
from council.models.declaration import Declaration
from council.models.election import Election
from council.queries.chamber import chamber_of, seat_facts
from council.queries.declaration import declarations_of, shown_before
from council.queries.popolo import popolo_of
from council.tally import to_json
from council.tally.kinds import read_record
from council.tally.outcome import outcome_of
from council.tally.publication import MANIFEST, MANIFEST_SCHEMA, Manifest, manifest_file
from council.tally.stv.vacancy import VACANCY_SCHEMA

RECORD, OUTCOME, DECLARATION = "count-record.json", "outcome.json", "declaration.json"
PLACES, VOTES, PERSONS, COUNCIL = "places.csv", "votes.csv", "persons.csv", "council.popolo.json"
SEATS, VACANCY = "seats-of-lists.json", "vacancy-"
"""What the files of later counts of papers begin with; the number of the fact follows."""

PLACE_COLUMNS = ("place", "electors", "marked", "issued", "found", "valid", "rejected")
VOTE_COLUMNS = ("place", "number", "name", "votes")
PERSON_COLUMNS = ("list", "number", "name", "name_in_own_script", "votes", "elected", "substitute")


@dataclass(frozen=True, slots=True)
class Shown:
    """A result that everybody may see: the declaration, or what was shown before it. Texts are read when asked for."""

    row: Declaration | ProvisionalResult
    result_text: str
    record_text: str
    lists_text: str

    @property
    def declared(self) -> bool:
        return isinstance(self.row, Declaration)

    @property
    def version(self) -> int:
        """The number of the declaration, 0 for what was shown before it."""
        return self.row.number if isinstance(self.row, Declaration) else 0


def shown_result(election: Election, number: int | None = None) -> Shown | None:
    """The newest declaration or the one with this number; without one, the provisional result."""
    versions = declarations_of(election)
    row: Declaration | ProvisionalResult | None
    row = next((each for each in versions if number in (None, each.number)), None)
    if row is None and not versions and number is None:
        row = shown_before(election)
    if row is None:
        return None
    seats = row.seat_count
    return Shown(row, row.result_text, seats.record_text, seats.lists_text)


def published_files(election: Election, shown: Shown, day: date) -> dict[str, bytes]:
    """Every file with the manifest, in the order of their names; the council is described as of ``day``."""
    result, record = shown.row.result, read_record(shown.record_text)
    files = {
        RECORD: shown.record_text.encode(),
        OUTCOME: to_json(outcome_of(record)).encode(),
        DECLARATION: shown.result_text.encode(),
        PLACES: write_table(PLACE_COLUMNS, map(_place, (*result.places, result.total))),
        VOTES: write_table(VOTE_COLUMNS, _votes(result)),
        PERSONS: write_table(PERSON_COLUMNS, _persons(result)),
    }
    if shown.lists_text:
        files[SEATS] = shown.lists_text.encode()
    chamber = chamber_of(election) if shown.declared else None
    if chamber is not None:
        files[COUNCIL] = popolo_of(chamber, day).encode()
        files |= _vacancies(election)
    manifest = Manifest(
        schema=MANIFEST_SCHEMA,
        election=election.public_id,
        declared=shown.declared,
        version=shown.version,
        record=RECORD,
        outcome=OUTCOME,
        declaration=DECLARATION,
        files=tuple(manifest_file(name, files[name]) for name in sorted(files)),
        vacancies=tuple(name for name in sorted(files) if name.startswith(VACANCY)),
        seats=SEATS if shown.lists_text else "",
    )
    return {MANIFEST: to_json(manifest).encode(), **{name: files[name] for name in sorted(files)}}


def _vacancies(election: Election) -> dict[str, bytes]:
    """The counts of papers by which somebody followed: records like the first one, which replay by themselves."""
    texts = {fact.number: fact.step_text for fact in seat_facts(election) if VACANCY_SCHEMA in fact.step_text}
    return {f"{VACANCY}{number:03d}.json": text.encode() for number, text in texts.items()}


def _name(place: DeclaredPlace) -> str:
    return " + ".join(name.en for name in place.names) or "all places"


def _place(each: DeclaredPlace) -> tuple[Cell, ...]:
    return (_name(each), each.electors, each.marked, each.issued, each.found, each.valid, each.rejected)


def _votes(result: DeclaredResult) -> Iterator[tuple[Cell, ...]]:
    for place in (*result.places, result.total):
        for rival, votes in zip(result.rivals, place.votes, strict=False):
            yield (_name(place), rival.number, rival.name.en, votes)


def _persons(result: DeclaredResult) -> Iterator[tuple[Cell, ...]]:
    for each in result.candidates:
        seat, follows = each.seat or "", each.substitute or ""
        yield (each.list, each.number, each.name, each.original, each.votes, seat, follows)
    if result.candidates:
        return
    for one in result.lists:
        for seat, person in enumerate(one.elected, start=1):
            yield (one.number, person.position, person.name, person.original, None, seat, None)
        for order, person in enumerate(one.substitutes, start=1):
            yield (one.number, person.position, person.name, person.original, None, None, order)
