# SPDX-License-Identifier: EUPL-1.2
"""Forms for what a resident writes and what a moderator decides."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from core.forms import BaseForm, at_most, chosen, required
from forums.commands import Contribute, Decide
from forums.domain.moderation import Ground, Outcome
from forums.forms.fields import OnceForm, WhenGiven, choices, language_field, text_field
from forums.messages import GROUNDS, OUTCOMES

LONGEST_CONTRIBUTION = 4000


class ContributionForm(OnceForm):
    """``website`` is a trap for programs: people neither see nor reach it."""

    lang = language_field(_l("The language you write in"))
    text = text_field(
        _l("What you want to say"),
        rows=8,
        longest=LONGEST_CONTRIBUTION,
        description=_l("Please leave out names, your own too."),
        validators=[required(_l("Please write something first."))],
    )
    website = StringField(_l("Leave this empty"), render_kw={"tabindex": "-1", "autocomplete": "off"})

    def command(self, visitor: str) -> Contribute:
        return Contribute(
            text=self.text.data or "",
            lang=self.lang.data,
            once=self.mark(),
            visitor=visitor,
            trap_filled=bool(self.website.data),
        )


class DecisionForm(BaseForm):
    outcome = RadioField(
        _l("Your decision"),
        choices=choices(OUTCOMES),
        validators=[chosen()],
    )
    ground = RadioField(
        _l("Ground for a rejection"),
        description=_l("Needed when you reject. The writer can read it."),
        choices=choices(GROUNDS),
        validators=[WhenGiven()],
    )
    explanation = TextAreaField(
        _l("A few words to the writer"),
        description=_l("What would have to change so that it can be published?"),
        validators=[Optional(), at_most(1000)],
        render_kw={"rows": 3},
    )
    lang = language_field(_l("These words are in"))
    seen = HiddenField()

    def command(self) -> Decide:
        seen, explanation = str(self.seen.data or ""), self.explanation.data or ""
        return Decide(
            outcome=Outcome(self.outcome.data),
            seen=int(seen) if seen.isdecimal() else -1,
            ground=Ground(self.ground.data) if self.ground.data else None,
            explanations={self.lang.data: explanation} if explanation else {},
        )


class TranslationForm(BaseForm):
    lang = language_field(_l("Translation into"))
    text = text_field(_l("Translation"), rows=5)
