# SPDX-License-Identifier: EUPL-1.2
"""Ranked papers written the short way, for tests: {"AB": 3, "C": 2} is three papers A before B and two for C."""

from collections.abc import Mapping

from council.tally.stv.profile import RankedCandidate, RankedProfile


def ranked(papers: Mapping[str, int], *, letters: str = "", withdrawn: str = "") -> RankedProfile:
    """Candidates are the letters, A being number 1; `letters` adds some nobody ranked."""
    last = max(max((*"".join(papers), *letters)), *letters or "A")
    names = [chr(code) for code in range(ord("A"), ord(last) + 1)]
    people = [RankedCandidate(number, name, name in withdrawn) for number, name in enumerate(names, start=1)]
    counted: dict[bytes, int] = {}
    for order, count in papers.items():
        key = bytes(ord(letter) - ord("A") + 1 for letter in order)
        counted[key] = counted.get(key, 0) + count
    return RankedProfile.of(people, counted)
