# SPDX-License-Identifier: EUPL-1.2
"""What a threshold group publishes, and whether it holds together (protocol, sections 6.3 and 6.4).

Certificates name the members in a fixed order, the exponents of their polynomials fix the shared key, and every
member's verification key must follow from them. The later fields are checked wherever they are present.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from council.ballots import codec, elgamal, proofs
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Element, Group
from council.ballots.proofs import Proof
from council.ballots.trustees import signing, single
from council.ballots.trustees.signing import SignedMessage
from council.ballots.trustees.single import PublicKey

MOST_MEMBERS = 255


@dataclass(frozen=True, slots=True)
class Context:
    """Where a certificate belongs: it cannot be used again in another group (protocol, section 6.4)."""

    group: str
    size: int
    threshold: int
    index: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """A member's two public keys, signed by himself (protocol, section 6.3, step 1)."""

    signed: SignedMessage
    verification: Element
    encryption: Element
    context: Context | None


@dataclass(frozen=True, slots=True)
class ThresholdKeys:
    """threshold_parameters: t, and by member his certificate, exponents and verification key (section 6.3, step 6)."""

    threshold: int
    certificates: tuple[Certificate, ...]
    exponents: tuple[SignedMessage, ...]
    coefficients: tuple[tuple[Element, ...], ...]
    verification_keys: tuple[PublicKey, ...]
    signatures: tuple[Proof, ...] | None = None

    def key(self, group: Group) -> Element:
        """The sub-key: the product of every member's first exponent (protocol, section 6.3, step 6)."""
        return group.product(own[0] for own in self.coefficients)


def parse_certificate(group: Group, value: Any, where: str) -> Certificate:
    signed = signing.parse(group, value, where)
    keys = codec.keyed_freely(
        codec.load(signed.message, where), ("verification", "encryption"), ("context",), f"{where}.message"
    )
    return Certificate(
        signed=signed,
        verification=elgamal.element(group, keys["verification"], f"{where}.verification"),
        encryption=elgamal.element(group, keys["encryption"], f"{where}.encryption"),
        context=_context(keys["context"], f"{where}.context") if "context" in keys else None,
    )


def _context(value: Any, where: str) -> Context:
    found = codec.keyed_freely(value, ("group", "size", "threshold", "index"), (), where)
    return Context(
        group=codec.text_of(found["group"], where),
        size=codec.small(found["size"], where),
        threshold=codec.small(found["threshold"], where),
        index=codec.small(found["index"], where),
    )


def parse_exponents(group: Group, signed: SignedMessage, threshold: int, where: str) -> tuple[Element, ...]:
    """A_i0 ... A_i,t-1 out of the signed message (protocol, section 6.3, step 3)."""
    found = codec.keyed_freely(codec.load(signed.message, where), ("coefexps",), (), where)
    listed = codec.listed(found["coefexps"], where, threshold)
    return tuple(elgamal.element(group, one, where) for one in listed)


def parse(group: Group, value: Any, where: str) -> ThresholdKeys:
    found = codec.keyed_freely(value, ("threshold", "certs", "coefexps", "verification_keys"), ("signatures",), where)
    certificates = codec.listed(found["certs"], f"{where}.certs")
    size = len(certificates)
    if not 0 < size <= MOST_MEMBERS:
        raise BallotError(BallotErrorCode.TRUSTEE_THRESHOLD, where=where)
    threshold = codec.small(found["threshold"], f"{where}.threshold", least=1, most=size)
    exponents = tuple(
        signing.parse(group, one, f"{where}.coefexps[{index}]")
        for index, one in enumerate(codec.listed(found["coefexps"], f"{where}.coefexps", size))
    )
    keys = codec.listed(found["verification_keys"], f"{where}.verification_keys", size)
    signatures = found.get("signatures")
    return ThresholdKeys(
        threshold=threshold,
        certificates=tuple(
            parse_certificate(group, one, f"{where}.certs[{index}]") for index, one in enumerate(certificates)
        ),
        exponents=exponents,
        coefficients=tuple(
            parse_exponents(group, one, threshold, f"{where}.coefexps[{index}]") for index, one in enumerate(exponents)
        ),
        verification_keys=tuple(
            single.parse(group, one, f"{where}.verification_keys[{index}]") for index, one in enumerate(keys)
        ),
        signatures=None if signatures is None else proofs.parse_list(group, signatures, f"{where}.signatures", size),
    )


