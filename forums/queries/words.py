# SPDX-License-Identifier: EUPL-1.2
"""The words of a page in one reader's language, from rows read once."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from core.db import db
from forums.domain.words import About, Part, Shown, Told, choose
from forums.models.topics import TopicText


class Spoken:
    """Looks up what a reader gets of each part of each thing."""

    def __init__(self, rows: Iterable[TopicText], lang: str) -> None:
        self.lang = lang
        self._told: dict[tuple[str, str], list[Told]] = {}
        for row in rows:
            self._told.setdefault((row.about_id, row.part), []).append(row.told())

    def of(self, public_id: str, part: Part) -> Shown:
        return choose(self._told.get((public_id, part.value), ()), self.lang)

    def languages(self, public_id: str, part: Part) -> tuple[str, ...]:
        """The languages a part is in, the original first."""
        told = self._told.get((public_id, part.value), [])
        return tuple(t.lang for t in sorted(told, key=lambda t: (not t.is_original, t.lang)))


def spoken(topic_id: int, lang: str) -> Spoken:
    """All words of one topic."""
    rows = db.session.scalars(sa.select(TopicText).where(TopicText.topic_id == topic_id).order_by(TopicText.id))
    return Spoken(rows, lang)


def titles(topic_ids: Iterable[int], lang: str) -> Spoken:
    """The titles of several topics."""
    rows = db.session.scalars(
        sa.select(TopicText)
        .where(
            TopicText.topic_id.in_(list(topic_ids)),
            TopicText.about == About.TOPIC.value,
            TopicText.part == Part.TITLE.value,
        )
        .order_by(TopicText.id)
    )
    return Spoken(rows, lang)
