# SPDX-License-Identifier: EUPL-1.2
"""Who follows a member who leaves, by a count of the papers that elected that member.

The papers, each at the value it then had, go to the highest preference for somebody who was not elected and is
available; one seat is filled by the same rule with its quota for one seat. Whether a by-law wants this is its
choice (`StvSubstitutes.PAPERS`); for Meek, where no paper belongs to one member, it is refused.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from council.tally.codec import from_json, to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.stv.papers import Pile
from council.tally.stv.profile import RankedProfile
from council.tally.stv.record import ElectedCandidate, RankedState, RankedTie, Stage
from council.tally.stv.rule import StvRule, StvSubstitutes
from council.tally.stv.weighted import WeightedCount
from council.tally.ties import Draw, LotBox

VACANCY_SCHEMA = "talka-vacancy-record/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """The member who leaves, and who of the others is not available."""

    member: int
    unavailable: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyRecord:
    """The count of one vacancy: the inputs of the first count with its lots, then the stages of this one."""

    schema: str
    state: RankedState
    rule: StvRule
    profile: RankedProfile
    draws: tuple[Draw, ...]
    vacancy: Vacancy
    vacancy_draws: tuple[Draw, ...]
    papers: int
    not_counted: int
    quota: str
    stages: tuple[Stage, ...]
    elected: tuple[ElectedCandidate, ...]
    ties: tuple[RankedTie, ...]

    @property
    def open_tie(self) -> RankedTie | None:
        """The tie for which a lot must be drawn before the count can go on."""
        return next((tie for tie in self.ties if tie.open), None)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical text."""
        return hashlib.sha256(to_json(self).encode()).hexdigest()


class _VacancyCount(WeightedCount):
    """A count for one seat that begins with the papers of one member."""

    def __init__(self, first: WeightedCount, vacancy: Vacancy, box: LotBox) -> None:
        profile = first.ledger.profile
        super().__init__(profile, replace(first.rule, seats=1), box)
        elected = [each.number for each in first.ledger.elected]
        self._out = bytes(sorted({*profile.withdrawn, *elected, *vacancy.unavailable}))
        self.ledger.continuing = [number for number in self.ledger.continuing if number not in self._out]
        self._held = [{} for _ in self.ledger.votes]
        parcels = {value: _afresh(pile) for value, pile in first.seated_by[vacancy.member].items()}
        self.all_papers = sum(map(self.papers.size, parcels.values()))
        self.valid_papers = self._begin_with(parcels)


def _afresh(pile: Pile) -> Pile:
    """The same papers, to be read from their first preference on."""
    again = Pile()
    again.loose = list(pile.loose)
    for low, high, _used in pile.runs:
        again.add(low, high, 0)
    return again


def fill_vacancy(
    profile: RankedProfile,
    rule: StvRule,
    vacancy: Vacancy,
    *,
    draws: Sequence[Draw] = (),
    vacancy_draws: Iterable[Draw] = (),
) -> VacancyRecord:
    """Count the papers of a member who leaves. `draws` are the lots of the first count, which must be complete."""
    if rule.substitutes is not StvSubstitutes.PAPERS:
        raise TallyError(TallyErrorCode.RULE_MALFORMED, what="substitutes")
    recorded = tuple(vacancy_draws)
    first = _first_count(profile, rule, draws)
    _check(vacancy, first)
    box = LotBox(recorded)
    counting = _VacancyCount(first, vacancy, box)
    if not counting.valid_papers:
        raise TallyError(TallyErrorCode.NO_VOTES)
    counting.run()
    decided = not any(tie.open for tie in counting.ties)
    if decided:
        box.refuse_leftovers()
    return VacancyRecord(
        schema=VACANCY_SCHEMA,
        state=RankedState.DECIDED if decided else RankedState.LOTS_NEEDED,
        rule=rule,
        profile=profile,
        draws=tuple(draws),
        vacancy=vacancy,
        vacancy_draws=recorded,
        papers=counting.valid_papers,
        not_counted=counting.all_papers - counting.valid_papers,
        quota=counting.ledger.stages[0].quota,
        stages=tuple(counting.ledger.stages),
        elected=tuple(counting.ledger.elected),
        ties=tuple(counting.ties),
    )


def recount_vacancy(text: str) -> VacancyRecord:
    """Count the inputs of a stored record again; refuse a record the inputs do not lead to, byte for byte."""
    stored = from_json(VacancyRecord, text)
    again = fill_vacancy(
        stored.profile, stored.rule, stored.vacancy, draws=stored.draws, vacancy_draws=stored.vacancy_draws
    )
    if to_json(again) != text:
        raise TallyError(TallyErrorCode.RECORD_DIFFERS)
    return again


def _first_count(profile: RankedProfile, rule: StvRule, draws: Sequence[Draw]) -> WeightedCount:
    box = LotBox(draws)
    first = WeightedCount(profile, rule, box)
    first.run()
    if any(tie.open for tie in first.ties):
        raise TallyError(TallyErrorCode.RULE_MALFORMED, what="the first count still needs a lot")
    box.refuse_leftovers()
    return first


def _check(vacancy: Vacancy, first: WeightedCount) -> None:
    """The member was elected; whoever is not available is a candidate, named once and in order."""
    known = {each.number for each in first.ledger.profile.candidates}
    if vacancy.member not in {each.number for each in first.ledger.elected}:
        raise TallyError(TallyErrorCode.PAPERS_MALFORMED, what=f"candidate {vacancy.member} was not elected")
    if list(vacancy.unavailable) != sorted(known & set(vacancy.unavailable)):
        raise TallyError(TallyErrorCode.PAPERS_MALFORMED, what="unavailable candidates")
