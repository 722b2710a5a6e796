# SPDX-License-Identifier: EUPL-1.2
"""What a form takes out of typed text, and what it leaves alone."""

from __future__ import annotations

import pytest

from core.forms import trimmed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ona \r\n", "Ona"),
        ("a\x00b", "ab"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("\u202dabc", "abc"),
        ("مرحبا\u200f (Ona)", "مرحبا\u200f (Ona)"),
        ("one\r\ntwo", "one\ntwo"),
        (3, 3),
    ],
)
def test_trimmed(typed: object, kept: object) -> None:
    assert trimmed(typed) == kept
