# SPDX-License-Identifier: EUPL-1.2
"""What polling refuses, as codes; the sentences are in ``council.polling_words``."""

from enum import StrEnum


class PollingRefusal(StrEnum):
    """Every expected "no" of polling places, the roll, postal envelopes and turnout."""

    HOURS_UNREADABLE = "council.hours_unreadable"
    HOURS_CHANGED_OVER = "council.hours_changed_over"
    TIME_MISSING = "council.time_missing"
    TIME_TWICE = "council.time_twice"
    STOPS_UNREADABLE = "council.stops_unreadable"
    ROUTE_MISSING = "council.route_missing"
    LANGUAGE_UNKNOWN = "council.language_unknown"
    PLACE_KEY_TAKEN = "council.place_key_taken"
    PLACE_KEY_WRONG = "council.place_key_wrong"
    CHANGE_NEEDS_REASON = "council.change_needs_reason"
    DUTY_CHANGED_OVER = "council.duty_changed_over"
    REASON_NEEDED = "council.polling_reason_needed"
    NO_SUCH_PLACE = "council.no_such_place"

    POLLING_NOT_OPEN = "council.polling_not_open"
    ROLL_OVER = "council.roll_over"
    REGISTER_STILL_OPEN = "council.register_still_open"
    PLACE_CLOSED = "council.place_closed"
    ALREADY_VOTED = "council.already_voted"
    VOTED_BY_POST = "council.voted_by_post"
    ANOTHER_PLACE = "council.another_place"
    NOT_AN_ELECTOR = "council.not_an_elector"
    ENVELOPE_OUT = "council.envelope_out"
    ENVELOPE_RETURNED = "council.envelope_returned"
    NOT_MARKED = "council.not_marked"
    UNDO_TOO_LATE = "council.undo_too_late"
    LINES_UNREADABLE = "council.lines_unreadable"
    ROLL_NOT_PRINTED = "council.roll_not_printed"

    NO_POST = "council.no_post"
    POST_STEP_WRONG = "council.post_step_wrong"

    TENDERED_DECIDED = "council.tendered_decided"
    TENDERED_NOT_NEEDED = "council.tendered_not_needed"
    TENDERED_TWICE = "council.tendered_twice"

    TURNOUT_TOO_EARLY = "council.turnout_too_early"
    PLACES_OPEN = "council.places_open"
