# SPDX-License-Identifier: EUPL-1.2
"""Counting ranked papers: papers, a rule and the lots drawn so far give one record; the same again, to the byte."""

from collections.abc import Iterable

from council.tally.codec import from_json, to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.rules import RuleSheet
from council.tally.stv.known import rule_of_sheet
from council.tally.stv.ledger import Ledger
from council.tally.stv.meek import MeekCount
from council.tally.stv.profile import RankedProfile
from council.tally.stv.record import RANKED_SCHEMA, RankedRecord, RankedState
from council.tally.stv.rule import StvRule, StvSubstitutes, Transfer
from council.tally.stv.standing import in_line, runner_up
from council.tally.stv.weighted import WeightedCount
from council.tally.ties import Draw, LotBox


def count_ranked(profile: RankedProfile, rule: StvRule | RuleSheet, draws: Iterable[Draw] = ()) -> RankedRecord:
    """Count ranked papers under a rule, or the one a rule sheet holds, with the lots drawn so far."""
    if isinstance(rule, RuleSheet):
        rule = rule_of_sheet(rule)
    recorded = tuple(draws)
    box = LotBox(recorded)
    counting = (MeekCount if rule.transfer is Transfer.MEEK else WeightedCount)(profile, rule, box)
    if not counting.valid_papers:
        raise TallyError(TallyErrorCode.NO_VOTES)
    counting.run()
    ledger = counting.ledger
    decided = not any(tie.open for tie in counting.ties)
    if decided:
        box.refuse_leftovers()
    return RankedRecord(
        schema=RANKED_SCHEMA,
        state=RankedState.DECIDED if decided else RankedState.LOTS_NEEDED,
        rule=rule,
        profile=profile,
        draws=recorded,
        valid_papers=counting.valid_papers,
        not_counted=sum(profile.papers) + profile.blank - counting.valid_papers,
        quota=ledger.stages[0].quota,
        seats=rule.seats,
        vacant=ledger.vacancies if decided else 0,
        stages=tuple(ledger.stages),
        elected=tuple(ledger.elected),
        ties=tuple(counting.ties),
        runner_up=runner_up(ledger) if decided else None,
        substitutes=_substitutes(ledger, rule) if decided else (),
    )


def recount_ranked(text: str) -> RankedRecord:
    """Count the inputs of a stored record again; refuse a record the inputs do not lead to, byte for byte."""
    stored = from_json(RankedRecord, text)
    again = count_ranked(stored.profile, stored.rule, stored.draws)
    if to_json(again) != text:
        raise TallyError(TallyErrorCode.RECORD_DIFFERS)
    return again


def _substitutes(ledger: Ledger, rule: StvRule) -> tuple[tuple[int, ...], ...]:
    return in_line(ledger) if rule.substitutes is StvSubstitutes.NEXT else ()
