# SPDX-License-Identifier: EUPL-1.2
"""What the writer of a contribution is told by code: facts for the follow-up, in every offered language.

Here words meet facts, so that the services stay free of wording.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from flask import current_app

from consult.followup import api as followup
from consult.followup.api import FactKind, NewFact, Outcome, Words
from core.config import SOURCE_LANGUAGE
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal
from core.i18n import in_language
from forums.domain.moderation import Ground
from forums.domain.recommendation import AnswerOutcome
from forums.domain.words import Part, Wording
from forums.messages import GROUNDS

_OUTCOMES = {
    AnswerOutcome.ACCEPTED: Outcome.IN_WHOLE,
    AnswerOutcome.IN_PART: Outcome.IN_PART,
    AnswerOutcome.REJECTED: Outcome.NOT,
}


def tell(actor: Actor, input_id: str, fact: NewFact) -> bool:
    """Note a fact on an input; False when its story is over for the writer (withdrawn, or not published)."""
    try:
        followup.note(actor, input_id, fact)
    except Refusal as refusal:
        if refusal.code is CoreRefusal.MOVE_NOT_ALLOWED:
            return False
        raise
    return True


def published() -> NewFact:
    return NewFact(FactKind.PUBLISHED)


def rejected(ground: Ground, explanations: Mapping[str, str]) -> NewFact:
    """The ground in every offered language, with the moderator's words where there are some in it."""
    grounds = _in_every_language(GROUNDS[ground])
    spare = next(iter(explanations.values()), "")
    texts = {
        lang: Words(text=text, reason=explanations.get(lang, "") or spare or text) for lang, text in grounds.items()
    }
    base = texts[SOURCE_LANGUAGE]
    return NewFact(FactKind.NOT_PUBLISHED, text=base.text, reason=base.reason, lang=SOURCE_LANGUAGE, texts=texts)


def grouped(wording: Wording) -> NewFact:
    """The contribution became part of this recommendation."""
    texts = {lang: Words(text=parts[Part.WHAT], body=parts[Part.ADDRESSEE]) for lang, parts in wording.texts.items()}
    base = texts[wording.original]
    return NewFact(FactKind.GROUPED, text=base.text, body=base.body, lang=wording.original, texts=texts)


def presented(wording: Wording, on: dt.date, answer_by: dt.date) -> NewFact:
    """The recommendation was laid before a body, which owes an answer by the day of the mandate."""
    texts = {lang: Words(body=parts[Part.BODY]) for lang, parts in wording.texts.items()}
    return NewFact(
        FactKind.PRESENTED,
        on=on,
        body=texts[wording.original].body,
        lang=wording.original,
        due_on=answer_by if answer_by >= on else None,
        texts=texts,
    )


def answered(wording: Wording, outcome: AnswerOutcome, on: dt.date) -> NewFact:
    """The municipality's answer to the recommendation, with its reason."""
    texts = {lang: Words(reason=parts[Part.REASON], body=parts[Part.BODY]) for lang, parts in wording.texts.items()}
    base = texts[wording.original]
    return NewFact(
        FactKind.ANSWERED,
        on=on,
        body=base.body,
        reason=base.reason,
        outcome=_OUTCOMES[outcome],
        lang=wording.original,
        texts=texts,
    )


def _in_every_language(sentence: object) -> dict[str, str]:
    said: dict[str, str] = {}
    for lang in {SOURCE_LANGUAGE, *current_app.config["TALKA"].languages}:
        with in_language(lang):  # type: ignore[attr-defined]  # Flask-Babel gives no types
            said[lang] = str(sentence)
    return said
