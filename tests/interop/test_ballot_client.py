# SPDX-License-Identifier: EUPL-1.2
"""The ballot client of the browser, run in Node: its own tests, and elections in which it plays every role.

Each election ends with ``belenios-tool election verify``, so nothing is judged by our own code alone; the curve, which
Debian's version of that program does not know, goes through our own verifier.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from core.config import ROOT
from council.ballots import hashing
from council.ballots.archive.events import EventType
from council.ballots.archive.writer import ArchiveWriter
from council.ballots.ballot.shape import parse_ballot
from council.ballots.election import ElectionTexts, make_election
from council.ballots.groups import group_named
from council.ballots.questions import parse as parse_question
from council.ballots.tally import RunningTally, tally_text
from council.ballots.trustees.listing import election_key, parse_trustees
from council.ballots.verify.run import verify
from tests.interop.ballot_roles import Client, Refused, Tool, compact, owned

SMALL, LARGE = "BELENIOS-2048", "RFC-3526-2048"
UUID = "8b1Ji4t9q46N5N"
LISTS = {"answers": ["Rete Mondo", "قائمة الجسور", "Sąrašas"], "min": 1, "max": 1, "question": "Which list?"}
TWELVE = {"answers": [f"Candidate {n}" for n in range(1, 13)], "min": 0, "max": 3, "question": "Up to three"}
BLANK = {"answers": ["Yes", "نعم 🗳️", "Так"], "blank": True, "min": 1, "max": 2, "question": 'One or two \\ "or" none'}
RANKING = {"type": "NonHomomorphic", "value": {"answers": ["P", "Q", "R"], "question": "Rank them"}}
SIZE, THRESHOLD = 3, 2


@pytest.fixture
def client() -> Iterator[Client]:
    playing = Client()
    yield playing
    playing.close()


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    return Tool(tmp_path)


def test_its_own_tests_pass() -> None:
    tests = sorted(str(path) for path in (ROOT / "tests/js").glob("*.test.mjs"))
    assert len(tests) > 3
    command = ["node", "--test", "--test-reporter=tap", *tests]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-5000:]
    assert "# skipped 0" in done.stdout
    assert "# todo 0" in done.stdout


def credentials(client: Client, group: str, people: str, spares: int = 0, form: str = "checked") -> dict[str, Any]:
    made = client.ask("credentials", group=group, uuid=UUID, people=people, spares=spares, form=form)
    return {**made, "secret": [line.split()[1] for line in made["secretList"].splitlines()]}


def verified(tool: Tool) -> bool:
    """Our own verifier, which is stricter, found no fault either."""
    report = verify(tool.folder / f"{UUID}.bel", complete=True)
    assert report.fault is None
    return report.complete


class Ceremony:
    """A 2-of-3 key; each trustee is played by the client ("js") or by the other program ("tool")."""

    def __init__(self, client: Client, tool: Tool, players: tuple[str, ...]) -> None:
        self.client, self.tool, self.players = client, tool, players
        self.seeds: list[str] = []
        self.certificates: list[str] = []
        for index, player in enumerate(players, 1):
            self.certify(player, index)
        tool.write("certs", *self.certificates)
        self.polynomials = [self.polynomial(*both) for both in zip(players, self.seeds, strict=True)]
        tool.write("polynomials", *self.polynomials)
        self.step(2)
        self.step(4)
        self.shares = [self.share(i) for i in range(SIZE)]

    def step(self, number: int, *words: str, given: str = "") -> str:
        files = ["--certs", "certs"] * (number > 1) + ["--polynomials", "polynomials"] * (number in (4, 6))
        step = ["--group", SMALL, "--step", str(number)]
        return self.tool.run("setup", "generate-trustee-key-threshold", *step, *files, *words, given=given).strip()

    def asked(self, task: str, index: int, **more: str) -> str:
        known = {"group": SMALL, "size": SIZE, "threshold": THRESHOLD, "certificates": self.certificates}
        return str(self.client.ask(task, **known, seed=self.seeds[index], **more))

    def certify(self, player: str, index: int) -> None:
        if player == "js":
            made = self.client.ask("certificate", group=SMALL, size=SIZE, threshold=THRESHOLD, index=index)
            self.certificates.append(made["certificate"])
            self.seeds.append(made["seed"])
        else:
            self.step(1)
            self.certificates.append(self.tool.new(".cert").read_text().strip())
            self.seeds.append(self.tool.new(".key").read_text().strip())

    def polynomial(self, player: str, seed: str) -> str:
        if player == "js":
            return self.asked("polynomial", self.seeds.index(seed))
        return self.step(3, "--key", self.tool.write("seed", seed), "--threshold", str(THRESHOLD))

    def vinput(self, index: int) -> str:
        name = sha256(json.loads(self.certificates[index])["message"].encode()).hexdigest()
        return self.tool.read(f"{name}.vinput")

    def share(self, index: int) -> str:
        if self.players[index] == "js":
            return self.asked("share", index, vinput=self.vinput(index))
        return self.step(5, "--key", self.tool.write("seed", self.seeds[index]), given=self.vinput(index) + "\n")

    def sealed(self, index: int) -> str:
        return str(json.loads(self.shares[index])["private_key"])

    def published(self, index: int) -> str:
        return str(json.loads(self.shares[index])["public_key"]["public_key"])

    def parameters(self) -> str:
        """Put together by the other program, which checks every part."""
        return self.step(6, given="".join(share + "\n" for share in self.shares))

    def later_parameters(self) -> str:
        """With the fields that later versions ask for."""
        polynomials = [json.loads(text) for text in self.polynomials]
        return compact(
            {
                "threshold": THRESHOLD,
                "certs": [json.loads(text) for text in self.certificates],
                "coefexps": [p["coefexps"] for p in polynomials],
                "signatures": [p["signature"] for p in polynomials],
                "verification_keys": [json.loads(share)["public_key"] for share in self.shares],
            }
        )


def test_every_role_is_played_by_the_client(client: Client, tool: Tool) -> None:
    """Three questions, weights, a spare credential, a revote, a blank vote; one mandatory key and two of three."""
    lone = client.ask("trusteeKey", group=SMALL)
    ceremony = Ceremony(client, tool, ("js", "js", "js"))
    assert json.loads(ceremony.parameters())["threshold"] == THRESHOLD
    tool.write("threshold.json", ceremony.later_parameters())
    tool.write("public_keys.jsons", lone["published"])
    roll = credentials(client, SMALL, "a@example.org,a,1\nb@example.org,b,1500000000\nc@example.org,c,2\n", spares=1)
    assert (roll["electors"], roll["spares"], len(roll["secret"])) == (3, 1, 4)
    election = tool.open(SMALL, UUID, questions=[LISTS, TWELVE, BLANK], credentials=roll["published"])
    votes = [
        (0, [[0, 1, 0], [1] * 3 + [0] * 9, [0, 1, 0, 0]]),
        (1, [[0, 0, 1], [0] * 12, [1, 0, 0, 0]]),
        (0, [[1, 0, 0], [0] * 11 + [1], [0, 0, 1, 1]]),
        (3, [[0, 1, 0], [0] * 12, [0, 0, 0, 1]]),
    ]
    for who, choices in votes:
        made = client.ask("ballot", election=election, credential=roll["secret"][who], choices=choices)
        assert made["tracker"] == tool.run("sha256-b64", given=made["ballot"]).strip()
        tool.event("Ballot", made["ballot"])
    tally = tool.tally()
    common = {"election": election, "tally": tally}
    known = json.loads(lone["published"])["public_key"]
    share = client.ask("decrypt", **common, key=lone["secret"], publicKey=known)["share"]
    tool.event("PartialDecryption", share, owned(1, share))
    for index in (0, 2):
        secret = {"seed": ceremony.seeds[index], "sealed": ceremony.sealed(index)}
        share = client.ask("decryptShare", **common, **secret, publicKey=ceremony.published(index))["share"]
        tool.event("PartialDecryption", share, owned(index + 2, share))
    found = [[int(n) for n in counts] for counts in tool.result()]
    assert found == [[1, 1, 1500000000], [0] * 11 + [1], [1500000000, 0, 1, 2]]
    assert verified(tool)


def test_roles_change_hands_within_one_election(client: Client, tool: Tool) -> None:
    """Each program uses keys, credentials and shares that the other one made."""
    theirs_public, theirs_secret = tool.trustee(SMALL)
    ceremony = Ceremony(client, tool, ("tool", "js", "js"))
    tool.write("threshold.json", ceremony.parameters())
    tool.write("public_keys.jsons", theirs_public)
    tool.write("people", "a@example.org", "b@example.org")
    tool.run("setup", "generate-credentials", "--uuid", UUID, "--group", SMALL, "--file", "people")
    secret = [line.split()[1] for line in tool.new(".privcreds").read_text().splitlines()]
    ours = credentials(client, SMALL, "c@example.org\nd@example.org\n")
    published = [entry.split(",")[0] for entry in json.loads(tool.new(".pubcreds").read_text())]
    published = sorted([*published, *json.loads(ours["published"])], key=int)
    election = tool.open(SMALL, UUID, questions=[BLANK], credentials=compact(published))
    by_client = client.ask("ballot", election=election, credential=secret[0], choices=[[0, 1, 1, 0]])
    tool.event("Ballot", by_client["ballot"])
    tool.event("Ballot", tool.vote(secret[1], [[1, 0, 0, 0]]))
    tool.event("Ballot", tool.vote(ours["secret"][0], [[0, 0, 1, 1]]))
    tally = tool.tally()
    share = client.ask("decrypt", election=election, tally=tally, key=theirs_secret)["share"]
    tool.event("PartialDecryption", share, owned(1, share))
    opened = {"seed": ceremony.seeds[0], "sealed": ceremony.sealed(0)}
    share = client.ask("decryptShare", election=election, tally=tally, **opened)["share"]
    tool.event("PartialDecryption", share, owned(2, share))
    tool.decrypt(3, key=ceremony.seeds[1], decryption_key=ceremony.sealed(1))
    assert tool.result() == [[1, 1, 2, 1]]
    assert verified(tool)


def test_ranking_beside_choices(client: Client, tool: Tool) -> None:
    """In the group that can encode ranks; credentials of the later form; the other program mixes."""
    ours = client.ask("trusteeKey", group=LARGE)
    theirs_public, theirs_secret = tool.trustee(LARGE)
    tool.write("public_keys.jsons", ours["published"], theirs_public)
    roll = credentials(client, LARGE, "a@example.org\nb@example.org\n", form="long")
    election = tool.open(LARGE, UUID, questions=[LISTS, RANKING], credentials=roll["published"])
    for credential, ranks in zip(roll["secret"], ([1, 2, 3], [255, 0, 7]), strict=True):
        made = client.ask("ballot", election=election, credential=credential, choices=[[0, 1, 0], ranks])
        tool.event("Ballot", made["ballot"])
    tally = json.loads(tool.tally())
    for owner in (1, 2):
        tally[1:] = tool.shuffle(owner)
    tool.event("EndShuffles")
    share = client.ask("decrypt", election=election, tally=compact(tally), key=ours["secret"])["share"]
    tool.event("PartialDecryption", share, owned(1, share))
    tool.decrypt(2, privkey=theirs_secret)
    lists, rankings = tool.result()
    assert lists == [0, 2, 0]
    assert sorted(rankings) == [[1, 2, 3], [255, 0, 7]]
    assert verified(tool)


def test_the_curve_which_the_other_program_does_not_know(client: Client, tmp_path: Path) -> None:
    """The same tasks in Ed25519; our own verifier, which is stricter, has read the whole archive."""
    key = client.ask("trusteeKey", group="Ed25519")
    group = group_named("Ed25519")
    trustees = compact([["Single", json.loads(key["published"])]])
    y = election_key(group, parse_trustees(trustees, group))
    asked = tuple(parse_question(question, "question") for question in (TWELVE, BLANK))
    election = make_election(ElectionTexts("Council", "Test"), asked, group=group, key=y, uuid=UUID)
    roll = credentials(client, "Ed25519", "a@example.org,a,2\nb@example.org,b,0\n", form="long")
    data = [election.text, trustees, roll["published"]]
    named = dict(
        zip(("election", "trustees", "credentials"), (hashing.hexadecimal(text) for text in data), strict=True)
    )
    path = tmp_path / f"{UUID}.bel"
    counting = RunningTally(election)
    with ArchiveWriter.create(path, timestamp=1795310362, setup=encoded(*data, compact(named))) as archive:
        votes = [[[1] * 3 + [0] * 9, [0, 1, 1, 0]], [[0] * 12, [1, 0, 0, 0]]]
        for weight, secret, choices in zip((2, 0), roll["secret"], votes, strict=True):
            made = client.ask("ballot", election=election.text, credential=secret, choices=choices)
            archive.append(EventType.BALLOT, encoded(made["ballot"]))
            counting.add(parse_ballot(made["ballot"], election), weight)
        archive.append(EventType.END_BALLOTS)
        tally = tally_text(group, counting.encrypted())
        archive.append(EventType.ENCRYPTED_TALLY, encoded(tally, counting.sized().text()))
        share = client.ask("decrypt", election=election.text, tally=tally, key=key["secret"])["share"]
        archive.append(EventType.PARTIAL_DECRYPTION, encoded(share, owned(1, share)))
        archive.append(EventType.RESULT, encoded(compact({"result": [[2] * 3 + [0] * 9, [0, 2, 2, 0]]})))
    report = verify(path, complete=True)
    assert report.fault is None
    assert (report.ballots, report.complete) == (2, True)


def encoded(*texts: str) -> list[bytes]:
    return [text.encode() for text in texts]


def test_a_key_of_another_election_is_refused(client: Client, tool: Tool) -> None:
    ours, other = client.ask("trusteeKey", group=SMALL), client.ask("trusteeKey", group=SMALL)
    tool.write("public_keys.jsons", ours["published"])
    roll = credentials(client, SMALL, "a@example.org\n")
    election = tool.open(SMALL, UUID, questions=[LISTS], credentials=roll["published"])
    known = json.loads(ours["published"])["public_key"]
    with pytest.raises(Refused, match="key-mismatch"):
        client.ask("decrypt", election=election, tally=tool.tally(), key=other["secret"], publicKey=known)
    with pytest.raises(Refused, match="wrong-fingerprint"):
        client.ask("decrypt", election=election + " ", fingerprint="x", tally="[]", key=ours["secret"])
