# SPDX-License-Identifier: EUPL-1.2
"""Slips to print right after something was received: kept in the signed session, shown once, never in an address.

The way for other features: ``slips.hand_over(receipt)``, then redirect to ``followup.show_slip``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import segno
from flask import current_app, session
from flask_babel import force_locale
from flask_babel import gettext as _

from consult.followup.reading import Receipt
from core.i18n import current_language, direction, tag
from core.pages import path_of
from core.visit import SLIPS

MOST = 40
"""A cookie holds four kilobytes; a meeting with more passed-on statements is printed in two goes."""


@dataclass(frozen=True, slots=True)
class SlipText:
    """What a slip says, in one language."""

    lang: str
    dir: str
    opens: str
    your_code: str
    picture: str
    scan: str
    keep: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One paper: the code in letters, the same as a picture to scan, and what it is for.

    ``texts`` begin with the language of the person who takes it home.
    """

    public_id: str
    code: str
    picture: str
    address: str
    texts: tuple[SlipText, ...]


def hand_over(*receipts: Receipt) -> None:
    """Keep receipts for the next page of this very visit."""
    kept = dict(session.get(SLIPS, {}))
    kept.update({receipt.public_id: receipt.code for receipt in receipts})
    session[SLIPS] = dict(list(kept.items())[-MOST:])


def take(public_ids: Sequence[str], langs: Mapping[str, str] | None = None) -> tuple[Slip, ...]:
    """The slips of these inputs that were not shown yet; afterwards they are gone.

    :param langs: the language of each person, by input; where it is not offered, the reader's stands for it.
    """
    kept = dict(session.get(SLIPS, {}))
    spoken = langs or {}
    taken = tuple(
        _slip(public_id, kept.pop(public_id), spoken.get(public_id, ""))
        for public_id in public_ids
        if public_id in kept
    )
    if taken:
        session[SLIPS] = kept
    return taken


def _slip(public_id: str, code: str, lang: str) -> Slip:
    address = path_of("core.enter_code", code=code)
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, dark="#000", light="#fff")
    reader = current_language()
    first = lang if lang in current_app.config["TALKA"].languages else reader
    texts = tuple(_text(language) for language in dict.fromkeys((first, reader)))
    return Slip(public_id, code, picture, path_of("core.enter_code"), texts)


def _text(lang: str) -> SlipText:
    municipality = current_app.config["TALKA"].municipality
    with force_locale(lang):
        return SlipText(
            lang=tag(lang),
            dir=direction(lang),
            opens=_(
                "This code opens your page: what you said, and what %(municipality)s does about it. "
                "No name and no account are needed.",
                municipality=municipality,
            ),
            your_code=_("Your code"),
            picture=_("The same code, to scan with a phone"),
            scan=_("Scan the picture with a phone, or type the code at this address:"),
            keep=_("Keep this paper to yourself. Whoever has the code can read the page."),
        )
