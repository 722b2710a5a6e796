# SPDX-License-Identifier: EUPL-1.2
"""What a version of the statute fixes, parameter by parameter, in words. The values come from the version alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext

from core.i18n import current_language, number
from council.deadline_words import deadline_words
from council.domain.statute import QualifyingRule, StatuteParameters
from council.messages import LABELS
from council.models.statute import StatuteVersion
from council.rule_lines import what_holds
from council.rule_words import said
from council.statute_rule import parts_of
from council.tally.sheets import sheet


@dataclass(frozen=True, slots=True)
class Line:
    """One parameter: its name in the program, what it is called, what holds, and the language of a name in it."""

    name: str
    label: str
    value: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """One parameter of the recommended rule: what it is called, what it says, and why."""

    label: str
    value: str
    reason: str


def advice() -> tuple[Advice, ...]:
    """Every parameter of the rule recommended for a first election, with its reason."""
    found = sheet("recommended")
    return tuple(
        Advice(_label(each.parameter), what_holds(found.rule, each.parameter), said(each.says))
        for each in found.parameters
    )


def lines_of(version: StatuteVersion) -> tuple[Line, ...]:
    """Everything a version fixes, in the order in which it is read; deadlines have a table of their own."""
    terms, rule = version.parameters, version.rule
    parts = tuple(Line(part.value, _label(part), what_holds(rule, part)) for part in parts_of(rule))
    return (*_electorate(terms), *_council(terms), *parts, *_standing(terms), *_voting(terms), *_times(terms))


def deadline_lines(version: StatuteVersion) -> tuple[Line, ...]:
    """Every deadline in one line."""
    words = deadline_words(version.parameters.timetable)
    return tuple(Line(f"deadline_{each.step}", each.title, each.whole) for each in words)


def _label(member: StrEnum) -> str:
    return str(LABELS[type(member)][member])


def _labels(members: tuple[StrEnum, ...]) -> str:
    return "; ".join(_label(member) for member in members)


def _yes(value: bool) -> str:
    return str(_("Yes") if value else _("No"))


def _electorate(terms: StatuteParameters) -> tuple[Line, ...]:
    years = ngettext("%(num)s year", "%(num)s years", terms.min_age)
    days = ngettext("%(num)s day at least", "%(num)s days at least", terms.min_residence_days)
    before = terms.qualifying_rule is QualifyingRule.DAYS_BEFORE
    return (
        Line("min_age", str(_("Minimum age on polling day")), years),
        Line("min_residence_days", str(_("Declared residence")), days),
        Line("qualifying_rule", str(_("Residence is counted")), _label(terms.qualifying_rule)),
        *(
            (Line("qualifying_days_before", str(_("Days before polling day")), number(terms.qualifying_days_before)),)
            if before
            else ()
        ),
        Line("municipality", str(_("Municipality")), terms.municipality, "lt"),
        Line(
            "accepted_statuses",
            str(_("Residence statuses that give the right to vote")),
            _labels(terms.accepted_statuses),
        ),
        Line("profile", str(_("Electorate")), _label(terms.profile)),
        Line("registration", str(_("Coming into the electoral register")), _label(terms.registration)),
    )


def _council(terms: StatuteParameters) -> tuple[Line, ...]:
    return (Line("term_years", str(_("Term")), ngettext("%(num)s year", "%(num)s years", terms.term_years)),)


def _standing(terms: StatuteParameters) -> tuple[Line, ...]:
    return (
        Line(
            "single_candidates", str(_("A person may also stand alone, without a list")), _yes(terms.single_candidates)
        ),
        Line("supporters", str(_("Signatures a list or a candidate needs")), number(terms.supporters)),
        Line("most_per_seat", str(_("Most candidates on a list, for each seat")), number(terms.most_per_seat)),
        Line("mending_days", str(_("Time to mend a nomination")), _working_days(terms.mending_days)),
    )


def _voting(terms: StatuteParameters) -> tuple[Line, ...]:
    language = current_language()
    return (
        Line("channels", str(_("Ways to vote")), _labels(terms.channels)),
        Line("rotate_papers", str(_("The order on the ballot papers rotates")), _yes(terms.rotate_papers)),
        Line("secrecy_minimum", str(_("Fewest papers counted on their own")), number(terms.secrecy_minimum)),
        *(
            Line("places", str(_("Polling place %(name)s", name=place.name.read(language)[0])), areas, "lt")
            for place, areas in ((place, "; ".join(place.areas)) for place in terms.places)
        ),
    )


def _times(terms: StatuteParameters) -> tuple[Line, ...]:
    return (
        Line("acceptance_days", str(_("Time to accept or refuse a seat")), _working_days(terms.acceptance_days)),
        Line("timetable", str(_("Working days of")), terms.timetable.country),
        Line(
            "timetable", str(_("A decision on a claim can be challenged")), _working_days(terms.timetable.appeal_days)
        ),
    )


def _working_days(days: int) -> str:
    return str(ngettext("%(num)s working day", "%(num)s working days", days))
