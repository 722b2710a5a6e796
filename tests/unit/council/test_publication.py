# SPDX-License-Identifier: EUPL-1.2
"""Published files replay offline, for every kind of count, and every change to one of them is found."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from core.config import ROOT
from council.services.followed_record import EXAMPLES
from council.tally import TallyError, to_json
from council.tally.kinds import AnyRecord, read_record
from council.tally.outcome import outcome_of
from council.tally.publication import (
    MANIFEST,
    MANIFEST_SCHEMA,
    Manifest,
    archive,
    manifest_file,
    read_files,
    replay_files,
)

SEATS = {"lists": 18, "persons": 9, "ranked": 3}


def published(record: AnyRecord) -> dict[str, bytes]:
    """The files that a replay needs, as an installation publishes them."""
    files = {
        "count-record.json": to_json(record).encode(),
        "outcome.json": to_json(outcome_of(record)).encode(),
        "declaration.json": json.dumps({"count_fingerprint": record.fingerprint}).encode(),
    }
    return with_manifest(files)


def with_manifest(files: dict[str, bytes]) -> dict[str, bytes]:
    manifest = Manifest(
        schema=MANIFEST_SCHEMA,
        election="abcdefghjk",
        declared=True,
        version=1,
        record="count-record.json",
        outcome="outcome.json",
        declaration="declaration.json",
        files=tuple(manifest_file(name, data) for name, data in sorted(files.items()) if name != MANIFEST),
    )
    return {**files, MANIFEST: to_json(manifest).encode()}


@pytest.mark.requirement("R050")
@pytest.mark.parametrize("kind", SEATS)
def test_one_command_recomputes_a_published_result(kind: str, tmp_path: Path) -> None:
    """As a reader does it: the archive, the command, no application, no database."""
    record = EXAMPLES[kind]()
    target = tmp_path / "result.zip"
    target.write_bytes(archive(published(record)))
    done = subprocess.run(
        [str(ROOT / "bin/talka"), "tally", "replay", str(target)],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"same record {record.fingerprint}" in done.stdout
    assert "same result (declared): 3 files" in done.stdout
    assert outcome_of(record).seats == SEATS[kind]


def test_a_folder_does_as_well_as_an_archive(tmp_path: Path) -> None:
    for name, data in published(EXAMPLES["lists"]()).items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "below").mkdir()
    assert replay_files(read_files(tmp_path)).differs == ()


def test_the_same_files_are_the_same_archive() -> None:
    files = published(EXAMPLES["lists"]())
    assert archive(files) == archive(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(archive(files))) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == files


@pytest.mark.requirement("R050")
def test_every_change_is_found() -> None:
    good = published(EXAMPLES["lists"]())
    votes = with_manifest({**good, "count-record.json": good["count-record.json"].replace(b"3399", b"3398")})
    assert "count-record.json is not what its own counts lead to" in replay_files(votes).differs
    seats = with_manifest({**good, "outcome.json": good["outcome.json"].replace(b'"seats":18', b'"seats":17')})
    assert replay_files(seats).differs == ("outcome.json is not the outcome of count-record.json",)
    other = with_manifest({**good, "declaration.json": b"{}"})
    assert replay_files(other).differs == ("declaration.json rests on another record than count-record.json",)
    unsaid = {**good, "outcome.json": good["outcome.json"] + b" "}
    assert "outcome.json was changed" in replay_files(unsaid).differs


@pytest.mark.parametrize(
    "files",
    [{}, {MANIFEST: b"{}"}, {MANIFEST: b"\xff"}, {MANIFEST: published(EXAMPLES["lists"]())[MANIFEST]}],
    ids=["nothing", "empty", "binary", "record missing"],
)
def test_what_is_no_publication_is_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(TallyError):
        replay_files(files)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x05\x06" + b"\xff" * 18)
    with pytest.raises(TallyError):
        read_files(broken)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "x"}'])
def test_only_a_record_is_read_as_one(text: str) -> None:
    with pytest.raises(TallyError):
        read_record(text)


def test_only_files_at_the_top_of_an_archive_are_read(tmp_path: Path) -> None:
    path = tmp_path / "result.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.mkdir("below")
        packed.writestr("below/notes.txt", "no part of it")
        packed.writestr("count-record.json", "{}")
    assert read_files(path) == {"count-record.json": b"{}"}
    path.write_bytes(b"PK but no archive")
    with pytest.raises(TallyError) as refused:
        read_files(path)
    assert str(refused.value) == "record_malformed what=archive"


@pytest.mark.parametrize("kind", SEATS)
def test_a_replay_says_how_many_were_elected_and_what_differs(kind: str) -> None:
    record = EXAMPLES[kind]()
    files = published(record)
    found = replay_files(files)
    assert (found.elected, found.differs) == (len(outcome_of(record).elected), ())
    assert [each.fingerprint for each in found.records] == [record.fingerprint]
    for name, said in (
        ("outcome.json", "outcome.json is not the outcome of count-record.json"),
        ("declaration.json", "declaration.json rests on another record than count-record.json"),
    ):
        assert replay_files({**files, name: b"[]"}).differs == (f"{name} was changed", said)
    without = {name: data for name, data in files.items() if name != "outcome.json"}
    with pytest.raises(TallyError) as refused:
        replay_files(without)
    assert str(refused.value) == "record_malformed what=outcome.json"
    broken = json.loads(files[MANIFEST])
    long = broken["record"] = "x" * 70
    with pytest.raises(TallyError) as refused:
        replay_files({**files, MANIFEST: json.dumps(broken).encode(), long: b"\xff"})
    assert str(refused.value) == f"record_malformed what={'x' * 60}"
