# SPDX-License-Identifier: EUPL-1.2
"""Where chunks are checked: in this process, or in a few others that are given a bounded amount of work ahead."""

import multiprocessing
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from types import TracebackType
from typing import Protocol, Self

from council.ballots.verify.chunks import Cast, Checker, Outcome, ShareWork

# Chunks that wait for each process while the archive is read on.
AHEAD = 3


class Pool(Protocol):
    """Takes chunks in order and gives outcomes back in the same order."""

    processes: int

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    def put(self, chunk: list[Cast]) -> Iterator[tuple[list[Cast], Outcome]]:
        """Hand in a chunk; yields what is ready and must be taken first."""

    def rest(self) -> Iterator[tuple[list[Cast], Outcome]]:
        """All outcomes that are still out."""

    def wrong_share(self, work: ShareWork) -> tuple[int, int] | None:
        """Question and slot of the first wrong factor of a partial decryption."""


class OneProcess:
    """Checks at once, here."""

    processes = 1

    def __init__(self, checker: Checker) -> None:
        self._checker = checker

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return None

    def put(self, chunk: list[Cast]) -> Iterator[tuple[list[Cast], Outcome]]:
        yield _without_bodies(chunk), self._checker.check(chunk)

    def rest(self) -> Iterator[tuple[list[Cast], Outcome]]:
        yield from ()

    def wrong_share(self, work: ShareWork) -> tuple[int, int] | None:
        return self._checker.wrong_share(work)


_checker: Checker | None = None


def _take_over(checker: Checker) -> None:
    global _checker
    _checker = checker


def _check(chunk: list[Cast]) -> Outcome:
    assert _checker is not None
    return _checker.check(chunk)


def _wrong_share(work: ShareWork) -> tuple[int, int] | None:
    assert _checker is not None
    return _checker.wrong_share(work)


class Processes:
    """Checks in other processes, forked here so that tables and the list of credentials are shared, not sent."""

    def __init__(self, checker: Checker, count: int) -> None:
        self.processes = count
        self._out: deque[tuple[list[Cast], Future[Outcome]]] = deque()
        self._most = count * AHEAD
        self._executor = ProcessPoolExecutor(
            count, mp_context=multiprocessing.get_context("fork"), initializer=_take_over, initargs=(checker,)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def put(self, chunk: list[Cast]) -> Iterator[tuple[list[Cast], Outcome]]:
        while len(self._out) >= self._most:
            yield self._first()
        self._out.append((_without_bodies(chunk), self._executor.submit(_check, chunk)))

    def rest(self) -> Iterator[tuple[list[Cast], Outcome]]:
        while self._out:
            yield self._first()

    def wrong_share(self, work: ShareWork) -> tuple[int, int] | None:
        parts = [replace(work, part=(number, self.processes)) for number in range(self.processes)]
        return min((found for found in self._executor.map(_wrong_share, parts) if found is not None), default=None)

    def _first(self) -> tuple[list[Cast], Outcome]:
        chunk, future = self._out.popleft()
        return chunk, future.result()


def _without_bodies(chunk: list[Cast]) -> list[Cast]:
    return [cast.line for cast in chunk]


def pool_of(checker: Checker, processes: int) -> Pool:
    """One process needs no pool."""
    return OneProcess(checker) if processes <= 1 else Processes(checker, processes)
