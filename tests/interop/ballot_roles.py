# SPDX-License-Identifier: EUPL-1.2
"""Two players for every role of an election: our client in Node, and the other program Debian ships.

``Client`` asks the tasks of ``static/js/ballot``; ``Tool`` runs ``belenios-tool`` in a folder of its own.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.config import ROOT

TOOL = "belenios-tool"


class Refused(Exception):
    """The client refused, with this code."""


class Client:
    """One process of Node that answers task after task."""

    def __init__(self) -> None:
        node = shutil.which("node") or "node"
        self.process = subprocess.Popen(
            [node, str(ROOT / "tests/js/perform.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def ask(self, task: str, **values: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"task": task, "input": values}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise Refused(answer["error"]["code"])
        return answer["result"]

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@dataclass(frozen=True, slots=True)
class Tool:
    """The other program, at work in a folder that holds one election."""

    folder: Path

    def run(self, *words: str, given: str = "") -> str:
        """What it printed; a failure shows what it complained about."""
        done = subprocess.run([TOOL, *words], cwd=self.folder, input=given, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"{' '.join(words)}: {done.stderr[-2000:]}"
        return done.stdout

    def write(self, name: str, *lines: str) -> str:
        (self.folder / name).write_text("".join(line + "\n" for line in lines), "utf-8")
        return name

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8").strip()

    def new(self, suffix: str) -> Path:
        """The one file of this kind; taken away so that the next one is alone again."""
        (found,) = self.folder.glob("*" + suffix)
        return found.rename(self.folder / f"taken-{len(list(self.folder.iterdir()))}{suffix}.taken")

    def event(self, kind: str, *lines: str) -> None:
        self.run("archive", "add-event", f"--type={kind}", given="".join(line + "\n" for line in lines))

    def trustee(self, group: str) -> tuple[str, str]:
        """Public and secret part of a key it makes."""
        self.run("setup", "generate-trustee-key", "--group", group)
        return self.new(".pubkey").read_text().strip(), self.new(".privkey").read_text().strip()

    def open(self, group: str, uuid: str, *, questions: list[Any], credentials: str) -> str:
        """The election out of its parts; ``public_keys.jsons`` and perhaps ``threshold.json`` are there already."""
        texts = {"description": "Test", "name": "Council", "questions": questions}
        self.write("template.json", json.dumps(texts, ensure_ascii=False))
        self.write("public_creds.json", credentials)
        self.run("setup", "make-trustees")
        self.run("setup", "make-election", "--uuid", uuid, "--group", group, "--template", "template.json")
        self.run("archive", "init")
        return self.read("election.json")

    def vote(self, credential: str, choices: list[list[int]]) -> str:
        """A ballot it makes."""
        secret = self.write("credential", credential)
        chosen = self.write("choices", json.dumps(choices))
        return self.run("election", "generate-ballot", "--privcred", secret, "--ballot", chosen).strip()

    def tally(self) -> str:
        """Closes the vote; the encrypted tally comes back."""
        self.event("EndBallots")
        lines = self.run("election", "compute-encrypted-tally").splitlines()
        self.event("EncryptedTally", *lines)
        return lines[0]

    def shuffle(self, owner: int) -> list[Any]:
        """One trustee mixes the ranking questions; their new lists come back."""
        lines = self.run("election", "shuffle", f"--trustee-id={owner}").splitlines()
        self.event("Shuffle", *lines)
        return list(json.loads(lines[0])["ciphertexts"])

    def decrypt(self, owner: int, **files: str) -> None:
        """Its partial decryption, with ``privkey=`` or with ``key=`` and ``decryption_key=``."""
        command = "decrypt" if "privkey" in files else "decrypt-threshold"
        named = [f"--{name.replace('_', '-')}={self.write(name, text)}" for name, text in files.items()]
        lines = self.run("election", command, *named, f"--trustee-id={owner}").splitlines()
        self.event("PartialDecryption", *lines)

    def result(self) -> list[list[Any]]:
        """The count, in an archive that passes its verification."""
        text = self.run("election", "compute-result").strip()
        self.event("Result", text)
        self.run("election", "verify")
        return list(json.loads(text)["result"])


def owned(owner: int, text: str) -> str:
    """The line that says whose share this is."""
    return compact({"owner": owner, "payload": hashlib.sha256(text.encode()).hexdigest()})


def compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
