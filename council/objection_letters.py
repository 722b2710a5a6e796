# SPDX-License-Identifier: EUPL-1.2
"""The letter that an objection was decided, in the language of the objection. It names nobody and gives no reason.

Who left no address reads the decision with the code; nothing is lost when a letter does not arrive.
"""

from __future__ import annotations

import flask_babel
from flask import current_app
from flask_babel import gettext as _

from core import outbox
from core.delivery import reachable
from core.outbox import Channel, Letter
from core.pages import path_of
from council.queries.objections import objection_by


def tell_decision(objection_id: str) -> None:
    """Put the letter into the outbox, once for each objection, in the transaction of the decision."""
    objection, config = objection_by(objection_id), current_app.config["TALKA"]
    if objection is None or objection.decision is None or "@" not in objection.contact:
        return
    if not reachable(config, Channel.EMAIL):
        return
    lang = objection.lang if objection.lang in config.languages else config.languages[0]
    with flask_babel.force_locale(lang):
        subject = str(_("Your objection to the result is decided"))
        lines = (_("Please open this page and type the code from your paper:"), path_of("core.enter_code"))
        body = "\n".join(str(line) for line in lines) + "\n"
    letter = Letter(
        key=f"objection:{objection_id}:decided",
        channel=Channel.EMAIL,
        recipient=objection.contact,
        lang=lang,
        subject=subject,
        body=body,
    )
    outbox.put(letter)
