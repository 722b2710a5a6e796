# SPDX-License-Identifier: EUPL-1.2
"""What a person sees of the own entry: how it stands, why, where to vote, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from core import clock
from council.domain.claims import Registration
from council.domain.election import ElectionState
from council.domain.eligibility import Reason
from council.domain.timetable import Step, Timing, Window
from council.models.election import Election
from council.models.register import RegisterEntry
from council.queries.claims import has_applied
from council.queries.places import place_of
from council.queries.timetable import window_of
from council.register_messages import REASONS, advice, column_label
from council.register_values import value_words
from council.services.list_access import OPEN_STATES
from council.views.entry_page import ReasonWords
from council.views.place_page import ShownPlace, shown_place

SHOWN = (
    "register_number",
    "given_names",
    "family_name",
    "given_names_native",
    "family_name_native",
    "date_of_birth",
    "citizenship",
    "declared_since",
    "address",
    "language",
)
"""What the person needs to say whether the entry is right; contacts and the status are nobody's at a shared screen."""


@dataclass(frozen=True, slots=True)
class OwnEntry:
    election: Election
    entry: RegisterEntry
    values: tuple[tuple[str, str], ...]
    reasons: tuple[ReasonWords, ...]
    where: ShownPlace | None
    claims: Window
    by_application: bool
    applied: bool

    @property
    def may_claim(self) -> bool:
        return self.claims.timing(clock.today()) is Timing.IN_TIME

    @property
    def may_support(self) -> bool:
        """True while lists collect supporters."""
        asked = self.election.statute.parameters.supporters and self.election.now in OPEN_STATES
        return bool(asked) and self.entry.eligible

    @property
    def may_apply(self) -> bool:
        open_now = self.election.now is ElectionState.REGISTER_OPEN
        return self.by_application and not self.applied and open_now


def own_entry_page(entry: RegisterEntry, election: Election) -> OwnEntry:
    reasons = [Reason(refusal.reason) for refusal in entry.refusals]
    place = place_of(election, entry.place)
    return OwnEntry(
        election=election,
        entry=entry,
        values=tuple((column_label(name), value_words(name, getattr(entry, name))) for name in SHOWN),
        reasons=tuple(ReasonWords(str(REASONS[reason]), advice(reason)) for reason in reasons),
        where=shown_place(place) if place else None,
        claims=window_of(election, Step.CLAIMS),
        by_application=election.statute.parameters.registration is Registration.BY_APPLICATION,
        applied=has_applied(entry),
    )
