# SPDX-License-Identifier: EUPL-1.2
"""Frozen values in which the follow-up shows an input to pages and to other features."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from consult.followup.domain.life import NewFact, Outcome, Source, State


@dataclass(frozen=True, slots=True)
class Receipt:
    """Handed over once, when an input is received: its address and the printed code that opens it."""

    public_id: str
    code: str


@dataclass(frozen=True, slots=True)
class Said:
    """A fact's words for one reader; ``lang`` says in which language they are."""

    text: str
    reason: str
    body: str
    lang: str


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact, as it may be shown. ``role`` is what the person who noted it does here, empty for a resident."""

    number: int
    on: dt.date
    noted_at: dt.datetime
    role: str
    fact: NewFact

    def said(self, lang: str) -> Said:
        """The words in the reader's language when somebody gave them, else as they were written."""
        fact, found = self.fact, self.fact.texts.get(lang)
        if found is None or lang == fact.lang:
            return Said(fact.text, fact.reason, fact.body, fact.lang)
        whole = (found.text or not fact.text) and (found.reason or not fact.reason)
        if not whole:
            return Said(fact.text, fact.reason, found.body or fact.body, fact.lang)
        return Said(found.text, found.reason, found.body or fact.body, lang)


@dataclass(frozen=True, slots=True)
class InputSummary:
    """An input in a list. ``beginning`` is how its words begin, empty once they were taken back."""

    public_id: str
    source: Source
    source_ref: str
    title: str
    beginning: str
    lang: str
    received_on: dt.date
    state: State
    public: bool
    body: str
    due_on: dt.date | None
    overdue: bool
    outcome: Outcome | None
    answered_on: dt.date | None

    @property
    def withdrawn(self) -> bool:
        return self.state is State.WITHDRAWN


@dataclass(frozen=True, slots=True)
class InputView:
    """An input with its words and its story."""

    summary: InputSummary
    original: str
    facts: tuple[FactView, ...]

    def translation(self, lang: str) -> str:
        """The person's words in the reader's language, when somebody translated them."""
        found = self.facts[0].fact.texts.get(lang)
        return found.text if found and lang != self.summary.lang else ""

    @property
    def answer(self) -> FactView | None:
        """The newest answer that still holds, if there is one."""
        if self.summary.outcome is None:
            return None
        return next((f for f in reversed(self.facts) if f.fact.outcome is not None), None)
