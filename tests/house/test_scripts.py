# SPDX-License-Identifier: EUPL-1.2
"""House rules of what runs in browsers: licence and purpose first, small files, and no way out for a secret."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.config import ROOT

SCRIPTS = sorted((ROOT / "static/js").rglob("*.js"))
TESTS = sorted([*(ROOT / "tests/js").glob("*.mjs"), *(ROOT / "bench").glob("*.mjs")])
CLIENT = [path for path in SCRIPTS if path.parent.name == "ballot"]
LINES, WIDTH = 300, 120
UNSAFE = re.compile(r"\beval\(|new Function\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|https?://")
# What could keep or send what an elector, a registrar or a trustee typed; and what could guess random numbers.
WAYS_OUT = re.compile(
    r"localStorage|sessionStorage|indexedDB|caches\b|cookie|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource"
    r"|\blocation\b|history\.|document\b|console\.|Math\.random"
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", [*SCRIPTS, *TESTS], ids=name)
def test_a_script_says_its_licence_and_its_purpose_and_stays_small(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == "/* SPDX-License-Identifier: EUPL-1.2 */"
    assert lines[1].startswith("/* "), "no comment that says what this script is"
    assert len(lines) <= LINES
    assert [number for number, line in enumerate(lines, 1) if len(line) > WIDTH] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_builds_no_program_out_of_text_and_names_no_host(path: Path) -> None:
    assert UNSAFE.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", CLIENT, ids=name)
def test_the_ballot_client_keeps_and_sends_nothing(path: Path) -> None:
    assert WAYS_OUT.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", CLIENT, ids=name)
def test_the_ballot_client_imports_its_own_modules_only(path: Path) -> None:
    for source in re.findall(r'\bfrom "([^"]+)"|\bimport\("([^"]+)"\)', path.read_text("utf-8")):
        target = (path.parent / (source[0] or source[1])).resolve()
        assert target in CLIENT, source


def test_every_code_of_the_ballot_client_is_used() -> None:
    texts = {path.name: path.read_text("utf-8") for path in CLIENT}
    codes = re.findall(r"^  ([A-Z_]+): \"", texts.pop("errors.js"), re.MULTILINE)
    assert len(codes) > 20
    assert [code for code in codes if not any(f"Code.{code}" in text for text in texts.values())] == []
