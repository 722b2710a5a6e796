# SPDX-License-Identifier: EUPL-1.2
"""The numbered steps on the way to a council, read from ``council/data/founding``, and how far each has come.

A step is judged by what was recorded for it; a person may settle it with a reason, or open it again.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files


class FoundingStep(StrEnum):
    """One numbered step, in the order of the way."""

    NETWORKING = "I.1"
    SUPPORT = "I.2"
    WORKING_GROUP = "I.3"
    LEGISLATION = "II.1"
    STATUTE = "II.2"
    BY_LAWS = "II.3"
    BUDGET = "II.4"
    SUSTAINABILITY = "III.1"
    AUTHORITY = "IV.1"
    REGISTER = "IV.1.a"
    NOTICES = "IV.1.b"
    NOMINATIONS = "IV.1.c"
    COUNT = "IV.1.d"
    OUTREACH = "IV.2"
    INFORM = "IV.2.a"
    CALL_FOR_LISTS = "IV.2.b"
    ENCOURAGE_VOTING = "IV.2.c"
    ENCOURAGE_STANDING = "IV.2.d"

    @property
    def phase(self) -> str:
        """The part of the way to which the step belongs."""
        return self.value.partition(".")[0]

    @property
    def within(self) -> "FoundingStep | None":
        """The step of which this is a task."""
        return FoundingStep(self.value[:-2]) if self.value.count(".") == 2 else None


class StepState(StrEnum):
    """How far a step has come."""

    TO_DO = "to_do"
    UNDER_WAY = "under_way"
    DONE = "done"


class ResponsibleBody(StrEnum):
    """Who reaches out to the communities."""

    WORKING_GROUP = "working_group"
    OUTGOING_COUNCIL = "outgoing_council"


@dataclass(frozen=True, slots=True)
class StepSource:
    """Where the step stands in the methodology; ``printed`` is empty for its unnumbered tasks."""

    section: str
    printed: str = ""
    first: str = ""
    later: str = ""


@lru_cache(maxsize=1)
def sources() -> dict[FoundingStep, StepSource]:
    """Each step with its place in the methodology."""
    text = (files("council.data") / "founding" / "steps.toml").read_text("utf-8")
    rows = tomllib.loads(text)["steps"]
    return {
        FoundingStep(row["key"]): StepSource(**{name: value for name, value in row.items() if name != "key"})
        for row in rows
    }


def state_of(*, begun: bool, reached: bool, settled: bool | None) -> StepState:
    """How far a step has come.

    :param begun: something was recorded for it.
    :param reached: what was recorded is what the step asks for.
    :param settled: True when a person settled it, False when a person opened it again, None when nobody did.
    """
    if settled or (reached and settled is None):
        return StepState.DONE
    return StepState.UNDER_WAY if begun or reached else StepState.TO_DO


def responsible_body(election_number: int) -> ResponsibleBody:
    """Who is responsible for reaching out, by the number of the election: the first has no council before it."""
    source = sources()[FoundingStep.OUTREACH]
    return ResponsibleBody(source.first if election_number <= 1 else source.later)
