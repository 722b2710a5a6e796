# SPDX-License-Identifier: EUPL-1.2
"""`talka ballots setup`: the commission puts the election together from what trustees and registrar sent."""

import argparse
from pathlib import Path
from typing import Any, TextIO

from council.ballots import codec, questions
from council.ballots.archive.writer import ArchiveWriter
from council.ballots.cli import files
from council.ballots.cli.outcome import DONE, Commands
from council.ballots.credentials.published import parse_credentials
from council.ballots.election import Election, ElectionTexts, make_election, new_identifier, parse_election
from council.ballots.groups import DEFAULT, Group, group_named
from council.ballots.hashing import hexadecimal
from council.ballots.trustees import single, threshold
from council.ballots.trustees.listing import (
    TrusteeItem,
    Trustees,
    check_trustees,
    election_key,
    parse_trustees,
    write_trustees,
)


def add_commands(commands: Commands) -> None:
    """Register the steps of the commission."""
    steps = commands.add_parser("setup", help="put an election together").add_subparsers(required=True, metavar="STEP")
    token = steps.add_parser("token", help="print a new identifier")
    token.add_argument("--length", type=int, default=14)
    token.set_defaults(command=_token)
    for name, command, text in (
        ("trustees", _trustees, "public_keys.jsons and threshold.json become trustees.json"),
        ("election", _election, "a template and the trustees' keys become election.json"),
        ("archive", _archive, "election.json, trustees.json and public_creds.json become UUID.bel"),
    ):
        step = steps.add_parser(name, help=text)
        step.add_argument("--dir", type=Path, default=Path())
        step.add_argument("--group", default=DEFAULT)
        step.set_defaults(command=command)
        if name == "election":
            step.add_argument("--uuid", required=True)
            step.add_argument("--template", type=Path, required=True)


def _token(asked: argparse.Namespace, out: TextIO) -> int:
    out.write(new_identifier(asked.length) + "\n")
    return DONE


def _items(folder: Path, group: Group) -> list[TrusteeItem]:
    """Mandatory trustees first, then the threshold group, as the tool orders them."""
    found: list[TrusteeItem] = []
    mandatory, shared = folder / "public_keys.jsons", folder / "threshold.json"
    for number, line in enumerate(files.lines_of(mandatory) if mandatory.exists() else []):
        found.append(single.parse(group, codec.load(line, "public_keys"), f"public_keys[{number}]"))
    if shared.exists():
        found.append(threshold.parse(group, codec.load(files.text_of(shared), "threshold"), "threshold"))
    if not found:
        raise files.Unusable(f"{folder}: neither public_keys.jsons nor threshold.json has a trustee")
    return found


def _listed(folder: Path, group: Group) -> Trustees:
    """The list that is published; an existing trustees.json is the one."""
    published = folder / "trustees.json"
    text = files.text_of(published) if published.exists() else write_trustees(group, _items(folder, group))
    return parse_trustees(text, group)


def _trustees(asked: argparse.Namespace, out: TextIO) -> int:
    group = group_named(asked.group)
    text = write_trustees(group, _items(asked.dir, group))
    files.write_new(asked.dir / "trustees.json", text)
    out.write(f"trustees.json: {len(parse_trustees(text, group).owners())} trustees\n")
    return DONE


def _election(asked: argparse.Namespace, out: TextIO) -> int:
    group = group_named(asked.group)
    trustees = _listed(asked.dir, group)
    template = codec.load(files.text_of(asked.template), "template")
    election = _from_template(template, group=group, trustees=trustees, uuid=asked.uuid)
    check_trustees(trustees, election)
    files.write_new(asked.dir / "election.json", election.text)
    out.write(f"election.json: fingerprint {election.fingerprint}\n")
    return DONE


def _from_template(template: Any, *, group: Group, trustees: Trustees, uuid: str) -> Election:
    found = codec.keyed_freely(
        template, ("name", "description", "questions"), ("administrator", "credential_authority"), "template"
    )
    texts = ElectionTexts(
        name=codec.text_of(found["name"], "template.name"),
        description=codec.text_of(found["description"], "template.description"),
        administrator=_optional(found, "administrator"),
        credential_authority=_optional(found, "credential_authority"),
    )
    asked = codec.listed(found["questions"], "template.questions")
    parsed = tuple(questions.parse(one, f"template.questions[{number}]") for number, one in enumerate(asked))
    return make_election(texts, parsed, group=group, key=election_key(group, trustees), uuid=uuid)


def _optional(template: dict[str, Any], key: str) -> str | None:
    return codec.text_of(template[key], f"template.{key}") if key in template else None


def _archive(asked: argparse.Namespace, out: TextIO) -> int:
    folder: Path = asked.dir
    election = parse_election(files.text_of(folder / "election.json"))
    trustees = parse_trustees(files.text_of(folder / "trustees.json"), election.group)
    check_trustees(trustees, election)
    listed = codec.listed(codec.load(files.text_of(folder / "public_creds.json"), "public_creds"), "public_creds")
    published = parse_credentials(
        codec.dump([_without_login(codec.text_of(line, "public_creds")) for line in listed]), election.group
    )
    texts = {"election": election.text, "trustees": trustees.text, "credentials": published.text}
    named = codec.dump({name: hexadecimal(text) for name, text in texts.items()})
    path = folder / f"{election.uuid}.bel"
    setup = [text.encode("utf-8") for text in (*texts.values(), named)]
    ArchiveWriter.create(path, timestamp=files.seconds_now(), setup=setup).close()
    out.write(f"{path.name}: {len(published.entries)} credentials, fingerprint {published.fingerprint}\n")
    return DONE


def _without_login(line: str) -> str:
    """`pub,weight,login` becomes `pub` or `pub,weight`: logins are not published (protocol, section 5)."""
    public, weight, *_ = (*line.split(","), "", "")
    return f"{public},{weight}" if weight else public
