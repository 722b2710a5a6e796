# SPDX-License-Identifier: EUPL-1.2
"""The ballot client in a real browser, inside its worker, on a page of the site under the site's own policy."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from core.config import ROOT
from council.ballots.groups import group_named
from council.ballots.trustees.threshold import verification_keys
from tests.browser.conftest import Server
from tests.interop.ballot_roles import Tool, owned

GROUP, UUID = "BELENIOS-2048", "8b1Ji4t9q46N5N"
VECTORS = json.loads((ROOT / "tests/interop/data/ballots/vectors.json").read_text("utf-8"))
TWELVE = {"answers": [f"Candidate {n}" for n in range(1, 13)], "min": 0, "max": 3, "question": "قائمة 🗳️"}
BLANK = {"answers": ["Yes", "No"], "blank": True, "min": 1, "max": 1, "question": "Or none"}

# A module script with the nonce of the page, as a template of ours would write it.
LOAD = """source => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.type = "module";
  script.nonce = document.querySelector("[nonce]").nonce;
  script.textContent = source;
  window.addEventListener("loaded-for-test", resolve, { once: true });
  setTimeout(reject, 10000, new Error("the module did not run"));
  document.head.append(script);
})"""
CLIENT = """import { BallotClient } from "/static/js/ballot/client.js";
window.BallotClient = BallotClient;
window.dispatchEvent(new Event("loaded-for-test"));"""
CHECKS = """import { checks, modules } from "/static/js/vector_checks.js";
window.checks = async (vectors) => checks(await modules((name) => import(`/static/js/ballot/${name}.js`)), vectors);
window.dispatchEvent(new Event("loaded-for-test"));"""
ASK = """async ([task, input]) => {
  const client = new BallotClient();
  const heard = [];
  const began = performance.now();
  try {
    const result = await client.run(task, input, (done, total) => heard.push([done, total]));
    return { result, heard, ms: performance.now() - began };
  } catch (error) {
    return { code: error.code };
  } finally {
    client.close();
  }
}"""


@pytest.fixture
def tab(browser: Browser, live_server: Server) -> Iterator[Page]:
    """The front page with the client loaded; fails on every complaint of the console, so on a breach of the policy."""
    context = browser.new_context(base_url=live_server.url, locale="en", service_workers="block")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    checks = ROOT / "tests/js/vector_checks.mjs"
    page.route("**/static/js/vector_checks.js", lambda r: r.fulfill(path=checks, content_type="text/javascript"))
    page.goto("/")
    page.evaluate(LOAD, CLIENT)
    yield page
    context.close()
    assert complaints == []


def ask(page: Page, task: str, **values: Any) -> Any:
    answer = page.evaluate(ASK, [task, values])
    assert "result" in answer, answer
    return answer["result"]


def test_the_types_of_the_modules_are_right() -> None:
    """TypeScript reads the comments that name the types; it comes from npm as the browser's test tools do."""
    done = subprocess.run(
        ["node", "node_modules/typescript/bin/tsc", "-p", "tests/js/tsconfig.json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout


def test_the_vectors(tab: Page) -> None:
    tab.evaluate(LOAD, CHECKS)
    found = tab.evaluate("vectors => checks(vectors)", VECTORS)
    assert len(found) == 32
    assert [check for check in found if check[1] != check[2]] == []


def test_the_worker_derives_the_public_credential(tab: Page) -> None:
    fixed = VECTORS["credential"]
    for group in (GROUP, "Ed25519"):
        typed = fixed["credential"].replace("-", " ")
        assert ask(tab, "publicCredential", group=group, uuid=UUID, credential=typed) == fixed[f"public_{group}"]


def test_an_election_in_the_browser(tab: Page, tmp_path: Path) -> None:
    """Key, credentials, ballot and share come from workers; the other program counts and verifies."""
    tool = Tool(tmp_path)
    key = ask(tab, "trusteeKey", group=GROUP)
    tool.write("public_keys.jsons", key["published"])
    roll = ask(tab, "credentials", group=GROUP, uuid=UUID, people="a@example.org\n", spares=1)
    election = tool.open(GROUP, UUID, questions=[TWELVE, BLANK], credentials=roll["published"])
    secret = roll["secretList"].split()[1]
    choices = [[0] * 9 + [1] * 3, [1, 0, 0]]
    answer = tab.evaluate(ASK, ["ballot", {"election": election, "credential": secret, "choices": choices}])
    assert answer["heard"] == [[done, 17] for done in range(1, 18)]
    made = answer["result"]
    assert made["tracker"] == tool.run("sha256-b64", given=made["ballot"]).strip()
    assert secret not in json.dumps(made)
    tool.event("Ballot", made["ballot"])
    opened = ask(tab, "decrypt", election=election, tally=tool.tally(), key=key["secret"])
    tool.event("PartialDecryption", opened["share"], owned(1, opened["share"]))
    assert tool.result() == choices


def test_a_shared_key_in_the_browser(tab: Page) -> None:
    """Two trustees, both needed; the server only carries their letters. The browser's own AES seals them."""
    agreed = {"group": GROUP, "size": 2, "threshold": 2}
    made = [ask(tab, "certificate", **agreed, index=index) for index in (1, 2)]
    agreed["certificates"] = [one["certificate"] for one in made]
    seeds = [one["seed"] for one in made]
    sent = [json.loads(ask(tab, "polynomial", **agreed, seed=seed)) for seed in seeds]
    keys = []
    for index, seed in enumerate(seeds):
        vinput = {
            "polynomial": sent[index]["polynomial"],
            "secrets": [message["secrets"][index] for message in sent],
            "coefexps": [message["coefexps"] for message in sent],
        }
        share = json.loads(ask(tab, "share", **agreed, seed=seed, vinput=json.dumps(vinput)))
        keys.append(share["public_key"]["public_key"])
        other = tab.evaluate(ASK, ["share", {**agreed, "seed": seeds[1 - index], "vinput": json.dumps(vinput)}])
        assert other == {"code": "seal"}
    group = group_named(GROUP)
    commitments = [[group.element(text) for text in coefficients(message)] for message in sent]
    assert keys == [group.text(key) for key in verification_keys(group, commitments)]


def coefficients(message: dict[str, Any]) -> list[str]:
    return list(json.loads(message["coefexps"]["message"])["coefexps"])


def test_a_refusal_reaches_the_page_as_a_code(tab: Page) -> None:
    asked = {"group": GROUP, "uuid": UUID, "credential": "7Kr-tDt-Qho-SYD-8kY"}
    assert tab.evaluate(ASK, ["publicCredential", asked]) == {"code": "credential-check"}
    assert tab.evaluate(ASK, ["no such task", {}]) == {"code": "unknown-task"}


def test_nothing_is_kept_in_the_browser(tab: Page) -> None:
    fixed = VECTORS["credential"]
    ask(tab, "publicCredential", group=GROUP, uuid=UUID, credential=fixed["credential"])
    assert tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie.includes('Kr-')]") == [
        0,
        0,
        False,
    ]
    assert tab.evaluate("indexedDB.databases()") == []
    assert tab.url.endswith("/")


