# SPDX-License-Identifier: EUPL-1.2
"""`talka ballots trustee`: a mandatory trustee's key, and the six steps of a threshold group (protocol, section 6)."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from council.ballots import codec
from council.ballots.cli import files
from council.ballots.cli.outcome import DONE, Commands
from council.ballots.groups import DEFAULT, Group, group_named
from council.ballots.hashing import hexadecimal
from council.ballots.trustees import ceremony, messages, sealing, signing, single, threshold
from council.ballots.trustees.ceremony import Polynomial
from council.ballots.trustees.sealing import MemberKeys
from council.ballots.trustees.signing import SignedMessage
from council.ballots.trustees.threshold import Certificate, Context


def add_commands(commands: Commands) -> None:
    """Register both kinds of trustees."""
    kinds = commands.add_parser("trustee", help="make a trustee's key").add_subparsers(required=True, metavar="KIND")
    key = kinds.add_parser("key", help="a mandatory trustee: ID.pubkey to send, ID.privkey to keep")
    key.set_defaults(command=_key)
    shared = kinds.add_parser("threshold", help="steps 1 to 6 of a group any T of whose members can decrypt")
    shared.add_argument("--step", type=int, choices=range(1, 7), required=True)
    shared.add_argument("--certs", type=Path, help="all certificates, one per line (from step 2)")
    shared.add_argument("--threshold", type=int, help="how many members are needed (steps 1 and 3)")
    shared.add_argument("--index", type=int, help="the member's number from 1 (step 1)")
    shared.add_argument("--size", type=int, help="the number of members (step 1)")
    shared.add_argument("--key", type=Path, help="the member's own .key file (steps 3 and 5)")
    shared.add_argument("--polynomials", type=Path, help="all answers of step 3, one per line (steps 4 and 6)")
    shared.set_defaults(command=lambda asked, out: STEPS[asked.step](asked, group_named(asked.group), out))
    for parser in (key, shared):
        parser.add_argument("--group", default=DEFAULT)
        parser.add_argument("--dir", type=Path, default=Path())


def _key(asked: argparse.Namespace, out: TextIO) -> int:
    group = group_named(asked.group)
    secret = single.new_secret(group)
    key = single.make_key(group, secret)
    start = asked.dir / single.identifier(group, key.public)
    files.write_secret(start.with_suffix(".privkey"), single.secret_text(secret))
    files.write_new(start.with_suffix(".pubkey"), codec.dump(single.to_json(group, key)) + "\n")
    out.write(f"{start.name}.pubkey is to be sent, {start.name}.privkey is to be kept\n")
    return DONE


def _certificate(asked: argparse.Namespace, group: Group, out: TextIO) -> int:
    seed = sealing.new_seed()
    context = None
    if asked.index is not None and asked.size is not None and asked.threshold is not None:
        context = Context(group.name, asked.size, asked.threshold, asked.index)
    made = ceremony.certificate(group, sealing.member_keys(group, seed), context)
    start = _named(asked, made)
    files.write_secret(start.with_suffix(".key"), seed + "\n")
    files.write_new(start.with_suffix(".cert"), codec.dump(signing.to_json(made.signed)) + "\n")
    out.write(f"{start.name}.cert is to be sent, {start.name}.key is to be kept\n")
    return DONE


def _certificates_hold(asked: argparse.Namespace, group: Group, out: TextIO) -> int:
    certificates = _certificates(asked, group)
    needed = asked.threshold or next((one.context.threshold for one in certificates if one.context), 1)
    threshold.check_certificates(group, certificates, needed, "certificates")
    out.write(f"{len(certificates)} certificates hold\n")
    return DONE


def _polynomial(asked: argparse.Namespace, group: Group, out: TextIO) -> int:
    if asked.threshold is None:
        raise files.Unusable("this step needs --threshold")
    made = ceremony.polynomial(group, _member(asked, group), _certificates(asked, group), asked.threshold)
    out.write(codec.dump(messages.polynomial_json(made)) + "\n")
    return DONE


def _deliver(asked: argparse.Namespace, group: Group, out: TextIO) -> int:
    certificates = _certificates(asked, group)
    for certificate, delivery in zip(certificates, ceremony.deliver(_polynomials(asked, group)), strict=True):
        path = _named(asked, certificate).with_suffix(".vinput")
        files.write_new(path, codec.dump(messages.delivery_json(delivery)) + "\n")
        out.write(f"{path.name}\n")
    return DONE


def _accept(asked: argparse.Namespace, group: Group, out: TextIO) -> int:
    certificates = _certificates(asked, group)
    text = codec.load(sys.stdin.read().strip(), "vinput")
    delivery = messages.parse_delivery(group, text, "vinput", size=len(certificates))
    needed = _needed(delivery.exponents, "vinput")
    made = ceremony.accept(group, _member(asked, group), certificates, needed, delivery)
    out.write(codec.dump(messages.acceptance_json(group, made)) + "\n")
    return DONE


def _assemble(asked: argparse.Namespace, group: Group, out: TextIO) -> int:
    certificates, polynomials = _certificates(asked, group), _polynomials(asked, group)
    lines = [line for line in sys.stdin.read().split("\n") if line]
    accepted = [
        messages.parse_acceptance(group, codec.load(line, "voutput"), f"voutput[{number}]")
        for number, line in enumerate(lines)
    ]
    needed = _needed([one.exponents for one in polynomials], "polynomials")
    made = ceremony.assemble(group, certificates, needed, polynomials, [one.public_key for one in accepted])
    for certificate, acceptance in zip(certificates, accepted, strict=True):
        files.write_new(_named(asked, certificate).with_suffix(".dkey"), acceptance.private_key + "\n")
    out.write(codec.dump(threshold.to_json(group, made)) + "\n")
    return DONE


STEPS: dict[int, Callable[[argparse.Namespace, Group, TextIO], int]] = {
    1: _certificate,
    2: _certificates_hold,
    3: _polynomial,
    4: _deliver,
    5: _accept,
    6: _assemble,
}


def _needed(exponents: Sequence[SignedMessage], where: str) -> int:
    """The threshold is the length of everybody's list; that all are as long is checked with their signatures."""
    if not exponents:
        raise files.Unusable("there are no certificates")
    found = codec.keyed_freely(codec.load(exponents[0].message, where), ("coefexps",), (), where)
    return len(codec.listed(found["coefexps"], where))


def _named(asked: argparse.Namespace, certificate: Certificate) -> Path:
    """Files of a member are called by the hash of what he signed."""
    folder: Path = asked.dir
    return folder / hexadecimal(certificate.signed.message)


def _given(path: Path | None, option: str) -> Path:
    if path is None:
        raise files.Unusable(f"this step needs --{option}")
    return path


def _certificates(asked: argparse.Namespace, group: Group) -> list[Certificate]:
    lines = files.lines_of(_given(asked.certs, "certs"))
    return [
        threshold.parse_certificate(group, codec.load(line, "certificates"), f"certificates[{number}]")
        for number, line in enumerate(lines)
    ]


def _polynomials(asked: argparse.Namespace, group: Group) -> list[Polynomial]:
    lines = files.lines_of(_given(asked.polynomials, "polynomials"))
    return [
        messages.parse_polynomial(group, codec.load(line, "polynomials"), f"polynomials[{number}]", size=len(lines))
        for number, line in enumerate(lines)
    ]


def _member(asked: argparse.Namespace, group: Group) -> MemberKeys:
    return sealing.member_keys(group, files.text_of(_given(asked.key, "key")))
