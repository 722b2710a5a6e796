# SPDX-License-Identifier: EUPL-1.2
"""Articles of a statute: their wording in several languages, what they state, and what people think of them.

The original is the text that was argued about and adopted; every other language is a translation of it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.domain.refusal import Refusal
from council.domain.statute_refusals import StatuteRefusal

MOST_ARTICLES = 200


class Stance(StrEnum):
    """What a person thinks of an article as it reads now."""

    AGREE = "agree"
    REMARK = "remark"
    OBJECT = "object"


class Capacity(StrEnum):
    """As what somebody speaks about an article."""

    OFFICER = "officer"
    RETURNING_OFFICER = "returning_officer"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """An article as it reads: heading and text by language, the original named, and the parameters it states."""

    original: str
    headings: Mapping[str, str]
    texts: Mapping[str, str]
    states: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an article that says nothing in its original, and a heading without its text."""
        for lang in sorted({self.original, *self.headings, *self.texts}):
            if not (self.headings.get(lang) and self.texts.get(lang)):
                raise Refusal(StatuteRefusal.ARTICLE_HALF_SAID, field=f"text_{lang}")

    def read(self, lang: str) -> tuple[str, str, str]:
        """Heading and text for a reader, and the language they are in."""
        found = lang if lang in self.texts else self.original
        return self.headings[found], self.texts[found], found

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages it is written in, the original first."""
        return (self.original, *sorted(set(self.texts) - {self.original}))

    @property
    def fingerprint(self) -> str:
        """The hash of the original wording: agreement is given to exactly this."""
        text = json.dumps([self.original, self.headings[self.original], self.texts[self.original]], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def canonical(articles: Iterable[Wording]) -> str:
    """All articles in their order, as one text that a hash is taken of."""
    plain = [
        {"original": each.original, "headings": dict(each.headings), "texts": dict(each.texts), "states": each.states}
        for each in articles
    ]
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """One stance as it was taken: by whom, and on which wording."""

    by: str
    stance: Stance
    wording: str


def agreement(taken: Iterable[Taken], wording: str) -> dict[Stance, int]:
    """How many people stand where: the newest of each person counts, and only if it is about today's wording."""
    newest = {each.by: each for each in taken}
    found = dict.fromkeys(Stance, 0)
    for each in newest.values():
        if each.wording == wording:
            found[each.stance] += 1
    return found
