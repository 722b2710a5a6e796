# SPDX-License-Identifier: EUPL-1.2
"""What an entry of the community map is: its words, its limits, and how its plain values compare.

An entry is an organisation (with a legal form) or a community (people who belong together). Who leads it may
be unknown: the sources often do not say, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from consult.mapping.domain.audiences import Audience


class Kind(StrEnum):
    ORGANISATION = "organisation"
    COMMUNITY = "community"


class Formality(StrEnum):
    FORMAL = "formal"
    INFORMAL = "informal"


class LedBy(StrEnum):
    """Who leads. Migrant-represented is the sources' own word and does not mean run by newcomers."""

    MIGRANT_LED = "migrant-led"
    MIGRANT_REPRESENTED = "migrant-represented"
    BOTH = "both"
    LOCAL_LED = "local-led"
    UNKNOWN = "unknown"


class Source(StrEnum):
    HAND = "hand"
    IMPORT = "import"


class Event(StrEnum):
    """What a revision records."""

    ADDED = "added"
    IMPORTED = "imported"
    EDITED = "edited"
    ARCHIVED = "archived"
    RESTORED = "restored"


class ContactWay(StrEnum):
    MEETING = "meeting"
    PHONE = "phone"
    EMAIL = "email"
    VISIT = "visit"
    OTHER = "other"


LONGEST_NAME = 200
LONGEST_TYPE = 120
LONGEST_AREA = 200
LONGEST_GROUP = 300
LONGEST_WEBSITE = 500
LONGEST_TEXT = 4000
MOST_PARTS = 20

Plain = str | list[str] | bool
Plains = Mapping[str, Plain]
"""The plain values of an entry by field name, as they are stored, compared and kept in its history."""


@dataclass(frozen=True, slots=True)
class Description:
    """Everything that a person can say about an entry."""

    name: str
    country: str
    name_lang: str = ""
    kind: Kind = Kind.ORGANISATION
    formality: Formality = Formality.FORMAL
    led_by: LedBy = LedBy.UNKNOWN
    organisation_type: str = ""
    target_groups: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    languages: tuple[str, ...] = ()
    objective: str = ""
    main_functions: str = ""
    websites: tuple[str, ...] = ()
    area: str = ""
    contact_notes: str = ""
    public: bool = True

    def plain(self) -> dict[str, Plain]:
        """The values as they are stored, compared and kept in the history."""
        return {
            "name": self.name,
            "country": self.country,
            "name_lang": self.name_lang,
            "kind": self.kind.value,
            "formality": self.formality.value,
            "led_by": self.led_by.value,
            "organisation_type": self.organisation_type,
            "target_groups": list(self.target_groups),
            "audiences": sorted(a.value for a in self.audiences),
            "languages": sorted(self.languages),
            "objective": self.objective,
            "main_functions": self.main_functions,
            "websites": list(self.websites),
            "area": self.area,
            "contact_notes": self.contact_notes,
            "public": self.public,
        }


def public_by_default(kind: Kind, formality: Formality) -> bool:
    """People who meet without legal form are shown only when somebody decides so."""
    return not (kind is Kind.COMMUNITY and formality is Formality.INFORMAL)


UNTOLD = frozenset({"contact_notes"})
"""Fields whose words the history does not keep: notes may name people, and what is deleted must be gone."""


def differences(before: Plains, after: Plains) -> dict[str, list[Plain | None]]:
    """Every field that differs, as ``[before, after]``; untold fields without their words."""
    found: dict[str, list[Plain | None]] = {}
    for name, value in after.items():
        if before.get(name) != value:
            found[name] = [None, None] if name in UNTOLD else [before.get(name), value]
    return found
