# SPDX-License-Identifier: EUPL-1.2
"""The door through which other features read the community map: names by public id, as frozen values.

What only staff of the map may see (contacts, notes) does not leave through it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from consult.mapping.queries import organisations as queries
from consult.mapping.queries.organisations import Named

__all__ = ["Named", "names_of", "names_to_choose"]


def names_of(public_ids: Iterable[str]) -> Mapping[str, Named]:
    """The names of entries by public id, in one statement; archived ones too."""
    return {found.public_id: found for found in queries.named(public_ids)}


def names_to_choose() -> Sequence[Named]:
    """Every entry that is not archived, by name."""
    return queries.named()
