# SPDX-License-Identifier: EUPL-1.2
"""The way of one postal envelope: asked for, sent, back in time or not, opened against the roll.

What is numbered and counted are envelopes. The outer one names the elector; the inner one names nobody, and goes into
the box unopened. That it was accepted is a mark on the roll, made together with the fact.
"""

from enum import StrEnum

from core.domain.transitions import Moves


class PostalState(StrEnum):
    """Where the envelope of one elector is."""

    NONE = "none"
    WANTED = "wanted"
    OUT = "out"
    RETURNED = "returned"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    ACCEPTED = "accepted"


class PostalEvent(StrEnum):
    """What happens to an envelope."""

    APPLY = "apply"
    ISSUE = "issue"
    RETURN = "return"
    RETURN_LATE = "return_late"
    RETURN_UNSIGNED = "return_unsigned"
    RETURN_VOID = "return_void"
    CANCEL = "cancel"
    ACCEPT = "accept"


_S, _E = PostalState, PostalEvent

POSTAL_MOVES: Moves[PostalState, PostalEvent] = Moves(
    {
        (_S.NONE, _E.APPLY): _S.WANTED,
        (_S.WANTED, _E.ISSUE): _S.OUT,
        (_S.WANTED, _E.CANCEL): _S.CANCELLED,
        (_S.OUT, _E.RETURN): _S.RETURNED,
        (_S.OUT, _E.RETURN_LATE): _S.REFUSED,
        (_S.OUT, _E.RETURN_UNSIGNED): _S.REFUSED,
        (_S.OUT, _E.CANCEL): _S.CANCELLED,
        (_S.CANCELLED, _E.APPLY): _S.WANTED,
        (_S.CANCELLED, _E.RETURN_VOID): _S.REFUSED,
        (_S.RETURNED, _E.ACCEPT): _S.ACCEPTED,
    }
)
"""An envelope that was lost or handed in at the desk is cancelled; another one is then asked for anew."""

ENVELOPES_OUT = frozenset({_E.ISSUE})
CAME_BACK = frozenset({_E.RETURN, _E.RETURN_LATE, _E.RETURN_UNSIGNED, _E.RETURN_VOID})


class TenderedOutcome(StrEnum):
    """What became of a tendered ballot: opened into the box, or left closed for good."""

    COUNTED = "counted"
    REJECTED = "rejected"
