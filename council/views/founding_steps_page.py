# SPDX-License-Identifier: EUPL-1.2
"""How far each numbered step of the founding has come: its place, its state, and the records that prove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.access import current_actor
from core.domain.actor import Role
from core.pages import Link
from council.domain.election import ElectionState
from council.domain.founding_steps import FoundingStep, StepSource, StepState, sources, state_of
from council.founding_words import PHASES, STEP_HINTS, STEP_TITLES
from council.models.election import Election
from council.models.founding import FoundingMark
from council.permissions import WATCHERS, holds
from council.queries import founding as queries
from council.queries.election import all_elections
from council.views.founding_election_evidence import evidence_of_election
from council.views.founding_evidence import Evidence, evidence_before


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as the page shows it."""

    step: FoundingStep
    title: str
    hint: str
    source: StepSource
    now: StepState
    place: Link
    evidence: tuple[Link, ...]
    mark: FoundingMark | None

    @property
    def open_to_staff(self) -> bool:
        """True when its pages are not only for those who prepare the council."""
        return self.step in (FoundingStep.STATUTE, FoundingStep.BY_LAWS) or self.step.phase == "IV"


@dataclass(frozen=True, slots=True)
class StepsPage:
    """The way as a whole; ``phases`` are a title with its steps."""

    phases: tuple[tuple[str, tuple[StepRow, ...]], ...]
    election: Election | None
    elections: tuple[Election, ...]
    secured: bool
    done: int
    total: int


def chosen_election(elections: Sequence[Election], wanted: str = "") -> Election | None:
    """The election that the last steps are about: the one asked for, else the oldest that is under way."""
    asked = next((each for each in elections if each.public_id == wanted), None)
    under_way = [e for e in elections if e.now not in (ElectionState.DRAFT, ElectionState.DECLARED)]
    declared = [e for e in elections if e.now is ElectionState.DECLARED]
    oldest = sorted(under_way, key=lambda each: each.id) or declared or list(elections)
    return asked or (oldest[0] if oldest else None)


def steps_page(wanted: str = "") -> StepsPage:
    actor = current_actor()
    elections = tuple(
        each
        for each in all_elections()
        if each.now is not ElectionState.DRAFT or holds(actor, each.public_id, *WATCHERS, Role.OFFICER)
    )
    election = chosen_election(elections, wanted)
    rows = step_rows(election)
    return StepsPage(
        phases=tuple((str(PHASES[phase]), tuple(row for row in rows if row.step.phase == phase)) for phase in PHASES),
        election=election,
        elections=elections,
        secured=any(row.evidence for row in rows if row.step is FoundingStep.SUSTAINABILITY),
        done=sum(row.now is StepState.DONE for row in rows),
        total=len(rows),
    )


def step_rows(election: Election | None) -> tuple[StepRow, ...]:
    """Every step, in order."""
    marks = queries.marks()
    found = {**evidence_before(), **evidence_of_election(election)}
    return tuple(_row(step, found[step], marks[step]) for step in FoundingStep)


def _row(step: FoundingStep, evidence: Evidence, marks: list[FoundingMark]) -> StepRow:
    mark = marks[0] if marks else None
    settled = mark.settled if mark else None
    return StepRow(
        step=step,
        title=str(STEP_TITLES[step]),
        hint=str(STEP_HINTS[step]),
        source=sources()[step],
        now=state_of(begun=evidence.begun or mark is not None, reached=evidence.reached, settled=settled),
        place=evidence.place,
        evidence=evidence.links,
        mark=mark,
    )
