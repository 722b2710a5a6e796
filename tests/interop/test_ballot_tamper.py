# SPDX-License-Identifier: EUPL-1.2
"""Every manipulated archive is refused with the words of docs/ballots/tamper.md; the tool's column is true, too."""

from __future__ import annotations

import io
import re

import pytest

from council.ballots.verify.run import verify_stream
from council.ballots.verify.setup import Published
from tests.tamper import table
from tests.tamper.case import KINDS, choices, rankings
from tests.tamper.of_copies import COPIES, both

LINE = re.compile(r"\| `([a-z-]+)` \| (.*) \| (\*\*passes\*\*|refuses) \| (.*) \|")
WRITTEN = {m[1]: (m[2], m[3], m[4]) for m in map(LINE.fullmatch, table.PAGE.read_text("utf-8").split("\n")) if m}


def test_the_page_lists_every_kind() -> None:
    assert len(KINDS) >= 40
    assert list(WRITTEN) == [*(kind.name for found in table.sections().values() for kind in found), *_copies()]
    assert {name: row[0] for name, row in WRITTEN.items()} == {
        **{kind.name: kind.what for kind in KINDS.values()},
        **{one.name: one.what for one in COPIES},
    }


def _copies() -> list[str]:
    return [one.name for one in COPIES]


def test_the_elections_are_good_before_they_are_manipulated() -> None:
    for case in (choices(), rankings()):
        content = case.model.write()
        published = Published(electors=len(case.made.papers.letters))
        assert verify_stream(io.BytesIO(content), published=published, complete=True).fault is None
        assert table.tool_on(content) == table.PASSES


@pytest.mark.parametrize("name", sorted(KINDS))
def test_we_refuse_it_and_say_why(name: str) -> None:
    fault = table.our_fault(KINDS[name])
    assert fault is not None
    assert table.told(fault) == WRITTEN[name][2]


SHARED = ("factors-change-places", "other-factor", "share-of-another-tally", "share-of-nothing", "share-without-proofs")


@pytest.mark.parametrize("name", SHARED)
def test_processes_that_share_the_work_find_the_same(name: str) -> None:
    content = KINDS[name].archive()
    alone, together = (verify_stream(io.BytesIO(content), processes=processes).fault for processes in (1, 2))
    assert alone == together
    assert alone is not None


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_tool_says_what_the_page_says(name: str) -> None:
    assert table.tool_on(KINDS[name].archive()) == WRITTEN[name][1]


@pytest.mark.parametrize("name", _copies())
def test_an_older_copy_gives_it_away(name: str) -> None:
    copies = next(one for one in COPIES if one.name == name)
    old, new = both(copies)
    assert verify_stream(io.BytesIO(new)).fault is None
    assert table.told(table.our_fault_in_copies(copies)) == WRITTEN[name][2]
    assert table.tool_on_copies(old, new) == WRITTEN[name][1]
