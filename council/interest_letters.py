# SPDX-License-Identifier: EUPL-1.2
"""The letter that somebody would like to meet, to an interested person who left an e-mail address. It names nobody.

Who left a telephone number reads it with the code; nothing is lost when a letter does not arrive.
"""

from __future__ import annotations

import flask_babel
from flask import current_app
from flask_babel import gettext as _

from core import outbox
from core.delivery import reachable
from core.outbox import Channel, Letter
from core.pages import path_of
from council.queries.interests import interest_by


def tell_asked(asking_id: str, asked_id: str) -> None:
    """Put the letter into the outbox, once for each two people, in the transaction of the question."""
    asked, config = interest_by(asked_id), current_app.config["TALKA"]
    if asked is None or "@" not in asked.contact or not reachable(config, Channel.EMAIL):
        return
    lang = asked.lang if asked.lang in config.languages else config.languages[0]
    with flask_babel.force_locale(lang):
        subject = str(_("Somebody who would also like to stand wants to meet you"))
        lines = (
            _("Please open this page and type your code:"),
            path_of("core.enter_code"),
            "",
            _("Names are shown to both of you only when you agree."),
        )
        body = "\n".join(str(line) for line in lines) + "\n"
    letter = Letter(
        key=f"interest:{asking_id}:{asked_id}",
        channel=Channel.EMAIL,
        recipient=asked.contact,
        lang=lang,
        subject=subject,
        body=body,
    )
    outbox.put(letter)
