# SPDX-License-Identifier: EUPL-1.2
"""The forms with which a version of the statute is drafted and its adoption recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
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

from core.forms import LONGEST_TEXT, BaseForm, at_most, chosen, required
from council.domain.claims import Registration
from council.domain.eligibility import USUAL_STATUSES, ElectorateProfile
from council.domain.places_text import read_places, write_places
from council.domain.statute import BOUNDS, Channel, QualifyingRule, StatuteParameters
from council.domain.timetable import USUAL_DEADLINES, TimetableTerms
from council.domain.timetable_text import read_deadlines, write_deadlines
from council.domain.vocabularies import ResidenceStatus
from council.domain.working_days import countries
from council.forms.statute_rule import RuleFields, between, choices
from council.models.statute import StatuteVersion
from council.services.statute import Adoption

FIRST = "recommended"
NOTHING = "none"
"""A new version can start from the articles of the recommended statute, of an earlier version, or from none."""


def bounded(name: str) -> NumberRange:
    """Between what the domain allows for a parameter."""
    return between(*BOUNDS[name])


class StatuteForm(RuleFields):
    """Every parameter of a version, and its rule. The defaults are a start for a first election."""

    min_age = IntegerField(_l("Minimum age on polling day, in years"), [chosen(), between(0, 120)], default=18)
    min_residence_days = IntegerField(
        _l("Days of declared residence that are needed"), [chosen(), between(0, 36500)], default=90
    )
    qualifying_rule = RadioField(
        _l("Up to which day is residence counted?"),
        [chosen()],
        choices=choices(QualifyingRule),
        default=QualifyingRule.POLLING_DAY.value,
    )
    qualifying_days_before = IntegerField(
        _l("Number of days before polling day"), [MayBeEmpty(), between(0, 365)], default=0
    )
    municipality = StringField(_l("The municipality, as the residents' register writes it"), [required(), at_most()])
    accepted_statuses = SelectMultipleField(
        _l("Residence statuses that give the right to vote"),
        choices=choices(ResidenceStatus),
        default=sorted(USUAL_STATUSES),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    profile = RadioField(
        _l("Who belongs to the electorate?"),
        [chosen()],
        choices=choices(ElectorateProfile),
        default=ElectorateProfile.ALL_FOREIGN.value,
    )
    term_years = IntegerField(_l("Term of the council, in years"), [chosen(), between(1, 10)], default=4)
    places = TextAreaField(_l("Polling places and their areas"), [required(), at_most(LONGEST_TEXT)])
    registration = RadioField(
        _l("How do people come into the electoral register?"),
        [chosen()],
        choices=choices(Registration),
        default=Registration.FROM_RESIDENTS.value,
    )
    appeal_days = IntegerField(
        _l("Working days in which a decision on a claim can be challenged"), [chosen(), between(1, 60)], default=5
    )
    country = SelectField(
        _l("Whose working days count?"), choices=[SelectChoice(code, code) for code in countries()], default="LT"
    )
    deadlines = TextAreaField(
        _l("Deadlines"), [required(), at_most(LONGEST_TEXT)], default=write_deadlines(USUAL_DEADLINES)
    )
    channels = SelectMultipleField(
        _l("Ways to vote"),
        choices=choices(Channel),
        default=[Channel.DESK.value],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    supporters = IntegerField(
        _l("Signatures a list or a candidate needs"), [chosen(), bounded("supporters")], default=0
    )
    single_candidates = BooleanField(_l("A person may also stand alone, without a list"))
    most_per_seat = IntegerField(
        _l("Most candidates on a list, for each seat"), [chosen(), bounded("most_per_seat")], default=2
    )
    mending_days = IntegerField(_l("Working days to mend a nomination"), [chosen(), bounded("mending_days")], default=3)
    rotate_papers = BooleanField(_l("The order on the ballot papers rotates"))
    secrecy_minimum = IntegerField(
        _l("Fewest papers counted on their own"), [chosen(), bounded("secrecy_minimum")], default=50
    )
    acceptance_days = IntegerField(
        _l("Working days to accept or refuse a seat"), [chosen(), bounded("acceptance_days")], default=5
    )
    articles = RadioField(_l("Which articles does the new version start from?"), [chosen()], choices=[])
    remark = TextAreaField(_l("Remark"), [MayBeEmpty(), at_most(2000)])

    def offer(self, versions: Sequence[StatuteVersion], start: str) -> StatuteForm:
        """Where the articles of a new version can come from; the open draft has its own."""
        self.articles.choices = [
            *(SelectChoice(each.public_id, _("Version %(number)s", number=each.number)) for each in versions),
            SelectChoice(FIRST, _("The statute recommended for a first election")),
            SelectChoice(NOTHING, _("No articles yet")),
        ]
        if not self.is_submitted():
            self.articles.process(None, start)
        return self

    def without_articles(self) -> StatuteForm:
        """The form of a draft that is there already."""
        del self.articles
        return self

    @property
    def source(self) -> str:
        """Where the articles come from, or nothing for a draft that is there already."""
        return str(self.articles.data) if "articles" in self else NOTHING

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
            channels=tuple(each for each in Channel if each.value in (data["channels"] or ())),
            **{name: data[name] for name in (*BOUNDS, "single_candidates", "rotate_papers")},
        )


class AdoptStatuteForm(BaseForm):
    """Who adopted the version, when, and where that is written."""

    by = StringField(_l("Who adopted it"), [required(), at_most()])
    on = DateField(_l("On which day"), [required(_l("Please give the day."))])
    reference = StringField(_l("Number of the decision"), [MayBeEmpty(), at_most()])

    def command(self) -> Adoption:
        data: dict[str, Any] = self.data
        return Adoption(data["by"], data["on"], data["reference"] or "")


def statute_values(version: StatuteVersion) -> dict[str, object]:
    """A version as the values of the form, to go on from."""
    terms = version.parameters
    return {
        "min_age": terms.min_age,
        "min_residence_days": terms.min_residence_days,
        "qualifying_rule": terms.qualifying_rule.value,
        "qualifying_days_before": terms.qualifying_days_before,
        "municipality": terms.municipality,
        "accepted_statuses": [status.value for status in terms.accepted_statuses],
        "profile": terms.profile.value,
        "term_years": terms.term_years,
        "places": write_places(terms.places),
        "registration": terms.registration.value,
        "channels": [channel.value for channel in terms.channels],
        **{name: getattr(terms, name) for name in (*BOUNDS, "single_candidates", "rotate_papers")},
        "appeal_days": terms.timetable.appeal_days,
        "country": terms.timetable.country,
        "deadlines": write_deadlines(terms.timetable.deadlines),
        "remark": version.remark,
    }
