# SPDX-License-Identifier: EUPL-1.2
"""What is counted: the people who stand, their votes, their lists and groups. The order they come in means nothing.

A person is known by a number, because two may share a name. Lists come with the seats they won elsewhere.
"""

from dataclasses import dataclass
from fractions import Fraction

from council.tally.codec import omitted
from council.tally.errors import TallyError, TallyErrorCode, whole
from council.tally.persons.papers import MarkedBallot

MOST_PERSONS = 20_000
MOST_LISTS = 1_000
MOST_TRAITS = 50
MOST_VOTES = 10**12
MOST_BALLOTS = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class Trait:
    """A group somebody belongs to: a kind, such as region, and which of them."""

    kind: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One person who stands. `position` is the place on the list, or on the paper where there are no lists.

    `plus` and `minus` are marks on papers of the list; `born` (year-month-day) is needed by a clause on age alone.
    Votes for somebody `withdrawn` stay with the list, but no seat goes to that person.
    """

    number: int
    name: str
    votes: int = 0
    list: int | None = omitted(None)
    position: int | None = None
    traits: tuple[Trait, ...] = omitted(())
    deputy: int | None = omitted(None)
    plus: int = omitted(0)
    minus: int = omitted(0)
    born: str = omitted("")
    withdrawn: bool = omitted(False)

    def __post_init__(self) -> None:
        """Refuse what is not a person who can be voted for; groups are kept in alphabetical order."""
        if whole(self.number, what="number", largest=MOST_VOTES) < 1:
            raise TallyError(TallyErrorCode.NUMBER_BELOW_ONE, number=self.number)
        if not self.name.strip():
            raise TallyError(TallyErrorCode.EMPTY_NAME, number=self.number)
        for what, value in (("votes", self.votes), ("plus", self.plus), ("minus", self.minus)):
            if whole(value, what=what, largest=MOST_VOTES) < 0:
                raise TallyError(TallyErrorCode.NEGATIVE_VOTES, number=self.number, votes=value)
        if self.position is None:
            object.__setattr__(self, "position", self.number)
        if whole(self.position, what="position", largest=MOST_VOTES) < 1:
            raise TallyError(TallyErrorCode.NUMBER_BELOW_ONE, number=self.number)
        whole(len(self.traits), what="traits", largest=MOST_TRAITS)
        object.__setattr__(self, "traits", tuple(sorted(set(self.traits))))

    def groups(self, kind: str) -> tuple[str, ...]:
        """The groups of one kind this person belongs to."""
        return tuple(trait.group for trait in self.traits if trait.kind == kind)

    def is_in(self, kind: str, group: str) -> bool:
        """True when the person belongs to the group."""
        return Trait(kind, group) in self.traits

    @property
    def place(self) -> int:
        """The place on the list or paper."""
        assert self.position is not None
        return self.position


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonList:
    """A list with the seats it won; `admitted` is false below a threshold. `votes` may hold more than its people's."""

    number: int
    name: str
    votes: int
    seats: int = 0
    admitted: bool = True

    def __post_init__(self) -> None:
        """Refuse what is not a list."""
        if whole(self.number, what="number", largest=MOST_VOTES) < 1:
            raise TallyError(TallyErrorCode.NUMBER_BELOW_ONE, number=self.number)
        if not self.name.strip():
            raise TallyError(TallyErrorCode.EMPTY_NAME, number=self.number)
        if min(whole(value, what="votes", largest=MOST_VOTES) for value in (self.votes, self.seats)) < 0:
            raise TallyError(TallyErrorCode.NEGATIVE_VOTES, number=self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonProfile:
    """Everyone who stands, the lists if there are any, and marked papers when votes are still to be taken from them.

    `reference` is the Wahlzahl or quota of the list count, where a threshold of preference votes needs it.
    """

    candidates: tuple[Candidate, ...]
    lists: tuple[PersonList, ...] = ()
    ballots: tuple[MarkedBallot, ...] = omitted(())
    reference: Fraction | None = omitted(None)
    valid_votes: int | None = omitted(None)

    def __post_init__(self) -> None:
        """Refuse an election without people, two with one number, and people on lists that do not stand."""
        if not self.candidates:
            raise TallyError(TallyErrorCode.NO_CANDIDATES, number=0)
        whole(len(self.candidates), what="candidates", largest=MOST_PERSONS)
        whole(len(self.lists), what="lists", largest=MOST_LISTS)
        whole(len(self.ballots), what="ballots", largest=MOST_BALLOTS)
        object.__setattr__(self, "candidates", tuple(sorted(self.candidates, key=lambda each: each.number)))
        object.__setattr__(self, "lists", tuple(sorted(self.lists, key=lambda each: each.number)))
        object.__setattr__(self, "ballots", tuple(sorted(self.ballots, key=MarkedBallot.sort_key)))
        self._refuse_repeats()
        if self.valid_votes is not None:
            votes = sum(each.votes for each in self.lists)
            if whole(self.valid_votes, what="valid_votes", largest=MOST_VOTES) < votes:
                raise TallyError(TallyErrorCode.VALID_BELOW_LISTS, valid=self.valid_votes, votes=votes)
        known = {each.number for each in self.lists}
        people = {each.number for each in self.candidates}
        for each in self.candidates:
            if (each.list is None and known) or (each.list is not None and each.list not in known):
                raise TallyError(TallyErrorCode.LIST_UNKNOWN, number=each.number)
            if each.deputy is not None and (each.deputy not in people or each.deputy == each.number):
                raise TallyError(TallyErrorCode.PERSON_UNKNOWN, number=each.deputy)

    def _refuse_repeats(self) -> None:
        for numbers in ([each.number for each in self.candidates], [each.number for each in self.lists]):
            twice = next((one for one, two in zip(numbers, numbers[1:], strict=False) if one == two), None)
            if twice is not None:
                raise TallyError(TallyErrorCode.DUPLICATE_NUMBER, value=twice)
        places: set[tuple[int | None, int]] = set()
        for each in self.candidates:
            if (each.list, each.place) in places:
                raise TallyError(TallyErrorCode.DUPLICATE_NUMBER, value=each.place, number=each.number)
            places.add((each.list, each.place))

    def by_list(self) -> dict[int, list[Candidate]]:
        """The people of every list in its order."""
        found: dict[int, list[Candidate]] = {item.number: [] for item in self.lists}
        for each in sorted(self.candidates, key=lambda each: each.place):
            if each.list is not None:
                found[each.list].append(each)
        return found
