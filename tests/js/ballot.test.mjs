/* SPDX-License-Identifier: EUPL-1.2 */
/* Elections and ballots: what is refused, what a ballot looks like, and that its secrets stay inside. That ballots are
   valid is judged by another program, in tests/interop. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { BLANK_3, CHOICE_12, RANKING_4, UUID, election, electionText, refusal } from "./material.mjs";

const { makeBallot } = await import("../../static/js/ballot/ballot.js");
const { makeCredential } = await import("../../static/js/ballot/credentials.js");
const { readElection } = await import("../../static/js/ballot/election.js");
const { hashBase64 } = await import("../../static/js/ballot/encoding.js");
const { groupNamed } = await import("../../static/js/ballot/groups.js");
const { checkExponent } = await import("../../static/js/ballot/proofs.js");
const { encodeRanks } = await import("../../static/js/ballot/ranking.js");
const { perform, told } = await import("../../static/js/ballot/tasks.js");

const credential = makeCredential("checked");
const none = Array(12).fill(0);

test("a ballot has its keys in order, its signature and its tracker", async () => {
  for (const name of ["BELENIOS-2048", "Ed25519"]) {
    const read = election(name, [CHOICE_12, BLANK_3]);
    const made = await makeBallot({ election: read, credential, choices: [[1, ...none.slice(1)], [0, 0, 1, 1]] });
    const ballot = JSON.parse(made.ballot);
    assert.equal(JSON.stringify(ballot), made.ballot);
    assert.deepEqual(Object.keys(ballot), ["election_uuid", "election_hash", "credential", "answers", "signature"]);
    const [plain, blank] = ballot.answers;
    assert.deepEqual(Object.keys(plain), ["choices", "individual_proofs", "overall_proof"]);
    assert.deepEqual(Object.keys(blank), ["choices", "individual_proofs", "overall_proof", "blank_proof"]);
    assert.deepEqual([plain.choices.length, plain.overall_proof.length], [12, 4]);
    assert.deepEqual([blank.choices.length, blank.overall_proof.length, blank.blank_proof.length], [4, 3, 2]);
    assert.equal(made.tracker, hashBase64(made.ballot));
    const { signature, ...unsigned } = ballot;
    assert.equal(signature.hash, hashBase64(JSON.stringify(unsigned)));
    const key = read.group.element(ballot.credential);
    checkExponent(read.group, key, `sig|${signature.hash}|`, signature.proof);
  }
});

test("the same vote twice gives two ballots that share nothing but the credential", async () => {
  const read = election("Ed25519", [CHOICE_12]);
  const make = () => makeBallot({ election: read, credential, choices: [none] });
  const [one, two] = [JSON.parse((await make()).ballot), JSON.parse((await make()).ballot)];
  assert.equal(one.credential, two.credential);
  const values = (ballot) => JSON.stringify(ballot.answers).match(/[0-9a-f]{40,}/g);
  assert.equal(new Set([...values(one), ...values(two)]).size, values(one).length + values(two).length);
});

test("progress counts every slot and every question, to the end", async () => {
  const read = election("Ed25519", [CHOICE_12, BLANK_3]);
  const heard = [];
  const progress = (done, total) => heard.push([done, total]);
  await makeBallot({ election: read, credential, choices: [none, [1, 0, 0, 0]] }, progress);
  assert.deepEqual(heard, Array.from({ length: 18 }, (_, i) => [i + 1, 18]));
});

const refused = [
  ["answer-count", [none]],
  ["answer-count", [none, [1, 0, 0, 0], []]],
  ["choice", [none.slice(1), [1, 0, 0, 0]]],
  ["choice", [[2, ...none.slice(1)], [1, 0, 0, 0]]],
  ["choice", [[0.5, ...none.slice(1)], [1, 0, 0, 0]]],
  ["choice", [[-1, ...none.slice(1)], [1, 0, 0, 0]]],
  ["too-many", [[1, 1, 1, 1, ...none.slice(4)], [1, 0, 0, 0]]],
  ["too-few", [none, [0, 0, 0, 0]]],
  ["too-many", [none, [0, 1, 1, 1]]],
  ["blank-with-choices", [none, [1, 1, 0, 0]]],
];
for (const [code, choices] of refused) {
  test(`choices ${JSON.stringify(choices)} are refused: ${code}`, async () => {
    const read = election("Ed25519", [CHOICE_12, BLANK_3]);
    assert.equal(await refusal(() => makeBallot({ election: read, credential, choices })), code);
  });
}

test("ranks outside a byte are refused, and so is a question the group cannot carry", async () => {
  const read = election("RFC-3526-2048", [RANKING_4]);
  for (const ranks of [[1, 2, 3, 256], [1, 2, 3, -1], [1, 2, 3, 1.5]]) {
    assert.equal(await refusal(() => makeBallot({ election: read, credential, choices: [ranks] })), "rank");
  }
  assert.equal(await refusal(() => election("BELENIOS-2048", [RANKING_4])), "group-cannot-rank");
});

test("ranks are encoded to a member that decodes to them", () => {
  const group = groupNamed("RFC-3526-2048");
  for (const ranks of [[0, 0, 0, 0], [1, 2, 3, 4], Array(254).fill(255)]) {
    let number = encodeRanks(group, ranks);
    assert.ok(group.isMember(number) && number < group.p);
    const found = ranks.map(() => Number((number >>= 8n) & 0xffn)).reverse();
    assert.deepEqual(found, ranks);
  }
});

const broken = {
  "not-json": () => "{",
  "wrong-version": (text) => text.replace('"version":1', '"version":2'),
  "unknown-group": (text) => text.replace('"Ed25519"', '"Ed448"'),
  "not-a-member": (text) => text.replace(/"public_key":"[^"]*"/, `"public_key":"${"0".repeat(64)}"`),
  "not-a-member ": (text) => text.replace(/"public_key":"[^"]*"/, `"public_key":"${"0".repeat(63)}1"`),
  "wrong-shape": (text) => text.replace(UUID, "short"),
  "unknown-question": (text) => text.replace('{"answers"', '{"type":"Lists","answers"'),
  "wrong-number": (text) => text.replace('"max":3', '"max":13'),
};
for (const [code, change] of Object.entries(broken)) {
  test(`an election is refused: ${code}`, async () => {
    const text = electionText("Ed25519", [CHOICE_12]);
    assert.equal(await refusal(() => readElection(change(text))), code.trim());
  });
}

test("an election with another fingerprint is refused; its own translations are not", async () => {
  const text = electionText("Ed25519", [{ ...CHOICE_12, translations: { lt: ["Pirmas"] } }]);
  assert.equal(readElection(text, hashBase64(text)).fingerprint, hashBase64(text));
  const other = text.replace("Pirmas", "Antras");
  assert.equal(await refusal(() => readElection(other, hashBase64(text))), "wrong-fingerprint");
});

test("names the language gives every object are no groups and no tasks", async () => {
  for (const name of ["constructor", "toString", "__proto__"]) {
    assert.equal(await refusal(() => groupNamed(name)), "unknown-group");
    assert.equal(await refusal(() => perform(name, {})), "unknown-task");
  }
});

test("a failure nobody foresaw tells nothing of what it was about", () => {
  assert.deepEqual(told(new TypeError(`bad ${credential}`)), { code: "failed", facts: {} });
});

test("an election can be prepared while its elector reads, and is refused then", async () => {
  const text = electionText("Ed25519", [CHOICE_12, BLANK_3]);
  const input = { election: text, fingerprint: hashBase64(text) };
  assert.deepEqual(await perform("prepare", input), { uuid: UUID, questions: 2 });
  assert.equal(await refusal(() => perform("prepare", { ...input, election: text + " " })), "wrong-fingerprint");
});

test("no refusal repeats the credential", async () => {
  const text = electionText("Ed25519", [CHOICE_12]);
  const typed = "7Kr-tDt-Qho-SYD-8kY";
  const error = await perform("ballot", { election: text, credential: typed, choices: [none] }).catch(told);
  assert.equal(error.code, "credential-check");
  assert.ok(!JSON.stringify(error).includes("tDt"));
});
