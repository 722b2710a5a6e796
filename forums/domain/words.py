# SPDX-License-Identifier: EUPL-1.2
"""Texts in several languages: which parts a thing has, and which language a reader gets.

A reader gets the own language, else the original marked as such. Nothing is ever shown as an original that is
a translation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.domain.refusal import Refusal
from forums.domain.refusals import ForumRefusal


class Origin(StrEnum):
    """How a text came about. Every translation so far is made by a person."""

    ORIGINAL = "original"
    HUMAN = "human"


class About(StrEnum):
    """The things of a topic that carry words."""

    TOPIC = "topic"
    MANDATE = "mandate"
    QUESTION = "question"
    RECOMMENDATION = "recommendation"
    PRESENTATION = "presentation"
    ANSWER = "answer"
    MEASURE = "measure"


class Part(StrEnum):
    """One text of such a thing."""

    TITLE = "title"
    DESCRIPTION = "description"
    SIGNATORY = "signatory"
    BODY = "body"
    SCOPE = "scope"
    PROMISE = "promise"
    QUESTION = "question"
    HINT = "hint"
    WHAT = "what"
    ADDRESSEE = "addressee"
    REASON = "reason"
    DEPARTMENT = "department"


PARTS: Mapping[About, tuple[Part, ...]] = {
    About.TOPIC: (Part.TITLE, Part.DESCRIPTION),
    About.MANDATE: (Part.SIGNATORY, Part.BODY, Part.SCOPE, Part.PROMISE),
    About.QUESTION: (Part.QUESTION, Part.HINT),
    About.RECOMMENDATION: (Part.WHAT, Part.ADDRESSEE),
    About.PRESENTATION: (Part.BODY,),
    About.ANSWER: (Part.BODY, Part.REASON),
    About.MEASURE: (Part.WHAT, Part.DEPARTMENT),
}
OPTIONAL = frozenset({Part.HINT})

LANGUAGES = (
    "en", "lt", "ar", "uk", "ru", "be", "fa", "ps", "ur", "tr", "ku", "ckb", "pl", "lv", "et", "de", "fr", "es",
    "it", "ka", "hy", "az", "kk", "ky", "tg", "uz", "hi", "pa", "bn", "ne", "vi", "zh", "ti", "am", "so", "sw",
)  # fmt: skip
"""Languages in which people may write; far more than those the pages are offered in."""


@dataclass(frozen=True, slots=True)
class Told:
    """One text in one language."""

    lang: str
    text: str
    origin: Origin

    @property
    def is_original(self) -> bool:
        return self.origin is Origin.ORIGINAL


@dataclass(frozen=True, slots=True)
class Shown:
    """What one reader gets: the text, its language, and the original when the text is a translation."""

    text: str = ""
    lang: str = "en"
    original: str = ""
    original_lang: str = ""
    wanted: str = ""

    @property
    def translated(self) -> bool:
        return bool(self.original)

    @property
    def foreign(self) -> bool:
        """An original in another language than the reader's."""
        return bool(self.text) and not self.translated and self.lang != self.wanted


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one thing: its original language, and its parts by language."""

    original: str
    texts: Mapping[str, Mapping[Part, str]]

    def origin(self, lang: str) -> Origin:
        return Origin.ORIGINAL if lang == self.original else Origin.HUMAN


def choose(told: Iterable[Told], wanted: str) -> Shown:
    """The text in the wanted language, else the original; empty when there is neither."""
    by_lang = {t.lang: t for t in told}
    original = next((t for t in by_lang.values() if t.is_original), None)
    mine = by_lang.get(wanted) or by_lang.get(wanted.partition("_")[0])
    if mine and not mine.is_original:
        source = original or mine
        return Shown(mine.text, mine.lang, source.text, source.lang, wanted)
    if original:
        return Shown(original.text, original.lang, wanted=wanted)
    return Shown(wanted=wanted)


def check_words(about: About, wording: Wording) -> None:
    """The original is there, and no language lacks a part that is not optional.

    :raises Refusal: ``WORDS_MISSING`` at the first missing part.
    """
    for lang in {wording.original: None, **dict.fromkeys(wording.texts)}:
        words = wording.texts.get(lang, {})
        for part in PARTS[about]:
            if part not in OPTIONAL and not words.get(part, "").strip():
                raise Refusal(ForumRefusal.WORDS_MISSING, field=part.value)
