/* SPDX-License-Identifier: EUPL-1.2 */
/* The registrar's lists, and trustees among themselves: ceremonies that go well and each way they can be cheated. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { BLANK_3, UUID, electionText, refusal } from "./material.mjs";

const { hashBase64 } = await import("../../static/js/ballot/encoding.js");
const { groupNamed } = await import("../../static/js/ballot/groups.js");
const { keysOf, receive, send, sign } = await import("../../static/js/ballot/letters.js");
const { invert, modulo } = await import("../../static/js/ballot/modular.js");
const { systemRandom } = await import("../../static/js/ballot/random.js");
const { makeCredentials, readPeople } = await import("../../static/js/ballot/registrar.js");
const { perform } = await import("../../static/js/ballot/tasks.js");
const { makeCertificate, makePolynomial, makeShare, openShare } = await import("../../static/js/ballot/threshold.js");
const { checkPublicKey, makeTrusteeKey, readSecret } = await import("../../static/js/ballot/trustees.js");

const group = groupNamed("Ed25519");
const replaced = (list, index, value) => list.map((old, i) => (i === index ? value : old));

test("people: addresses, logins, weights", async () => {
  assert.deepEqual(readPeople("a@example.org\r\n\nb@example.org, b\nc@example.org,c,0\n"), [
    { identity: "a@example.org", login: "a@example.org", weight: "1" },
    { identity: "b@example.org,b", login: "b", weight: "1" },
    { identity: "c@example.org,c,0", login: "c", weight: "0" },
  ]);
  for (const line of ["a b", "a,b,-1", "a,b,01", "a,b,1,2", 'a,"b"', ",x", "a,x\nb,X"]) {
    assert.equal(await refusal(() => readPeople(line)), "identity", line);
  }
});

for (const form of ["checked", "long"]) {
  test(`credentials of the form ${form}: lists that belong together, smaller numbers first`, async () => {
    const heard = [];
    const people = readPeople("a@example.org\nb@example.org\n");
    const made = await makeCredentials({ group, uuid: UUID, people, spares: 2, form }, (done) => heard.push(done));
    assert.deepEqual([made.electors, made.spares, heard], [2, 2, [1, 2, 3, 4]]);
    assert.equal(made.fingerprint, hashBase64(made.published));
    const lines = made.secretList.trim().split("\n").map((line) => line.split(" "));
    assert.deepEqual(lines.map(([who]) => who), ["a@example.org", "b@example.org", "spare-1", "spare-2"]);
    const input = { group: "Ed25519", uuid: UUID };
    const wanted = await Promise.all(
      lines.map(([, credential]) => perform("publicCredential", { ...input, credential })),
    );
    const published = JSON.parse(made.published);
    assert.deepEqual(published, [...wanted].sort());
    const logins = JSON.parse(made.withLogins).map((entry) => entry.split(","));
    assert.deepEqual(logins.map(([key]) => key), published);
    assert.ok(logins.every(([key, weight, login]) => weight === "" && lines[wanted.indexOf(key)][0] === login));
    assert.ok(!made.published.includes("example"));
  });
}

test("weights are published when one differs; the others count once", async () => {
  const { published } = await makeCredentials({ group, uuid: UUID, people: readPeople("a,a,7\nb\n") });
  assert.deepEqual(JSON.parse(published).map((entry) => entry.split(",")[1]).sort(), ["1", "7"]);
});

test("numbers of electors and spares that make no sense are refused", async () => {
  const people = readPeople("a");
  assert.equal(await refusal(() => makeCredentials({ group, uuid: UUID, people: [] })), "wrong-number");
  assert.equal(await refusal(() => makeCredentials({ group, uuid: UUID, people, spares: -1 })), "wrong-number");
  assert.equal(await refusal(() => makeCredentials({ group, uuid: UUID, people, form: "3" })), "credential-form");
});

test("a lone key proves itself and is read back; another one's file is refused", async () => {
  const key = makeTrusteeKey(group);
  assert.match(key.id, /^[0-9A-F]{8}$/);
  const published = JSON.parse(key.published);
  assert.equal(group.text(checkPublicKey(group, published)), published.public_key);
  const x = readSecret(group, key.secret + "\n", published.public_key);
  assert.equal(group.text(group.power(group.g, x)), published.public_key);
  const other = makeTrusteeKey(group);
  assert.equal(await refusal(() => readSecret(group, other.secret, published.public_key)), "key-mismatch");
  const stolen = { ...JSON.parse(other.published), public_key: published.public_key };
  assert.equal(await refusal(() => checkPublicKey(group, stolen)), "proof");
});

/** A ceremony with the server's own part. */
async function ceremony(size, threshold) {
  const agreed = { group, size, threshold };
  const made = Array.from({ length: size }, (_, i) => makeCertificate({ ...agreed, index: i + 1 }));
  const certificates = made.map(({ certificate }) => certificate);
  const own = made.map(({ seed }) => ({ ...agreed, seed, certificates }));
  const sent = (await Promise.all(own.map((one) => makePolynomial(one)))).map((text) => JSON.parse(text));
  const given = own.map((one, j) => ({
    ...one,
    vinput: JSON.stringify({
      polynomial: sent[j].polynomial,
      secrets: sent.map(({ secrets }) => secrets[j]),
      coefexps: sent.map(({ coefexps }) => coefexps),
    }),
  }));
  const shares = await Promise.all(given.map((one) => makeShare(one)));
  return { own, sent, given, shares: shares.map((text) => JSON.parse(text)) };
}

