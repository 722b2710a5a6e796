# SPDX-License-Identifier: EUPL-1.2
"""What the command line refuses, and that secrets it writes are for their owner's eyes only."""

from __future__ import annotations

import io
import json
import re
import shutil
import stat
import sys
from pathlib import Path

import pytest

from core.config import ROOT
from council.ballots.cli.main import main

DATA = ROOT / "tests/interop/data/ballots"
CASE = DATA / "single-plus-threshold"
UUID = "MvQ4B9RukBiwFo"


def run(*words: str | Path) -> tuple[int, str]:
    out = io.StringIO()
    return main([str(word) for word in words], out=out), out.getvalue()


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """The archive as it was when voting was open: setup and the first ballots."""
    content = (CASE / f"{UUID}.bel").read_bytes()
    end = content.index(b'"type":"EndBallots"')
    header = content.rindex(b".event.json", 0, end) - 64
    (tmp_path / f"{UUID}.bel").write_bytes(content[:header])
    return tmp_path


def test_secrets_are_for_their_owner(tmp_path: Path) -> None:
    assert run("trustee", "key", "--dir", tmp_path)[0] == 0
    assert run("trustee", "threshold", "--step", "1", "--dir", tmp_path)[0] == 0
    code, told = run("credentials", "--uuid", UUID, "--count", "2", "--spares", "1", "--dir", tmp_path)
    assert code == 0
    assert "electors 2, spares 1, credentials 3" in told
    secret = [path for path in tmp_path.iterdir() if path.suffix in (".privkey", ".key", ".privcreds", ".letters")]
    assert len(secret) == 4
    assert {stat.S_IMODE(path.stat().st_mode) for path in secret} == {0o600}
    letters = [json.loads(line) for line in next(tmp_path.glob("*.letters")).read_text().split("\n") if line]
    assert [letter["spare"] for letter in letters] == [None, None, 1]


def another_digit(found: re.Match[str]) -> str:
    return found.group().removesuffix(found.group(1)) + ("2" if found.group(1) == "1" else "1")


def test_the_box_takes_a_good_ballot_once(
    box: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    credential = (CASE / "secrets/privcreds.txt").read_text().split("\n")[0].rpartition(" ")[2]
    (box / "credential").write_text(credential)
    (box / "choices").write_text("[[0,1,0,0,0]]")
    code, ballot = run("ballot", "--dir", box, "--privcred", box / "credential", "--ballot", box / "choices")
    assert code == 0
    assert "tracker " in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.StringIO(ballot))
    assert run("append", "--dir", box, "--type", "Ballot")[0] == 0
    assert run("verify", box / f"{UUID}.bel")[0] == 0
    for text, why in (
        (ballot, "in the archive already"),
        (re.sub('"challenge":"(.)', another_digit, ballot, count=1), "changed after it was signed"),
        (ballot.replace(UUID, "9b1Ji4t9q46N5N", 1), "another election"),
        ("hello\n", "cannot be read"),
    ):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        assert run("append", "--dir", box, "--type", "Ballot")[0] == 2
        assert why in capsys.readouterr().err


def test_steps_out_of_order_are_refused(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = next((CASE / "secrets").glob("*.privkey"))
    for words in (["tally"], ["result"], ["shuffle", "--trustee-id", "1"]):
        assert run(*words, "--dir", box)[0] == 2
        assert "does not follow" in capsys.readouterr().err
    assert run("decrypt", "--dir", box, "--privkey", key, "--trustee-id", "1")[0] == 2
    assert run("append", "--dir", box, "--type", "Setup")[0] == 2


def test_a_share_with_another_trustees_number_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = (CASE / f"{UUID}.bel").read_bytes()
    end = content.index(b'"type":"PartialDecryption"')
    share = content.index(b'{"decryption_factors"')
    assert share < end
    (tmp_path / f"{UUID}.bel").write_bytes(content[: share - 512])
    key = next((CASE / "secrets").glob("*.privkey"))
    assert run("decrypt", "--dir", tmp_path, "--privkey", key, "--trustee-id", "2")[0] == 2
    assert "unknown_owner" in capsys.readouterr().err
    assert run("decrypt", "--dir", tmp_path, "--privkey", key, "--trustee-id", "1")[0] == 0


def test_nobody_decrypts_a_faulty_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.bel").write_bytes((CASE / f"{UUID}.bel").read_bytes()[:-700])
    assert run("result", "--dir", tmp_path)[0] == 1
    assert capsys.readouterr().err.startswith("FAULT. Record ")


def test_there_must_be_one_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("tally", "--dir", tmp_path)[0] == 2
    assert "exactly one file" in capsys.readouterr().err
    for name in ("one.bel", "two.bel"):
        shutil.copy(CASE / f"{UUID}.bel", tmp_path / name)
    assert run("tally", "--dir", tmp_path)[0] == 2
    assert "not 2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["trustee", "threshold", "--step", "3"], "needs --threshold"),
        (["trustee", "threshold", "--step", "2"], "needs --certs"),
        (["setup", "trustees"], "neither public_keys.jsons nor threshold.json"),
        (["setup", "archive"], "election.json: No such file"),
        (["trustee", "key", "--group", "nothing"], "does not know"),
    ],
)
def test_what_is_missing_is_named(
    words: list[str], why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words, "--dir", tmp_path)[0] == 2
    assert why in capsys.readouterr().err