@pytest.mark.parametrize("obeys", [True, False], ids=["our policy", "none"])
def test_a_worker_cannot_reach_the_network(tab: Page, obeys: bool) -> None:
    """Its own policy forbids it, so that a fault of ours could not send a credential away."""
    source = 'fetch("/").then(() => postMessage("sent"), () => postMessage("refused"));'
    policy = "Content-Security-Policy"
    ours = tab.request.get("/static/js/ballot/worker.js").headers[policy.lower()]
    headers = {"Content-Type": "text/javascript"} | ({policy: ours} if obeys else {})
    tab.route("**/static/js/ballot/probe.js", lambda r: r.fulfill(body=source, headers=headers))
    heard = """() => new Promise((resolve) => {
      const worker = new Worker("/static/js/ballot/probe.js", { type: "module" });
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve("no worker");
    })"""
    assert tab.evaluate(heard) == ("refused" if obeys else "sent")


def test_a_page_that_cannot_start_the_worker_is_told_so(tab: Page) -> None:
    started = """async () => {
      const client = new BallotClient("/static/js/ballot/absent.js");
      const codes = [];
      for (let i = 0; i < 2; i += 1) await client.run("ballot", {}).catch((error) => codes.push(error.code));
      return codes;
    }"""
    tab.route(
        "**/static/js/ballot/absent.js", lambda r: r.fulfill(body="throw new Error()", content_type="text/javascript")
    )
    assert tab.evaluate(started) == ["no-worker", "no-worker"]
