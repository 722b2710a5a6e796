# SPDX-License-Identifier: EUPL-1.2
"""The strict verifier on archives of other programs, whole and as they grew; and two copies compared."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from council.ballots.archive.errors import ArchiveErrorCode
from council.ballots.archive.events import EventType
from council.ballots.archive.reader import read_entries
from council.ballots.cli.main import main
from council.ballots.errors import BallotErrorCode
from council.ballots.verify import words
from council.ballots.verify.diff import verify_diff
from council.ballots.verify.fault import Part, VerifyErrorCode
from council.ballots.verify.report import STATES
from council.ballots.verify.run import verify
from council.ballots.verify.setup import Published
from tests.builders.archives import ARCHIVES, FOLDER

THRESHOLD = next((FOLDER / "threshold-2of3").glob("*.bel"))
REVOTED = next((FOLDER / "basic-3of3").glob("*.bel"))
BEFORE = FOLDER / "basic-3of3/before-revote.bel.old"

each = pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: f"{path.parent.name}/{path.stem}")


@each
def test_archives_of_other_programs_hold(path: Path) -> None:
    report = verify(path, complete=True)
    assert report.fault is None
    assert report.result is not None
    assert report.last is EventType.RESULT


def test_processes_find_the_same() -> None:
    assert verify(REVOTED, processes=2) == verify(REVOTED)


def test_an_election_that_runs_is_a_prefix(tmp_path: Path) -> None:
    """Cut after every event: each piece passes as what it is, and none as a complete election but the last."""
    content, path = THRESHOLD.read_bytes(), tmp_path / "growing.bel"
    for entry in read_entries(io.BytesIO(content)):
        path.write_bytes(content[: entry.record.end])
        report = verify(path)
        assert (report.fault, report.last, report.height) == (None, entry.event.type, entry.event.height)
        whole = verify(path, complete=True)
        assert (whole.fault is None) == (entry.event.type is EventType.RESULT)


def test_what_counts_is_the_last_ballot_of_each() -> None:
    report = verify(REVOTED)
    assert (report.ballots, report.counted, report.weight) == (5, 4, 4)


def test_the_number_of_credentials_is_compared() -> None:
    assert verify(THRESHOLD, published=Published(electors=3)).passed
    assert verify(THRESHOLD, published=Published(electors=2, spares=1)).passed
    for published in (Published(electors=2), Published(electors=4), Published(electors=3, spares=1)):
        fault = verify(THRESHOLD, published=published).fault
        assert fault is not None
        assert (fault.code, fault.part, fault.record) == (VerifyErrorCode.CREDENTIAL_COUNT, Part.CREDENTIALS, 4)


def test_a_newer_copy_continues_the_older(tmp_path: Path) -> None:
    assert verify_diff(BEFORE, REVOTED).passed
    assert verify_diff(REVOTED, REVOTED).passed
    back = verify_diff(REVOTED, BEFORE).fault
    assert back is not None
    assert back.code == VerifyErrorCode.COPY_SHORTER
    other = verify_diff(THRESHOLD, REVOTED).fault
    assert other is not None
    assert (other.code, other.record) == (VerifyErrorCode.COPY_DIFFERS, 1)
    torn = tmp_path / "torn.bel"
    torn.write_bytes(REVOTED.read_bytes()[:-100])
    for old, new in ((BEFORE, torn), (torn, REVOTED)):
        fault = verify_diff(old, new).fault
        assert fault is not None
        assert fault.code == ArchiveErrorCode.TRUNCATED


def test_every_code_has_a_sentence_and_every_state_a_name() -> None:
    codes = {code.value for kind in (ArchiveErrorCode, BallotErrorCode, VerifyErrorCode) for code in kind}
    assert codes == set(words.SENTENCES)
    assert set(words.PARTS) == set(Part)
    assert set(STATES) == set(EventType)
    for sentence in words.SENTENCES.values():
        assert sentence.endswith(".")
        assert len(sentence) < 200


def test_the_command_line_tells_people_and_programs(tmp_path: Path) -> None:
    out = io.StringIO()
    assert main(["verify", str(THRESHOLD), "--voters", "3", "--complete"], out=out) == 0
    assert out.getvalue().startswith("All checks passed: ")
    assert "ballots: 4, of which 3 count" in out.getvalue()
    out = io.StringIO()
    assert main(["verify", str(THRESHOLD), "--json", "--procs", "2"], out=out) == 0
    told = json.loads(out.getvalue())
    assert (told["passed"], told["complete"], told["result"]) == (True, True, [[0, 0, 2, 0, 1]])
    changed = tmp_path / "changed.bel"
    changed.write_bytes(THRESHOLD.read_bytes().replace(b'"result":[[0,0,2', b'"result":[[0,0,3'))
    out = io.StringIO()
    assert main(["verify", str(changed)], out=out) == 1
    assert out.getvalue().startswith("FAULT. Record ")
    assert "it was changed." in out.getvalue()
    out = io.StringIO()
    assert main(["verify-diff", str(THRESHOLD), str(changed), "--json"], out=out) == 1
    assert json.loads(out.getvalue())["fault"]["code"] == "record-hash"


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path / "none.bel")]) == 2
    assert "none.bel: No such file" in capsys.readouterr().err
