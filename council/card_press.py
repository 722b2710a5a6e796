# SPDX-License-Identifier: EUPL-1.2
"""Makes the files of a print run and gives them out once: into a folder of the operator, or as one download.

Order of things: plan (reads only), draw codes, make every file, write the run down in one transaction, and only then
give the files their name or send them. Whoever is cut off before has files whose codes open nothing, in a folder that
says so. Nothing readable is kept here afterwards: a file that was lost is printed again, with new codes.
"""

from __future__ import annotations

import hashlib
import io
import multiprocessing
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core import codes
from core.db import safe_reading, unit_of_work
from core.domain.actor import Actor
from core.domain.tables import write_table
from council import card_setting
from council.card_papers import file_values, languages
from council.card_setting import set_file
from council.domain.cards import ManifestLine, PlannedFile
from council.models.cards import CardRun
from council.models.election import Election
from council.queries.election import election_by
from council.services import card_runs as services
from council.services.card_replacement import Replaced
from council.services.card_runs import PrintOrder

UNFINISHED = ".unfinished"
MANIFEST = "manifest.csv"
MOST_ON_A_PAGE = 200
"""So many cards take a few seconds; more would let the browser and everybody else wait."""

Progress = Callable[[str, int], None]


def silent(_what: str, _cards: int) -> None:
    """For callers that do not want to know."""


@dataclass(frozen=True, slots=True)
class Made:
    """A run and the one file it is given out as."""

    run: CardRun
    data: bytes


def print_here(actor: Actor, election_id: str, order: PrintOrder, *, most: int | None = MOST_ON_A_PAGE) -> Made:
    """A small run within the transaction of a request; the files leave with its answer, after the commit."""
    election = _election(election_id)
    plan = services.plan_run(actor, election_id, order, offered=languages(), most=most)
    drawn = codes.draw(each.public_id for each in plan.electors())
    made = {file.name: set_file(file_values(election, file, plan.number, drawn)) for file in plan.files}
    lines = [_line(file, made[file.name]) for file in plan.files]
    run = services.record_run(actor, plan, lines, drawn)
    return Made(run, packed({**made, MANIFEST: manifest_of(lines)}))


def one_letter(election: Election, replaced: Replaced) -> bytes:
    """The card of one person."""
    owner = replaced.file.cards[0].elector.public_id
    return set_file(file_values(election, replaced.file, replaced.card.series, {owner: replaced.code}))


def print_into(
    actor: Actor,
    election_id: str,
    order: PrintOrder,
    folder: Path,
    *,
    processes: int | None = None,
    progress: Progress = silent,
) -> CardRun:
    """A run of any size into a new folder; it has its name only when the run is written down.

    :raises FileExistsError: the folder is there already: files of two runs must not lie together.
    """
    draft = folder.with_name(folder.name + UNFINISHED)
    if folder.exists():
        raise FileExistsError(folder)
    with safe_reading():
        election = _election(election_id)
        plan = services.plan_run(actor, election_id, order, offered=languages())
        drawn = codes.draw(each.public_id for each in plan.electors())
        work = [(file, file_values(election, file, plan.number, drawn)) for file in plan.files]
    progress("planned", plan.cards)
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    lines = list(_made_in(draft, work, processes or os.cpu_count() or 1, progress))
    (draft / MANIFEST).write_bytes(manifest_of(lines))
    with unit_of_work():
        run = services.record_run(actor, plan, lines, drawn)
    draft.rename(folder)
    progress("written down", plan.cards)
    return run


def _made_in(
    draft: Path, work: Sequence[tuple[PlannedFile, dict[str, Any]]], processes: int, progress: Progress
) -> Iterator[ManifestLine]:
    """Each file is made by a process of its own, which writes nothing; the order stays."""
    done = 0
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([card_setting.__name__])
    with ProcessPoolExecutor(max_workers=processes, mp_context=context, max_tasks_per_child=1) as pool:
        made = pool.map(set_file, (values for _file, values in work))
        for (file, _values), data in zip(work, made, strict=True):
            (draft / file.name).write_bytes(data)
            done += len(file.cards)
            progress(file.name, done)
            yield _line(file, data)


def manifest_of(lines: Sequence[ManifestLine]) -> bytes:
    """The list of files that goes to the press with them."""
    head = ("file", "polling place", "language", "cards", "pages", "first number", "last number", "octets", "sha-256")
    rows = [
        (each.name, each.place, each.lang, each.cards, each.pages, each.first, each.last, each.size, each.sha256)
        for each in lines
    ]
    total = ("total", "", "", sum(each.cards for each in lines), sum(each.pages for each in lines), "", "", "", "")
    return write_table(head, [*rows, total])


def packed(files: dict[str, bytes]) -> bytes:
    """Several files as one, always the same for the same files."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return kept.getvalue()


def pages_in(data: bytes) -> int:
    """The pages of a PDF as our typesetter writes it: the tree of pages says how many, in the clear."""
    return max((int(found) for found in re.findall(rb"/Count (\d+)", data)), default=0)


def _line(file: PlannedFile, data: bytes) -> ManifestLine:
    """A file as the manifest names it, with the pages that are really in it."""
    return ManifestLine(
        name=file.name,
        place=file.place,
        lang=file.lang,
        cards=len(file.cards),
        pages=pages_in(data),
        first=file.first,
        last=file.last,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _election(election_id: str) -> Election:
    election = election_by(election_id)
    assert election is not None
    return election
