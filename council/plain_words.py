# SPDX-License-Identifier: EUPL-1.2
"""The statute in sentences anyone can read. Only wording: the values come from the adopted version."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from flask_babel import ngettext

from core.i18n import day
from council.domain.eligibility import ElectorateProfile
from council.domain.statute import StatuteParameters
from council.domain.vocabularies import ResidenceStatus
from council.messages import LABELS


def who_may_vote(terms: StatuteParameters, polling_day: dt.date, qualifying_date: dt.date) -> tuple[str, ...]:
    """One sentence for each condition; a person must meet them all."""
    found = (
        _citizenship(terms),
        _(
            "You are at least %(years)s years old on polling day, %(day)s.",
            years=terms.min_age,
            day=day(polling_day),
        ),
        _residence(terms, qualifying_date),
        _("You live here with one of these: %(statuses)s.", statuses=_statuses(terms)),
    )
    return tuple(str(sentence) for sentence in found)


def _citizenship(terms: StatuteParameters) -> object:
    if terms.profile is ElectorateProfile.NO_LOCAL_VOTE:
        return _(
            "You are not a Lithuanian citizen, and you cannot vote in the municipal election: "
            "you are neither a citizen of the European Union nor a permanent resident."
        )
    return _("You are not a Lithuanian citizen. Any other citizenship, or none, is fine.")


def _residence(terms: StatuteParameters, qualifying_date: dt.date) -> object:
    if terms.min_residence_days == 0:
        return _("You have declared that you live in this municipality (%(name)s).", name=terms.municipality)
    return ngettext(
        "On %(day)s you have been declared as living in this municipality (%(name)s) for at least %(num)s day.",
        "On %(day)s you have been declared as living in this municipality (%(name)s) for at least %(num)s days.",
        terms.min_residence_days,
        day=day(qualifying_date),
        name=terms.municipality,
    )


def _statuses(terms: StatuteParameters) -> str:
    # A Lithuanian citizen is no elector whatever the status says; naming it here would only puzzle the reader.
    foreign = [s for s in terms.accepted_statuses if s is not ResidenceStatus.LITHUANIAN_CITIZEN]
    labels = [str(LABELS[type(status)][status]) for status in foreign]
    return "; ".join(labels)
