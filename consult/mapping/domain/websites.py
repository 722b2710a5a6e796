# SPDX-License-Identifier: EUPL-1.2
"""Web addresses as people print them, and the one form in which we link to them.

The printed form is stored and shown. Only http and https become links; anything else is refused on the way in
and, should it be there all the same, shown without a link.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\s./?#@:\\<>\"]+\.)+[^\s./?#@:\\<>\"\d][^\s./?#@:\\<>\"]*\Z")


def split_websites(printed: str) -> tuple[str, ...]:
    """Addresses of one cell, parted by a bar or by white space; the same one is kept once."""
    return tuple(dict.fromkeys(part for part in re.split(r"[|\s]+", printed) if part))


def link_of(website: str) -> str | None:
    """The address to link to, or None when it must not become a link."""
    text = website.strip()
    if any(c.isspace() or ord(c) < 32 or c in '\\<>"' for c in text):
        return None
    if not _SCHEME.match(text):
        text = "https://" + text
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or "@" in parts.netloc or not _HOST.match(host):
        return None
    return text


def shown(website: str) -> str:
    """The address without what nobody reads aloud."""
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", website.strip(), flags=re.IGNORECASE).rstrip("/")


def same_place(website: str) -> str:
    """The form in which addresses are compared for duplicates."""
    return shown(website).partition("?")[0].partition("#")[0].rstrip("/").casefold()
