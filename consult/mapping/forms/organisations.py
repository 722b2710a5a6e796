# SPDX-License-Identifier: EUPL-1.2
"""The forms of one entry: its description, a contact made, a reason to archive it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from consult.mapping.domain.audiences import Audience
from consult.mapping.domain.organisation import (
    LONGEST_AREA,
    LONGEST_GROUP,
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_TYPE,
    LONGEST_WEBSITE,
    MOST_PARTS,
    ContactWay,
    Description,
    Formality,
    Kind,
    LedBy,
)
from consult.mapping.domain.websites import link_of, split_websites
from consult.mapping.messages import AUDIENCES, FORMALITIES, KINDS, LED_BY, WAYS
from consult.mapping.names import countries, language_code, language_name
from consult.mapping.services.organisations import ContactMade
from core import clock
from core.forms import BaseForm, at_most, chosen, required

LONGEST_REASON = 500


def _labelled(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """The members of an enum with their words, as choices."""
    return [SelectChoice(member.value, label) for member, label in labels.items()]


class CommunityForm(BaseForm):
    """Everything that can be said about an entry. Made for people who know the name and little else."""

    name = StringField(_l("Name"), validators=[required(), at_most(LONGEST_NAME)], render_kw={"dir": "auto"})
    name_lang = StringField(_l("Language of the name"), description=_l("For example Arabic, ar or العربية."))
    country = SelectField(_l("Country"), validators=[chosen()])
    kind = RadioField(_l("What is it?"), choices=_labelled(KINDS), validators=[chosen()])
    formality = RadioField(
        _l("Does it have a legal form?"),
        choices=_labelled(FORMALITIES),
        validators=[chosen()],
    )
    public = BooleanField(
        _l("Show it on the public list"),
        description=_l("Leave it unticked when the people have not said that they want to be found."),
    )
    led_by = SelectField(_l("Led by"), choices=_labelled(LED_BY), default=LedBy.UNKNOWN.value)
    organisation_type = StringField(_l("Type"), validators=[at_most(LONGEST_TYPE)], render_kw={"dir": "auto"})
    audiences = SelectMultipleField(
        _l("Target groups"),
        choices=_labelled(AUDIENCES),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    target_groups = TextAreaField(
        _l("Target group in its own words"),
        description=_l("One on each line."),
        render_kw={"rows": 2, "dir": "auto"},
    )
    languages = StringField(
        _l("Languages"),
        description=_l("Which languages can one speak with them? Part them by commas: Ukrainian, Arabic."),
    )
    objective = TextAreaField(_l("Objective"), validators=[at_most(LONGEST_TEXT)], render_kw={"rows": 3, "dir": "auto"})
    main_functions = TextAreaField(
        _l("What it does"), validators=[at_most(LONGEST_TEXT)], render_kw={"rows": 3, "dir": "auto"}
    )
    websites = TextAreaField(
        _l("Web addresses"), description=_l("One on each line."), render_kw={"rows": 2, "dir": "ltr"}
    )
    area = StringField(
        _l("Area"), description=_l("Town, eldership or region."), validators=[at_most(LONGEST_AREA)],
        render_kw={"dir": "auto"},
    )  # fmt: skip
    contact_notes = TextAreaField(
        _l("Notes on contacts"),
        description=_l("Staff alone can read this. Write no more about a person than you need to reach them."),
        validators=[at_most(LONGEST_TEXT)],
        render_kw={"rows": 3, "dir": "auto"},
    )
    once = HiddenField()
    seen = HiddenField()
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices = [
            SelectChoice("", _("Please choose")),
            *(SelectChoice(*each) for each in countries()),
        ]
        self.once.data = self.once.data or secrets.token_urlsafe(16)

    @classmethod
    def showing(cls, description: Description, version: int) -> CommunityForm:
        """The form over an entry, with what is stored in it."""
        return cls(
            data={
                **description.plain(),
                "name_lang": language_name(description.name_lang) if description.name_lang else "",
                "target_groups": "\n".join(description.target_groups),
                "languages": ", ".join(language_name(code) for code in description.languages),
                "websites": "\n".join(description.websites),
                "version": version,
            }
        )

    def description(self) -> Description:
        """What was typed, as a value."""
        return Description(
            name=" ".join(_text(self.name).split()),
            country=self.country.data,
            name_lang=language_code(_text(self.name_lang)) or "" if self.name_lang.data else "",
            kind=Kind(self.kind.data),
            formality=Formality(self.formality.data),
            led_by=LedBy(self.led_by.data),
            organisation_type=_text(self.organisation_type),
            target_groups=tuple(self._groups()),
            audiences=tuple(Audience(value) for value in self.audiences.data or ()),
            languages=tuple(sorted({code for word in self._words() if (code := language_code(word))})),
            objective=_text(self.objective),
            main_functions=_text(self.main_functions),
            websites=split_websites(_text(self.websites)),
            area=_text(self.area),
            contact_notes=_text(self.contact_notes),
            public=self.public.data,
        )

    def _groups(self) -> list[str]:
        lines = _text(self.target_groups).replace(";", "\n").splitlines()
        return list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))

    def _words(self) -> list[str]:
        typed = _text(self.languages).replace("،", ",").replace(";", ",")
        return [word.strip() for word in typed.split(",") if word.strip()]

    def validate_name_lang(self, field: StringField) -> None:
        if field.data and language_code(field.data) is None:
            raise ValidationError(_("We do not know the language “%(name)s”.", name=field.data[:60]))

    def validate_languages(self, _field: StringField) -> None:
        unknown = [word[:60] for word in self._words() if language_code(word) is None]
        if unknown:
            raise ValidationError(_("We do not know these languages: %(names)s.", names=", ".join(unknown)))
        _not_too_many(self._words())

    def validate_target_groups(self, _field: TextAreaField) -> None:
        _not_too_many(self._groups())
        if any(len(group) > LONGEST_GROUP for group in self._groups()):
            raise ValidationError(_("Please use at most %(max)s characters on a line.", max=LONGEST_GROUP))

    def validate_websites(self, field: TextAreaField) -> None:
        addresses = split_websites(_text(field))
        _not_too_many(addresses)
        for address in addresses:
            if link_of(address) is None or len(address) > LONGEST_WEBSITE:
                raise ValidationError(_("“%(value)s” is not a web address that we can link to.", value=address[:60]))


class ContactForm(BaseForm):
    """One contact."""

    contacted_on = DateField(_l("When did you speak?"), validators=[required()])
    way = SelectField(_l("How?"), choices=_labelled(WAYS))
    note = TextAreaField(
        _l("What should colleagues know?"),
        description=_l("Staff alone can read this."),
        validators=[at_most(LONGEST_TEXT), Optional()],
        render_kw={"rows": 3, "dir": "auto"},
    )
    once = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.once.data = self.once.data or secrets.token_urlsafe(16)
        if not self.is_submitted():
            self.contacted_on.data = clock.today()

    def made(self) -> ContactMade:
        assert self.contacted_on.data is not None  # required
        once = str(self.once.data or "")
        return ContactMade(self.contacted_on.data, ContactWay(self.way.data), _text(self.note), once)


class ArchiveForm(BaseForm):
    """Why an entry leaves the lists."""

    reason = TextAreaField(
        _l("Why?"), validators=[required(), at_most(LONGEST_REASON)], render_kw={"rows": 2, "dir": "auto"}
    )


def _not_too_many(each: list[str] | tuple[str, ...]) -> None:
    if len(each) > MOST_PARTS:
        raise ValidationError(_("Please give at most %(max)s.", max=MOST_PARTS))


def _text(field: StringField | TextAreaField) -> str:
    """What was typed; nothing when a form arrives without the field."""
    return str(field.data or "")
