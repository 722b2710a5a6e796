# SPDX-License-Identifier: EUPL-1.2
"""The forms with which a version of the statute is drafted and its adoption recorded."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    DecimalField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from core.domain.refusal import Refusal
from core.forms import LONGEST_TEXT, BaseForm, at_most, chosen, required
from council.domain.claims import Registration
from council.domain.election import LocalText
from council.domain.eligibility import USUAL_STATUSES, ElectorateProfile
from council.domain.refusals import CouncilRefusal
from council.domain.statute import PollingPlace, QualifyingRule, StatuteParameters
from council.domain.timetable import USUAL_DEADLINES, TimetableTerms
from council.domain.timetable_text import read_deadlines, write_deadlines
from council.domain.vocabularies import ResidenceStatus
from council.domain.working_days import countries
from council.messages import LABELS
from council.models.statute import StatuteVersion
from council.services.statute import Adoption
from council.tally import PLAIN_FORMULAS, Exhaustion, Formula, RuleSheet, Threshold, TieProcedure

EXHAUSTIONS = (Exhaustion.VACANT, Exhaustion.PASS_ON)
TIES = (TieProcedure.LOTS, TieProcedure.MORE_VOTES_THEN_LOTS, TieProcedure.LOWER_LIST_NUMBER)
"""What this form offers; the designer of rule sheets knows every choice."""


def _choices(members: Iterable[Any]) -> list[SelectChoice]:
    return [SelectChoice(member.value, LABELS[type(member)][member]) for member in members]


def _between(least: int, most: int) -> NumberRange:
    return NumberRange(least, most, message=_l("Please give a number from %(min)s to %(max)s."))


class StatuteForm(BaseForm):
    """Every parameter of a version. The defaults are a start, not advice."""

    min_age = IntegerField(_l("Minimum age on polling day, in years"), [chosen(), _between(0, 120)], default=18)
    min_residence_days = IntegerField(
        _l("Days of declared residence that are needed"), [chosen(), _between(0, 36500)], default=90
    )
    qualifying_rule = RadioField(
        _l("Up to which day is residence counted?"),
        [chosen()],
        choices=_choices(QualifyingRule),
        default=QualifyingRule.POLLING_DAY.value,
    )
    qualifying_days_before = IntegerField(
        _l("Number of days before polling day"), [MayBeEmpty(), _between(0, 365)], default=0
    )
    municipality = StringField(_l("The municipality, as the residents' register writes it"), [required(), at_most()])
    accepted_statuses = SelectMultipleField(
        _l("Residence statuses that give the right to vote"),
        choices=_choices(ResidenceStatus),
        default=sorted(USUAL_STATUSES),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    profile = RadioField(
        _l("Who belongs to the electorate?"),
        [chosen()],
        choices=_choices(ElectorateProfile),
        default=ElectorateProfile.ALL_FOREIGN.value,
    )
    seats = IntegerField(_l("Seats in the council"), [chosen(), _between(1, 200)], default=9)
    term_years = IntegerField(_l("Term of the council, in years"), [chosen(), _between(1, 10)], default=4)
    formula = RadioField(
        _l("How do votes become seats?"), [chosen()], choices=_choices(PLAIN_FORMULAS), default=Formula.DHONDT.value
    )
    threshold = DecimalField(
        _l("Share of valid votes a list needs, in per cent"),
        [chosen(), NumberRange(0, 50, message=_l("Please give a share from %(min)s to %(max)s."))],
        default=Decimal(0),
        places=None,
    )
    exhaustion = RadioField(
        _l("What if a list wins more seats than it has candidates?"),
        [chosen()],
        choices=_choices(EXHAUSTIONS),
        default=Exhaustion.VACANT.value,
    )
    ties = RadioField(_l("What decides a tie?"), [chosen()], choices=_choices(TIES), default=TieProcedure.LOTS.value)
    places = TextAreaField(_l("Polling places and their areas"), [required(), at_most(LONGEST_TEXT)])
    registration = RadioField(
        _l("How do people come into the electoral register?"),
        [chosen()],
        choices=_choices(Registration),
        default=Registration.FROM_RESIDENTS.value,
    )
    appeal_days = IntegerField(
        _l("Working days in which a decision on a claim can be challenged"), [chosen(), _between(1, 60)], default=5
    )
    country = SelectField(
        _l("Whose working days count?"), choices=[SelectChoice(code, code) for code in countries()], default="LT"
    )
    deadlines = TextAreaField(
        _l("Deadlines"), [required(), at_most(LONGEST_TEXT)], default=write_deadlines(USUAL_DEADLINES)
    )
    remark = TextAreaField(_l("Remark"), [MayBeEmpty(), at_most(2000)])

    def parameters(self) -> StatuteParameters:
        """:raises Refusal: when polling places cannot be read or no status is accepted."""
        data: dict[str, Any] = self.data
        return StatuteParameters(
            min_age=data["min_age"],
            min_residence_days=data["min_residence_days"],
            municipality=data["municipality"],
            accepted_statuses=tuple(s for s in ResidenceStatus if s.value in (data["accepted_statuses"] or ())),
            profile=ElectorateProfile(data["profile"]),
            qualifying_rule=QualifyingRule(data["qualifying_rule"]),
            qualifying_days_before=data["qualifying_days_before"] or 0,
            term_years=data["term_years"],
            places=read_places(data["places"]),
            timetable=TimetableTerms(data["country"], read_deadlines(data["deadlines"]), data["appeal_days"]),
            registration=Registration(data["registration"]),
        )

    def rule(self) -> RuleSheet:
        data: dict[str, Any] = self.data
        share = Fraction(data["threshold"]) / 100
        return RuleSheet(
            seats=data["seats"],
            formula=Formula(data["formula"]),
            threshold=Threshold(share) if share else None,
            exhaustion=Exhaustion(data["exhaustion"]),
            ties=TieProcedure(data["ties"]),
        )


class AdoptStatuteForm(BaseForm):
    """Who adopted the version, when, and where that is written."""

    by = StringField(_l("Who adopted it"), [required(), at_most()])
    on = DateField(_l("On which day"), [required(_l("Please give the day."))])
    reference = StringField(_l("Number of the decision"), [MayBeEmpty(), at_most()])

    def command(self) -> Adoption:
        data: dict[str, Any] = self.data
        return Adoption(data["by"], data["on"], data["reference"] or "")


def read_places(text: str) -> tuple[PollingPlace, ...]:
    """Polling places as typed: ``key | name | name in Lithuanian | name in Arabic | area; area``.

    :raises Refusal: ``council.places_unreadable``.
    """
    places = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        key, *names, areas = (part.strip() for part in line.split("|")) if line.count("|") > 1 else ("", "")
        named = tuple(area.strip() for area in areas.split(";") if area.strip())
        if not (key and names and names[0] and named) or len(names) > 3 or len(key) > 40:
            raise Refusal(CouncilRefusal.PLACES_UNREADABLE, field="places")
        places.append(PollingPlace(key, LocalText(*names), named))
    return tuple(places)


def write_places(places: tuple[PollingPlace, ...]) -> str:
    """The same places as text to change."""
    return "\n".join(
        " | ".join((p.key, p.name.en, p.name.lt or p.name.en, p.name.ar or p.name.en, "; ".join(p.areas)))
        for p in places
    )


def statute_values(version: StatuteVersion) -> dict[str, object]:
    """A version as the values of the form, to go on from."""
    terms, rule = version.parameters, version.rule
    share = rule.threshold.share * 100 if rule.threshold else Fraction(0)
    return {
        "min_age": terms.min_age,
        "min_residence_days": terms.min_residence_days,
        "qualifying_rule": terms.qualifying_rule.value,
        "qualifying_days_before": terms.qualifying_days_before,
        "municipality": terms.municipality,
        "accepted_statuses": [status.value for status in terms.accepted_statuses],
        "profile": terms.profile.value,
        "seats": rule.seats,
        "term_years": terms.term_years,
        "formula": rule.formula.value,
        "threshold": Decimal(share.numerator) / Decimal(share.denominator),
        "exhaustion": rule.exhaustion.value,
        "ties": rule.ties.value,
        "places": write_places(terms.places),
        "registration": terms.registration.value,
        "appeal_days": terms.timetable.appeal_days,
        "country": terms.timetable.country,
        "deadlines": write_deadlines(terms.timetable.deadlines),
        "remark": version.remark,
    }
