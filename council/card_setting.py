# SPDX-License-Identifier: EUPL-1.2
"""Sets the letters of one file: plain values become a PDF. Knows no application and no database.

The typesetter remembers everything it ever laid out, so each file is set in a process of its own that ends with it.
Those processes start from this small module, not from the whole program.
"""

from __future__ import annotations

from typing import Any

from core import paper

SOURCE, GROUND = "polling_card", "polling_card_ground"


def set_file(values: dict[str, Any]) -> bytes:
    """The PDF of one file."""
    ground = paper.compiled(GROUND, {name: values[name] for name in ("page", "sender", "words")}, tagged=False)
    cards = [{**card, "picture": paper.qr(card["link"])} for card in values["cards"]]
    plain = {**values["page"], "demo": ""}  # the ground says that already
    return paper.compiled(SOURCE, {**values, "page": plain, "cards": cards, "ground": list(ground)}, tagged=False)
