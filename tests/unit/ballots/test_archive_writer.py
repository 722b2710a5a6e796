# SPDX-License-Identifier: EUPL-1.2
"""The writer: one at a time, and whole again wherever an append was cut off, and no acknowledged ballot lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from council.ballots.archive import writer as module
from council.ballots.archive.errors import ArchiveError, ArchiveErrorCode
from council.ballots.archive.events import EventType
from council.ballots.archive.mark import mark_path, read_mark
from council.ballots.archive.reader import read_entries
from council.ballots.archive.writer import ArchiveWriter

TIME = 1795310362
SETUP = [b'{"e":1}', b'{"t":1}', b'["c"]', b'{"s":1}']


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "one.bel"
    with ArchiveWriter.create(path, timestamp=TIME, setup=SETUP) as writer:
        writer.append(EventType.BALLOT, [b"first"])
    return path


def ballots(path: Path) -> list[bytes]:
    with path.open("rb") as stream:
        return [e.data[0].body for e in read_entries(stream) if e.event.type is EventType.BALLOT]


def test_an_archive_is_made_once(path: Path) -> None:
    with pytest.raises(ArchiveError) as caught:
        ArchiveWriter.create(path, timestamp=TIME, setup=SETUP)
    assert caught.value.code is ArchiveErrorCode.EXISTS
    assert ballots(path) == [b"first"]
    assert [p.name for p in path.parent.iterdir() if p.name.endswith(".new")] == []


def test_a_second_writer_waits_or_is_told(path: Path) -> None:
    with ArchiveWriter(path), pytest.raises(ArchiveError) as caught:
        ArchiveWriter(path, wait=False)
    assert caught.value.code is ArchiveErrorCode.BUSY
    with ArchiveWriter(path, wait=False) as after:
        assert after.last.height == 1


def test_an_event_that_may_not_come_is_refused_before_anything_is_written(path: Path) -> None:
    before = path.read_bytes()
    with ArchiveWriter(path) as writer:
        for kind, bodies, code in (
            (EventType.RESULT, [b"r"], ArchiveErrorCode.EVENT_ORDER),
            (EventType.SETUP, SETUP, ArchiveErrorCode.EVENT_ORDER),
            (EventType.BALLOT, [], ArchiveErrorCode.EVENT_DATA),
            (EventType.BALLOT, [b"a", b"b"], ArchiveErrorCode.EVENT_DATA),
        ):
            with pytest.raises(ArchiveError) as caught:
                writer.append(kind, bodies)
            assert caught.value.code is code
    assert path.read_bytes() == before


@pytest.mark.parametrize("marked", [True, False], ids=["with the mark", "without the mark"])
def test_cut_at_any_byte_the_archive_is_whole_again(path: Path, *, marked: bool) -> None:
    whole = path.read_bytes()
    mark = mark_path(path).read_bytes()
    with ArchiveWriter(path) as writer:
        writer.append(EventType.BALLOT, [b"second"])
    text = path.read_bytes()
    for length in range(len(whole) + 1, len(text), 13 if marked else 31):
        path.write_bytes(text[:length])
        if marked:
            mark_path(path).write_bytes(mark)
        else:
            mark_path(path).unlink()
        with ArchiveWriter(path) as writer:
            assert writer.cut == length - len(whole)
            assert path.read_bytes() == whole
            writer.append(EventType.BALLOT, [b"third"])
        assert ballots(path) == [b"first", b"third"]
    assert path.with_name(f"{path.name}.cut-{len(whole)}").read_bytes() == text[len(whole) : length]


def test_a_piece_of_zeros_that_a_power_cut_left_is_put_aside(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole + bytes(3000))
    with ArchiveWriter(path) as writer:
        assert writer.cut == 3000
    assert path.read_bytes() == whole


def test_an_event_whose_data_did_not_reach_the_disk_is_put_aside(path: Path) -> None:
    """A power cut may keep the later block and lose the earlier one."""
    whole, mark = path.read_bytes(), mark_path(path).read_bytes()
    with ArchiveWriter(path) as writer:
        writer.append(EventType.BALLOT, [b"second"])
    text = path.read_bytes()
    path.write_bytes(whole + bytes(512) + text[len(whole) + 512 :])
    mark_path(path).write_bytes(mark)
    with ArchiveWriter(path) as writer:
        assert writer.cut == len(text) - len(whole)


@pytest.mark.parametrize("marked", [True, False], ids=["with the mark", "without the mark"])
def test_damage_is_not_repaired_by_forgetting(path: Path, *, marked: bool) -> None:
    """A byte that rotted in an acknowledged ballot: the writer stops and cuts nothing."""
    with ArchiveWriter(path) as writer:
        writer.append(EventType.BALLOT, [b"second"])
    text = path.read_bytes().replace(b"second", b"secund")
    path.write_bytes(text + b"torn")
    if not marked:
        mark_path(path).unlink()
    with pytest.raises(ArchiveError) as caught:
        ArchiveWriter(path)
    assert caught.value.code is ArchiveErrorCode.DAMAGED
    assert path.read_bytes() == text + b"torn"


def test_a_mark_that_is_wrong_is_not_believed(path: Path) -> None:
    for text in (b"", b"9 9 x\n", mark_path(path).read_bytes()[:-3], b"0" + mark_path(path).read_bytes()[5:]):
        mark_path(path).write_bytes(text)
        with ArchiveWriter(path) as writer:
            assert writer.last.height == 1
        found = read_mark(path)
        assert found is not None
        assert found.size == path.stat().st_size


def test_a_full_disk_leaves_the_archive_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = path.read_bytes()
    real = os.write
    with ArchiveWriter(path) as writer:

        def full(file: int, text: bytes) -> int:
            if len(text) > 1000:
                return real(file, text[:1000])
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(module.os, "write", full)
        with pytest.raises(OSError, match="No space"):
            writer.append(EventType.BALLOT, [b"second"])
        monkeypatch.setattr(module.os, "write", real)
        assert path.read_bytes() == whole
        writer.append(EventType.BALLOT, [b"third"])
    assert ballots(path) == [b"first", b"third"]
