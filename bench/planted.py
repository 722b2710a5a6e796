# SPDX-License-Identifier: EUPL-1.2
"""Tries planted faults: collects the tests once, then forks a child for every fault, which runs what reaches it.

Started by `bench.mutants` inside the tree mutmut wrote, with the work as JSON on its input; answers in lines of JSON.
A fault in code that already ran while tests were collected is tried in a child that imports and collects anew, so
that nothing computed before the fault was there is left. The first failing test ends a child.
"""

from __future__ import annotations

import functools
import gc
import importlib
import json
import os
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, NoReturn

import pytest
from mutmut.mutation import trampoline

SURVIVED, NOTICED, NO_TEST, TIMEOUT, HUNG = 0, 1, 33, 36, 3_600
MOST_LEFT_OUT = 10
MOST_CALLS = 60
"""So often a function is followed in one test, a hundred lines counting as a call: beyond, no line is new."""
TALLY = "/council/tally/"
MEMORY = 3 * 1024**3
OURS = ("council", "core", "consult", "forums", "demo", "tests", "bench", "wsgi", "conftest")
REACHES_TALLY = ("council", "demo", "tests", "bench", "wsgi", "conftest", "__main__")
OPTIONS = [
    "--rootdir=.",
    "-q",
    "--assert=plain",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-p",
    "no:faulthandler",
    "-s",
]


@dataclass
class Function:
    """A function with its faults. It runs as written, and says once that it ran, until `settle` or `plant`."""

    module: str
    faults: dict[str, Callable[..., Any]]
    of_class: bool
    run: Callable[..., Any] = field(init=False)

    def __post_init__(self) -> None:
        self.listen()

    @property
    def name(self) -> str:
        return f"{self.module}.{self.faults['_mutmut_orig'].__name__.partition('__mutmut_')[0]}"

    def settle(self, fault: str = "_mutmut_orig") -> None:
        """From now on run this one."""
        chosen = self.faults[fault]
        if self.of_class:
            self.run = lambda of, *args, **named: getattr(of, chosen.__name__)(*args, **named)
        else:
            self.run = chosen

    def listen(self) -> None:
        """Say again that it ran when it runs next."""
        self.run = self._say_and_run

    def _say_and_run(self, *args: Any, **named: Any) -> Any:
        module, _, fault = PLANTED.rpartition(".")
        planted = module == self.module and fault in self.faults
        self.settle(fault if planted else "_mutmut_orig")
        RAN[self.name] = self
        return self.run(*args, **named)


PLANTED = ""
RAN: dict[str, Function] = {}
FUNCTIONS: list[Function] = []


def wrap(faults: dict[str, Any], is_classmethod: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Takes the place of mutmut's own switch, which looks the fault up at every call."""

    def decorate(written: Callable[..., Any]) -> Callable[..., Any]:
        function = Function(written.__module__, faults, is_classmethod)
        FUNCTIONS.append(function)

        @functools.wraps(written)
        def switch(*args: Any, **named: Any) -> Any:
            return function.run(*args, **named)

        return switch

    return decorate


def plant(fault: str) -> None:
    """Every function as written, but for the one with this fault. Programs the tests start get it from mutmut."""
    global PLANTED
    PLANTED = os.environ["MUTANT_UNDER_TEST"] = fault
    module, _, short = fault.rpartition(".")
    for function in FUNCTIONS:
        function.settle(short if module == function.module and short in function.faults else "_mutmut_orig")


def kept_answers() -> list[Any]:
    """Every function of ours that keeps its answers by `@cache`."""
    kept = (each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper))
    return [each for each in kept if (each.__module__ or "").startswith(OURS)]


@dataclass
class Reach:
    """Which tests run which line. `lines`: by file and line a number in which every test has a bit, in hex."""

    tests: list[tuple[str, float]] = field(default_factory=list)
    lines: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, other: Reach) -> None:
        """Tests measured elsewhere come behind those known here."""
        for file, lines in other.lines.items():
            own = self.lines.setdefault(file, {})
            for line, bits in lines.items():
                own[line] = f"{int(own.get(line, '0'), 16) | int(bits, 16) << len(self.tests):x}"
        self.tests += other.tests

    def note(self, test: str, seconds: float, ran: Iterable[tuple[str, int]]) -> None:
        alone: dict[str, dict[str, str]] = {}
        for file, line in ran:
            alone.setdefault(file, {})[str(line)] = "1"
        self.add(Reach([(test, seconds)], alone))

    def of(self, file: str, first: int, last: int) -> list[tuple[float, str]]:
        """The tests that run one of these lines."""
        known, bits = self.lines.get(file, {}), 0
        for line in range(first, last + 1):
            bits |= int(known.get(str(line), "0"), 16)
        return [(seconds, test) for place, (test, seconds) in enumerate(self.tests) if bits >> place & 1]


