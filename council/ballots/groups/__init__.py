# SPDX-License-Identifier: EUPL-1.2
"""The groups in which ballots are encrypted, as values behind one interface (protocol, section 2).

`group_named` finds one by the name that the election object carries. The elements are opaque to callers: numbers in
the two groups modulo a 2048-bit prime, 32 bytes on the curve.
"""

from functools import cache

from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups.modular import ModularGroup
from council.ballots.groups.parameters import BELENIOS_2048, ED25519, RFC_3526_2048
from council.ballots.groups.protocol import Draw, Element, Group

__all__ = ["DEFAULT", "ED25519", "RANKING", "Draw", "Element", "Group", "group_named"]

DEFAULT = BELENIOS_2048.name
RANKING = RFC_3526_2048.name


@cache
def group_named(name: str) -> Group:
    """The group of this name; every caller in a process shares it and the tables it builds."""
    for parameters in (BELENIOS_2048, RFC_3526_2048):
        if name == parameters.name:
            return ModularGroup(parameters)
    if name == ED25519:
        # Here and not above: few elections use the curve, and loading libsodium takes as long as checking a ballot.
        from council.ballots.groups.edwards import EdwardsGroup

        return EdwardsGroup()
    raise BallotError(BallotErrorCode.UNKNOWN_GROUP, group=name[:40])
