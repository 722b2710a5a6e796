# SPDX-License-Identifier: EUPL-1.2
"""The council's blueprint, its template filters, and how a page finds its election.

Modules with routes are imported by ``council.wiring``; nothing here knows them.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from urllib.parse import urlsplit

from flask import Blueprint, abort
from flask_babel import format_percent

from core.access import current_actor
from core.domain.actor import Role
from core.i18n import current_language, direction
from council import messages
from council.domain.appeals import Appellant
from council.domain.candidate_list import Evidence, Leaving, ListEvent
from council.domain.doubtful import Outcome
from council.domain.election import ElectionState, LocalText
from council.domain.grounds import RejectionGround
from council.domain.polling import EntryKind, Figures
from council.domain.statements import Origin
from council.domain.supporters import SupportGround, SupportState
from council.models.election import Election
from council.permissions import WATCHERS, holds
from council.place_words import FIGURES
from council.queries import election as queries
from council.register_messages import column_label
from council.rule_words import EXAMPLES
from council.tally import Formula
from council.tally.display import shown
from council.tally.highest_averages import CellOutcome

blueprint = Blueprint("council", __name__, url_prefix="/council")


@blueprint.app_template_filter("label")
def label(member: StrEnum) -> str:
    """The words for a state, reason or choice of the council."""
    return str(messages.LABELS[type(member)][member])


@blueprint.app_template_filter("tone")
def tone(state: StrEnum) -> str:
    """The tone of the tag beside a state."""
    return messages.TONES.get(state, "info")


@blueprint.app_template_filter("share")
def share(value: Fraction) -> str:
    """A share in per cent, exactly where three decimals can say it."""
    return str(format_percent(Decimal(value.numerator) / Decimal(value.denominator), "#,##0.###%"))


@blueprint.app_template_filter("local")
def local(text: LocalText) -> str:
    """A text in the reader's language, or in the one there is."""
    return text.read(current_language())[0]


@blueprint.app_template_filter("local_lang")
def local_lang(text: LocalText) -> str:
    """The language in which ``local`` gives the text."""
    return text.read(current_language())[1]


def reads_from_the_right() -> bool:
    """True when the reader's language is written from right to left."""
    return direction(current_language()) == "rtl"


def public_election(public_id: str) -> Election:
    """A called election, or 404; a draft only for those who run or watch it."""
    election = queries.election_by(public_id)
    if election is None:
        abort(404)
    if election.now is ElectionState.DRAFT and not holds(current_actor(), public_id, *WATCHERS, Role.OFFICER):
        abort(404)
    return election


def election_of(public_id: str, *roles: Role) -> Election:
    """The election for somebody who holds one of the roles for it: 404 when unknown, 403 when not theirs."""
    election = queries.election_by(public_id)
    if election is None:
        abort(404)
    if not holds(current_actor(), public_id, *roles):
        abort(403)
    return election


@blueprint.app_template_filter("list_event")
def list_event(value: str) -> str:
    return label(ListEvent(value))


@blueprint.app_template_filter("evidence")
def evidence(value: str) -> str:
    return label(Evidence(value))


@blueprint.app_template_filter("origin")
def origin(value: str) -> str:
    return label(Origin(value))


@blueprint.app_template_filter("appellant")
def appellant(value: str) -> str:
    return label(Appellant(value))


@blueprint.app_template_filter("support_state")
def support_state(value: str) -> str:
    return label(SupportState(value))


@blueprint.app_template_filter("support_ground")
def support_ground(value: str) -> str:
    return label(SupportGround(value))


@blueprint.app_template_filter("leaving")
def leaving(value: str) -> str:
    return label(Leaving(value))


@blueprint.app_template_filter("entry_kind")
def entry_kind(value: str) -> str:
    return label(EntryKind(value))


@blueprint.app_template_filter("outcome")
def outcome(value: str) -> str:
    """What became of a doubtful paper."""
    return label(Outcome(value))


@blueprint.app_template_filter("outcome_tone")
def outcome_tone(value: str) -> str:
    return tone(Outcome(value))


@blueprint.app_template_filter("ground")
def ground(value: str) -> str:
    return label(RejectionGround(value))


@blueprint.app_template_filter("rejected_on")
def rejected_on(figures: Iterable[Figures], wanted: RejectionGround) -> bool:
    """True when any of these counts has papers rejected on the ground."""
    return any(each.rejected_on(wanted) for each in figures)


@blueprint.app_template_filter("figure_label")
def figure_label(name: str) -> str:
    """What a figure of a count sheet is called."""
    return str(FIGURES[name])


@blueprint.app_template_filter("formula")
def formula(value: str) -> str:
    return label(Formula(value))


@blueprint.app_template_filter("column_label")
def column_of_register(name: str) -> str:
    """What a column of the register is called."""
    return column_label(name)


@blueprint.app_template_filter("exact")
def exact(value: Fraction) -> str:
    """An exact number as people write it; a fraction that has no end is rounded to three decimals."""
    return shown(value, 3)


@blueprint.app_template_filter("host")
def host(address: str) -> str:
    """The name of the site an address leads to."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@blueprint.app_template_filter("example")
def example(name: str) -> str:
    """What an example of a followed count is called."""
    return str(EXAMPLES[name])


@blueprint.app_template_filter("outcome_note")
def outcome_note(outcome: CellOutcome) -> bool:
    """True when more has to be said about a quotient than whether it won."""
    return outcome not in (CellOutcome.SEAT, CellOutcome.NO_SEAT)
