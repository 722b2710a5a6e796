# SPDX-License-Identifier: EUPL-1.2
"""The counts beside the public list: how many entries in each country, for each group, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from consult.mapping.domain.audiences import Audience
from consult.mapping.messages import AUDIENCES
from consult.mapping.names import countries, languages
from consult.mapping.queries.organisations import Counts, Wanted


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    href: str
    entries: int
    current: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to cut the list, each part with its number."""

    title: str
    choices: tuple[Choice, ...]


def facets(counts: Counts, wanted: Wanted) -> tuple[Facet, ...]:
    """Only what has entries; each choice opens the whole list cut that one way."""
    groups = [(a.value, str(AUDIENCES[a])) for a in Audience if a.value in counts.audience]
    found = (
        _facet(_("By country"), "country", countries(counts.country), counts.country, wanted.country),
        _facet(_("By target group"), "audience", groups, counts.audience, wanted.audience),
        _facet(_("By language"), "language", languages(counts.language), counts.language, wanted.language),
    )
    return tuple(facet for facet in found if facet.choices)


def _facet(
    title: str, name: str, labelled: Iterable[tuple[str, str]], counted: Mapping[str, int], current: str
) -> Facet:
    return Facet(
        title,
        tuple(
            Choice(
                label,
                url_for("mapping.list_organisations", **{name: value}),  # type: ignore[arg-type]  # a filter
                counted[value],
                value == current,
            )
            for value, label in labelled
        ),
    )
