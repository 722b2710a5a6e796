# SPDX-License-Identifier: EUPL-1.2
"""Slips to print right after something was received: kept in the signed session, shown once, never in an address.

The way for other features: ``slips.hand_over(receipt)``, then redirect to ``followup.show_slip``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import segno
from flask import session

from consult.followup.reading import Receipt
from core.pages import path_of

KEY = "slips"
MOST = 40
"""A cookie holds four kilobytes; a meeting with more passed-on statements is printed in two goes."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One paper: the code in letters, and the same as a picture to scan."""

    public_id: str
    code: str
    picture: str
    address: str


def hand_over(*receipts: Receipt) -> None:
    """Keep receipts for the next page of this very visit."""
    kept = dict(session.get(KEY, {}))
    kept.update({receipt.public_id: receipt.code for receipt in receipts})
    session[KEY] = dict(list(kept.items())[-MOST:])


def take(public_ids: Sequence[str]) -> tuple[Slip, ...]:
    """The slips of these inputs that were not shown yet; afterwards they are gone."""
    kept = dict(session.get(KEY, {}))
    taken = tuple(slip(public_id, kept.pop(public_id)) for public_id in public_ids if public_id in kept)
    if taken:
        session[KEY] = kept
    return taken


def slip(public_id: str, code: str) -> Slip:
    address = path_of("core.enter_code", code=code)
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, dark="#000", light="#fff")
    return Slip(public_id, code, picture, path_of("core.enter_code"))
