# SPDX-License-Identifier: EUPL-1.2
"""A published ranked election beside our count of it: every stage of its table and every official figure.

The file may leave out any field; what was compared is listed, so that nothing passes by saying nothing. Official
figures with fewer digits than the rule counts in agree when they are ours to those digits.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.formats.source import RankedFile
from council.tally.stv.count import count_ranked
from council.tally.stv.known import known_rule
from council.tally.stv.record import ElectedBy, RankedRecord, RankedTie, Stage, Standing
from council.tally.stv.rule import StvRule
from council.tally.ties import Draw

Facts = Mapping[str, Any]

_RULE_WORDS = (
    ("scottish", "scottish"),
    ("ssi 2007", "scottish"),
    ("ssi 2011", "scottish"),
    ("minneapolis", "minneapolis"),
    ("albany", "albany"),
    ("meek", "meek"),
)
_PROSE = ("official_source", "official_status", "official_note", "official_url", "official_council_totals")


@dataclass(slots=True)
class Comparison:
    """What was compared, and what differs or could not be compared."""

    record: RankedRecord
    compared: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    def check(self, what: str, ours: object, theirs: object) -> None:
        """Note one comparison."""
        self.compared.append(what)
        if ours != theirs:
            self.differences.append(f"{what}: {ours} here, {theirs} there")


def read_expected(text: str) -> Facts:
    """The fields of a published result; decimals stay text, so that no digit changes."""
    try:
        facts = json.loads(text.removeprefix("\ufeff"), parse_float=str)
    except (ValueError, RecursionError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="json") from None
    if not isinstance(facts, dict):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="json")
    return facts


def rule_of(facts: Facts, seats: int) -> StvRule:
    """The rule a published result names, by the name of the place or method in it."""
    named = str(facts.get("rule") or facts.get("method") or "").casefold()
    for word, rule in _RULE_WORDS:
        if word in named:
            return known_rule(rule, seats)
    raise TallyError(TallyErrorCode.METHOD_UNKNOWN, method=named[:60])


def compare(source: RankedFile, facts: Facts) -> Comparison:
    """Count the papers under the rule the result names, and compare every field it has."""
    try:
        return _compare(source, facts)
    except (TypeError, ValueError, KeyError, AttributeError, IndexError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="official fields") from None


def _compare(source: RankedFile, facts: Facts) -> Comparison:
    record = _counted(source, facts, rule_of(facts, source.seats))
    result = Comparison(record)
    if record.open_tie:
        result.differences.append(f"a lot is needed before stage {record.open_tie.stage}")
    for key, value in facts.items():
        if value is not None and key in _FIELDS:
            _FIELDS[key](result, key, value)
        elif value is not None and key.startswith("official_") and key not in _PROSE:
            result.differences.append(f"{key}: this field is not known here")
    if "scottish_rule_winners_order" in facts:
        _scottish(result, source, facts["scottish_rule_winners_order"])
    if not result.compared:
        result.differences.append("nothing to compare")
    return result


def _counted(source: RankedFile, facts: Facts, rule: StvRule) -> RankedRecord:
    """Our count, with the lots that the published table shows to have been drawn."""
    draws: list[Draw] = []
    record = count_ranked(source.profile, rule)
    while record.open_tie:
        drawn = _drawn(record, record.open_tie, facts)
        if not drawn:
            break
        others = [number for number in record.open_tie.lots_between if number != drawn]
        draws.append(Draw((drawn, *others)))
        record = count_ranked(source.profile, rule, draws)
    return record


def _drawn(record: RankedRecord, tie: RankedTie, facts: Facts) -> int:
    stages = facts.get("stages") or []
    if len(stages) < tie.stage:
        return 0
    shown = {_plain(name) for name in _names(stages[tie.stage - 1].get("candidate"))}
    found = [number for number in tie.lots_between if _plain(record.profile.name(number)) in shown]
    return found[0] if len(found) == 1 else 0


def _names(value: object) -> list[str]:
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _set(names: list[str]) -> list[str]:
    return sorted(map(_plain, names))


def _seats(result: Comparison, key: str, value: Any) -> None:
    result.check(key, result.record.seats, value)


def _candidates(result: Comparison, key: str, value: Any) -> None:
    ours = [(each.number, _plain(each.name)) for each in result.record.profile.candidates]
    result.check(key, ours, [(each["n"], _plain(each["name"])) for each in value])


def _valid(result: Comparison, key: str, value: Any) -> None:
    result.check(key, result.record.valid_papers, value)


def _quota(result: Comparison, key: str, value: Any) -> None:
    _figure(result, key, result.record.quota, value)


def _quotas(result: Comparison, key: str, value: Any) -> None:
    result.check(f"{key}: how many", len(result.record.stages), len(value))
    for stage, theirs in zip(result.record.stages, value, strict=False):
        _figure(result, f"{key}, stage {stage.number}", stage.quota, theirs)


def _winners(result: Comparison, key: str, value: Any) -> None:
    result.check(key, _set([each.name for each in result.record.elected]), _set(value))


def _stage_of_election(result: Comparison, key: str, value: Any) -> None:
    ours = {_plain(each.name): each.stage for each in result.record.elected}
    result.check(key, ours, {_plain(name): stage for name, stage in value.items()})


def _first_votes(result: Comparison, key: str, value: Any) -> None:
    _totals(result, key, result.record.stages[0], value)


def _rounds(result: Comparison, key: str, value: Any) -> None:
    result.check(f"{key}: how many", len(result.record.stages), len(value))
    for stage, theirs in zip(result.record.stages, value, strict=False):
        _totals(result, f"{key}, stage {stage.number}", stage, theirs)


def _lots(result: Comparison, key: str, value: Any) -> None:
    result.check(key, len([tie for tie in result.record.ties if tie.lots_between]), len(value))


def _stages(result: Comparison, key: str, value: Any) -> None:
    result.check(f"{key}: how many", len(result.record.stages), len(value))
    for stage, theirs in zip(result.record.stages, value, strict=False):
        _stage(result, stage, theirs)


def _stage(result: Comparison, stage: Stage, theirs: Facts) -> None:
    """Compare as much of a stage as was published; the figures count to the last digit."""
    name = result.record.profile.name
    label = f"stage {stage.number}"
    result.check(f"{label} number", stage.number, theirs.get("stage", stage.number))
    if "action" in theirs:
        result.check(f"{label} action", stage.action.value, _action(theirs["action"]))
    if "candidate" in theirs:
        result.check(f"{label} who", _set([name(each) for each in stage.who]), _set(_names(theirs["candidate"])))
    if "votes" in theirs:
        left = _set([name(line.number) for line in stage.lines if line.standing is not Standing.EXCLUDED])
        result.check(f"{label} candidates", left, _set([*theirs["votes"]]))
        _totals(result, label, stage, theirs["votes"], exact=True)
    if "non_transferable" in theirs:
        _figure(result, f"{label} non-transferable", stage.non_transferable, theirs["non_transferable"], exact=True)
    if "quota" in theirs:
        _figure(result, f"{label} quota", stage.quota, theirs["quota"], exact=True)
    if "elected" in theirs:
        shown = set(_set(theirs["elected"]))
        last = {each.number for each in result.record.elected if each.by is ElectedBy.LAST_SEATS}
        ours = [name(each) for each in stage.elected if each not in last or _plain(name(each)) in shown]
        result.check(f"{label} elected", _set(ours), sorted(shown))


def _action(word: str) -> str:
    """Our word for what a stage did; tables say exclude, eliminate or defeat for the same."""
    for begins, action in (("surplus", "surplus"), ("first", "first"), ("excl", "exclude"), ("elim", "exclude")):
        if word.casefold().startswith(begins):
            return action
    return "exclude" if word.casefold().startswith("defeat") else word


def _totals(result: Comparison, label: str, stage: Stage, theirs: Facts, *, exact: bool = False) -> None:
    totals = {_plain(result.record.profile.name(line.number)): line.total for line in stage.lines}
    for name, votes in theirs.items():
        _figure(result, f"{label} {name}", totals.get(_plain(name), ""), votes, exact=exact)


def _figure(result: Comparison, label: str, ours: str, theirs: Any, *, exact: bool = False) -> None:
    """Compare a number of votes; one published with fewer digits agrees when ours lies within its last digit."""
    shown = str(theirs)
    digit = Fraction(1, 10 ** len(shown.partition(".")[2]))
    try:
        apart = abs(Fraction(ours) - Fraction(shown))
    except ValueError:
        apart = digit
    result.compared.append(label)
    if apart and (exact or apart >= digit):
        result.differences.append(f"{label}: {ours} here, {shown} there")


def _scottish(result: Comparison, source: RankedFile, names: Any) -> None:
    record = count_ranked(source.profile, known_rule("scottish", source.seats))
    result.check("under the Scottish rule", [_plain(each.name) for each in record.elected], [*map(_plain, names)])


_FIELDS: dict[str, Callable[[Comparison, str, Any], None]] = {
    "seats": _seats,
    "candidates": _candidates,
    "valid_ballots": _valid,
    "quota": _quota,
    "winners": _winners,
    "stage_of_election": _stage_of_election,
    "stages": _stages,
    "ties_needing_lot": _lots,
    "official_seats": _seats,
    "official_valid_ballots": _valid,
    "official_quota": _quota,
    "official_quotas": _quotas,
    "official_winners": _winners,
    "official_stage_of_election": _stage_of_election,
    "official_first_preferences": _first_votes,
    "official_rounds": _rounds,
    "official_stages": _stages,
}