/** The secret behind the shares of these trustees, counted from 1. */
function combined(keys, indexes) {
  const { q } = group;
  return indexes.reduce((sum, j) => {
    const others = indexes.filter((k) => k !== j);
    const lambda = others.reduce((part, k) => modulo(part * BigInt(k) * invert(BigInt(k - j), q), q), 1n);
    return modulo(sum + lambda * keys[j - 1], q);
  }, 0n);
}

test("any two of three trustees hold the key, no single one does", async () => {
  const { own, sent, shares } = await ceremony(3, 2);
  const keys = [];
  for (const [i, { private_key: sealed, public_key: published }] of shares.entries()) {
    checkPublicKey(group, published);
    const expected = published.public_key;
    keys.push(await openShare({ group, seed: own[i].seed, sealed, expected }));
    const other = own[(i + 1) % 3].seed;
    assert.equal(await refusal(() => openShare({ group, seed: other, sealed })), "seal");
  }
  const first = sent.map(({ coefexps }) => group.element(JSON.parse(coefexps.message).coefexps[0]));
  const y = group.text(first.reduce((a, b) => group.multiply(a, b)));
  for (const pair of [[1, 2], [1, 3], [2, 3]]) {
    assert.equal(group.text(group.power(group.g, combined(keys, pair))), y);
  }
  for (const one of [1, 2, 3]) assert.notEqual(group.text(group.power(group.g, combined(keys, [one]))), y);
});

test("a share that does not fit its commitments is refused, with the number of its sender", async () => {
  const { own, given } = await ceremony(3, 2);
  const input = JSON.parse(given[0].vinput);
  const second = JSON.parse(await makePolynomial(own[1]));
  const vinput = JSON.stringify({ ...input, coefexps: replaced(input.coefexps, 1, second.coefexps) });
  const error = await makeShare({ ...given[0], vinput }).catch((refused) => refused);
  assert.deepEqual([error.code, error.facts], ["share", { index: 2 }]);
});

test("other ways to cheat in a ceremony", async () => {
  const { own, given, sent } = await ceremony(3, 2);
  const input = JSON.parse(given[0].vinput);
  const share = (changed, more = {}) =>
    refusal(() => makeShare({ ...given[0], vinput: JSON.stringify({ ...input, ...changed }), ...more }));
  assert.equal(await share({}), "accepted");
  assert.equal(await share({ coefexps: replaced(input.coefexps, 1, sent[2].coefexps) }), "proof");
  assert.equal(await share({ secrets: replaced(input.secrets, 1, sent[1].secrets[1]) }), "seal");
  assert.equal(await share({ secrets: replaced(input.secrets, 1, input.secrets[2]) }), "proof");
  assert.equal(await share({ secrets: input.secrets.slice(1) }), "wrong-shape");
  const { certificates } = own[0];
  const swapped = [certificates[1], certificates[0], certificates[2]];
  assert.equal(await share({}, { certificates: swapped }), "threshold");
  assert.equal(await share({}, { certificates: replaced(certificates, 1, certificates[2]) }), "threshold");
  assert.equal(await share({}, { threshold: 3 }), "threshold");
  assert.equal(await share({}, { size: 4 }), "threshold");
  assert.equal(await share({}, { seed: "1".repeat(22) }), "seed");
  const forged = JSON.parse(certificates[1]);
  forged.message = forged.message.replace('"index":2', '"index":3');
  assert.equal(await share({}, { certificates: replaced(certificates, 1, JSON.stringify(forged)) }), "proof");
  const open = { verification: group.text(group.g), encryption: group.text(group.one) };
  const readable = JSON.stringify(sign(group, 1n, JSON.stringify(open), systemRandom));
  assert.equal(await share({}, { certificates: replaced(certificates, 1, readable) }), "not-a-member");
  assert.equal(await refusal(() => makeCertificate({ group, size: 3, threshold: 4, index: 1 })), "threshold");
});

test("a tally of another shape, or with a number outside the group, is not opened", async () => {
  const key = makeTrusteeKey(group);
  const raw = JSON.parse(electionText("Ed25519", [BLANK_3]));
  const text = JSON.stringify({ ...raw, public_key: JSON.parse(key.published).public_key });
  const pair = { alpha: group.text(group.g), beta: group.text(group.one) };
  const known = { election: text, key: key.secret };
  const part = (tally) => refusal(() => perform("decrypt", { ...known, tally: JSON.stringify(tally) }));
  assert.equal(await part([[pair, pair, pair, pair]]), "accepted");
  assert.equal(await part([[pair, pair, pair]]), "wrong-shape");
  assert.equal(await part([[pair, pair, pair, pair], []]), "wrong-shape");
  assert.equal(await part([[pair, pair, pair, { ...pair, more: "" }]]), "wrong-shape");
  const outside = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec";
  assert.equal(await part([[pair, pair, pair, { ...pair, alpha: outside }]]), "not-a-member");
});

test("letters: only the receiver opens them, and only from their sender", async () => {
  const [one, two] = ["1", "2"].map((c) => keysOf(group, c.repeat(22)));
  const sealed = await send(group, { sk: one.sk, ek: two.ek, message: 'words "in quotes" ☂' }, systemRandom);
  assert.equal(await receive(group, { keys: two, from: one.vk }, sealed), 'words "in quotes" ☂');
  assert.equal(await refusal(() => receive(group, { keys: one, from: one.vk }, sealed)), "seal");
  assert.equal(await refusal(() => receive(group, { keys: two, from: two.vk }, sealed)), "proof");
  const both = { ...two, ek: one.ek };
  assert.equal(await refusal(() => receive(group, { keys: both, from: one.vk }, sealed)), "not-for-me");
  assert.equal(await refusal(() => keysOf(group, "0".repeat(22))), "seed");
});