@dataclass
class Work:
    """What to try. `places`: the file of a fault and its statement's first and last line, then its function's.

    `cap`: seconds of tests a fault gets.
    """

    faults: list[str]
    places: dict[str, tuple[str, int, int, int, int]]
    tests: list[str]
    children: int
    cap: float
    patience: float
    reach: Reach
    first: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def tests_of(self, fault: str, *, late: bool = False) -> list[str]:
        """The tests that reach it: first those that noticed other faults in it or near it, then the quickest."""
        if fault.startswith("control"):
            turn = int(fault.partition("-")[2])
            reach = [(seconds, test) for test, seconds in self.reach.tests[turn:] + self.reach.tests[:turn]]
            return self._within_cap(reach)
        file, first, last, top, bottom = self.places[fault]
        reach = self.reach.of(file, top if late else first, bottom if late else last)
        function = function_of(fault)
        own, near = self.first[function], self.first[module_of(function)]
        return self._within_cap(sorted(reach, key=lambda each: (each[1] not in own, each[1] not in near, each[0])))

    def _within_cap(self, reach: list[tuple[float, str]]) -> list[str]:
        spent, chosen = 0.0, []
        for seconds, test in reach:
            if chosen and spent + seconds > self.cap:
                break
            spent += seconds
            chosen.append(test)
        return chosen


class Children:
    """Forked children, so many at a time; `tell` hears how each ended."""

    def __init__(self, most: int, tell: Callable[[str, int, str, float], None]) -> None:
        self.most, self.tell = most, tell
        self.running: dict[int, tuple[str, int]] = {}

    def start(self, name: str, run: Callable[[int], object]) -> None:
        while len(self.running) >= self.most:
            self.wait()
        answer, say = os.pipe()
        child = os.fork()
        if not child:
            os.close(answer)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            code = int(bool(run(say)))
            os._exit(code)
        os.close(say)
        self.running[child] = (name, answer)

    def wait(self) -> None:
        child, status, usage = os.wait4(-1, 0)
        name, answer = self.running.pop(child)
        with os.fdopen(answer) as pipe:
            test = pipe.read()
        self.tell(name, os.waitstatus_to_exitcode(status), test, usage.ru_utime + usage.ru_stime)

    def wait_for_all(self) -> None:
        while self.running:
            self.wait()


class Trial:
    """Inside a child: runs the chosen tests in their order and ends the process at the first failure."""

    def __init__(self, say: int, tests: Iterable[str], work: Work) -> None:
        self.say, self.tests, self.work = say, list(tests), work
        self.seconds = dict(work.reach.tests)

    def end(self, code: int, test: str) -> NoReturn:
        os.write(self.say, test.encode()[:4_000])
        os._exit(code)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        if call.excinfo is not None:
            self.end(NOTICED, item.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.end(NOTICED, report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.run({item.nodeid: item for item in session.items})
        os._exit(SURVIVED)

    def run(self, items: dict[str, pytest.Item]) -> None:
        soft = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, soft))
        signal.alarm(HUNG)
        chosen = [items[test] for test in self.tests if test in items]
        for item, following in zip(chosen, [*chosen[1:], None], strict=True):
            limit = self.work.patience + 10 * self.seconds[item.nodeid]
            signal.signal(signal.SIGPROF, lambda *_, test=item.nodeid: self.end(TIMEOUT, test))
            signal.setitimer(signal.ITIMER_PROF, limit)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)


class Measure:
    """Inside a child: which lines of the tally every test runs, and for how long.

    A test that fails without a fault, such as one that starts Python without mutmut, is left out: it runs none.
    """

    def __init__(self) -> None:
        self.reach = Reach()
        self.failed: set[str] = set()
        self.ran: set[tuple[str, int]] = set()
        self.times: Counter[Any] = Counter()
        self.here = os.getcwd() + os.sep

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)

    def run(self, items: list[pytest.Item]) -> None:
        cached = kept_answers()
        for item, following in zip(items, [*items[1:], None], strict=True):
            for each in cached:
                each.cache_clear()
            self.ran, self.times = set(), Counter()
            start = time.process_time()
            sys.settrace(self._called)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            sys.settrace(None)
            seconds = time.process_time() - start
            ran = {(file.removeprefix(self.here), line) for file, line in self.ran}
            self.reach.note(item.nodeid, seconds, () if item.nodeid in self.failed else ran)

    def _called(self, frame: FrameType, _event: str, _what: object) -> Any:
        code = frame.f_code
        if TALLY not in code.co_filename or self.times[code] > MOST_CALLS:
            return None
        self.times[code] += 1
        return self._at_line

    def _at_line(self, frame: FrameType, event: str, _what: object) -> Any:
        if event == "line":
            self.ran.add((frame.f_code.co_filename, frame.f_lineno))
            self.times[frame.f_code] += 0.01
            if self.times[frame.f_code] > MOST_CALLS:
                return None
        return self._at_line


