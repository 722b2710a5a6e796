# SPDX-License-Identifier: EUPL-1.2
"""Readers of the tally answer damaged input as they did when it was kept: with a value, or a code and its facts.

The samples are damaged part by part; no answer may be a crash. A reader that is meant to answer otherwise needs
`python -m tests.builders.tally_damaged`, and a look at what changed.
"""

from functools import cache

import pytest

from tests.builders.tally_damaged import KEPT, READERS, damages, kept_line

pytestmark = [pytest.mark.requirement("R050"), pytest.mark.slow]

LINES = {tuple(line.split(";")[:2]): line for line in KEPT.read_text("utf-8").splitlines()}


@cache
def texts(reader: str) -> dict[str, list[str]]:
    return dict(damages(reader))


@pytest.mark.parametrize("reader_and_place", list(LINES), ids="-".join)
def test_damage_is_answered_as_it_was(reader_and_place: tuple[str, str]) -> None:
    reader, place = reader_and_place
    assert kept_line(reader, place, texts(reader)[place]) == LINES[reader_and_place]


def test_every_damage_is_kept() -> None:
    assert set(LINES) == {(reader, place) for reader in READERS for place in texts(reader)}
