# SPDX-License-Identifier: EUPL-1.2
"""The published list of trustees and the election key that follows from it (protocol, section 6.5).

Trustees are numbered from 1 through the list, a threshold group taking as many numbers as it has members.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from council.ballots import codec
from council.ballots.election import Election
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Element, Group
from council.ballots.trustees import single, threshold
from council.ballots.trustees.single import PublicKey
from council.ballots.trustees.threshold import ThresholdKeys

MOST_ITEMS = 255

TrusteeItem: TypeAlias = PublicKey | ThresholdKeys


@dataclass(frozen=True, slots=True)
class Trustees:
    """The list as published, its items in order."""

    text: str
    items: tuple[TrusteeItem, ...]

    def owners(self) -> dict[int, Element]:
        """Every trustee's number and verification key (protocol, section 6.5)."""
        keys = (key for _, _, key in self.numbered())
        return dict(enumerate((key.public for key in keys), start=1))

    def numbered(self) -> Iterator[tuple[TrusteeItem, int, PublicKey]]:
        """Every trustee in the order of the numbers: his item, his index inside it from 1, his key."""
        for item in self.items:
            members = item.verification_keys if isinstance(item, ThresholdKeys) else (item,)
            for index, key in enumerate(members, start=1):
                yield item, index, key


def parse_trustees(text: str, group: Group) -> Trustees:
    """Read `[["Single",..],["Pedersen",..]]`; nothing is proved yet (protocol, section 6.5)."""
    found = codec.listed(codec.load(text, "trustees"), "trustees")
    if not 0 < len(found) <= MOST_ITEMS:
        raise BallotError(BallotErrorCode.WRONG_SHAPE, where="trustees")
    return Trustees(text, tuple(_item(group, one, f"trustees[{index}]") for index, one in enumerate(found)))


def _item(group: Group, value: Any, where: str) -> TrusteeItem:
    kind, content = codec.listed(value, where, 2)
    if kind == "Single":
        return single.parse(group, content, where)
    if kind == "Pedersen":
        return threshold.parse(group, content, where)
    raise codec.wrong_shape(where)


def write_trustees(group: Group, items: Iterable[TrusteeItem]) -> str:
    """The list's text, mandatory trustees first as the reference tool orders them (protocol, section 6.5)."""
    ordered = sorted(items, key=lambda item: isinstance(item, ThresholdKeys))
    return codec.dump(
        [
            ["Pedersen", threshold.to_json(group, item)]
            if isinstance(item, ThresholdKeys)
            else ["Single", single.to_json(group, item)]
            for item in ordered
        ]
    )


def election_key(group: Group, trustees: Trustees) -> Element:
    """y: the product of the items' sub-keys (protocol, section 6.5)."""
    return group.product(item.key(group) if isinstance(item, ThresholdKeys) else item.public for item in trustees.items)


def check_trustees(trustees: Trustees, election: Election) -> None:
    """Every key is proved, none is there twice, and together they make the election's key (protocol, section 6)."""
    group = election.group
    for index, item in enumerate(trustees.items):
        where = f"trustees[{index}]"
        if isinstance(item, ThresholdKeys):
            threshold.check(group, item, where)
        else:
            single.check_key(group, item, where)
    keys = [key.public for item, index, key in trustees.numbered() if index == 1 or not _shared_by_all(item)]
    if len(set(keys)) != len(keys):
        # Two seats with one key: fewer people than the list says could open the ballots.
        raise BallotError(BallotErrorCode.TRUSTEE_DUPLICATE, where="trustees")
    if election_key(group, trustees) != election.key:
        raise BallotError(BallotErrorCode.WRONG_ELECTION_KEY)


def _shared_by_all(item: TrusteeItem) -> bool:
    """Where any single member can decrypt, all of them hold the same key, and the list says so."""
    return isinstance(item, ThresholdKeys) and item.threshold == 1
