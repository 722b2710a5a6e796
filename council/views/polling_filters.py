# SPDX-License-Identifier: EUPL-1.2
"""Template filters of polling: words for what is stored as text. Importing this module adds them."""

from __future__ import annotations

from council.domain.places import Duty
from council.domain.postal import TenderedOutcome
from council.domain.roll import Conflict
from council.domain.turnout import ReportKind, Trait
from council.polling_words import REPORT_ACTIONS, TO_DO
from council.views.blueprint import blueprint, label


@blueprint.app_template_filter("duty_words")
def duty_words(value: str) -> str:
    return label(Duty(value))


@blueprint.app_template_filter("report_words")
def report_words(value: str) -> str:
    return label(ReportKind(value))


@blueprint.app_template_filter("conflict_words")
def conflict_words(value: str) -> str:
    return label(Conflict(value))


@blueprint.app_template_filter("conflict_advice")
def conflict_advice(value: str) -> str:
    """What to do about a line that was not taken over."""
    return str(TO_DO[Conflict(value)])


@blueprint.app_template_filter("tendered_words")
def tendered_words(value: str) -> str:
    return label(TenderedOutcome(value))


@blueprint.app_template_filter("trait_words")
def trait_words(value: str) -> str:
    return label(Trait(value))


@blueprint.app_template_filter("report_action")
def report_action(kind: ReportKind) -> str:
    return str(REPORT_ACTIONS[kind])
