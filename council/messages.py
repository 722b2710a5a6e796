# SPDX-License-Identifier: EUPL-1.2
"""The council's words: a sentence for every refusal, a label for every state, reason and choice."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from council.card_words import CARD_LABELS, CARD_REFUSALS, CARD_TONES
from council.chamber_words import CHAMBER_LABELS, CHAMBER_REFUSALS, CHAMBER_TONES
from council.claim_words import CLAIM_LABELS, CLAIM_REFUSALS, CLAIM_TONES
from council.count_words import COUNT_LABELS, COUNT_REFUSALS, COUNT_TONES
from council.domain.election import ElectionEvent, ElectionState
from council.domain.eligibility import ElectorateProfile
from council.domain.refusals import CouncilRefusal
from council.domain.statute import QualifyingRule
from council.domain.vocabularies import ResidenceStatus
from council.founding_words import FOUNDING_LABELS, FOUNDING_REFUSALS
from council.nomination_words import NOMINATION_LABELS, NOMINATION_REFUSALS, NOMINATION_TONES
from council.outreach_words import OUTREACH_LABELS, OUTREACH_REFUSALS
from council.place_words import PLACE_LABELS, PLACE_REFUSALS, PLACE_TONES
from council.polling_words import POLLING_LABELS, POLLING_REFUSALS, POLLING_TONES
from council.register_messages import REGISTER_LABELS
from council.rule_words import RULE_LABELS, RULE_REFUSALS, RULE_TONES
from council.statute_words import STATUTE_LABELS, STATUTE_REFUSALS, STATUTE_TONES
from council.tally import Exhaustion, Formula, TieProcedure
from council.timetable_words import TIMETABLE_LABELS, TIMETABLE_REFUSALS

REFUSALS: dict[StrEnum, Any] = {
    **COUNT_REFUSALS,
    **PLACE_REFUSALS,
    **NOMINATION_REFUSALS,
    **CARD_REFUSALS,
    **CLAIM_REFUSALS,
    **CHAMBER_REFUSALS,
    **TIMETABLE_REFUSALS,
    **POLLING_REFUSALS,
    **RULE_REFUSALS,
    **FOUNDING_REFUSALS,
    **OUTREACH_REFUSALS,
    **STATUTE_REFUSALS,
    CouncilRefusal.NOT_YOUR_ELECTION: _l("This election is run by other people. Ask its returning officer."),
    CouncilRefusal.DATES_OUT_OF_ORDER: _l("This day comes before the day above it. Please put the days in order."),
    CouncilRefusal.STATUTE_ADOPTED: _l("This version was adopted and stays as it is. Draft a new version."),
    CouncilRefusal.STATUTE_NOT_ADOPTED: _l("This version is not adopted yet. An election needs an adopted statute."),
    CouncilRefusal.STATUTE_UNKNOWN: _l("Please choose one of the adopted versions."),
    CouncilRefusal.AREA_TWICE: _l("“%(area)s” stands there twice. Each area belongs to one polling place."),
    CouncilRefusal.PLACES_UNREADABLE: _l(
        "Please write each polling place on a line of its own: key | name | areas, parted by semicolons."
    ),
    CouncilRefusal.NO_STATUS_ACCEPTED: _l("Please tick at least one residence status."),
    CouncilRefusal.REGISTER_NOT_OPEN: _l("The register is not open. It opens after the election is called."),
    CouncilRefusal.REGISTER_EMPTY: _l("The register is empty. Import the residents' register first."),
    CouncilRefusal.REGISTER_CLOSED: _l(
        "The register is closed. Only a recorded decision can change it: say who decided, and where it is written."
    ),
    CouncilRefusal.FILE_EMPTY: _l("This file has no rows. Nothing was stored."),
    CouncilRefusal.FILE_NOT_UTF8: _l(
        "This file is not in UTF-8: see line %(line)s. Save it as “CSV UTF-8” and upload it again. Nothing was stored."
    ),
    CouncilRefusal.FILE_COLUMNS_MISSING: _l(
        "These columns are missing in the first line: %(columns)s. Nothing was stored."
    ),
    CouncilRefusal.FILE_COLUMN_TWICE: _l("The column %(columns)s is there twice. Nothing was stored."),
    CouncilRefusal.FILE_TOO_LONG: _l("This file has more rows than we can take at once. Nothing was stored."),
    CouncilRefusal.IMPORT_SETTLED: _l("This import was confirmed or set aside before."),
    CouncilRefusal.IMPORT_OUTDATED: _l(
        "The register has changed since this file was read. Please upload the file again."
    ),
    CouncilRefusal.DUPLICATES_OPEN: _l(
        "%(open)s likely duplicates are not decided yet. Decide them before the register is closed."
    ),
    CouncilRefusal.PAIR_SETTLED: _l("These two entries were decided before."),
    CouncilRefusal.NOTHING_CHANGED: _l("Nothing is different from what is there already."),
    CouncilRefusal.SEARCH_TOO_SHORT: _l("Please type at least %(length)s letters or digits."),
    CouncilRefusal.EXPORTED_AFTER_POLLING: _l("The file cannot be newer than polling day."),
    CouncilRefusal.POLLING_BEGUN: _l("Polling has begun. The register can no longer change."),
    CouncilRefusal.ENTRY_UNKNOWN: _l("Please choose which of the two entries stays."),
    CouncilRefusal.REGISTER_CHANGED: _l(
        "The register is no longer as it was closed. Find out why before anything else: look at the audit record."
    ),
}

_STATES = {
    ElectionState.DRAFT: _l("Draft"),
    ElectionState.CALLED: _l("Called"),
    ElectionState.REGISTER_OPEN: _l("Register open"),
    ElectionState.REGISTER_CLOSED: _l("Register closed"),
    ElectionState.NOMINATIONS_CLOSED: _l("Nominations closed"),
    ElectionState.POLLING: _l("Polling"),
    ElectionState.COUNTING: _l("Counting"),
    ElectionState.DECLARED: _l("Declared"),
}

_EVENTS = {
    ElectionEvent.CALL: _l("Election called"),
    ElectionEvent.OPEN_REGISTER: _l("Electoral register opened"),
    ElectionEvent.CLOSE_REGISTER: _l("Electoral register closed"),
    ElectionEvent.CLOSE_NOMINATIONS: _l("Nominations closed"),
    ElectionEvent.OPEN_POLLING: _l("Polling opened"),
    ElectionEvent.BEGIN_COUNT: _l("Count begun"),
    ElectionEvent.DECLARE: _l("Result declared"),
}

_PROFILES = {
    ElectorateProfile.ALL_FOREIGN: _l("Everyone who is not a Lithuanian citizen"),
    ElectorateProfile.NO_LOCAL_VOTE: _l("Only people who have no vote in the municipal election"),
}

_QUALIFYING = {
    QualifyingRule.POLLING_DAY: _l("Up to polling day"),
    QualifyingRule.REGISTER_CLOSING: _l("Up to the day on which the register closes"),
    QualifyingRule.DAYS_BEFORE: _l("Up to a number of days before polling day"),
}

STATUSES = {
    ResidenceStatus.TEMPORARY_RESIDENCE_PERMIT: _l("Temporary residence permit"),
    ResidenceStatus.PERMANENT_RESIDENCE: _l("Permanent residence permit"),
    ResidenceStatus.EU_RIGHT_OF_RESIDENCE: _l("Right of residence of an EU citizen"),
    ResidenceStatus.TEMPORARY_PROTECTION: _l("Temporary protection"),
    ResidenceStatus.REFUGEE_STATUS: _l("Refugee status"),
    ResidenceStatus.SUBSIDIARY_PROTECTION: _l("Subsidiary protection"),
    ResidenceStatus.ASYLUM_SEEKER: _l("Asylum applicant"),
    ResidenceStatus.LITHUANIAN_CITIZEN: _l("Lithuanian citizen"),
    ResidenceStatus.NATIONAL_VISA: _l("National visa"),
    ResidenceStatus.DEPARTED: _l("Departed"),
}

STATELESS_LABEL = _l("Stateless or not determined")

_FORMULAS = {
    Formula.DHONDT: _l("d'Hondt method"),
    Formula.DHONDT_WAHLZAHL: _l("d'Hondt method with an electoral number"),
    Formula.SAINTE_LAGUE: _l("Sainte-Laguë method"),
    Formula.SAINTE_LAGUE_14: _l("Sainte-Laguë method with first divisor 1.4"),
    Formula.HARE: _l("Hare quota and largest remainders"),
    Formula.LARGEST_REMAINDER: _l("Another quota and largest remainders"),
    Formula.NL_KIESWET: _l("Dutch municipal council law"),
    Formula.PLURALITY: _l("Most votes for persons"),
    Formula.STV_SCOTTISH: _l("Single transferable vote, Scottish rules"),
    Formula.STV_MINNEAPOLIS: _l("Single transferable vote, Minneapolis rules"),
    Formula.STV_MEEK: _l("Single transferable vote, Meek rules"),
    Formula.STV_OWN: _l("Single transferable vote, rules of its own"),
}

_EXHAUSTIONS = {
    Exhaustion.VACANT: _l("The seat stays vacant"),
    Exhaustion.PASS_ON: _l("The seat passes to the next list"),
    Exhaustion.NEXT_QUOTIENT: _l("The seat passes to the list with the highest next quotient"),
}

_TIES = {
    TieProcedure.LOTS: _l("Lots decide"),
    TieProcedure.MORE_VOTES_THEN_LOTS: _l("The list with more votes, then lots"),
    TieProcedure.LOWER_LIST_NUMBER: _l("The list with the lower number"),
    TieProcedure.MORE_VOTES_THEN_LOWER_NUMBER: _l("The list with more votes, then the one with the lower number"),
    TieProcedure.HIGHER_LIST_NUMBER: _l("The list with the higher number"),
    TieProcedure.PUBLIC_SEED: _l("Lots from a public seed"),
}

LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    **COUNT_LABELS,
    **PLACE_LABELS,
    **NOMINATION_LABELS,
    **CARD_LABELS,
    **TIMETABLE_LABELS,
    **POLLING_LABELS,
    **CLAIM_LABELS,
    **CHAMBER_LABELS,
    ElectionState: _STATES,
    ElectionEvent: _EVENTS,
    ElectorateProfile: _PROFILES,
    QualifyingRule: _QUALIFYING,
    ResidenceStatus: STATUSES,
    Formula: _FORMULAS,
    Exhaustion: _EXHAUSTIONS,
    TieProcedure: _TIES,
    **REGISTER_LABELS,
    **RULE_LABELS,
    **FOUNDING_LABELS,
    **OUTREACH_LABELS,
    **STATUTE_LABELS,
}

ACTIONS = {
    ElectionEvent.OPEN_REGISTER: _l("Open the register"),
    ElectionEvent.OPEN_POLLING: _l("Open polling"),
    ElectionEvent.BEGIN_COUNT: _l("Begin the count"),
}
"""What the button of a plain move says."""

TONES: dict[StrEnum, str] = {
    **CHAMBER_TONES,
    **COUNT_TONES,
    **PLACE_TONES,
    **NOMINATION_TONES,
    **CARD_TONES,
    **RULE_TONES,
    **CLAIM_TONES,
    **STATUTE_TONES,
    **POLLING_TONES,
    ElectionState.DRAFT: "neutral",
    ElectionState.CALLED: "info",
    ElectionState.REGISTER_OPEN: "info",
    ElectionState.REGISTER_CLOSED: "info",
    ElectionState.NOMINATIONS_CLOSED: "info",
    ElectionState.POLLING: "wait",
    ElectionState.COUNTING: "wait",
    ElectionState.DECLARED: "good",
}
