# SPDX-License-Identifier: EUPL-1.2
"""The published elections that come with the tally, as text; `case` reads and counts them.

Sources and what was left out are in `cases/PROVENANCE.md`.
"""

from importlib.resources import files

from council.tally.errors import TallyError, TallyErrorCode

_CASES = files("council.tally") / "cases"


def case_ids() -> tuple[str, ...]:
    """The ids of all cases, in alphabetical order."""
    names = (entry.name for entry in _CASES.iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def case_text(case_id: str) -> str:
    """The text of one case; an id that is not in the list is refused, so no path can be smuggled in."""
    if case_id not in case_ids():
        raise TallyError(TallyErrorCode.CASE_UNKNOWN, id=case_id[:60])
    return (_CASES / f"{case_id}.json").read_text("utf-8")


def source(case_id: str) -> str:
    """Where a case was published: the last cell of its line in the table of sources."""
    marker = f"| `{case_id}` |"
    lines = (_CASES / "PROVENANCE.md").read_text("utf-8").splitlines()
    found = next((line for line in lines if line.startswith(marker)), "")
    return found.rstrip(" |").rsplit("| ", 1)[-1].strip()
