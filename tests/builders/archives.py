# SPDX-License-Identifier: EUPL-1.2
"""Supplied ballot archives for tests: plain reading of a good file, without any of the checks of the real reader."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from core.config import ROOT
from council.ballots.ballot.shape import Ballot, parse_ballot
from council.ballots.credentials.published import PublishedCredentials, parse_credentials
from council.ballots.election import Election, parse_election
from council.ballots.trustees.listing import Trustees, parse_trustees

FOLDER = ROOT / "tests/interop/data/ballots"
ARCHIVES = sorted(FOLDER.glob("*/*.bel"))
BLOCK = 512


def records(path: Path) -> list[tuple[str, str]]:
    """Name and text of every record."""
    content, found, at = path.read_bytes(), [], 0
    while at < len(content):
        name = content[at : at + 100].rstrip(b"\0").decode()
        size = int(content[at + 124 : at + 135], 8)
        found.append((name, content[at + BLOCK : at + BLOCK + size].decode()))
        at += BLOCK + -(-size // BLOCK) * BLOCK
    return found


@dataclass(frozen=True)
class Case:
    """One archive, taken apart."""

    election: Election
    trustees: Trustees
    credentials: PublishedCredentials
    data: dict[str, str]
    events: list[dict[str, str]] = field(repr=False)

    def payloads(self, kind: str) -> list[str]:
        return [self.data[event["payload"]] for event in self.events if event["type"] == kind]

    def ballots(self) -> list[Ballot]:
        return [parse_ballot(text, self.election) for text in self.payloads("Ballot")]

    def counted(self) -> list[Ballot]:
        return list({ballot.credential: ballot for ballot in self.ballots()}.values())


@cache
def read_case(path: Path) -> Case:
    found = records(path)
    election = parse_election(found[1][1])
    return Case(
        election=election,
        trustees=parse_trustees(found[2][1], election.group),
        credentials=parse_credentials(found[3][1], election.group),
        data={name.partition(".")[0]: text for name, text in found},
        events=[json.loads(text) for name, text in found if name.endswith(".event.json")],
    )
