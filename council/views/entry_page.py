# SPDX-License-Identifier: EUPL-1.2
"""What the page of one register entry shows: the line, every reason in words, and how it came to be so."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from core.access import current_actor
from council.domain.election import ElectionState, reached
from council.domain.eligibility import Reason
from council.domain.statute import PollingPlace
from council.models.election import Election
from council.models.register import RegisterCorrection, RegisterEntry
from council.permissions import runs
from council.register_messages import REASONS, advice, column_label
from council.register_values import value_words


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """One reason and what can be done about it."""

    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    column: str
    fact: RegisterCorrection


@dataclass(frozen=True, slots=True)
class EntryPage:
    election: Election
    entry: RegisterEntry
    values: tuple[tuple[str, str], ...]
    reasons: tuple[ReasonWords, ...]
    corrections: tuple[CorrectionRow, ...]
    place: PollingPlace | None
    may_run: bool
    asks_application: bool
    card_href: str | None


def entry_page(election: Election, entry: RegisterEntry) -> EntryPage:
    reasons = [Reason(refusal.reason) for refusal in entry.refusals]
    return EntryPage(
        election=election,
        entry=entry,
        values=tuple((column_label(name), value_words(name, value)) for name, value in entry.values().items()),
        reasons=tuple(ReasonWords(str(REASONS[reason]), advice(reason)) for reason in reasons),
        corrections=tuple(CorrectionRow(column_label(fact.column), fact) for fact in reversed(entry.corrections)),
        place=election.statute.parameters.place(entry.place),
        may_run=runs(current_actor(), election.public_id),
        asks_application=Reason.NOT_APPLIED in reasons,
        card_href=_card_href(election, entry),
    )


def _card_href(election: Election, entry: RegisterEntry) -> str | None:
    """Where an elector of a closed register gets a card, until polling is over."""
    open_now = reached(election.now, ElectionState.REGISTER_CLOSED) and not reached(
        election.now, ElectionState.COUNTING
    )
    if not (open_now and entry.eligible):
        return None
    return url_for("council.replace_card", public_id=election.public_id, entry_id=entry.public_id)
