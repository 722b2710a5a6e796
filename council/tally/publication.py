# SPDX-License-Identifier: EUPL-1.2
"""The files of a published result, in a folder or in one archive: what belongs to them, and whether they agree.

The manifest names every file with its SHA-256. A replay checks each file, counts every record again, derives the
outcome anew and compares it, and looks whether the declaration rests on that record. It needs nothing but the files.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from council.tally.codec import from_json, omitted, to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.kinds import AnyRecord, read_record
from council.tally.outcome import outcome_of
from council.tally.persons.record import PersonRecord
from council.tally.record import CountRecord
from council.tally.replay import Replay, replay

MANIFEST = "manifest.json"
MANIFEST_SCHEMA = "talka-publication/1"
MOST_FILES = 200
MOST_BYTES = 200_000_000
_STAMP = (1980, 1, 1, 0, 0, 0)

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One file with its size and hash."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Which file is which. ``vacancies`` are later counts of the papers of members who left.

    ``seats`` is the record by which lists won the seats that persons then took, where that is a count of its own.
    """

    schema: str
    election: str
    declared: bool
    version: int
    record: str
    outcome: str
    declaration: str
    files: tuple[ManifestFile, ...]
    vacancies: tuple[str, ...] = omitted(())
    seats: str = omitted("")


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay of published files found. ``differs`` says in words what does not agree."""

    manifest: Manifest
    records: tuple[Replay, ...]
    elected: int
    differs: tuple[str, ...]


def manifest_file(name: str, data: bytes) -> ManifestFile:
    """The line of a manifest for one file."""
    return ManifestFile(name, len(data), hashlib.sha256(data).hexdigest())


def archive(files: Files) -> bytes:
    """One archive of the files: the same files give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(name, _STAMP), files[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()


def read_files(path: Path) -> dict[str, bytes]:
    """The files of a folder or of an archive; what is in folders below is left alone.

    :raises TallyError: when there are too many, or they are too large.
    """
    if path.is_dir():
        found = sorted(each for each in path.iterdir() if each.is_file())
        _refuse_too_many(len(found), sum(each.stat().st_size for each in found))
        return {each.name: each.read_bytes() for each in found}
    try:
        with zipfile.ZipFile(path) as packed:
            inside = [each for each in packed.infolist() if not each.is_dir() and "/" not in each.filename]
            _refuse_too_many(len(inside), sum(each.file_size for each in inside))
            return {each.filename: packed.read(each) for each in inside}
    except (zipfile.BadZipFile, RuntimeError, EOFError):
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="archive") from None


def replay_files(files: Files) -> Replayed:
    """Check published files against one another and count them again.

    :raises TallyError: when they have no manifest, or a record cannot be read at all.
    """
    manifest = _manifest(files)
    differs = [*_against_manifest(manifest, files)]
    records: list[Replay] = []
    for name in _records(manifest):
        try:
            records.append(replay(_text(files, name)))
        except TallyError as error:
            if error.code not in (TallyErrorCode.RECORD_DIFFERS, TallyErrorCode.NOT_CONFIRMED):
                raise
            differs.append(f"{name} is not what its own counts lead to")
    record = read_record(_text(files, manifest.record))
    if manifest.seats and not _seats_agree(record, read_record(_text(files, manifest.seats))):
        differs.append(f"{manifest.record} gives lists other seats than {manifest.seats}")
    outcome = outcome_of(record)
    if to_json(outcome) != _text(files, manifest.outcome):
        differs.append(f"{manifest.outcome} is not the outcome of {manifest.record}")
    if _named_record(_text(files, manifest.declaration)) != outcome.record:
        differs.append(f"{manifest.declaration} rests on another record than {manifest.record}")
    return Replayed(manifest, tuple(records), len(outcome.elected), tuple(differs))


def _records(manifest: Manifest) -> tuple[str, ...]:
    """Everything that is counted again, in the order in which it was counted."""
    first = (manifest.seats,) if manifest.seats else ()
    return (*first, manifest.record, *manifest.vacancies)


def _seats_agree(record: AnyRecord, lists: AnyRecord) -> bool:
    """True when persons took exactly the seats that their lists have won."""
    if not isinstance(record, PersonRecord) or not isinstance(lists, CountRecord):
        return False
    won = {each.number: each.seats for each in lists.results}
    return {each.number: each.seats for each in record.profile.lists} == won


def _manifest(files: Files) -> Manifest:
    manifest = from_json(Manifest, _text(files, MANIFEST))
    if manifest.schema != MANIFEST_SCHEMA:
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="schema")
    return manifest


def _against_manifest(manifest: Manifest, files: Files) -> list[str]:
    named = {each.name for each in manifest.files}
    wrong = [f"{each.name} is missing" for each in manifest.files if each.name not in files]
    wrong += [
        f"{each.name} was changed"
        for each in manifest.files
        if each.name in files and manifest_file(each.name, files[each.name]) != each
    ]
    needed = (manifest.outcome, manifest.declaration, *_records(manifest))
    return wrong + [f"{name} is not in the manifest" for name in needed if name not in named]


def _named_record(text: str) -> str:
    """The fingerprint of the record that a declaration names."""
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return str(plain.get("count_fingerprint", "")) if isinstance(plain, dict) else ""


def _text(files: Files, name: str) -> str:
    if name not in files:
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what=name[:60])
    try:
        return files[name].decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what=name[:60]) from None


def _refuse_too_many(number: int, size: int) -> None:
    if number > MOST_FILES:
        raise TallyError(TallyErrorCode.TOO_LARGE, what="files", largest=MOST_FILES)
    if size > MOST_BYTES:
        raise TallyError(TallyErrorCode.TOO_LARGE, what="files", largest=MOST_BYTES)
