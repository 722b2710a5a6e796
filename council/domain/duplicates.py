# SPDX-License-Identifier: EUPL-1.2
"""Lines of the register that may stand for one person, each pair with its evidence; a person decides.

Only lines that share a key (a number, a birth date and part of a name, a contact) are ever compared. Twins, a
parent and child of one name, and namesakes of another citizenship are left apart unless something personal ties
them. Two lines are `certain` only by number or by an identical identity.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from council.domain.identity import Identity, NameMatch, identity, match_names
from council.domain.names import Romanise, romanised
from council.domain.register import BirthDate, RegisterLine

_LARGEST_BLOCK = 300
_NEIGHBOURS = 40
_INDEX_BITS = 20
_INDEX_MASK = (1 << _INDEX_BITS) - 1
_KEYS = 1 << 64 - _INDEX_BITS


class Confidence(StrEnum):
    """How sure the proposal is."""

    CERTAIN = "certain"
    LIKELY = "likely"


class Evidence(StrEnum):
    """What speaks for two lines being one person, in the order in which it is listed."""

    SAME_NUMBER = "same_number"
    SAME_NAMES = "same_names"
    NAMES_SWAPPED = "names_swapped"
    NAMES_CLOSE = "names_close"
    FAMILY_NAME_CHANGED = "family_name_changed"
    SAME_BIRTH_DATE = "same_birth_date"
    DAY_AND_MONTH_SWAPPED = "day_and_month_swapped"
    BIRTH_DATE_ONE_OFF = "birth_date_one_off"
    BIRTH_DATE_INCOMPLETE = "birth_date_incomplete"
    SAME_CITIZENSHIP = "same_citizenship"
    OTHER_CITIZENSHIP = "other_citizenship"
    SAME_CONTACT = "same_contact"
    SAME_ADDRESS = "same_address"
    SAME_DECLARED_SINCE = "same_declared_since"


_WEIGHT = {
    Evidence.SAME_NUMBER: 60,
    Evidence.SAME_NAMES: 40,
    Evidence.NAMES_SWAPPED: 34,
    Evidence.NAMES_CLOSE: 28,
    Evidence.FAMILY_NAME_CHANGED: 12,
    Evidence.SAME_BIRTH_DATE: 40,
    Evidence.DAY_AND_MONTH_SWAPPED: 28,
    Evidence.BIRTH_DATE_ONE_OFF: 22,
    Evidence.BIRTH_DATE_INCOMPLETE: 10,
    Evidence.SAME_CITIZENSHIP: 6,
    Evidence.OTHER_CITIZENSHIP: -30,
    Evidence.SAME_CONTACT: 12,
    Evidence.SAME_ADDRESS: 8,
    Evidence.SAME_DECLARED_SINCE: 6,
}

_NAMES = {
    NameMatch.SAME: Evidence.SAME_NAMES,
    NameMatch.SWAPPED: Evidence.NAMES_SWAPPED,
    NameMatch.CLOSE: Evidence.NAMES_CLOSE,
    NameMatch.GIVEN_ONLY: Evidence.FAMILY_NAME_CHANGED,
}
_BIRTHS = frozenset(
    {
        Evidence.SAME_BIRTH_DATE,
        Evidence.DAY_AND_MONTH_SWAPPED,
        Evidence.BIRTH_DATE_ONE_OFF,
        Evidence.BIRTH_DATE_INCOMPLETE,
    }
)
_CERTAIN = frozenset({Evidence.SAME_NAMES, Evidence.SAME_BIRTH_DATE, Evidence.SAME_CITIZENSHIP})
_PERSONAL = frozenset({Evidence.SAME_CONTACT})
_CIRCUMSTANCE = frozenset({Evidence.SAME_CONTACT, Evidence.SAME_ADDRESS, Evidence.SAME_DECLARED_SINCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two lines, by their index; `keep` is the one with the better entry, for the person who decides."""

    first: int
    second: int
    keep: int
    confidence: Confidence
    score: int
    evidence: tuple[Evidence, ...]

    @property
    def drop(self) -> int:
        """The index of the other line."""
        return self.first if self.keep == self.second else self.second


