# SPDX-License-Identifier: EUPL-1.2
"""An archive taken apart so that anything in it can be changed; writing it hashes and chains everything again.

So a manipulated archive is perfect on the outside and only its meaning is wrong. What a manipulator cannot do without
secrets is done with the secrets that the builder kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from council.ballots.archive.events import hash_of
from council.ballots.archive.tar import frame

SETUP, BALLOT, END, TALLY = "Setup", "Ballot", "EndBallots", "EncryptedTally"
SHUFFLE, END_SHUFFLES, SHARE, RESULT = "Shuffle", "EndShuffles", "PartialDecryption", "Result"


def compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


@dataclass
class Link:
    """One event; what is None is filled in as it should be."""

    kind: str
    bodies: list[bytes]
    payload: str | None = None
    height: int | None = None
    parent: str | None = None
    rewrite: Callable[[bytes], bytes] | None = None


@dataclass
class Model:
    """A whole archive."""

    timestamp: int
    links: list[Link]
    tail: bytes = b""
    frames: list[Callable[[bytes], bytes]] = field(default_factory=list)

    def copy(self) -> Model:
        return deepcopy(self)

    def all(self, kind: str) -> list[Link]:
        return [link for link in self.links if link.kind == kind]

    def one(self, kind: str, number: int = 0) -> Link:
        return self.all(kind)[number]

    def remove(self, link: Link) -> None:
        self.links = [other for other in self.links if other is not link]

    def insert(self, at: int, link: Link) -> None:
        self.links.insert(at, link)

    def index(self, link: Link) -> int:
        return next(number for number, other in enumerate(self.links) if other is link)

    def write(self) -> bytes:
        """Every record hashed and chained again."""
        start = compact({"version": 1, "timestamp": str(self.timestamp)})
        text, parent = frame("BELENIOS", start, timestamp=self.timestamp), None
        for height, link in enumerate(self.links):
            for body in link.bodies:
                text += frame(f"{hash_of(body)}.data.json", body, timestamp=self.timestamp)
            event = self._event(link, height, parent)
            parent = hash_of(event)
            text += frame(f"{parent}.event.json", event, timestamp=self.timestamp)
        return text + self.tail

    def _event(self, link: Link, height: int, parent: str | None) -> bytes:
        event: dict[str, object] = {} if parent is None else {"parent": link.parent or parent}
        event |= {"height": height if link.height is None else link.height, "type": link.kind}
        payload = link.payload if link.payload is not None else (hash_of(link.bodies[-1]) if link.bodies else "")
        if payload:
            event["payload"] = payload
        body = compact(event)
        return link.rewrite(body) if link.rewrite else body


def read(content: bytes) -> Model:
    """Take a good archive apart."""
    found: list[tuple[str, bytes]] = []
    at = 0
    while at < len(content):
        name = content[at : at + 100].rstrip(b"\0").decode()
        size = int(content[at + 124 : at + 135], 8)
        found.append((name, content[at + 512 : at + 512 + size]))
        at += 512 + -(-size // 512) * 512
    model = Model(int(json.loads(found[0][1])["timestamp"]), [])
    bodies: list[bytes] = []
    for name, body in found[1:]:
        if name.endswith(".event.json"):
            model.links.append(Link(json.loads(body)["type"], bodies))
            bodies = []
        else:
            bodies.append(body)
    return model


def edit(link: Link, change: Callable[[Any], Any], *, body: int = 0) -> None:
    """Change one of an event's records as JSON, then name it anew in the record that refers to it."""
    value = json.loads(link.bodies[body])
    changed = change(value)
    link.bodies[body] = compact(value if changed is None else changed)
    name_anew(link)


def name_anew(link: Link) -> None:
    """Let the last record of an event name the ones before it again."""
    if len(link.bodies) < 2:
        return
    last = json.loads(link.bodies[-1])
    if link.kind == SETUP:
        keys = ("election", "trustees", "credentials")
        last |= {key: hash_of(body) for key, body in zip(keys, link.bodies, strict=False)}
    elif link.kind == TALLY:
        last["encrypted_tally"] = hash_of(link.bodies[0])
    else:
        last["payload"] = hash_of(link.bodies[0])
    link.bodies[-1] = compact(last)
