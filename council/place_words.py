# SPDX-License-Identifier: EUPL-1.2
"""The words of the count at polling places: figures, what does not fit, recounts, pooled boxes, doubtful papers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from council.domain.count_refusals import CountRefusal
from council.domain.doubtful import Outcome
from council.domain.polling import EntryKind, PlaceState
from council.domain.verification import Check

PLACE_REFUSALS: dict[StrEnum, Any] = {
    CountRefusal.RECOUNT_TOO_SOON: _l("A place has to be counted and confirmed before it is counted again."),
    CountRefusal.RECOUNT_NOWHERE: _l("Please choose the polling places that are counted again."),
    CountRefusal.BOX_TOO_SMALL: _l(
        "This box holds fewer than %(least)s papers. To keep votes secret it is counted together with another box."
    ),
    CountRefusal.BOX_COUNTED: _l("One of these boxes was counted already. Boxes are put together before the count."),
    CountRefusal.BOX_POOLED: _l("Please choose another polling place. Boxes put together stay together."),
    CountRefusal.PLACE_REPORTED: _l("This place has reported figures. It cannot be left out."),
    CountRefusal.PLACE_LEFT_OUT: _l("It was decided before that this place is left out."),
    CountRefusal.NOTHING_REPORTED: _l("Every other place is left out. One place at least has to be counted."),
    CountRefusal.GROUND_NEEDED: _l("Please choose the ground on which the paper is rejected."),
    CountRefusal.COUNTED_FOR_NEEDED: _l("Please say what the paper counts for."),
    CountRefusal.NOT_CARRIED: _l("A decision needs more votes in favour than against."),
    CountRefusal.GROUP_UNKNOWN: _l("Please choose one of the groups that the statute names."),
    CountRefusal.GROUPS_MISSING: _l(
        "The statute keeps seats for groups. Record to which of them each candidate belongs first (missing: %(open)s)."
    ),
    CountRefusal.PAPERS_NOT_KEYED: _l("Here lists are voted for: papers are counted in piles, not entered one by one."),
    CountRefusal.PAPER_UNREADABLE: _l(
        "Paper %(line)s: “%(text)s” cannot be read. Compare the numbers with those beside the form."
    ),
    CountRefusal.BATCH_UNKNOWN: _l("There is no such batch."),
    CountRefusal.BATCH_SIZE: _l("A batch has from one to %(most)s papers."),
    CountRefusal.BATCH_FULL: _l("These are more papers than the batch has left: %(left)s."),
    CountRefusal.BATCH_EMPTY: _l("Please type at least one paper."),
    CountRefusal.BATCH_TAKEN: _l("Two people have entered this batch. Only a decision can change it now."),
    CountRefusal.BATCH_NOT_READ: _l("There is nothing to decide: two whole readings have to differ first."),
    CountRefusal.BOX_EXCEEDED: _l("These are more papers than are left in the box: %(left)s."),
    CountRefusal.PAPER_UNKNOWN: _l("There is no such decision at this place that still stands."),
}

PLACE_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    PlaceState: {
        PlaceState.OPEN: _l("Not entered yet"),
        PlaceState.RECOUNT: _l("Recount ordered"),
        PlaceState.ENTERED_ONCE: _l("Entered once"),
        PlaceState.DISAGREEING: _l("Two entries disagree"),
        PlaceState.PAPERS_AWAITED: _l("Papers to enter"),
        PlaceState.CONFIRMED: _l("Confirmed"),
        PlaceState.LEFT_OUT: _l("Left out by decision"),
    },
    Outcome: {Outcome.VALID: _l("Valid"), Outcome.REJECTED: _l("Rejected")},
    EntryKind: {
        EntryKind.FIRST: _l("First entry"),
        EntryKind.SECOND: _l("Second entry"),
        EntryKind.DECISION: _l("Decision"),
    },
    Check: {
        Check.FOUND_IS_VALID_AND_REJECTED: _l("Papers found must be valid and rejected papers together."),
        Check.VOTES_ARE_VALID: _l("The votes of all lists together must be the valid papers."),
        Check.FOUND_ABOVE_ISSUED: _l(
            "More papers found than issued. Papers that are not official ones are not counted here."
        ),
        Check.ISSUED_ABOVE_ELECTORS: _l("More papers issued than there are electors."),
        Check.MARKED_ABOVE_ELECTORS: _l("More electors marked than the register has."),
        Check.RECEIVED_ADDS_UP: _l("Papers received are not issued, unused and spoilt papers together."),
        Check.FOUND_BELOW_ISSUED: _l("Fewer papers found than issued."),
        Check.ISSUED_IS_MARKED: _l("Papers issued are not as many as electors marked."),
        Check.ELECTORS_AS_REGISTER: _l("The closed register has another number of electors."),
        Check.GROUNDS_ARE_REJECTED: _l("The papers rejected on each ground together must be the rejected papers."),
        Check.MANY_REJECTED: _l("Unusually many papers are rejected, in per cent."),
        Check.MARKED_AS_ROLL: _l("The roll has another number of electors marked."),
        Check.TURNOUT_APART: _l("Turnout is far from that of the other places, in per cent."),
    },
}

PLACE_TONES: dict[StrEnum, str] = {
    PlaceState.OPEN: "neutral",
    PlaceState.ENTERED_ONCE: "wait",
    PlaceState.DISAGREEING: "warn",
    PlaceState.CONFIRMED: "good",
    PlaceState.RECOUNT: "wait",
    PlaceState.PAPERS_AWAITED: "wait",
    PlaceState.LEFT_OUT: "warn",
    Outcome.VALID: "good",
    Outcome.REJECTED: "stop",
}

FIGURES = {
    "electors": _l("Electors in the register"),
    "marked": _l("Electors marked in the register"),
    "received": _l("Ballot papers received"),
    "issued": _l("Ballot papers issued"),
    "unused": _l("Ballot papers unused"),
    "spoilt": _l("Ballot papers spoilt and replaced"),
    "found": _l("Ballot papers found in the box"),
    "valid": _l("Valid ballot papers"),
    "rejected": _l("Rejected ballot papers"),
}
"""What the figures of a count sheet are called."""
