# SPDX-License-Identifier: EUPL-1.2
"""The life of an input: facts in order, and where it stands, derived by folding them.

Facts are never changed or removed. Time arrives as an argument.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from consult.followup.domain.refusals import FollowupRefusal
from core.domain.refusal import Refusal
from core.domain.transitions import Moves


class Source(StrEnum):
    """Where an input came from; ``source_ref`` is the public id of the thing in its own feature."""

    CORNER_STATEMENT = "corner_statement"
    CONTRIBUTION = "contribution"
    MEETING_POINT = "meeting_point"
    LETTER = "letter"


class FactKind(StrEnum):
    """What happened."""

    HEARD = "heard"
    PUBLISHED = "published"
    NOT_PUBLISHED = "not_published"
    GROUPED = "grouped"
    PRESENTED = "presented"
    ASSIGNED = "assigned"
    PROGRESS = "progress"
    ANSWERED = "answered"
    DONE = "done"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


class State(StrEnum):
    """Where an input stands."""

    HEARD = "heard"
    PUBLISHED = "published"
    NOT_PUBLISHED = "not_published"
    GROUPED = "grouped"
    PRESENTED = "presented"
    CONSIDERED = "considered"
    ANSWERED = "answered"
    NOT_USED = "not_used"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What the answer says."""

    IN_WHOLE = "in_whole"
    IN_PART = "in_part"
    NOT = "not"


OWED = frozenset({State.HEARD, State.PUBLISHED, State.GROUPED, State.PRESENTED, State.CONSIDERED})
"""States in which the municipality owes an answer."""

CLOSED = frozenset({State.NOT_PUBLISHED, State.NOT_USED, State.DONE, State.WITHDRAWN})
"""States in which nothing more is owed. DONE and NOT_USED are reached through an answer alone."""

_K, _S = FactKind, State
_WORK: dict[FactKind, State] = {
    _K.GROUPED: _S.GROUPED,
    _K.PRESENTED: _S.PRESENTED,
    _K.ASSIGNED: _S.CONSIDERED,
    _K.PROGRESS: _S.CONSIDERED,
    _K.ANSWERED: _S.ANSWERED,
    _K.NOT_PUBLISHED: _S.NOT_PUBLISHED,
    _K.WITHDRAWN: _S.WITHDRAWN,
}
_SETTLED: dict[FactKind, State] = {_K.REOPENED: _S.CONSIDERED, _K.WITHDRAWN: _S.WITHDRAWN}
_TABLE: dict[State, dict[FactKind, State]] = {
    _S.HEARD: {**_WORK, _K.PUBLISHED: _S.PUBLISHED},
    _S.PUBLISHED: _WORK,
    _S.GROUPED: {**_WORK, _K.PUBLISHED: _S.GROUPED},
    _S.PRESENTED: {**_WORK, _K.GROUPED: _S.PRESENTED, _K.PUBLISHED: _S.PRESENTED},
    _S.CONSIDERED: {
        **_WORK,
        _K.GROUPED: _S.CONSIDERED,
        _K.PRESENTED: _S.CONSIDERED,
        _K.PUBLISHED: _S.CONSIDERED,
    },
    _S.NOT_PUBLISHED: {_K.PUBLISHED: _S.PUBLISHED, _K.WITHDRAWN: _S.WITHDRAWN},
    # An answer may be put right, an answered input may become part of another recommendation, and words that turn
    # out to break the rules can be hidden however far their story has come.
    _S.ANSWERED: {
        **_SETTLED,
        _K.ANSWERED: _S.ANSWERED,
        _K.ASSIGNED: _S.ANSWERED,
        _K.PROGRESS: _S.ANSWERED,
        _K.GROUPED: _S.ANSWERED,
        _K.PRESENTED: _S.PRESENTED,
        _K.PUBLISHED: _S.ANSWERED,
        _K.NOT_PUBLISHED: _S.ANSWERED,
        _K.DONE: _S.DONE,
    },
    _S.NOT_USED: {
        **_SETTLED,
        _K.GROUPED: _S.GROUPED,
        _K.PRESENTED: _S.PRESENTED,
        _K.ANSWERED: _S.ANSWERED,
        _K.PUBLISHED: _S.NOT_USED,
        _K.NOT_PUBLISHED: _S.NOT_USED,
    },
    _S.DONE: {**_SETTLED, _K.PUBLISHED: _S.DONE, _K.NOT_PUBLISHED: _S.DONE},
    _S.WITHDRAWN: {},
}
MOVES: Moves[State, FactKind] = Moves(
    {(state, kind): after for state, row in _TABLE.items() for kind, after in row.items()}
)


