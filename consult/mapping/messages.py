# SPDX-License-Identifier: EUPL-1.2
"""The words of the community map: a sentence for every refusal, a label for every state and kind."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from consult.mapping.domain.audiences import Audience
from consult.mapping.domain.duplicates import Reason
from consult.mapping.domain.imports import BatchState
from consult.mapping.domain.organisation import ContactWay, Event, Formality, Kind, LedBy
from consult.mapping.domain.refusals import MappingRefusal
from consult.mapping.queries.organisations import Show, Sort

REFUSALS = {
    MappingRefusal.NAME_TAKEN: _l(
        "There is an entry “%(name)s” in this country already. Open that one, or add a word that tells the two "
        "apart, such as the town."
    ),
    MappingRefusal.NAME_UNREADABLE: _l("A name needs at least one letter or digit."),
    MappingRefusal.LIKELY_DUPLICATE: _l(
        "This may be on the map already. Look at the entries that we found, then open one, or tick that yours "
        "is another."
    ),
    MappingRefusal.CONTACT_IN_FUTURE: _l("This day is still to come. Choose the day on which you spoke."),
    MappingRefusal.FILE_EMPTY: _l("This file has no lines. Nothing was stored."),
    MappingRefusal.FILE_TOO_LARGE: _l(
        "This file is larger than %(megabytes)s MB. Send it in parts. Nothing was stored."
    ),
    MappingRefusal.FILE_TOO_LONG: _l("This file has more than %(limit)s lines. Send it in parts. Nothing was stored."),
    MappingRefusal.FILE_NOT_UTF8: _l(
        "This file is not in UTF-8: see line %(lines)s. Save it as “CSV UTF-8” and send it again. Nothing was stored."
    ),
    MappingRefusal.FILE_UTF16: _l(
        "This file is in UTF-16, not in UTF-8. Save it as “CSV UTF-8” and send it again. Nothing was stored."
    ),
    MappingRefusal.COLUMNS_MISSING: _l(
        "These columns are missing in the first line: %(missing)s. We expect: %(expected)s. Nothing was stored."
    ),
    MappingRefusal.COLUMNS_UNKNOWN: _l(
        "We do not know these columns: %(unknown)s. We expect: %(expected)s. Nothing was stored."
    ),
    MappingRefusal.COLUMN_TWICE: _l("The column %(column)s is there twice. Nothing was stored."),
    MappingRefusal.FAULTY_LINES: _l(
        "Some lines are faulty. Mend the file and send it again, or tick that they are left out."
    ),
    MappingRefusal.PREVIEW_STALE: _l(
        "Somebody changed entries of this list since you looked. Nothing was stored. This is the newest preview."
    ),
    MappingRefusal.IMPORT_CLOSED: _l("This import is closed. Send the file again to start a new one."),
}

KINDS = {Kind.ORGANISATION: _l("Organisation"), Kind.COMMUNITY: _l("Community")}

FORMALITIES = {Formality.FORMAL: _l("With a legal form"), Formality.INFORMAL: _l("Without a legal form")}

LED_BY = {
    LedBy.MIGRANT_LED: _l("Newcomers"),
    LedBy.MIGRANT_REPRESENTED: _l("Newcomers are represented"),
    LedBy.BOTH: _l("Newcomers and locals together"),
    LedBy.LOCAL_LED: _l("Locals"),
    LedBy.UNKNOWN: _l("Not known"),
}

AUDIENCES = {
    Audience.EVERYONE: _l("Everyone"),
    Audience.NEWCOMERS: _l("Newcomers"),
    Audience.REFUGEES: _l("Refugees"),
    Audience.ASYLUM_SEEKERS: _l("Asylum applicants"),
    Audience.TEMPORARY_PROTECTION: _l("People with temporary protection"),
    Audience.UKRAINIANS: _l("Ukrainians"),
    Audience.BELARUSIANS: _l("Belarusians"),
    Audience.MINORITIES: _l("National minorities"),
    Audience.CHILDREN_AND_YOUTH: _l("Children and young people"),
    Audience.STUDENTS: _l("Students"),
    Audience.ADULTS: _l("Adults"),
    Audience.WOMEN: _l("Women"),
    Audience.FAMILIES: _l("Families"),
    Audience.IN_NEED: _l("People in difficulty"),
}

TYPES = {
    "Public institution": _l("Public institution"),
    "Registered NGO": _l("Registered non-governmental organisation"),
    "Registered foundation": _l("Registered foundation"),
    "Registered association": _l("Registered association"),
    "Association": _l("Association"),
    "Student organisation": _l("Student organisation"),
    "Charity and support fund": _l("Charity and support fund"),
    "Social media group": _l("Group on social media"),
    "Website app": _l("Website or app"),
}
"""Types that the sources use. Any other is shown as it was written."""

WAYS = {
    ContactWay.MEETING: _l("Meeting"),
    ContactWay.PHONE: _l("Phone call"),
    ContactWay.EMAIL: _l("E-mail"),
    ContactWay.VISIT: _l("Visit"),
    ContactWay.OTHER: _l("Another way"),
}

EVENTS = {
    Event.ADDED: _l("Added by hand"),
    Event.IMPORTED: _l("Imported from a list"),
    Event.EDITED: _l("Edited"),
    Event.ARCHIVED: _l("Archived"),
    Event.RESTORED: _l("Brought back"),
}

REASONS = {
    Reason.SAME_WEBSITE: _l("has the same web address"),
    Reason.SAME_NAME: _l("has the same name"),
    Reason.ALIKE_SPELLING: _l("is spelled much alike"),
    Reason.ALIKE_SOUND: _l("sounds alike in another script or spelling"),
    Reason.PART_OF_NAME: _l("has one name inside the other"),
}

BATCHES = {
    BatchState.OPEN: _l("Waiting for you"),
    BatchState.CONFIRMED: _l("Imported"),
    BatchState.WITHDRAWN: _l("Thrown away"),
    BatchState.EXPIRED: _l("Expired"),
}

SHOWS = {
    Show.PUBLIC: _l("Public"),
    Show.ALL: _l("All"),
    Show.NOT_PUBLIC: _l("Not public"),
    Show.OUT_OF_TOUCH: _l("No contact for a year"),
    Show.ARCHIVED: _l("Archived"),
}

SORTS = {
    Sort.NAME: _l("Name"),
    Sort.COUNTRY: _l("Country"),
    Sort.NEWEST: _l("Newest first"),
    Sort.CONTACT: _l("Longest without contact first"),
}

FIELDS = {
    "name": _l("Name"),
    "country": _l("Country"),
    "name_lang": _l("Language of the name"),
    "kind": _l("Kind"),
    "formality": _l("Legal form"),
    "led_by": _l("Led by"),
    "organisation_type": _l("Type"),
    "target_groups": _l("Target group in its own words"),
    "audiences": _l("Target groups"),
    "languages": _l("Languages"),
    "objective": _l("Objective"),
    "main_functions": _l("What it does"),
    "websites": _l("Web addresses"),
    "area": _l("Area"),
    "contact_notes": _l("Notes on contacts"),
    "public": _l("Public"),
}
