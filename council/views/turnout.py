# SPDX-License-Identifier: EUPL-1.2
"""Turnout: for everybody as it was published; while people vote, exact numbers for those who run the election."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_percent, get_locale
from flask_babel import gettext as _

from core import clock
from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.i18n import day
from core.requirements import serves
from council.domain.election import ElectionState, LocalText, reached
from council.domain.places import ElectionPlace
from council.domain.roll import moment_of
from council.domain.turnout import BY_POST, UNKNOWN_HOUR, Share, Trait, Turnout
from council.models.election import Election
from council.permissions import READERS, RUN_ELECTION, holds, runs
from council.polling_words import SEXES
from council.queries.places import places_of
from council.queries.roll import marked_by_hour
from council.queries.turnout import published_turnout
from council.register_values import value_words
from council.services import turnout as services
from council.views.blueprint import blueprint, election_of, local, public_election


@dataclass(frozen=True, slots=True)
class HourRow:
    """Papers given in one hour at each place, in the order of the places."""

    label: str
    counts: tuple[int, ...]


@blueprint.get("/elections/<public_id>/turnout")
@access(PUBLIC)
@serves("R049", "R053", "D03")
def show_turnout(public_id: str) -> str:
    election, actor = public_election(public_id), current_actor()
    reads = runs(actor, public_id) or holds(actor, public_id, *READERS)
    found, places = published_turnout(election), places_of(election)
    names = {place.key: place.name for place in places}
    turnout = found[1] if found else None
    return render_template(
        "council/desk/turnout.html",
        election=election,
        report=found[0] if found else None,
        turnout=turnout,
        names=names,
        places=places,
        place_rows=_by_place(turnout, names) if turnout else (),
        trait_rows=_by_group(turnout) if turnout else (),
        live=_live(election, places) if reads and reached(election.now, ElectionState.POLLING) else (),
        hour_words=partial(hour_words, polling_day=election.polling_day),
        percent=percent,
        may_publish=runs(actor, public_id) and reached(election.now, ElectionState.COUNTING),
    )


@blueprint.post("/elections/<public_id>/turnout/publish")
@access(RUN_ELECTION)
@serves("R049")
def publish_turnout(public_id: str) -> ResponseReturnValue:
    election_of(public_id, Role.RETURNING_OFFICER)
    services.publish_turnout(current_actor(), public_id)
    flash(_("Turnout is published. Small numbers are hidden."), "success")
    return redirect(url_for("council.show_turnout", public_id=public_id))


Rows = list[tuple[str, Share]]


def _by_place(turnout: Turnout, names: Mapping[str, LocalText]) -> Rows:
    return [(local(names[share.key]) if share.key in names else share.key, share) for share in turnout.places]


def _by_group(turnout: Turnout) -> list[tuple[str, Rows]]:
    return [
        (table.trait, [(group_words(table.trait, share), share) for share in table.shares]) for table in turnout.traits
    ]


def percent(part: int, whole: int) -> str:
    """A share to one decimal; none of nobody."""
    return str(format_percent(Decimal(part) / Decimal(whole), "#,##0.0%")) if whole else "\u2013"


def hour_words(hour: int, polling_day: dt.date) -> str:
    """An hour of the clock on the wall; the day is said when it is another, and the zone when the hour comes twice."""
    if hour == UNKNOWN_HOUR:
        return str(_("Entered from the printed roll"))
    if hour == BY_POST:
        return str(_("Accepted postal envelopes"))
    begins = moment_of(hour).astimezone(clock.ZONE)
    near = {moment_of(other).astimezone(clock.ZONE).hour for other in (hour - 1, hour + 1)}
    words = f"{begins:%H:00}"
    if begins.hour in near:
        words = str(_("%(hour)s (%(zone)s)", hour=words, zone=begins.strftime("%Z")))
    return words if begins.date() == polling_day else f"{day(begins.date())}, {words}"


def group_words(trait: str, share: Share) -> str:
    """A group as people say it."""
    if not share.key:
        return str(_("not known"))
    if trait == Trait.SEX.value:
        return str(SEXES.get(share.key, share.key))
    if trait in (Trait.LANGUAGE.value, Trait.CITIZENSHIP.value):
        names = get_locale().languages if trait == Trait.LANGUAGE.value else get_locale().territories
        return str(names.get(share.key, "")) or value_words(trait, share.key)
    return share.key.replace("-200", "+").replace("-", "\u2013")


def _live(election: Election, places: Iterable[ElectionPlace]) -> tuple[HourRow, ...]:
    marks, keys = marked_by_hour(election), [place.key for place in places]
    hours = sorted({hour for _place, hour in marks if hour is not None})
    rows = [
        HourRow(hour_words(hour, election.polling_day), tuple(marks.get((key, hour), 0) for key in keys))
        for hour in hours
    ]
    if any(hour is None for _place, hour in marks):
        rows.append(HourRow(str(_("Without an hour")), tuple(marks.get((key, None), 0) for key in keys)))
    return tuple(rows)
