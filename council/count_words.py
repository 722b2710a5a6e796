# SPDX-License-Identifier: EUPL-1.2
"""The words of counts and declarations; ``council.messages`` joins them with the others."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from core.domain.tables import ProblemCode
from council.domain.count_refusals import CountRefusal
from council.tally import TallyErrorCode
from council.tally.case import Verdict
from council.tally.highest_averages import CellOutcome

COUNT_REFUSALS: dict[StrEnum, Any] = {
    CountRefusal.NOMINATIONS_NOT_OPEN: _l("Nominations are not open now. Lists are handed in before they close."),
    CountRefusal.NOT_YOUR_LIST: _l("This list is handled by other people. Ask its list agent."),
    CountRefusal.LIST_NAME_TAKEN: _l("Another list has this name. Please choose one that electors can tell apart."),
    CountRefusal.LIST_DECIDED: _l("The list was admitted and stays as it is."),
    CountRefusal.LIST_INCOMPLETE: _l("The list cannot be admitted yet. Things to mend: %(open)s."),
    CountRefusal.REASON_NEEDED: _l("Please write down the reason."),
    CountRefusal.ON_TWO_LISTS: _l("This person stands on the list “%(list)s” already. A person stands on one list."),
    CountRefusal.NOT_AN_ELECTOR: _l("The person with this register number may not vote at this election."),
    CountRefusal.NOT_IN_REGISTER: _l("The electoral register has no such register number."),
    CountRefusal.DAY_TO_COME: _l("This day is still to come. Please give the day on which it happened."),
    CountRefusal.LISTS_UNDECIDED: _l("Lists that are not decided yet: %(open)s. Admit or reject them first."),
    CountRefusal.NO_LIST_ADMITTED: _l("No list is admitted. Without a list there is no election."),
    CountRefusal.NUMBERS_NOT_DRAWN: _l("Draw lots for the numbers of the lists first."),
    CountRefusal.NUMBERS_DRAWN: _l("The numbers were drawn before. The lists stay as they are."),
    CountRefusal.DRAW_INCOMPLETE: _l("Each list is drawn exactly once. Please give every list a different place."),
    CountRefusal.NOT_PUBLISHED: _l("This is for published lists, before the result is declared."),
    CountRefusal.CANDIDATE_GONE: _l("It was recorded before that this person no longer stands."),
    CountRefusal.LAST_CANDIDATE: _l(
        "This is the last candidate of the list, and a list without candidates cannot be counted. "
        "The election authority has to decide about the list as a whole."
    ),
    CountRefusal.BEFORE_POLLING_DAY: _l("Polling day is still to come. Counts are entered when polling is over."),
    CountRefusal.NOT_COUNTING: _l("Counts are entered between the beginning of the count and the declaration."),
    CountRefusal.PLACE_UNKNOWN: _l("There is no such polling place."),
    CountRefusal.SAME_PERSON: _l("You made the first entry. The second must be made by somebody else."),
    CountRefusal.PLACE_ENTERED: _l("Two people have entered this count. Only a decision can change it now."),
    CountRefusal.PLACE_NOT_ENTERED: _l("Two people have to enter this count before anything is decided."),
    CountRefusal.FIGURES_WRONG: _l("These figures cannot be true together. Please compare them with the count sheet."),
    CountRefusal.PLACES_UNCONFIRMED: _l("Polling places that are not confirmed yet: %(open)s."),
    CountRefusal.NO_OPEN_TIE: _l("No tie is waiting for lots."),
    CountRefusal.TIE_OPEN: _l("A tie is waiting for lots. Draw them and record the order first."),
    CountRefusal.LOTS_WRONG: _l("Please give each of the tied lists exactly one place in the order drawn."),
    CountRefusal.NOT_COUNTABLE: _l("These counts cannot be turned into seats (%(why)s)."),
    CountRefusal.NOT_ALLOCATED: _l("The seats are not allocated from the counts as they stand now."),
    CountRefusal.DECLARED_BEFORE: _l("The result was declared. It changes only by a recorded correction."),
    CountRefusal.NOT_DECLARED: _l("There is no declared result that could be corrected."),
    CountRefusal.COUNT_FILE_UNREADABLE: _l("This file cannot be counted."),
}

COUNT_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    Verdict: {
        Verdict.AGREES: _l("Agrees with the official seats"),
        Verdict.DIFFERS: _l("Differs from the official seats"),
        Verdict.NOTHING_ANNOUNCED: _l("No official seats to compare with"),
    },
    CellOutcome: {
        CellOutcome.SEAT: _l("seat"),
        CellOutcome.SEAT_AFTER_TIE: _l("seat, after a tie"),
        CellOutcome.TIED: _l("tied"),
        CellOutcome.LOST_TIE: _l("lost the tie"),
        CellOutcome.NO_SEAT: _l("no seat"),
        CellOutcome.NO_CANDIDATE: _l("no candidate left"),
        CellOutcome.DIRECT_SEAT: _l("won otherwise"),
    },
    ProblemCode: {
        ProblemCode.EMPTY_FILE: _l("The file is empty."),
        ProblemCode.NOT_UTF8: _l("These characters cannot be read. Please save the file as UTF-8."),
        ProblemCode.MISSING_COLUMN: _l("This column is missing. The first line must name the columns list and votes."),
        ProblemCode.DUPLICATE_COLUMN: _l("This column is there twice."),
        ProblemCode.TOO_MANY_ROWS: _l("There are too many rows."),
        ProblemCode.UNKNOWN_COLUMN: _l("This column is not used."),
        ProblemCode.TOO_FEW_FIELDS: _l("The row has too few cells."),
        ProblemCode.TOO_MANY_FIELDS: _l("The row has too many cells."),
        ProblemCode.UNCLOSED_QUOTE: _l("A quotation mark is opened and never closed."),
        ProblemCode.TEXT_AFTER_QUOTE: _l("There is text after a closing quotation mark."),
        ProblemCode.FIELD_TOO_LONG: _l("This cell is far too long."),
        ProblemCode.NUL_BYTE: _l("This cell holds a character that no text has."),
        ProblemCode.CONTROL_CHARACTER: _l("This cell holds an invisible control character."),
    },
    TallyErrorCode: {
        TallyErrorCode.NO_LISTS: _l("There is no list."),
        TallyErrorCode.EMPTY_NAME: _l("List %(number)s has no name."),
        TallyErrorCode.DUPLICATE_NAME: _l("Two lists have the same name: %(value)s."),
        TallyErrorCode.DUPLICATE_NUMBER: _l("Two lists have the same number: %(value)s."),
        TallyErrorCode.NUMBER_BELOW_ONE: _l("List numbers begin at 1."),
        TallyErrorCode.NEGATIVE_VOTES: _l("List %(number)s has fewer than no votes."),
        TallyErrorCode.NOT_WHOLE: _l("A number is missing or is not a whole number: %(what)s."),
        TallyErrorCode.NO_VOTES: _l("There is no vote."),
        TallyErrorCode.NO_CANDIDATES: _l("List %(number)s has no candidate."),
        TallyErrorCode.CANDIDATES_DISAGREE: _l("List %(number)s says how many candidates it has, and names others."),
        TallyErrorCode.VOTERS_BELOW_VALID: _l("Fewer people voted than there are valid votes."),
        TallyErrorCode.VOTERS_UNKNOWN: _l("The threshold needs the number of people who voted."),
        TallyErrorCode.SEATS_BELOW_ONE: _l("There must be at least one seat."),
        TallyErrorCode.TOO_LARGE: _l("A number is too large: %(what)s."),
        TallyErrorCode.BAD_THRESHOLD: _l("The threshold is not a share below one."),
        TallyErrorCode.BAD_DECIMALS: _l("The number of decimals cannot be used."),
        TallyErrorCode.BAD_CLAUSE: _l("Two clauses stand beside one parameter."),
        TallyErrorCode.NO_LIST_ADMITTED: _l("No list reaches the threshold."),
        TallyErrorCode.LOTS_MALFORMED: _l("Lots are drawn between at least two different lists."),
        TallyErrorCode.LOTS_NOT_CALLED_FOR: _l("Lots were given that no tie calls for."),
        TallyErrorCode.RECORD_MALFORMED: _l("This is not a count record."),
        TallyErrorCode.RECORD_DIFFERS: _l("The record is not what its own counts lead to."),
        TallyErrorCode.CASE_MALFORMED: _l("The file is not in the form of a published count (%(what)s)."),
        TallyErrorCode.CASE_UNKNOWN: _l("There is no such published count."),
        TallyErrorCode.METHOD_UNKNOWN: _l("The method “%(method)s” is not known here."),
        TallyErrorCode.VOTES_MISSING: _l("The votes of list %(number)s (%(name)s) were not published."),
        TallyErrorCode.PAPERS_MALFORMED: _l("The ranked papers cannot be counted: %(what)s."),
        TallyErrorCode.RULE_MALFORMED: _l("The rule does not fit together: %(what)s."),
        TallyErrorCode.FILE_MALFORMED: _l("Line %(line)s of the file cannot be read: %(what)s."),
        TallyErrorCode.NOT_CONFIRMED: _l("A second, plain count does not come to the same."),
        TallyErrorCode.NEGATIVE_DIRECT_SEATS: _l("List %(number)s has won fewer than no seats directly."),
        TallyErrorCode.VALID_BELOW_LISTS: _l("The lists together have more votes than there are valid votes."),
        TallyErrorCode.ENVELOPES_UNKNOWN: _l("The threshold needs the number of valid envelopes."),
        TallyErrorCode.FORMULA_NOT_OF_LISTS: _l("This method does not give seats to lists."),
        TallyErrorCode.RULES_DO_NOT_COMBINE: _l("Two parts of the rule cannot be used together."),
        TallyErrorCode.SEED_NOT_ALLOWED: _l("The rule does not allow lots from a public seed."),
        TallyErrorCode.SEED_NEEDED: _l("The public seed is missing."),
        TallyErrorCode.SEED_GIVES_OTHER_LOTS: _l("The public seed gives another order of lots."),
        TallyErrorCode.DISTRICTS_MALFORMED: _l("The districts of this file cannot be used."),
        TallyErrorCode.NO_SUCH_DIVISORS: _l("No distribution gives every list and every district its seats."),
        TallyErrorCode.RULE_AND_SEATS_NEEDED: _l("A table needs a rule and a number of seats."),
        TallyErrorCode.BAD_CONDITION: _l("A condition on groups cannot be followed: %(kind)s."),
        TallyErrorCode.BAD_VALIDITY: _l("The rule does not say what a marked paper counts for: %(what)s."),
        TallyErrorCode.BALLOT_MALFORMED: _l("A marked paper was read wrongly: %(what)s."),
        TallyErrorCode.LIST_UNKNOWN: _l("There is no list %(number)s."),
        TallyErrorCode.PERSON_UNKNOWN: _l("Nobody stands with the number %(number)s."),
        TallyErrorCode.BORN_UNKNOWN: _l("Age decides here, and the date of birth of person %(number)s is missing."),
        TallyErrorCode.REFERENCE_MISSING: _l("The number preference votes are measured by is missing."),
        TallyErrorCode.CONDITIONS_WITH_LISTS: _l("Conditions on groups are for votes on persons without lists."),
        TallyErrorCode.NOT_SEATED: _l("Person %(number)s has no seat that could fall vacant."),
        TallyErrorCode.REASON_MISSING: _l("Please give the reason, in no more than 500 characters."),
    },
}

COUNT_TONES: dict[StrEnum, str] = {
    Verdict.AGREES: "good",
    Verdict.DIFFERS: "warn",
    Verdict.NOTHING_ANNOUNCED: "neutral",
}
