# SPDX-License-Identifier: EUPL-1.2
"""Writing turnout down for everybody, once polling is over. What is hidden is hidden in what is stored."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from core import audit
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.election import ElectionState, reached
from council.domain.places import POSTAL_KEY
from council.domain.polling_refusals import PollingRefusal
from council.domain.turnout import (
    BY_POST,
    UNKNOWN_HOUR,
    ReportKind,
    Trait,
    TraitTable,
    Turnout,
    age_band,
    shown_hours,
    shown_shares,
)
from council.models.election import Election
from council.models.places import TurnoutReport
from council.models.register import RegisterEntry
from council.permissions import require_running
from council.queries.places import reports_of
from council.queries.roll import marked_by_hour
from council.queries.turnout import Groups, birth_year, groups_by
from council.services.election import held
from council.services.places import silent_places
from council.tally import to_json


def publish_turnout(actor: Actor, election_id: str) -> TurnoutReport:
    """Write down and publish turnout; the same numbers again are the same report.

    :raises Refusal: before the count has begun, or while a place has neither closed nor been recorded as silent.
    """
    require_running(actor, election_id)
    election = held(election_id)
    if not reached(election.now, ElectionState.COUNTING):
        raise Refusal(PollingRefusal.TURNOUT_TOO_EARLY)
    waiting = silent_places(election)
    if waiting:
        raise Refusal(PollingRefusal.PLACES_OPEN, places=", ".join(place.name.en for place in waiting))
    text = to_json(turnout_of(election))
    newest = db.session.scalars(
        sa.select(TurnoutReport)
        .where(TurnoutReport.election_id == election.id)
        .order_by(TurnoutReport.number.desc())
        .limit(1)
    ).one_or_none()
    if newest is not None and newest.report_text == text:
        return newest
    row = TurnoutReport(election_id=election.id, number=(newest.number if newest else 0) + 1, report_text=text)
    row.actor_id = actor.id
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "council.turnout_published", ("election", election_id), {"number": row.number})
    return row


def turnout_of(election: Election) -> Turnout:
    """The numbers that may be told."""
    by_place, by_year, by_sex, by_language, by_citizenship = groups_by(
        election,
        RegisterEntry.place,
        birth_year(),
        RegisterEntry.sex,
        RegisterEntry.language,
        RegisterEntry.citizenship,
    )
    told = reports_of(election)
    silent = (key for key, reports in told.items() if reports[-1].kind == ReportKind.SILENT.value)
    tables = {
        Trait.AGE: _bands(by_year, election.polling_day.year),
        Trait.SEX: by_sex,
        Trait.LANGUAGE: by_language,
        Trait.CITIZENSHIP: by_citizenship,
    }
    return Turnout(
        electors=sum(electors for electors, _voted in by_place.values()),
        voted=sum(voted for _electors, voted in by_place.values()),
        places=shown_shares(by_place),
        hours=shown_hours(_hours(marked_by_hour(election))),
        traits=tuple(TraitTable(trait.value, shown_shares(groups)) for trait, groups in tables.items()),
        silent=tuple(sorted(silent)),
    )


def _hours(marks: Mapping[tuple[str, int | None], int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for (place, hour), count in marks.items():
        key = BY_POST if place == POSTAL_KEY else UNKNOWN_HOUR if hour is None else hour
        found[key] = found.get(key, 0) + count
    return found


def _bands(by_year: Groups, year: int) -> Groups:
    found: Groups = {}
    for born, (electors, voted) in by_year.items():
        band = age_band(born, year)
        had = found.get(band, (0, 0))
        found[band] = (had[0] + electors, had[1] + voted)
    return dict(sorted(found.items()))