def to_json(group: Group, keys: ThresholdKeys) -> dict[str, object]:
    """Keys in the order of protocol, sections 6.3 and 6.4."""
    made: dict[str, object] = {
        "threshold": keys.threshold,
        "certs": [signing.to_json(one.signed) for one in keys.certificates],
        "coefexps": [signing.to_json(one) for one in keys.exponents],
    }
    if keys.signatures is not None:
        made["signatures"] = [proofs.to_json(one) for one in keys.signatures]
    made["verification_keys"] = [single.to_json(group, one) for one in keys.verification_keys]
    return made


def check(group: Group, keys: ThresholdKeys, where: str) -> None:
    """Everything that can be checked about a threshold group from outside (protocol, sections 6.3 and 6.4)."""
    check_certificates(group, keys.certificates, keys.threshold, where)
    for index, (certificate, signed) in enumerate(zip(keys.certificates, keys.exponents, strict=True)):
        signing.check_signature(group, certificate.verification, signed, f"{where}.coefexps[{index}]")
    _check_agreement(group, keys, where)
    expected = verification_keys(group, keys.coefficients)
    for index, (key, public) in enumerate(zip(keys.verification_keys, expected, strict=True)):
        place = f"{where}.verification_keys[{index}]"
        if key.public != public:
            raise BallotError(BallotErrorCode.TRUSTEE_VERIFICATION_KEY, where=place)
        single.check_key(group, key, place)
        if key.signature is not None:
            signed = SignedMessage(group.text(public), key.signature)
            signing.check_signature(group, keys.certificates[index].verification, signed, place)


def check_certificates(group: Group, certificates: Sequence[Certificate], threshold: int, where: str) -> None:
    """Every certificate is signed by its own key, names its place in this group, and occurs once (section 6.3, 2)."""
    seen = set()
    for index, certificate in enumerate(certificates):
        place = f"{where}.certs[{index}]"
        signing.check_signature(group, certificate.verification, certificate.signed, place)
        wanted = Context(group.name, len(certificates), threshold, index + 1)
        if certificate.context is not None and certificate.context != wanted:
            raise BallotError(BallotErrorCode.TRUSTEE_CONTEXT, where=place)
        if certificate.verification in seen:
            raise BallotError(BallotErrorCode.TRUSTEE_DUPLICATE, where=place)
        seen.add(certificate.verification)


def agreement_text(group: Group, certificates: Sequence[Certificate], coefficients: Sequence[Element]) -> str:
    """What a member signs to confirm the list of certificates he used (protocol, section 6.4)."""
    signed = {
        "certs": [signing.to_json(one.signed) for one in certificates],
        "coefexps": [group.text(one) for one in coefficients],
    }
    return f"certs_sig|{codec.dump(signed)}"


def _check_agreement(group: Group, keys: ThresholdKeys, where: str) -> None:
    if keys.signatures is None:
        return
    for index, signature in enumerate(keys.signatures):
        text = agreement_text(group, keys.certificates, keys.coefficients[index])
        author = keys.certificates[index].verification
        signing.check_signature(group, author, SignedMessage(text, signature), f"{where}.signatures[{index}]")


def share_in_exponent(group: Group, coefficients: Sequence[Element], index: int) -> Element:
    """prod_k A_k^(j^k), the exponent of a polynomial's value at j (protocol, section 6.3, step 5), by Horner."""
    found = group.identity
    for coefficient in reversed(coefficients):
        found = group.multiply(group.power(found, index), coefficient)
    return found


def verification_keys(group: Group, coefficients: Sequence[Sequence[Element]]) -> list[Element]:
    """X_j for j = 1..n: the product over all members of their shares in the exponent (section 6.3, step 5)."""
    together = [group.product(column) for column in zip(*coefficients, strict=True)]
    return [share_in_exponent(group, together, index) for index in range(1, len(coefficients) + 1)]
