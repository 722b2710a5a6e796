# SPDX-License-Identifier: EUPL-1.2
"""The words of polling cards on the pages of those who print and send them; ``council.messages`` joins them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from core.outbox import Channel
from council.domain.cards import CardRefusal, Ending, Need, NoticeKind, Proof, Remedy, ReturnReason

CARD_REFUSALS: dict[StrEnum, Any] = {
    CardRefusal.REGISTER_NOT_CLOSED: _l("Polling cards are printed from the closed register. Close it first."),
    CardRefusal.REGISTER_MOVED: _l(
        "The register or the cards have changed since this run was begun. Nothing was kept; please begin again."
    ),
    CardRefusal.SUMS_DIFFER: _l(
        "The cards do not add up to the electors of the closed register: %(have)s against %(want)s. "
        "Nothing was printed."
    ),
    CardRefusal.PAGES_DIFFER: _l(
        "The files do not add up (%(what)s: %(have)s against %(want)s). Nothing was kept and no code opens anything."
    ),
    CardRefusal.NOTHING_TO_PRINT: _l("There is nobody to print a card for."),
    CardRefusal.REASON_NEEDED: _l(
        "Cards that were printed before are printed again (%(repeats)s): their codes will open nothing. Say why."
    ),
    CardRefusal.TOO_MANY_HERE: _l(
        "These are %(cards)s cards. A page prints at most %(most)s; for more use the command below."
    ),
    CardRefusal.POLLING_OVER: _l("Polling is over. No card is printed any more."),
    CardRefusal.PLACE_UNKNOWN: _l("There is no such polling place."),
    CardRefusal.NOT_AN_ELECTOR: _l("This entry gives no right to vote, so it gets no card."),
    CardRefusal.CARD_STANDS: _l(
        "This person has a polling card. Make a replacement card: the old one then opens nothing."
    ),
    CardRefusal.CARD_UNKNOWN: _l("There is no card with this number. It stands above the address: 1-000123."),
    CardRefusal.MORE_THAN_PRINTED: _l("That is more than was printed: %(left)s cards are left to hand on."),
    CardRefusal.DAY_WRONG: _l("This day does not fit: it is still to come, or before the cards were printed."),
    CardRefusal.RETURNED_BEFORE: _l("That this card came back is recorded already."),
    CardRefusal.SENT_BEFORE: _l("This form was sent before. The card was made then; open the page anew for another."),
    CardRefusal.NO_CHANNEL: _l("This installation cannot send on this channel. Ask its operator."),
    CardRefusal.NOTICE_TOO_EARLY: _l("Electors are written to when the register is closed."),
    CardRefusal.NOTICE_TOO_LATE: _l("Polling is over. Nobody is written to any more."),
}

_NOTICES = {
    NoticeKind.CARD: _l("Notice of the election"),
    NoticeKind.REMINDER: _l("Reminder to vote"),
}

_CHANNELS = {Channel.EMAIL: _l("E-mail"), Channel.SMS: _l("Text message")}

ENDINGS = {
    Ending.REPRINTED: _l("Printed again"),
    Ending.REPLACED: _l("Replaced by another card"),
    Ending.NOT_ELIGIBLE: _l("No right to vote any more"),
    Ending.OTHER_PLACE: _l("Belongs to another polling place now"),
}

_PROOFS = {
    Proof.PASSPORT: _l("Passport"),
    Proof.IDENTITY_CARD: _l("Identity card"),
    Proof.RESIDENCE_PERMIT: _l("Residence permit"),
    Proof.KNOWN_IN_PERSON: _l("Known in person to who checked it"),
}

_NEEDS = {
    Need.LOST: _l("The card was lost"),
    Need.NEVER_CAME: _l("The card never came"),
    Need.DAMAGED: _l("The card is damaged"),
    Need.DATA_CHANGED: _l("Name, address or polling place has changed"),
    Need.SEEN_BY_OTHERS: _l("Somebody else has seen the code"),
}

_RETURNS = {
    ReturnReason.UNKNOWN_THERE: _l("Nobody by this name lives there"),
    ReturnReason.MOVED: _l("Moved away"),
    ReturnReason.ADDRESS_INCOMPLETE: _l("The address is incomplete"),
    ReturnReason.NOT_FETCHED: _l("Not fetched from the post office"),
    ReturnReason.NOT_TAKEN: _l("Acceptance refused"),
    ReturnReason.DIED: _l("The person has died"),
}

_REMEDIES = {
    Remedy.NEW_ADDRESS: _l("Sent again to a new address"),
    Remedy.GO_BETWEEN: _l("A go-between looks for the person"),
    Remedy.WAITS_AT_DESK: _l("Waits at the desk"),
    Remedy.HANDED_OVER: _l("Handed over to the person"),
    Remedy.NOTHING_MORE: _l("Nothing more can be done"),
}

CARD_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    NoticeKind: _NOTICES,
    Channel: _CHANNELS,
    Ending: ENDINGS,
    Proof: _PROOFS,
    Need: _NEEDS,
    ReturnReason: _RETURNS,
    Remedy: _REMEDIES,
}

CARD_TONES: dict[StrEnum, str] = {
    Remedy.NEW_ADDRESS: "good",
    Remedy.HANDED_OVER: "good",
    Remedy.GO_BETWEEN: "wait",
    Remedy.WAITS_AT_DESK: "wait",
    Remedy.NOTHING_MORE: "neutral",
}
