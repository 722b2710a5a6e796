# SPDX-License-Identifier: EUPL-1.2
"""Writing the words of a topic's things, and putting them into further languages."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from core import audit, clock
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from forums import permissions
from forums.domain.refusals import ForumRefusal
from forums.domain.topic import BEFORE_OPENING, Act, TopicState
from forums.domain.words import PARTS, About, Origin, Part, Wording, check_words
from forums.models.topics import Topic, TopicText

Thing = tuple[About, str]
"""What the words are about, and its public id."""


def write(actor: Actor, topic: Topic, thing: Thing, wording: Wording) -> None:
    """The first words of a new thing, in one or several languages.

    :raises Refusal: when a part is missing.
    """
    check_words(thing[0], wording)
    for lang, words in wording.texts.items():
        for part in PARTS[thing[0]]:
            if words.get(part, "").strip():
                _add(actor, topic, thing, (part, lang, words[part], wording.origin(lang)))
    db.session.flush()


def put_into_words(actor: Actor, topic: Topic, thing: Thing, lang: str, words: Mapping[Part, str]) -> None:
    """A translation by a person, new or corrected; or, before opening, the original in better words.

    The original of a mandate is what was signed and never changes.

    :raises Refusal: when not permitted, when a part is missing, or when the language is the original's.
    """
    state = TopicState(topic.state)
    permissions.require(actor, Act.TRANSLATE, state)
    known = _known(topic, thing)
    original = next(row.lang for row in known.values() if row.origin == Origin.ORIGINAL.value)
    if lang == original:
        if state not in BEFORE_OPENING or thing[0] is About.MANDATE:
            raise Refusal(ForumRefusal.ORIGINAL_LANGUAGE, field="lang")
        permissions.require(actor, Act.ASK, state)
    check_words(thing[0], Wording(lang, {lang: words}))
    for part in PARTS[thing[0]]:
        _set(actor, topic, thing, (part, lang, words.get(part, "").strip(), known))
    audit.record(actor, "forums.words_written", (thing[0].value, thing[1]), {"lang": lang})
    db.session.flush()


Known = dict[tuple[str, str], TopicText]


def _known(topic: Topic, thing: Thing) -> Known:
    rows = db.session.scalars(
        sa.select(TopicText).where(
            TopicText.topic_id == topic.id, TopicText.about == thing[0].value, TopicText.about_id == thing[1]
        )
    )
    return {(row.part, row.lang): row for row in rows}


def _set(actor: Actor, topic: Topic, thing: Thing, told: tuple[Part, str, str, Known]) -> None:
    part, lang, text, known = told
    row = known.get((part.value, lang))
    if row is not None:
        row.text, row.actor_id, row.at = text, actor.id, clock.now()
    elif text:
        _add(actor, topic, thing, (part, lang, text, Origin.HUMAN))


def _add(actor: Actor, topic: Topic, thing: Thing, told: tuple[Part, str, str, Origin]) -> None:
    part, lang, text, origin = told
    db.session.add(
        TopicText(
            topic_id=topic.id,
            about=thing[0].value,
            about_id=thing[1],
            part=part.value,
            lang=lang,
            text=text.strip(),
            origin=origin.value,
            actor_id=actor.id,
        )
    )
