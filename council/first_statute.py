# SPDX-License-Identifier: EUPL-1.2
"""The statute recommended for a town's first election: its articles, each with a reason, and its parameters.

The rule beside it is the recommended rule sheet of ``council.tally``. It is advice and binds no draft.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from council.domain.articles import Wording


@dataclass(frozen=True, slots=True)
class FirstArticle:
    """One article with the reason why it is there, by language."""

    key: str
    wording: Wording
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FirstStatute:
    """The articles and, by name, the values of the statute's form."""

    articles: tuple[FirstArticle, ...]
    values: Mapping[str, Any]

    @property
    def wordings(self) -> tuple[tuple[str, Wording], ...]:
        """What a draft takes over."""
        return tuple((each.key, each.wording) for each in self.articles)


@cache
def first_statute() -> FirstStatute:
    """Read once: the file comes with the program."""
    data = json.loads((files("council.data") / "first_statute.json").read_text("utf-8"))
    articles = tuple(
        FirstArticle(
            each["key"],
            Wording(
                original=data["original"],
                headings=each["headings"],
                texts=each["texts"],
                states=tuple(each["states"]),
            ),
            each["reasons"],
        )
        for each in data["articles"]
    )
    return FirstStatute(articles, data["parameters"])