class Trials:
    """In the process that collected: tries every fault but those of functions that ran during the collection."""

    def __init__(self, work: Work, say: Callable[[dict[str, Any]], None]) -> None:
        self.work, self.say, self.late = work, say, list[str]()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            os._exit(1)  # a test module cannot be imported; pytest has said which
        early = set(RAN)
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # children share it
        known = {test for test, _seconds in self.work.reach.tests}
        new = [item for item in session.items if item.nodeid not in known]
        plant("")
        if new:
            self._measure(new)
            self.say({"tests": self.work.reach.tests, "lines": self.work.reach.lines})
        for each in kept_answers():
            each.cache_clear()
        gc.collect()
        gc.freeze()
        items = {item.nodeid: item for item in session.items}
        children = Children(self.work.children, self._tell)
        for fault in self.work.faults:
            function = function_of(fault)
            if function in early:
                self.late.append(fault)
                continue
            tests = self.work.tests_of(fault)
            if not tests:
                self._tell(fault, NO_TEST, "", 0)
                continue
            children.start(fault, functools.partial(self._try, fault, tests, items))
        children.wait_for_all()
        return True

    def _try(self, fault: str, tests: list[str], items: dict[str, pytest.Item], say: int) -> None:
        plant("" if fault.startswith("control") else fault)
        trial = Trial(say, tests, self.work)
        pytest_config = next(iter(items.values())).config
        pytest_config.pluginmanager.register(trial)
        trial.run(items)

    def _tell(self, fault: str, code: int, test: str, seconds: float) -> None:
        if code == NOTICED:
            function = function_of(fault)
            for place, most in ((function, 20), (module_of(function), 10)):
                known = self.work.first[place]
                self.work.first[place] = [test, *(each for each in known if each != test)][:most]
        self.say({"fault": fault, "code": code, "test": test, "seconds": round(seconds, 3)})

    def _measure(self, items: list[pytest.Item]) -> None:
        """Each child measures a part of the tests."""
        parts = [items[turn :: self.work.children] for turn in range(self.work.children)]

        def run(turn: int, _say: int) -> int:
            measure = Measure()
            items[0].config.pluginmanager.register(measure)
            measure.run(parts[turn])
            with open(f"measured-{turn}.json", "w") as file:
                json.dump([measure.reach.tests, measure.reach.lines], file)
            return int(len(measure.failed) > MOST_LEFT_OUT)

        def tell(name: str, code: int, _test: str, _seconds: float) -> None:
            if code:
                raise SystemExit("tests fail without a fault")
            with open(f"measured-{name}.json") as file:
                self.work.reach.add(Reach(*json.load(file)))

        children = Children(self.work.children, tell)
        for turn in range(self.work.children):
            children.start(str(turn), functools.partial(run, turn))
        children.wait_for_all()


def module_of(function: str) -> str:
    """The module a function is in."""
    return function.partition(".x")[0]


def function_of(fault: str) -> str:
    """The function a fault is in; none for a run without a fault."""
    return "" if fault.startswith("control") else fault.rpartition("__mutmut_")[0]


def collect_and_try(work: Work, say: Callable[[dict[str, Any]], None], keep: str) -> int:
    """The first process: whatever can be tried after one collection. Leaves in `keep` what the second needs."""
    trials = Trials(work, say)
    if pytest.main([*OPTIONS, *work.tests], plugins=[trials]) not in (0, 5):
        return 1
    others = sorted(name for name in sys.modules if name.partition(".")[0] not in REACHES_TALLY)
    with open(keep, "w") as file:
        json.dump({"late": trials.late, "reach": [work.reach.tests, work.reach.lines], "modules": others}, file)
    return 0


def _of_few_files(tests: list[str], work: Work) -> list[str]:
    """For a short try the tests of two files are enough: each file costs its collection."""
    if work.cap > 10:
        return tests
    best = [file for file, _ in Counter(test.partition("::")[0] for test in tests).most_common(2)]
    return [test for test in tests if test.startswith(tuple(best))]


def try_late(work: Work, kept: dict[str, Any], tell: Callable[[str, int, str, float], None]) -> None:
    """The second: faults in code that runs while tests are collected, each with a collection of its own."""
    work.reach = Reach(*kept["reach"])
    for name in kept["modules"]:
        try:
            importlib.import_module(name)
        except ImportError:
            continue  # a part of a package that its package made by hand
    children = Children(work.children, tell)
    for fault in kept["late"]:
        tests = _of_few_files(work.tests_of(fault, late=True), work)
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))

        def run(say: int, fault: str = fault, tests: list[str] = tests, files: list[str] = files) -> int:
            plant("" if fault.startswith("control") else fault)
            return int(pytest.main([*OPTIONS, *files], plugins=[Trial(say, tests, work)]))

        children.start(fault, run)
    children.wait_for_all()


def main() -> None:
    plain = json.load(sys.stdin)
    work = Work(**{**plain, "reach": Reach(*plain["reach"])})
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    trampoline.wrap_in_trampoline = wrap
    os.environ["CI"] = "true"
    sys.dont_write_bytecode = False  # the faults make long files, and every late child imports them anew

    def say(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    def tell(fault: str, code: int, test: str, seconds: float) -> None:
        say({"fault": fault, "code": code, "test": test, "seconds": round(seconds, 3)})

    keep = os.path.abspath("planted.json")
    child = os.fork()
    if not child:
        os._exit(collect_and_try(work, say, keep))
    if os.waitpid(child, 0)[1]:
        sys.exit(1)
    with open(keep) as file:
        kept = json.load(file)
    try_late(work, kept, tell)


if __name__ == "__main__":
    main()
