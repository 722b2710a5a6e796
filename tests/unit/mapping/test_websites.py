# SPDX-License-Identifier: EUPL-1.2
"""Web addresses: shown as printed, linked only when they are plain web addresses."""

from __future__ import annotations

import pytest

from consult.mapping.domain.websites import link_of, same_place, shown, split_websites


@pytest.mark.parametrize(
    ("printed", "link"),
    [
        ("www.erm.ee/en", "https://www.erm.ee/en"),
        ("balturka.org", "https://balturka.org"),
        ("http://example.org", "http://example.org"),
        ("HTTPS://Example.org/A", "HTTPS://Example.org/A"),
        ("example.org:8080/x", "https://example.org:8080/x"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)//example.org", None),
        ("data:text/html,x", None),
        ("https://user:secret@example.org", None),
        ("https://example", None),
        ("ftp://example.org", None),
        ("https://exa mple.org", None),
        ("//example.org\\@evil.example", None),
        ('https://example.org/"onclick=', None),
        ("mailto:someone@example.org", None),
        ("https://[broken", None),
        ("", None),
    ],
)
def test_link(printed: str, link: str | None) -> None:
    assert link_of(printed) == link


def test_split_and_shown() -> None:
    assert split_websites("https://a.lt | www.b.lt/ua  |https://a.lt") == ("https://a.lt", "www.b.lt/ua")
    assert shown("https://www.erm.ee/en/") == "erm.ee/en"
    assert same_place("http://www.A.lt/?ref=1") == same_place("https://a.lt") == "a.lt"
