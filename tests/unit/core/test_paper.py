# SPDX-License-Identifier: EUPL-1.2
"""Printed papers: the same values give the same bytes, text can be read back, Arabic pages begin at the right."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from core import paper

SAMPLE = """
#import "_page.typ": *
#show: paper.with(foot: "foot")
= #data.page.title
#isolate(data.name) #code(data.code)
#picture(data.qr, alt: "QR", width: 30mm)
"""
A4_WIDTH = 595
ADDRESS = "https://talka.example/code"


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(paper.SOURCES / "_page.typ", tmp_path)
    (tmp_path / "fonts").symlink_to(paper.SOURCES / "fonts")
    (tmp_path / "sample.typ").write_text(SAMPLE, "utf-8")
    monkeypatch.setattr(paper, "SOURCES", tmp_path)
    return tmp_path


def printed(*, lang: str, rtl: bool, demo: str = "") -> bytes:
    page = {"lang": lang, "rtl": rtl, "title": "Kortelė", "demo": demo}
    return paper.compiled("sample", {"page": page, "name": "Людмила", "code": "ABCD-2345", "qr": paper.qr(ADDRESS)})


def text_of(pdf: bytes) -> str:
    found = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub("[\u2066-\u2069]", "", found)


def test_the_same_values_give_the_same_bytes_and_no_time(sources: Path) -> None:
    first = printed(lang="lt", rtl=False)
    assert first == printed(lang="lt", rtl=False)
    assert not any("Date" in key for key in PdfReader(io.BytesIO(first)).metadata or {})


@pytest.mark.parametrize(("code", "said"), [("pt_BR", "pt"), ("en-150", "en"), ("lt", "lt")])
def test_a_language_of_a_country_is_printed_too(sources: Path, code: str, said: str) -> None:
    reader = PdfReader(io.BytesIO(printed(lang=code, rtl=False)))
    assert reader.trailer["/Root"]["/Lang"] == said


def test_text_and_title_can_be_read_back(sources: Path) -> None:
    pdf = printed(lang="lt", rtl=False, demo="Demonstration")
    text = text_of(pdf)
    for expected in ("Kortelė", "Людмила", "ABCD-2345", "Demonstration", "1 / 1"):
        assert expected in text
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Kortelė"
    assert reader.trailer["/Root"]["/Lang"] == "lt"


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "begins_right"), [("lt", False), ("ar", True)])
def test_a_paper_begins_on_its_own_side(sources: Path, tmp_path: Path, lang: str, begins_right: bool) -> None:
    (tmp_path / "paper.pdf").write_bytes(printed(lang=lang, rtl=begins_right))
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "paper.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    found = re.search(r'xMin="([0-9.]+)"[^>]*>Kortelė<', boxes)
    assert found
    assert (float(found[1]) > A4_WIDTH / 2) is begins_right


@pytest.mark.slow
def test_the_printed_code_is_read_by_another_program(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(printed(lang="en", rtl=False))
    subprocess.run(["pdftoppm", "-r", "150", "-png", "paper.pdf", "page"], cwd=tmp_path, check=True)
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", "page-1.png"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert read.stdout.strip() == ADDRESS