def propose_duplicates(lines: Sequence[RegisterLine], *, romanise: Romanise = romanised) -> tuple[Proposal, ...]:
    """Every pair that may be one person, in the order of the lines."""
    return propose_among([identity(line, romanise) for line in lines])


def propose_among(people: Sequence[Identity]) -> tuple[Proposal, ...]:
    """The same for lines that were prepared before, each with its own romanisation."""
    found = (_judge(people, first, second) for first, second in _pairs(people))
    return tuple(proposal for proposal in found if proposal is not None)


def _pairs(people: Sequence[Identity]) -> Iterator[tuple[int, int]]:
    """Every two that share a key, in order. A key is kept as a number with the index behind it, to save memory; two
    keys that fall together only let more pairs be looked at.
    """
    keyed = array("Q")
    for index, person in enumerate(people):
        keyed.extend((hash(key) % _KEYS) << _INDEX_BITS | index for key in set(_keys(person)))
    pairs: set[int] = set()
    for _key, block in groupby(sorted(keyed), key=lambda number: number >> _INDEX_BITS):
        members = [number & _INDEX_MASK for number in block]
        if len(members) > 1:
            _pair_up(people, members, pairs)
    for pair in sorted(pairs):
        yield pair >> _INDEX_BITS, pair & _INDEX_MASK


def _pair_up(people: Sequence[Identity], block: list[int], pairs: set[int]) -> None:
    """All with all; in a block that is too large only those whose names stand near each other."""
    reach = len(block) if len(block) <= _LARGEST_BLOCK else _NEIGHBOURS
    if reach < len(block):
        block.sort(key=lambda index: (people[index].given.plain, people[index].family.plain, index))
    for place, one in enumerate(block):
        pairs.update(min(one, other) << _INDEX_BITS | max(one, other) for other in block[place + 1 : place + 1 + reach])


def _keys(person: Identity) -> Iterator[tuple[object, ...]]:
    """Blocks a line belongs to. Each kind of slip leaves at least one of them shared."""
    if person.number:
        yield ("number", person.number)
    yield from (("contact", contact) for contact in person.contacts)
    one, other = person.given.skeleton, person.family.skeleton
    whole = (one, other) if one <= other else (other, one)
    if person.address:
        yield ("address", person.address, whole)
    if person.born is None:
        return
    first = person.born.earliest
    yield ("year", first.year, person.sex, whole)
    low, high = sorted((first.month, first.day))
    for part in person.given.parts | person.family.parts:
        yield ("birth", first.year, low, high, part)


def _judge(people: Sequence[Identity], first: int, second: int) -> Proposal | None:
    one, other = people[first], people[second]
    evidence = frozenset(_evidence(one, other))
    confidence = _confidence(one, other, evidence)
    if confidence is None:
        return None
    return Proposal(
        first=first,
        second=second,
        keep=second if other.flaws < one.flaws else first,
        confidence=confidence,
        score=max(0, min(100, sum(_WEIGHT[each] for each in evidence))),
        evidence=tuple(each for each in Evidence if each in evidence),
    )


def _evidence(one: Identity, other: Identity) -> Iterator[Evidence]:
    if one.number and one.number == other.number:
        yield Evidence.SAME_NUMBER
    names = match_names(one, other)
    if names is not None:
        yield _NAMES[names]
    birth = _birth_evidence(one.born, other.born)
    if birth is not None:
        yield birth
    if one.citizenship and other.citizenship:
        same = one.citizenship == other.citizenship
        yield Evidence.SAME_CITIZENSHIP if same else Evidence.OTHER_CITIZENSHIP
    if not one.contacts.isdisjoint(other.contacts):
        yield Evidence.SAME_CONTACT
    if one.address and one.address == other.address:
        yield Evidence.SAME_ADDRESS
    if one.declared_since and one.declared_since == other.declared_since:
        yield Evidence.SAME_DECLARED_SINCE


