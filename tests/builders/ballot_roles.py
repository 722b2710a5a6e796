# SPDX-License-Identifier: EUPL-1.2
"""An election from the first key to the result, each role played by our command line or by Debian's tool."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from council.ballots.cli.main import main

TOOL, OURS = "belenios-tool", "ours"
ROLES = (
    "credentials", "trustee", "member", "keeper", "trustees", "election", "archive",
    "ballot", "append", "tally", "shuffle", "decrypt", "decrypt-threshold", "result",
)  # fmt: skip
UUID = "8b1Ji4t9q46N5N"


@dataclass(frozen=True)
class Plan:
    """What is voted on, by whom, and who holds the keys."""

    questions: Sequence[Mapping[str, object]]
    votes: Sequence[tuple[int, Sequence[Sequence[int]]]]
    result: Sequence[Sequence[object]]
    group: str = "BELENIOS-2048"
    name: str = "Consulta"
    electors: Sequence[str] = ("ada@example.org", "ben@example.org", "cid@example.org")
    singles: int = 1
    threshold: tuple[int, int] | None = None
    shuffles: Sequence[int] = ()


def choice(text: str, *answers: str, least: int = 1, most: int = 1, blank: bool = False) -> dict[str, object]:
    made: dict[str, object] = {"answers": list(answers)}
    if blank:
        made["blank"] = True
    return made | {"min": least, "max": most, "question": text}


def ranking(text: str, *answers: str) -> dict[str, object]:
    return {"type": "NonHomomorphic", "value": {"answers": list(answers), "question": text}}


@dataclass
class Walk:
    """One election in a folder. `players` says who plays a role; the others are played by `rest`."""

    folder: Path
    plan: Plan
    players: Mapping[str, str] = field(default_factory=dict)
    rest: str = OURS

    def run(self) -> Path:
        """All steps; the archive is complete afterwards."""
        self._write("voters.txt", "".join(f"{line}\n" for line in self.plan.electors))
        self._keys()
        self._setup()
        for number, choices in self.plan.votes:
            self._vote(number, choices)
        self._append("EndBallots", "")
        self._append("EncryptedTally", self._play("tally", ["election", "compute-encrypted-tally"], ["tally"]))
        for owner in self.plan.shuffles:
            number = ["--trustee-id", str(owner)]
            told = self._play("shuffle", ["election", "shuffle", *number], ["shuffle", *number])
            self._append("Shuffle", told)
        if self.plan.shuffles:
            self._append("EndShuffles", "")
        self._open()
        self._append("Result", self._play("result", ["election", "compute-result"], ["result"]))
        return self.folder / f"{UUID}.bel"

    def _keys(self) -> None:
        group = ["--group", self.plan.group]
        voters = ["--file", "voters.txt", "--uuid", UUID, *group]
        self._play("credentials", ["setup", "generate-credentials", *voters], ["credentials", *voters])
        self._only("*.pubcreds").rename(self.folder / "public_creds.json")
        self._only("*.privcreds").rename(self.folder / "privcreds.txt")
        for number in range(1, self.plan.singles + 1):
            self._play("trustee", ["setup", "generate-trustee-key", *group], ["trustee", "key", *group])
            self._only("*.privkey").rename(self.folder / f"trustee-{number}")
            text = self._only("*.pubkey").read_text()
            self._only("*.pubkey").unlink()
            with (self.folder / "public_keys.jsons").open("a") as keys:
                keys.write(text.strip() + "\n")
        (self.folder / "public_keys.jsons").touch()
        if self.plan.threshold:
            self._threshold(*self.plan.threshold)

    def _threshold(self, needed: int, size: int) -> None:
        stems = []
        for index in range(1, size + 1):
            place = ["--index", str(index), "--size", str(size), "--threshold", str(needed)]
            before = set(self.folder.glob("*.cert"))
            self._step("member", 1, ours=place)
            stems.append((set(self.folder.glob("*.cert")) - before).pop().stem)
        self._write("certs.jsons", "".join((self.folder / f"{stem}.cert").read_text() for stem in stems))
        certs = ["--certs", "certs.jsons"]
        self._step("keeper", 2, *certs)
        told = [self._step("member", 3, *certs, "--key", f"{stem}.key", "--threshold", str(needed)) for stem in stems]
        self._write("polynomials.jsons", "".join(told))
        self._step("keeper", 4, *certs, "--polynomials", "polynomials.jsons")
        told = [
            self._step("member", 5, *certs, "--key", f"{stem}.key", stdin=(self.folder / f"{stem}.vinput").read_text())
            for stem in stems
        ]
        keys = self._step("keeper", 6, *certs, "--polynomials", "polynomials.jsons", stdin="".join(told))
        self._write("threshold.json", keys.strip())
        self._write("members.txt", "\n".join(stems))

    def _step(self, role: str, number: int, *options: str, stdin: str = "", ours: Sequence[str] = ()) -> str:
        step = ["--group", self.plan.group, "--step", str(number), *options]
        return self._play(
            role, ["setup", "generate-trustee-key-threshold", *step], ["trustee", "threshold", *step, *ours], stdin
        )

    def _setup(self) -> None:
        template = {
            "description": "Invented",
            "name": self.plan.name,
            "questions": self.plan.questions,
            "administrator": "office",
            "credential_authority": "registrar",
        }
        self._write("template.json", json.dumps(template, ensure_ascii=False))
        group = ["--group", self.plan.group]
        options = [*group, "--uuid", UUID, "--template", "template.json"]
        self._play("trustees", ["setup", "make-trustees"], ["setup", "trustees", *group])
        self._play("election", ["setup", "make-election", *options], ["setup", "election", *options])
        self._play("archive", ["archive", "init"], ["setup", "archive"])

    def _vote(self, elector: int, choices: Sequence[Sequence[int]]) -> None:
        line = (self.folder / "privcreds.txt").read_text().splitlines()[elector]
        self._write("credential", line.rpartition(" ")[2])
        self._write("choices", json.dumps(choices))
        options = ["--privcred", "credential", "--ballot", "choices"]
        made = self._play("ballot", ["election", "generate-ballot", *options], ["ballot", *options])
        self._append("Ballot", made)

    def _open(self) -> None:
        for number in range(1, self.plan.singles + 1):
            options = ["--privkey", f"trustee-{number}", "--trustee-id", str(number)]
            told = self._play("decrypt", ["election", "decrypt", *options], ["decrypt", *options])
            self._append("PartialDecryption", told)
        if self.plan.threshold:
            needed, size = self.plan.threshold
            stems = (self.folder / "members.txt").read_text().split("\n")
            # The last ones, so that the first is missing and the exponents are not those of everybody.
            for index in range(size - needed, size):
                options = ["--key", f"{stems[index]}.key", "--decryption-key", f"{stems[index]}.dkey"]
                options += ["--trustee-id", str(self.plan.singles + index + 1)]
                told = self._play(
                    "decrypt-threshold", ["election", "decrypt-threshold", *options], ["decrypt-threshold", *options]
                )
                self._append("PartialDecryption", told)

    def _append(self, kind: str, lines: str) -> None:
        self._play("append", ["archive", "add-event", f"--type={kind}"], ["append", "--type", kind], lines)

    def _play(self, role: str, tool: Sequence[str], ours: Sequence[str], stdin: str = "") -> str:
        assert role in ROLES
        player = self.players.get(role, self.rest)
        return run_tool(self.folder, *tool, stdin=stdin) if player == TOOL else run_ours(self.folder, ours, stdin)

    def _only(self, pattern: str) -> Path:
        (found,) = self.folder.glob(pattern)
        return found

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")


def run_tool(folder: Path, *arguments: str, stdin: str = "") -> str:
    """Debian's tool; fails the test when it refuses."""
    done = subprocess.run(
        [TOOL, *arguments], cwd=folder, input=stdin, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, f"{arguments}: {done.stderr[-2000:]}"
    return done.stdout


def tool_verifies(folder: Path) -> bool:
    """Whether the tool's own verification passes for the archive in this folder."""
    done = subprocess.run(
        [TOOL, "election", "verify", "--dir", str(folder)], capture_output=True, text=True, check=False, timeout=600
    )
    return done.returncode == 0


def run_ours(folder: Path, arguments: Sequence[str], stdin: str = "") -> str:
    """Our command line, in this process and in that folder."""
    out, err = io.StringIO(), io.StringIO()
    arguments = [str(folder / one) if (folder / one).is_file() else one for one in arguments]
    with mock.patch.object(sys, "stdin", io.StringIO(stdin)), redirect_stderr(err):
        code = main([*arguments, *(["--dir", str(folder)] if arguments[0] != "verify" else [])], out=out)
    assert code == 0, f"{arguments}: {err.getvalue()}{out.getvalue()}"
    return out.getvalue()
