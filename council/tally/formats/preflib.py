# SPDX-License-Identifier: EUPL-1.2
"""PrefLib, the files of voting research, written only: orders with their number of papers under a metadata header.

`soc` and `soi` are strict orders, complete or not; `toc` puts everybody not ranked level at the end; `toi` is `soi`
with ties allowed, of which a valid paper has none. Blank papers have no place in the format and are left out.
"""

from dataclasses import dataclass
from enum import StrEnum

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.stv.profile import RankedProfile


class PrefLibType(StrEnum):
    """The four kinds of orders PrefLib knows."""

    SOC = "soc"
    SOI = "soi"
    TOC = "toc"
    TOI = "toi"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrefLibHeader:
    """What the header says beside the figures. The day is given by the caller, as 2026-11-23."""

    file_name: str
    day: str = ""
    description: str = ""


def write_preflib(profile: RankedProfile, kind: PrefLibType, header: PrefLibHeader) -> str:
    """The text of a PrefLib file: the most frequent orders first, equally frequent ones by candidate numbers."""
    everybody = range(1, len(profile.candidates) + 1)
    orders = sorted(zip(profile.papers, profile.orders, strict=True), key=lambda pair: (-pair[0], pair[1]))
    lines = _header(profile, kind, header)
    for papers, order in orders:
        missing = [number for number in everybody if number not in order]
        if missing and kind is PrefLibType.SOC:
            raise TallyError(TallyErrorCode.PAPERS_MALFORMED, what="soc needs every paper to rank everybody")
        shown = [str(number) for number in order]
        if missing and kind is PrefLibType.TOC:
            shown.append(_level(missing))
        lines.append(f"{papers}: {','.join(shown)}")
    return "\n".join(lines) + "\n"


def _level(numbers: list[int]) -> str:
    text = ",".join(map(str, numbers))
    return text if len(numbers) == 1 else "{" + text + "}"


def _header(profile: RankedProfile, kind: PrefLibType, header: PrefLibHeader) -> list[str]:
    facts = {
        "FILE NAME": header.file_name,
        "TITLE": profile.title,
        "DESCRIPTION": header.description,
        "DATA TYPE": kind.value,
        "MODIFICATION TYPE": "original",
        "RELATES TO": "",
        "RELATED FILES": "",
        "PUBLICATION DATE": header.day,
        "MODIFICATION DATE": header.day,
        "NUMBER ALTERNATIVES": len(profile.candidates),
        "NUMBER VOTERS": sum(profile.papers),
        "NUMBER UNIQUE ORDERS": len(profile.orders),
    }
    facts |= {f"ALTERNATIVE NAME {each.number}": each.name for each in profile.candidates}
    return [f"# {name}: {' '.join(str(value).split())}" for name, value in facts.items()]
