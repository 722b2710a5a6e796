# SPDX-License-Identifier: EUPL-1.2
"""A marked paper as it was read, and the choices a statute makes about what it counts for. Nothing here decides.

Hessen (KWG s.20a, s.21), Rheinland-Pfalz (KWG s.37, s.38) and Bavaria (GLKrWO ss.83 to 86) heal the same mistakes in
three ways; each choice below names one of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from council.tally.errors import TallyError, TallyErrorCode, whole

MOST_MARKS = 2_000
MOST_ON_ONE = 10_000
MOST_PAPERS = 10**9


class ListTick(StrEnum):
    """What a tick beside a list does with votes not given to persons."""

    NONE = "none"
    ONCE = "once"
    ROUNDS = "rounds"


class OverVote(StrEnum):
    """What becomes of a paper with more votes for persons than the elector had.

    INVALID: all votes are void. FROM_BOTTOM: the lowest on the paper lose theirs (RLP KWG s.38). The other two save
    papers that stay inside one list. BY_ROUNDS takes one vote at a time, upwards, from those with one, then two,
    then three, and again (Hessen KWG s.20a(3)). BY_SIZE takes all votes of those with one, then with two (RLP s.37(4)).
    """

    INVALID = "invalid"
    FROM_BOTTOM = "from_bottom"
    BY_ROUNDS = "by_rounds"
    BY_SIZE = "by_size"


class OverPerson(StrEnum):
    """What becomes of votes above the most one person may get."""

    INVALID = "invalid"
    CUT = "cut"


class SeveralTicks(StrEnum):
    """Ticks beside several lists: all void unless persons are marked, never minded, or all filled if it fits."""

    VOID_WITHOUT_MARKS = "void_without_marks"
    IGNORED = "ignored"
    ADD_UP = "add_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """How many votes an elector has and what mistakes cost. `fill_marked`: a list tick also adds to marked persons."""

    votes: int = 1
    most_per_person: int = 1
    list_tick: ListTick = ListTick.NONE
    fill_marked: bool = True
    several_ticks: SeveralTicks = SeveralTicks.VOID_WITHOUT_MARKS
    over_vote: OverVote = OverVote.INVALID
    over_person: OverPerson = OverPerson.CUT
    across_lists: bool = True

    def __post_init__(self) -> None:
        """An elector has at least one vote, and a person can get at least one."""
        for what, value in (("votes", self.votes), ("most_per_person", self.most_per_person)):
            if whole(value, what=what, largest=MOST_ON_ONE) < 1:
                raise TallyError(TallyErrorCode.BAD_VALIDITY, what=what)


class Ground(StrEnum):
    """Why a paper counts for nothing. The first five are found by people and come in with the paper."""

    NOT_OFFICIAL = "not_official"
    WISH_UNCLEAR = "wish_unclear"
    IDENTIFIES_ELECTOR = "identifies_elector"
    ADDITION = "addition"
    OTHER = "other"
    NOT_MARKED = "not_marked"
    SEVERAL_LISTS = "several_lists"
    ACROSS_LISTS = "across_lists"
    TOO_MANY_VOTES = "too_many_votes"
    TOO_MANY_ON_ONE = "too_many_on_one"


FOUND_BY_PEOPLE = (
    Ground.NOT_OFFICIAL,
    Ground.WISH_UNCLEAR,
    Ground.IDENTIFIES_ELECTOR,
    Ground.ADDITION,
    Ground.OTHER,
)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Votes written beside a person."""

    person: int
    votes: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedBallot:
    """One paper, or `papers` that look alike: lists ticked, votes beside persons, names struck out.

    `refused` is the ground on which people set the paper aside before its votes were looked at.
    """

    ticks: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()
    struck: tuple[int, ...] = ()
    papers: int = 1
    refused: Ground | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be read off a paper; ticks, marks and names are kept in the order of their numbers."""
        if whole(self.papers, what="papers", largest=MOST_PAPERS) < 1:
            raise TallyError(TallyErrorCode.BALLOT_MALFORMED, what="papers")
        whole(len(self.ticks) + len(self.marks) + len(self.struck), what="marks", largest=MOST_MARKS)
        for mark in self.marks:
            if whole(mark.votes, what="votes", largest=MOST_ON_ONE) < 1:
                raise TallyError(TallyErrorCode.BALLOT_MALFORMED, what="votes", person=mark.person)
        for numbers in (self.ticks, self.struck, tuple(mark.person for mark in self.marks)):
            if len(set(numbers)) < len(numbers):
                raise TallyError(TallyErrorCode.BALLOT_MALFORMED, what="twice")
        if self.refused is not None and self.refused not in FOUND_BY_PEOPLE:
            raise TallyError(TallyErrorCode.BALLOT_MALFORMED, what="refused")
        for name in ("ticks", "marks", "struck"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name))))

    def sort_key(self) -> tuple[tuple[int, ...], tuple[Mark, ...], tuple[int, ...], int, str]:
        """Papers have no order of their own; this one keeps a record the same for the same papers."""
        return self.ticks, self.marks, self.struck, self.papers, self.refused or ""
