# SPDX-License-Identifier: EUPL-1.2
"""What a ballot costs on the elector's machine: in Node, and in Chromium slowed down to a tenth; a peer beside it.

All but Chromium's figures are computing time, so that a busy machine changes little: of the main thread of fresh
processes for our ballots, of whole processes for the peer's and for credentials. Chromium's are what a page waits for;
the slow one runs in the page itself, because its brake does not reach workers.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from bench.rows import Row
from core.config import ROOT

TITLE = "A ballot on the elector's machine"
PROCESSES = 5
SLOW = 10
CREDENTIALS = 500
UUID = "8b1Ji4t9q46N5N"
PEER = "belenios-tool election generate-ballot"
IN_PAGE = """async ([task, input, rounds]) => {
  const { perform } = await import("/static/js/ballot/tasks.js");
  const times = [];
  for (let i = 0; i < rounds; i += 1) {
    const began = performance.now();
    await perform(task, input);
    times.push(performance.now() - began);
  }
  return times;
}"""
IN_WORKER = """async ([task, input, rounds]) => {
  const { BallotClient } = await import("/static/js/ballot/client.js");
  const times = [];
  for (let i = 0; i < rounds; i += 1) {
    const client = new BallotClient();
    await client.run("prepare", input);
    const began = performance.now();
    await client.run(task, input);
    times.push(performance.now() - began);
    client.close();
  }
  return times;
}"""


def rows(*, full: bool = False) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        vote = prepare(Path(folder))
        theirs = statistics.median(peer(Path(folder)) for _ in range(PROCESSES))
    first, later = in_node("BELENIOS-2048")
    name = "ballot of 12 answers, BELENIOS-2048"
    yield Row(name=f"{name}, first", ours=first, unit="ms", peer=PEER, theirs=theirs, goal="< 60 ms", note="Node")
    yield Row(name=f"{name}, later ones", ours=later, unit="ms", goal="< 60 ms", note="Node")
    yield Row(name="the same in Ed25519, first", ours=in_node("Ed25519")[0], unit="ms", note="Node")
    yield Row(name="the same in RFC-3526-2048, first", ours=in_node("RFC-3526-2048")[0], unit="ms", note="Node")
    yield from in_browser(vote, name)
    ours, theirs = registrar()
    peer_command = f"belenios-tool setup generate-credentials --count {CREDENTIALS}"
    yield Row(name=f"{CREDENTIALS} credentials", ours=ours, unit="ms", peer=peer_command, theirs=theirs, note="Node")


def in_node(group: str) -> tuple[float, float]:
    """The median over some processes of their first ballot and of their later ones."""
    command = ["node", str(ROOT / "bench/ballot_client.mjs"), group]
    printed = [json.loads(subprocess.check_output(command, text=True)) for _ in range(PROCESSES)]
    return tuple(statistics.median(one[key] for one in printed) for key in ("first", "later"))


def run(folder: Path, *words: str) -> str:
    return subprocess.run(["belenios-tool", *words], cwd=folder, capture_output=True, text=True, check=True).stdout


def prepare(folder: Path) -> dict[str, Any]:
    """An election of the peer's, with one elector; what our client needs to vote in it."""
    answers = [f"Candidate {n}" for n in range(1, 13)]
    question = {"answers": answers, "min": 0, "max": 3, "question": "Up to three"}
    texts = {"description": "", "name": "Council", "questions": [question]}
    (folder / "template.json").write_text(json.dumps(texts))
    run(folder, "setup", "generate-trustee-key", "--group", "BELENIOS-2048")
    next(folder.glob("*.pubkey")).rename(folder / "public_keys.jsons")
    run(folder, "setup", "generate-credentials", "--uuid", UUID, "--group", "BELENIOS-2048", "--count", "1")
    public = json.loads(next(folder.glob("*.pubcreds")).read_text())
    (folder / "public_creds.json").write_text(json.dumps([entry.split(",")[0] for entry in public]))
    credential = next(folder.glob("*.privcreds")).read_text().split()[-1]
    run(folder, "setup", "make-trustees")
    run(folder, "setup", "make-election", "--uuid", UUID, "--group", "BELENIOS-2048", "--template", "template.json")
    run(folder, "archive", "init")
    choices = [[1] * 3 + [0] * 9]
    (folder / "credential").write_text(credential)
    (folder / "choices").write_text(json.dumps(choices))
    election = (folder / "election.json").read_text().strip()
    return {"election": election, "credential": credential, "choices": choices}


def computed(work: Callable[[], object]) -> float:
    """Milliseconds that the processes started by this work computed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def peer(folder: Path) -> float:
    vote = ("--privcred", "credential", "--ballot", "choices")
    return computed(lambda: run(folder, "election", "generate-ballot", *vote))


def serve(route: Route) -> None:
    """Our files and one empty page, without a server."""
    path = route.request.url.removeprefix("http://localhost/")
    if path:
        route.fulfill(path=ROOT / path, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>Ballot</title>", content_type="text/html")


def timed(browser: Browser, script: str, vote: dict[str, Any], slow: int) -> list[float]:
    page: Page = browser.new_page()
    page.route("**/*", serve)
    page.goto("http://localhost/")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    times: list[float] = page.evaluate(script, ["ballot", vote, 5])
    page.close()
    return times


def registrar() -> tuple[float, float]:
    """The same number of credentials by our client and by the peer."""
    asked = {"group": "BELENIOS-2048", "uuid": UUID, "people": "".join(f"e{n}\n" for n in range(CREDENTIALS))}
    line = json.dumps({"task": "credentials", "input": asked})
    command = ["node", str(ROOT / "tests/js/perform.mjs")]
    ours = computed(lambda: subprocess.run(command, input=line, text=True, check=True, capture_output=True))
    group = ("--group", "BELENIOS-2048", "--uuid", UUID)
    with tempfile.TemporaryDirectory() as folder:
        count = ("--count", str(CREDENTIALS))
        return ours, computed(lambda: run(Path(folder), "setup", "generate-credentials", *group, *count))


def in_browser(vote: dict[str, Any], name: str) -> Iterator[Row]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=["--no-sandbox"])
        worker = statistics.median(timed(browser, IN_WORKER, vote, 1))
        page = timed(browser, IN_PAGE, vote, 1)
        slow = timed(browser, IN_PAGE, vote, SLOW)
        browser.close()
    yield Row(name=f"{name}, each in a new worker that is prepared", ours=worker, unit="ms", note="Chromium")
    yield Row(name=f"{name}, first", ours=page[0], unit="ms", note="Chromium, in the page")
    yield Row(name=f"{name}, first", ours=slow[0], unit="ms", goal="< 1000 ms", note=f"Chromium, {SLOW} times slower")
