# SPDX-License-Identifier: EUPL-1.2
"""The messages of the key ceremony as JSON, as the reference tool reads and writes them (protocol, section 6.3)."""

from typing import Any

from council.ballots import codec, proofs
from council.ballots.groups import Group
from council.ballots.trustees import signing, single
from council.ballots.trustees.ceremony import Acceptance, Delivery, Polynomial


def polynomial_json(message: Polynomial) -> dict[str, object]:
    """The keys of protocol, section 6.3, step 3; the later signature follows, where older tools overlook it."""
    made: dict[str, object] = {
        "polynomial": message.sealed,
        "secrets": list(message.shares),
        "coefexps": signing.to_json(message.exponents),
    }
    if message.signature is not None:
        made["signature"] = proofs.to_json(message.signature)
    return made


def parse_polynomial(group: Group, value: Any, where: str, *, size: int) -> Polynomial:
    found = codec.keyed_freely(value, ("polynomial", "secrets", "coefexps"), ("signature",), where)
    return Polynomial(
        sealed=codec.text_of(found["polynomial"], f"{where}.polynomial"),
        shares=_texts(found["secrets"], f"{where}.secrets", size),
        exponents=signing.parse(group, found["coefexps"], f"{where}.coefexps"),
        signature=proofs.parse(group, found["signature"], f"{where}.signature") if "signature" in found else None,
    )


def delivery_json(delivery: Delivery) -> dict[str, object]:
    return {
        "polynomial": delivery.sealed,
        "secrets": list(delivery.shares),
        "coefexps": [signing.to_json(one) for one in delivery.exponents],
    }


def parse_delivery(group: Group, value: Any, where: str, *, size: int) -> Delivery:
    found = codec.keyed_freely(value, ("polynomial", "secrets", "coefexps"), (), where)
    return Delivery(
        sealed=codec.text_of(found["polynomial"], f"{where}.polynomial"),
        shares=_texts(found["secrets"], f"{where}.secrets", size),
        exponents=tuple(
            signing.parse(group, one, f"{where}.coefexps[{index}]")
            for index, one in enumerate(codec.listed(found["coefexps"], f"{where}.coefexps", size))
        ),
    )


def acceptance_json(group: Group, acceptance: Acceptance) -> dict[str, object]:
    return {"private_key": acceptance.private_key, "public_key": single.to_json(group, acceptance.public_key)}


def parse_acceptance(group: Group, value: Any, where: str) -> Acceptance:
    found = codec.keyed_freely(value, ("private_key", "public_key"), (), where)
    return Acceptance(
        codec.text_of(found["private_key"], f"{where}.private_key"),
        single.parse(group, found["public_key"], f"{where}.public_key"),
    )


def _texts(value: Any, where: str, length: int) -> tuple[str, ...]:
    return tuple(codec.text_of(one, where) for one in codec.listed(value, where, length))
