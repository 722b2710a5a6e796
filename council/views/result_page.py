# SPDX-License-Identifier: EUPL-1.2
"""What the pages and papers of a result show: the declared one, what was shown before it, or what there is at work.

The long texts are read only where they are needed: the public page keeps its unchanging part (``core.fragments``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import abort
from markupsafe import Markup

from core import audit, clock
from core.access import current_actor
from core.fragments import fragment
from council.domain.declaration import DeclaredResult, ResultKind
from council.domain.election import LocalText
from council.models.count import ProvisionalResult, SeatCount
from council.models.declaration import Declaration
from council.models.election import Election
from council.permissions import WATCHERS, holds, runs
from council.queries import declaration as queries
from council.queries.count import valid_seat_count
from council.queries.objections import PublicObjection, public_objections
from council.views.blueprint import reads_from_the_right
from council.views.place_bars import place_bars
from council.views.record_page import RecordPage, record_page
from council.views.working import Working, working_of

BODY = "council/declaration/_body.html"


@dataclass(frozen=True)
class ResultPage:
    """A result to show. ``row`` is None for what only those at work may see; then ``seats`` and ``made`` are there."""

    election: Election
    row: Declaration | ProvisionalResult | None
    versions: tuple[Declaration, ...]
    may_correct: bool = False
    objections: tuple[PublicObjection, ...] = ()
    seats: SeatCount | None = None
    made: DeclaredResult | None = None

    @property
    def declaration(self) -> Declaration | None:
        """The declaration on this page; None while the result is provisional."""
        return self.row if isinstance(self.row, Declaration) else None

    @cached_property
    def result(self) -> DeclaredResult:
        if self.made is not None:
            return self.made
        assert self.row is not None
        return self.row.result

    @cached_property
    def counted(self) -> RecordPage:
        """The working of the count behind it."""
        return record_page(self.allocation.record, self._names)

    @cached_property
    def first_step(self) -> Working | None:
        """How lists won their seats, where persons then took them by votes of their own."""
        lists = self.allocation.lists
        return None if lists is None or self.counted.lists else working_of(lists, self._names)

    @property
    def allocation(self) -> SeatCount:
        seats = self.seats or (self.row.seat_count if self.row else None)
        assert seats is not None
        return seats

    @property
    def _names(self) -> dict[int, LocalText]:
        return {each.number: each.name for each in self.result.lists}

    @property
    def of_lists(self) -> bool:
        """True where lists, not persons, were voted for."""
        return self.result.kind is ResultKind.LISTS

    @property
    def public(self) -> bool:
        """True when everybody may see this result."""
        return self.row is not None

    @property
    def ahead(self) -> bool:
        return clock.today() < self.election.polling_day

    @property
    def newest(self) -> bool:
        """False for a declaration that a correction has replaced."""
        return self.declaration is None or self.declaration is self.versions[0]

    @property
    def key(self) -> str:
        """Names the unchanging value on this page."""
        if isinstance(self.row, Declaration):
            return f"{self.election.public_id}:{self.row.number}:{self.row.fingerprint}"
        if isinstance(self.row, ProvisionalResult):
            return f"{self.election.public_id}:shown:{self.row.id}:{self.row.at.isoformat()}"
        assert self.seats is not None
        return f"{self.election.public_id}:work:{self.seats.fingerprint}:{self.result.audit_number}"

    @property
    def tags(self) -> tuple[str, ...]:
        """Everything on the page that can become different, as text."""
        said = (repr(each) for each in self.objections)
        return (self.key, *(each.fingerprint for each in self.versions), *said)

    @property
    def body(self) -> Markup:
        """The part of the page that never changes: figures, seats, persons, working, places."""
        return fragment(BODY, self.key, self._body)

    def _body(self) -> Mapping[str, Any]:
        bars = place_bars(self.result, mirrored=reads_from_the_right())
        return {"result": self.result, "counted": self.counted, "first_step": self.first_step, "bars": bars}


def result_page(election: Election, number: int | None = None) -> ResultPage | None:
    """What this reader may see: the declared result, else (at work) what there is, else what was published."""
    actor, versions = current_actor(), tuple(queries.declarations_of(election))
    chosen = next((each for each in versions if number in (None, each.number)), None)
    if number is not None and chosen is None:
        abort(404)
    if chosen:
        said = public_objections(election)
        return ResultPage(election, chosen, versions, may_correct=runs(actor, election.public_id), objections=said)
    if holds(actor, election.public_id, *WATCHERS):
        seats = valid_seat_count(election)
        if seats is not None:
            made = queries.result_of(election, seats, audit.head())
            return ResultPage(election, None, (), seats=seats, made=made)
    shown = queries.shown_before(election)
    return ResultPage(election, shown, ()) if shown else None