def _birth_evidence(one: BirthDate | None, other: BirthDate | None) -> Evidence | None:
    if one is None or other is None:
        return Evidence.BIRTH_DATE_INCOMPLETE
    a, b = one.earliest, other.earliest
    if not (one.exact and other.exact):
        overlap = one.earliest <= other.latest and other.earliest <= one.latest
        return Evidence.BIRTH_DATE_INCOMPLETE if overlap else None
    if a == b:
        return Evidence.SAME_BIRTH_DATE
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return Evidence.DAY_AND_MONTH_SWAPPED
    # A slip of one digit; in the year only the last, since parents and children differ by tens of years.
    written = zip(a.isoformat(), b.isoformat(), strict=True)
    slips = [place for place, (left, right) in enumerate(written) if left != right]
    near = abs((a - b).days) == 1 or (len(slips) == 1 and slips[0] >= 3)
    return Evidence.BIRTH_DATE_ONE_OFF if near else None


def _confidence(one: Identity, other: Identity, evidence: frozenset[Evidence]) -> Confidence | None:
    """Certain, likely, or nothing to propose."""
    names = evidence & frozenset(_NAMES.values())
    if Evidence.SAME_NUMBER in evidence:
        return Confidence.CERTAIN if names or Evidence.SAME_BIRTH_DATE in evidence else Confidence.LIKELY
    if not names or not evidence & _BIRTHS or (one.sex and other.sex and one.sex != other.sex):
        return None
    circumstances = evidence & _CIRCUMSTANCE
    if evidence >= _CERTAIN and (circumstances or not _is_placeholder(one.born)):
        return Confidence.CERTAIN
    return Confidence.LIKELY if _likely(evidence) else None


def _likely(evidence: frozenset[Evidence]) -> bool:
    personal, circumstances = evidence & _PERSONAL, evidence & _CIRCUMSTANCE
    if Evidence.OTHER_CITIZENSHIP in evidence:
        # Namesakes born on one day exist; only something that belongs to one person makes them one.
        return bool(personal) and {Evidence.SAME_NAMES, Evidence.SAME_BIRTH_DATE} <= evidence
    if Evidence.FAMILY_NAME_CHANGED in evidence:
        settled = {Evidence.SAME_ADDRESS, Evidence.SAME_DECLARED_SINCE} <= evidence
        return Evidence.SAME_BIRTH_DATE in evidence and (bool(personal) or settled)
    if Evidence.SAME_BIRTH_DATE in evidence:
        return True
    certain_names = not evidence.isdisjoint({Evidence.SAME_NAMES, Evidence.NAMES_SWAPPED})
    if Evidence.DAY_AND_MONTH_SWAPPED in evidence:
        return certain_names or bool(circumstances)
    if Evidence.BIRTH_DATE_INCOMPLETE in evidence:
        # A child may have the name and the address of a parent whose birth date is missing.
        return certain_names and (bool(personal) or len(circumstances) > 1)
    return certain_names and bool(circumstances)


def _is_placeholder(born: BirthDate | None) -> bool:
    """True for 1 January, which offices write when only the year is known."""
    return born is not None and (born.earliest.month, born.earliest.day) == (1, 1)


def duplicate_indexes(proposals: Iterable[Proposal]) -> dict[int, int]:
    """Which lines are certainly a second entry, and of which line; chains lead to one line."""
    leader: dict[int, int] = {}

    def find(index: int) -> int:
        while index in leader:
            index = leader[index]
        return index

    for proposal in proposals:
        if proposal.confidence is Confidence.CERTAIN:
            keep, drop = find(proposal.keep), find(proposal.drop)
            if keep != drop:
                leader[drop] = keep
    return {index: find(index) for index in leader}
