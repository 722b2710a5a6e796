# SPDX-License-Identifier: EUPL-1.2
"""The search over the list, sent with GET. Every choice says how many entries it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SearchField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs

from consult.mapping.domain.audiences import Audience
from consult.mapping.domain.organisation import Kind
from consult.mapping.messages import AUDIENCES, KINDS, SHOWS, SORTS
from consult.mapping.names import countries, languages
from consult.mapping.queries.organisations import Counts, Show, Sort, Wanted

LONGEST_SEARCH = 200


class SearchForm(FlaskForm):
    """What a reader of the public list can ask for. An unusable choice is as good as none."""

    class Meta(FlaskForm.Meta):
        csrf = False

    q = SearchField(_l("Search"))
    country = SelectField(_l("Country"))
    audience = SelectField(_l("Target group"))
    language = SelectField(_l("Language"))
    kind = SelectField(_l("Kind"))
    sort = SelectField(_l("Sort by"))

    def __init__(self, args: MultiDict[str, str], counts: Counts) -> None:
        super().__init__(formdata=args)
        self.country.choices = _counted(countries(counts.country), counts.country)
        self.audience.choices = _counted(_labelled(AUDIENCES, Audience, counts.audience), counts.audience)
        self.language.choices = _counted(languages(counts.language), counts.language)
        self.kind.choices = _counted(_labelled(KINDS, Kind, counts.kind), counts.kind)
        self.sort.choices = [SelectChoice(s.value, SORTS[s]) for s in (Sort.NAME, Sort.COUNTRY, Sort.NEWEST)]

    @property
    def narrowed(self) -> bool:
        """True when more than the words was asked for."""
        return any(_chosen(field) for field in self if field.name not in ("q", "sort"))

    def wanted(self, show: Show = Show.PUBLIC) -> Wanted:
        return Wanted(
            words=(self.q.data or "")[:LONGEST_SEARCH],
            country=_chosen(self.country),
            audience=_chosen(self.audience),
            language=_chosen(self.language),
            kind=_chosen(self.kind),
            sort=Sort(_chosen(self.sort) or Sort.NAME),
            show=show,
        )


class OverviewForm(SearchForm):
    """What staff can ask for besides."""

    show = SelectField(_l("Show"))

    def __init__(self, args: MultiDict[str, str], counts: Counts, totals: Mapping[Show, int]) -> None:
        super().__init__(args, counts)
        self.sort.choices = [SelectChoice(s.value, SORTS[s]) for s in Sort]
        order = (Show.ALL, Show.PUBLIC, Show.NOT_PUBLIC, Show.OUT_OF_TOUCH, Show.ARCHIVED)
        self.show.choices = [SelectChoice(s.value, f"{SHOWS[s]} ({totals[s]})") for s in order]

    def chosen_show(self) -> Show:
        return Show(_chosen(self.show) or Show.ALL)


def _chosen(field: SelectField) -> str:
    allowed = {choice.value for choice in field.choices or () if isinstance(choice, SelectChoice)}
    return str(field.data) if field.data in allowed else ""


def _labelled(labels: Mapping[Any, Any], enum: type[StrEnum], counted: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(member.value, str(labels[member])) for member in enum if member.value in counted]


def _counted(pairs: Iterable[tuple[str, str]], counted: Mapping[str, int]) -> list[SelectChoice]:
    return [
        SelectChoice("", _("All")),
        *(SelectChoice(value, f"{label} ({counted[value]})") for value, label in pairs),
    ]
