# SPDX-License-Identifier: EUPL-1.2
"""What the home page, the desk and the pages of accounts say about elections."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from core.feature import News
from core.i18n import current_language
from council.api import elections_now
from council.domain.election import ElectionState
from council.messages import LABELS
from council.queries.election import all_elections


def election_news() -> Sequence[News]:
    """The called elections for the home page."""
    lang = current_language()
    found = []
    for election in elections_now():
        title, title_lang = election.title.read(lang)
        state = str(LABELS[ElectionState][election.state])
        href = url_for("council.show_election", public_id=election.public_id)
        found.append(News("election", title, href, on=election.polling_day, state=state, lang=title_lang))
    return found


def election_scopes() -> Sequence[tuple[str, str]]:
    """The elections to which a role can be limited, drafts too: people are named before an election is called."""
    lang = current_language()
    return tuple((election.scope, election.title.read(lang)[0]) for election in all_elections())
