# SPDX-License-Identifier: EUPL-1.2
"""The books of a ranked count while it runs: votes per candidate, who stands how, and each stage as it is closed.

It decides nothing. What moved is entered by whoever moves papers; closing a stage writes its lines and keeps the
totals for looking back.
"""

from collections.abc import Iterable, Sequence

from council.tally.stv.digits import text_of
from council.tally.stv.profile import RankedProfile
from council.tally.stv.record import ElectedBy, ElectedCandidate, Flow, Line, Parcel, Stage, StageAction, Standing
from council.tally.stv.rule import StvParameter, StvRule

CLAUSES = {
    StageAction.FIRST: StvParameter.FIRST_STAGE,
    StageAction.SURPLUS: StvParameter.SURPLUS,
    StageAction.EXCLUDE: StvParameter.EXCLUSION,
}


class Ledger:
    """Votes are whole numbers of the last digit; lists are indexed by candidate number, place 0 is not used."""

    def __init__(self, profile: RankedProfile, rule: StvRule) -> None:
        self.profile, self.rule = profile, rule
        self.votes = [0] * (len(profile.candidates) + 1)
        self.continuing = [each.number for each in profile.candidates if not each.withdrawn]
        self.elected: list[ElectedCandidate] = []
        self.excluded: list[tuple[int, ...]] = []
        self.quota = 0
        self.non_transferable = 0
        self.cut = 0
        self.history: list[list[int]] = []
        self.stages: list[Stage] = []
        self._parcels: list[Parcel] = []
        self._flows: list[Flow] = []
        self._opened_with = (0, [0] * len(self.votes))

    @property
    def vacancies(self) -> int:
        """Seats not yet filled."""
        return self.rule.seats - len(self.elected)

    @property
    def stage(self) -> int:
        """The number of the stage that is being counted."""
        return len(self.stages) + 1

    def text(self, units: int) -> str:
        """Votes as the record writes them."""
        return text_of(units, self.rule.decimals)

    def enter_parcel(self, source: int, *, value: int, papers: int, new_value: int) -> None:
        """Note papers that change their value, or keep it, as they leave a candidate."""
        self._parcels.append(Parcel(source, self.text(value), papers, self.text(new_value)))

    def enter_flow(self, source: int, target: int, *, papers: int, votes: int) -> None:
        """Note votes that went somewhere; target 0 has no further preference."""
        self._flows.append(Flow(source, target, papers, self.text(votes)))

    def elect(self, numbers: Iterable[int], by: ElectedBy) -> None:
        """Take candidates as elected, those with more votes first."""
        for number in sorted(numbers, key=lambda each: (-self.votes[each], each)):
            self.continuing.remove(number)
            text = self.text(self.votes[number])
            self.elected.append(ElectedCandidate(number, self.profile.name(number), self.stage, text, by))

    def exclude(self, numbers: Sequence[int]) -> None:
        """Take candidates out of the running."""
        for number in numbers:
            self.continuing.remove(number)
        self.excluded.append(tuple(numbers))

    def close(
        self, action: StageAction, who: Sequence[int], *, keep: Sequence[int] | None = None, iterations: int = 0
    ) -> None:
        """Write the stage down and begin the next."""
        lost_before, votes_before = self._opened_with
        self.stages.append(
            Stage(
                number=self.stage,
                action=action,
                who=tuple(who),
                clause=self.rule.clause(CLAUSES[action]),
                quota=self.text(self.quota),
                lines=self._lines(who, votes_before, keep),
                parcels=tuple(self._parcels),
                flows=tuple(self._flows),
                non_transferable=self.text(self.non_transferable),
                non_transferable_change=self.text(self.non_transferable - lost_before),
                cut=self.text(self.cut),
                elected=tuple(each.number for each in self.elected if each.stage == self.stage),
                iterations=iterations,
            )
        )
        self.history.append(list(self.votes))
        self._parcels, self._flows = [], []
        self._opened_with = (self.non_transferable, list(self.votes))

    def _lines(self, who: Sequence[int], before: Sequence[int], keep: Sequence[int] | None) -> tuple[Line, ...]:
        elected = {each.number for each in self.elected}
        lines = []
        for number in sorted({*elected, *self.continuing, *who}):
            standing = Standing.CONTINUING if number in self.continuing else Standing.EXCLUDED
            lines.append(
                Line(
                    number,
                    self.text(self.votes[number] - before[number]),
                    self.text(self.votes[number]),
                    Standing.ELECTED if number in elected else standing,
                    self.text(keep[number]) if keep else "",
                )
            )
        return tuple(lines)
