# SPDX-License-Identifier: EUPL-1.2
"""Ranked papers as they are counted: the candidates, and how many papers show each order of preference.

Orders are kept sorted and each only once, so neither the order of papers nor their bundling changes a byte. An
order is a string of candidate numbers. Whether a paper is valid was decided before; blank ones are only counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import lt

from council.tally.codec import omitted
from council.tally.errors import TallyError, TallyErrorCode, whole

MOST_RANKED_CANDIDATES = 250
MOST_PAPERS = 10**12
LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """Somebody who can be ranked. Preferences for a withdrawn candidate are passed over."""

    number: int
    name: str
    withdrawn: bool = omitted(False)
    group: str = omitted("")


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedProfile:
    """All papers of one election: `papers[i]` papers show the order `orders[i]`, candidate numbers as bytes."""

    candidates: tuple[RankedCandidate, ...]
    orders: tuple[bytes, ...]
    papers: tuple[int, ...]
    blank: int = omitted(0)
    title: str = omitted("")

    def __post_init__(self) -> None:
        """Refuse candidates, orders and numbers no election can have, and anything not in canonical form."""
        _check_candidates(self.candidates)
        if len(self.orders) != len(self.papers) or not all(map(lt, self.orders, self.orders[1:])):
            raise _malformed("orders")
        if self.papers and (set(map(type, self.papers)) != {int} or min(self.papers) < 1):
            raise _malformed("papers")
        whole(
            sum(self.papers) + whole(self.blank, what="blank", largest=MOST_PAPERS), what="papers", largest=MOST_PAPERS
        )
        known = frozenset(range(1, len(self.candidates) + 1))
        for order in self.orders:
            distinct = frozenset(order)
            if not order or len(distinct) != len(order) or not distinct <= known:
                raise _malformed("order " + " ".join(map(str, order)))
        if self.blank < 0:
            raise _malformed("blank")

    @classmethod
    def of(
        cls, candidates: Iterable[RankedCandidate], papers: Mapping[bytes, int], *, title: str = ""
    ) -> "RankedProfile":
        """The profile of a pile of papers, counted per order; the empty order stands for blank papers."""
        shown = sorted(order for order, count in papers.items() if order and count)
        return cls(
            candidates=tuple(candidates),
            orders=tuple(shown),
            papers=tuple(map(papers.__getitem__, shown)),
            blank=papers.get(b"", 0),
            title=title,
        )

    @property
    def withdrawn(self) -> bytes:
        """The numbers of the withdrawn candidates."""
        return bytes(each.number for each in self.candidates if each.withdrawn)

    def name(self, number: int) -> str:
        """The name of a candidate."""
        return self.candidates[number - 1].name


def _check_candidates(candidates: tuple[RankedCandidate, ...]) -> None:
    if not candidates:
        raise _malformed("candidates")
    whole(len(candidates), what="candidates", largest=MOST_RANKED_CANDIDATES)
    if [each.number for each in candidates] != list(range(1, len(candidates) + 1)):
        raise _malformed("candidate numbers")
    for each in candidates:
        if not each.name.strip() or len(each.name) > LONGEST_NAME:
            raise _malformed(f"name of candidate {each.number}")


def _malformed(what: str) -> TallyError:
    return TallyError(TallyErrorCode.PAPERS_MALFORMED, what=what)
