# SPDX-License-Identifier: EUPL-1.2
"""The letter that a claim was decided, in the language of the claim. It names nobody and does not say what was claimed.

Who left no address reads the decision with the code; nothing is lost when a letter does not arrive.
"""

from __future__ import annotations

import flask_babel
from flask import current_app
from flask_babel import gettext as _

from core import outbox
from core.delivery import reachable
from core.i18n import day
from core.outbox import Channel, Letter
from core.pages import path_of
from council.queries.claims import claim_by


def tell_decision(claim_id: str) -> None:
    """Put the letter into the outbox, once for each claim, in the transaction of the decision."""
    claim, config = claim_by(claim_id), current_app.config["TALKA"]
    if claim is None or claim.decision is None or "@" not in claim.contact:
        return
    if not reachable(config, Channel.EMAIL):
        return
    lang = claim.lang if claim.lang in config.languages else config.languages[0]
    with flask_babel.force_locale(lang):
        subject = str(_("Your claim to the electoral register is decided"))
        lines = (
            _("Please open this page and type the code from your paper:"),
            path_of("core.enter_code"),
            "",
            _("The decision can be challenged until %(day)s.", day=day(claim.decision.appeal_until)),
        )
        body = "\n".join(str(line) for line in lines) + "\n"
    letter = Letter(
        key=f"claim:{claim_id}:decided",
        channel=Channel.EMAIL,
        recipient=claim.contact,
        lang=lang,
        subject=subject,
        body=body,
    )
    outbox.put(letter)