@dataclass(frozen=True, slots=True)
class Words:
    """A fact's words in one more language."""

    text: str = ""
    reason: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class NewFact:
    """Something that happened, as it is noted.

    ``on`` empty means today. ``texts`` are the same words in other languages, keyed by language.
    """

    kind: FactKind
    on: dt.date | None = None
    body: str = ""
    text: str = ""
    reason: str = ""
    outcome: Outcome | None = None
    lang: str = "en"
    due_on: dt.date | None = None
    texts: Mapping[str, Words] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an input stands after its facts."""

    state: State
    heard_on: dt.date
    public: bool = False
    body: str = ""
    due_on: dt.date | None = None
    outcome: Outcome | None = None
    answered_on: dt.date | None = None

    @property
    def owed(self) -> bool:
        return self.state in OWED

    def overdue(self, today: dt.date) -> bool:
        """True when the due date has passed and what was promised for it is still missing."""
        return self.due_on is not None and self.due_on < today and self.state not in CLOSED


def heard(on: dt.date) -> Standing:
    """Where every life begins."""
    return Standing(State.HEARD, heard_on=on)


def after(standing: Standing, fact: NewFact, on: dt.date) -> Standing:
    """Where the input stands after one more fact.

    :raises Refusal: ``core.move_not_allowed`` when this cannot happen now.
    """
    state = MOVES.after(standing.state, fact.kind)
    if fact.kind is FactKind.ANSWERED:
        state = State.NOT_USED if fact.outcome is Outcome.NOT else state
        standing = replace(standing, outcome=fact.outcome, answered_on=on, due_on=None)
    elif fact.kind is FactKind.REOPENED:
        standing = replace(standing, outcome=None, answered_on=None, due_on=None)
    return replace(
        standing,
        state=state,
        public=_public(standing, fact.kind),
        body=fact.body or standing.body,
        due_on=None if state in CLOSED else fact.due_on or standing.due_on,
    )


def fold(heard_on: dt.date, facts: Iterable[tuple[NewFact, dt.date]]) -> Standing:
    """Where the input stands after all facts that followed the first one, in their order."""
    standing = heard(heard_on)
    for fact, on in facts:
        standing = after(standing, fact, on)
    return standing


def _public(standing: Standing, kind: FactKind) -> bool:
    """Words are shown to everybody only between a fact that publishes them and one that takes them back."""
    if kind is FactKind.PUBLISHED:
        return True
    return standing.public and kind not in (FactKind.NOT_PUBLISHED, FactKind.WITHDRAWN)


_NEEDS_REASON = frozenset({FactKind.ANSWERED, FactKind.NOT_PUBLISHED, FactKind.REOPENED})


def refuse_incomplete(fact: NewFact, *, on: dt.date, heard_on: dt.date, today: dt.date) -> None:
    """A fact must say enough for the person to understand it.

    :raises Refusal: naming the field that is missing or wrong.
    """
    if fact.kind is FactKind.ANSWERED and fact.outcome is None:
        raise Refusal(FollowupRefusal.OUTCOME_MISSING, field="outcome")
    if fact.kind in _NEEDS_REASON and not fact.reason.strip():
        raise Refusal(FollowupRefusal.REASON_MISSING, field="reason")
    if fact.kind is FactKind.DONE and not fact.text.strip():
        raise Refusal(FollowupRefusal.EVIDENCE_MISSING, field="text")
    if fact.kind is FactKind.ASSIGNED:
        _refuse_unassigned(fact)
    if on > today:
        raise Refusal(FollowupRefusal.IN_THE_FUTURE, field="on")
    if on < heard_on:
        raise Refusal(FollowupRefusal.BEFORE_HEARD, field="on")
    if fact.due_on is not None and fact.due_on < on:
        raise Refusal(FollowupRefusal.DUE_TOO_EARLY, field="due_on")


def _refuse_unassigned(fact: NewFact) -> None:
    if not fact.body.strip():
        raise Refusal(FollowupRefusal.BODY_MISSING, field="body")
    if fact.due_on is None:
        raise Refusal(FollowupRefusal.DUE_MISSING, field="due_on")
