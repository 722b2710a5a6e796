# SPDX-License-Identifier: EUPL-1.2
"""Letters to the staff about their own accounts: nobody's rights or keys change without the person being told.

An account has no language of its own, so a letter says the same in every language offered. It goes through the
outbox in the transaction of the change, once for each entry of the audit record. Ordinary sign-ins are not told.
An installation without a mail server tells nobody; the story on the page of the account shows the same.
"""

from __future__ import annotations

import flask_babel
from flask import current_app
from flask_babel import gettext as _

from core import outbox
from core.accounts.messages import STORY
from core.accounts.models import Account
from core.audit import AuditEvent
from core.config import Config
from core.delivery import reachable
from core.i18n import moment
from core.outbox import Channel, Letter

NOT_TOLD = frozenset({"accounts.created", "accounts.set_up_code_issued", "accounts.signed_in"})


def tell(account: Account, entry: AuditEvent) -> None:
    """Write the letter about one change of an account, unless it is one that the person need not be told."""
    if entry.event in NOT_TOLD or entry.event not in STORY:
        return
    config: Config = current_app.config["TALKA"]
    if not reachable(config, Channel.EMAIL):
        return
    page = current_app.jinja_env.get_template("emails/accounts/changed.txt")
    subjects, parts = [], []
    for lang in config.languages:
        with flask_babel.force_locale(lang):
            subjects.append(_("Your account in Talka has changed"))
            words = {"what": str(STORY[entry.event]), "when": moment(entry.at)}
            parts.append(page.render(words).strip())
    outbox.put(
        Letter(
            key=f"account:{account.public_id}:{entry.number}",
            channel=Channel.EMAIL,
            recipient=account.email,
            lang=config.languages[0],
            subject=" / ".join(subjects),
            body="\n\n--\n\n".join(parts) + "\n",
        )
    )
