# SPDX-License-Identifier: EUPL-1.2
"""Markers name requirements that exist; docs/requirements.md is written from them."""

from __future__ import annotations

import re

from core.config import ROOT
from tests import requirements


def test_the_list_is_whole() -> None:
    ids = list(requirements.known())
    assert ids == [f"R{n:03d}" for n in range(1, 129)] + [f"D{n:02d}" for n in range(1, 11)]


def test_markers_name_requirements_that_exist() -> None:
    known = set(requirements.known())
    used = set(requirements.pages())
    for path in (ROOT / "tests").rglob("*.py"):
        for arguments in re.findall(r"mark\.requirement\(([^)]*)\)", path.read_text("utf-8")):
            used |= set(re.findall(r'"([RD]\d+)"', arguments))
    assert used - known == set()


def test_the_page_of_requirements_lists_every_id() -> None:
    text = (ROOT / "docs/requirements.md").read_text("utf-8")
    missing = [i for i in requirements.known() if not re.search(rf"\b{i}\b", text)]
    assert missing == []
