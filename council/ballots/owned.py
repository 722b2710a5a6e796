# SPDX-License-Identifier: EUPL-1.2
"""A record that names its trustee: of a shuffle or a partial decryption (protocol, sections 11 and 12)."""

from dataclasses import dataclass

from council.ballots import codec


@dataclass(frozen=True, slots=True)
class Owned:
    """A trustee's number and the name of his record."""

    owner: int
    payload: str

    def text(self) -> str:
        return codec.dump({"owner": self.owner, "payload": self.payload})


def parse_owned(text: str) -> Owned:
    found = codec.keyed(codec.load_canonical(text, "owned"), ("owner", "payload"), "owned")
    return Owned(codec.small(found["owner"], "owned.owner"), codec.text_of(found["payload"], "owned.payload"))
