# SPDX-License-Identifier: EUPL-1.2
"""How a ranking is written into one group element (protocol, section 10.1).

Only a group that holds every second number can do it; the last eight bits are free to make the number a member.
"""

from collections.abc import Sequence

from gmpy2 import mpz

from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import RANKING, Element, Group
from council.ballots.groups.modular import ModularGroup

BITS = 8
HIGHEST = 2**BITS - 1
#: Room in 2047 bits beside the padding.
MOST_ANSWERS = 2047 // BITS - 2


def ranking_group(group: Group) -> ModularGroup:
    """The group as one that can hold rankings, or a refusal (protocol, section 2.2)."""
    if group.name != RANKING or not isinstance(group, ModularGroup):
        raise BallotError(BallotErrorCode.GROUP_CANNOT_RANK, group=group.name)
    return group


def encode(group: Group, ranking: Sequence[int]) -> Element:
    """xi: the vector in bytes and the smallest padding that makes a member (protocol, section 10.1)."""
    found = ranking_group(group)
    if not 0 < len(ranking) <= MOST_ANSWERS or not all(0 <= one <= HIGHEST for one in ranking):
        raise BallotError(BallotErrorCode.CHOICE_NOT_ALLOWED)
    number = mpz(int.from_bytes(bytes(ranking)) << BITS)
    for padding in range(HIGHEST + 1):
        if found.is_member(number + padding):
            return number + padding
    raise BallotError(BallotErrorCode.CHOICE_NOT_ALLOWED)


def decode(element: Element, length: int) -> tuple[int, ...]:
    """The vector inside xi: drop eight bits, then take bytes from the low end (protocol, section 10.1)."""
    number = int(element) >> BITS
    return tuple((number % 256**length).to_bytes(length))
