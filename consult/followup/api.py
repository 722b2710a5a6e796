# SPDX-License-Identifier: EUPL-1.2
"""The door through which other features use the follow-up: receive, note, read. Frozen values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from consult.followup import queries, services
from consult.followup.domain.life import FactKind, NewFact, Outcome, Source, State, Words
from consult.followup.messages import STATES
from consult.followup.reading import FactView, InputSummary, InputView, Receipt, Said
from consult.followup.services import Heard
from core import clock
from core.domain.actor import SYSTEM, Actor

__all__ = [
    "FactKind",
    "FactView",
    "InputSummary",
    "InputView",
    "NewFact",
    "Outcome",
    "Receipt",
    "Said",
    "Source",
    "State",
    "Words",
    "answered_recently",
    "note",
    "receive",
    "state_label",
    "renew_code",
    "summaries",
    "timeline",
    "withdraw_code",
]


def receive(  # noqa: PLR0913 - one plain call for every feature that hears people
    actor: Actor,
    *,
    source: Source,
    source_ref: str,
    text: str,
    lang: str,
    on: dt.date | None = None,
    title: str = "",
    translations: Mapping[str, str] | None = None,
) -> Receipt:
    """Take in what a person said. The receipt's code is readable this once: hand it to ``slips.hand_over``.

    :param title: a few words in the language of the text, for lists.
    :param translations: the same words in other languages, made by people, shown as translations.
    :raises Refusal: when there are no words, the day lies ahead, or this thing was received before.
    """
    heard = Heard(source, source_ref, text, lang, on or clock.today(), title, translations or {})
    return services.receive(actor, heard)


def note(actor: Actor, public_id: str, fact: NewFact) -> None:
    """Add one fact to an input's story.

    Words are shown to everybody only after a PUBLISHED fact.

    :raises Refusal: when this cannot happen now, is incomplete, or the actor may not say it.
    """
    services.note(actor, public_id, fact)


def timeline(public_id: str) -> tuple[FactView, ...]:
    """The facts of an input, oldest first; empty when there is no such input."""
    found = queries.input_of(public_id)
    return found.facts if found else ()


def summaries(public_ids: Iterable[str]) -> Mapping[str, InputSummary]:
    """Where inputs stand, by public id, in one statement."""
    return queries.summaries_of(public_ids)


def answered_recently(limit: int) -> tuple[InputView, ...]:
    """Published inputs with the newest answers."""
    return tuple(queries.answered(1, limit).rows)


def renew_code(actor: Actor, public_id: str) -> Receipt:
    """A new code in place of a lost one."""
    return services.renew_code(actor, public_id)


def state_label(summary: InputSummary) -> str:
    """Where an input stands, in the reader's language."""
    return str(STATES[summary.state])


def withdraw_code(public_id: str, *, actor: Actor = SYSTEM) -> None:
    """Make the code of an input useless."""
    services.withdraw_code(actor, public_id)
