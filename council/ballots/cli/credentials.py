# SPDX-License-Identifier: EUPL-1.2
"""`talka ballots credentials`: the registrar, on a machine apart from the server, makes credentials and letters."""

import argparse
import json
from pathlib import Path
from typing import TextIO

from council.ballots.cli import files
from council.ballots.cli.outcome import DONE, Commands
from council.ballots.credentials.forms import CredentialForm
from council.ballots.credentials.registrar import Recipient, RegistrarPapers, make_credentials
from council.ballots.groups import DEFAULT, group_named


def add_commands(commands: Commands) -> None:
    """Register the registrar's command."""
    one = commands.add_parser("credentials", help="make credentials: secret ones for letters, public ones to publish")
    one.add_argument("--uuid", required=True)
    one.add_argument("--group", default=DEFAULT)
    who = one.add_mutually_exclusive_group(required=True)
    who.add_argument("--count", type=int, help="so many, numbered")
    who.add_argument("--file", type=Path, help="one elector per line: identity[,login[,weight]]")
    one.add_argument("--spares", type=int, default=0, help="spare credentials; declare their number before the vote")
    one.add_argument("--long", action="store_true", help="the form of belenios-tool 2.4 and later")
    one.add_argument("--dir", type=Path, default=Path())
    one.set_defaults(command=_credentials)


def _credentials(asked: argparse.Namespace, out: TextIO) -> int:
    papers = make_credentials(
        group_named(asked.group),
        asked.uuid,
        _recipients(asked),
        spares=asked.spares,
        form=CredentialForm.LONG if asked.long else CredentialForm.CHECKED,
    )
    start = asked.dir / str(files.seconds_now())
    files.write_secret(start.with_suffix(".privcreds"), papers.private_text())
    files.write_secret(start.with_suffix(".letters"), _letters(papers))
    files.write_new(start.with_suffix(".pubcreds"), papers.public_text())
    told = papers.declaration()
    out.write(f"{start.name}.privcreds and .letters are secret; {start.name}.pubcreds is to be published\n")
    out.write(f"electors {told['electors']}, spares {told['spares']}, credentials {told['credentials']}\n")
    out.write(f"fingerprint of public credentials {told['fingerprint']}\n")
    return DONE


def _recipients(asked: argparse.Namespace) -> list[Recipient]:
    if asked.file is None:
        return [Recipient(str(number)) for number in range(1, asked.count + 1)]
    return [_recipient(line) for line in files.lines_of(asked.file)]


def _recipient(line: str) -> Recipient:
    """As the tool reads it: an elector without a login of his own logs in with his identity."""
    identity, login, weight, *_ = (*line.split(","), "", "")
    return Recipient(identity, login or identity, files.whole_number(weight or "1", line))


def _letters(papers: RegistrarPapers) -> str:
    """One JSON object per line: what a letter prints."""
    return files.joined(
        json.dumps(
            {"identity": letter.recipient.identity, "spare": letter.spare, "credential": letter.credential},
            ensure_ascii=False,
        )
        for letter in papers.letters
    )
