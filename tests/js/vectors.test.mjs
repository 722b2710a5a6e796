/* SPDX-License-Identifier: EUPL-1.2 */
/* Every derivation the client shares with the rest of the world gives the numbers fixed in vectors.json. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fixedRandom, refusal, vectors } from "./material.mjs";

const { hashBase64, hashHex } = await import("../../static/js/ballot/encoding.js");
const { groupNamed, GROUPS } = await import("../../static/js/ballot/groups.js");
const { readCredential, secretExponent } = await import("../../static/js/ballot/credentials.js");
const { keysOf } = await import("../../static/js/ballot/letters.js");
const { invert, modulo } = await import("../../static/js/ballot/modular.js");
const { proveExponent, proveOneOf, checkExponent } = await import("../../static/js/ballot/proofs.js");

test("the numbers of the two groups modulo a prime", () => {
  const small = groupNamed("BELENIOS-2048");
  assert.equal(hashHex(small.p.toString()), vectors.belenios2048.p_sha256);
  assert.equal(hashHex(small.q.toString()), vectors.belenios2048.q_sha256);
  assert.equal(hashHex(small.g.toString()), vectors.belenios2048.g_sha256);
  const large = groupNamed("RFC-3526-2048");
  assert.equal(hashHex(large.p.toString()), vectors.rfc3526.p_decimal_sha256);
  assert.equal(hashHex(large.q.toString()), vectors.rfc3526.q_decimal_sha256);
});

test("points of Ed25519 and their texts", () => {
  const group = groupNamed("Ed25519");
  const { identity, g, q } = vectors.ed25519;
  assert.equal(group.q.toString(), q);
  assert.equal(group.text(group.g), g);
  assert.equal(group.text(group.one), identity);
  assert.equal(group.text(group.power(group.g, 2n)), vectors.ed25519["g^2"]);
  assert.equal(group.text(group.power(group.g, -1n)), vectors.ed25519["g^(q-1)"]);
  for (const text of [identity, g, vectors.ed25519["g^2"]]) assert.equal(group.text(group.element(text)), text);
});

for (const name of GROUPS) {
  test(`${name}: powers by table, powers without, products and inverses agree`, () => {
    const group = groupNamed(name);
    const base = group.power(group.g, 98765432109876543210n);
    const exponents = [0n, 1n, 2n, group.q - 1n, group.q, 2n ** 200n + 17n];
    const plain = exponents.map((e) => group.text(group.power(base, e)));
    group.prepare(base);
    assert.deepEqual(exponents.map((e) => group.text(group.power(base, e))), plain);
    assert.equal(plain[0], group.text(group.one));
    assert.equal(plain[2], group.text(group.multiply(base, base)));
    assert.equal(plain[3], group.text(group.inverse(base)));
    assert.ok(group.isMember(base));
  });

  test(`${name}: what is no member, or not written as one, is refused`, async () => {
    const group = groupNamed(name);
    const bad = {
      "BELENIOS-2048": ["0", "2", "01", "-1", "0x2", `${groupNamed("BELENIOS-2048").p}`, "", " 1", "9".repeat(700)],
      "RFC-3526-2048": ["0", `${groupNamed("RFC-3526-2048").p - 1n}`, `${groupNamed("RFC-3526-2048").p + 2n}`, "1e3"],
      // A point of order 2, one of order 4, one off the curve, a y that is too large, zero with a sign, upper case.
      Ed25519: [
        "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec",
        "0".repeat(64),
        "0".repeat(63) + "2",
        "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee",
        "8" + "0".repeat(62) + "1",
        "E666666666666666666666666666666666666666666666666666666666666658",
        "66",
      ],
    }[name];
    for (const text of [...bad, 1, null, undefined]) {
      assert.match(await refusal(() => group.element(text)), /^(not-a-member|wrong-number)$/, String(text));
    }
  });
}

for (const { group: name, prefix, elements, value } of vectors.hash_to_zq) {
  test(`${name}: hash to a scalar`, () => {
    const group = groupNamed(name);
    const read = elements.map((text) => group.element(text));
    assert.equal(group.hashToScalar(prefix, read).toString(), value);
  });
}

test("credential with a check character", async () => {
  const { uuid, credential } = vectors.credential;
  for (const name of ["BELENIOS-2048", "Ed25519"]) {
    const group = groupNamed(name);
    const secret = await secretExponent(credential, uuid, group);
    assert.equal(secret.toString(), vectors.credential[`secret_${name}`]);
    assert.equal(group.text(group.power(group.g, secret)), vectors.credential[`public_${name}`]);
  }
});

test("the key does not depend on how the dashes were typed", async () => {
  const { uuid, credential } = vectors.credential;
  const group = groupNamed("BELENIOS-2048");
  const wanted = vectors.credential["secret_BELENIOS-2048"];
  const typed = [credential.replaceAll("-", ""), ` ${credential}\n`, credential.replaceAll("-", " – "), credential];
  for (const text of typed) assert.equal((await secretExponent(text, uuid, group)).toString(), wanted);
});

test("check characters", async () => {
  assert.ok(vectors.checksum.length > 3);
  for (const { first14, last } of vectors.checksum) {
    assert.equal(readCredential(first14 + last).replaceAll("-", ""), first14 + last);
    const other = last === "z" ? "y" : "z";
    assert.equal(await refusal(() => readCredential(first14 + other)), "credential-check");
  }
  assert.equal(await refusal(() => readCredential("0".repeat(15))), "credential-form");
  assert.equal(await refusal(() => readCredential("abc")), "credential-form");
});

test("credential of the later form", async () => {
  const later = vectors["credential_since_2.4"];
  for (const name of ["BELENIOS-2048", "Ed25519"]) {
    const secret = await secretExponent(later.credential, later.uuid, groupNamed(name));
    assert.equal(secret.toString(), later[`secret_${name}`]);
  }
});

test("keys out of a trustee's seed", () => {
  const { seed, sk, dk, vk, ek } = vectors.pki;
  const group = groupNamed(vectors.pki.group);
  const keys = keysOf(group, seed);
  assert.deepEqual([keys.sk, keys.dk, keys.vk, keys.ek].map(String), [sk, dk, vk, ek]);
});

test("proof of knowing a secret key", async () => {
  const { x, w, public_key, challenge, response } = vectors.pok_fixed;
  const group = groupNamed(vectors.pok_fixed.group);
  const prefix = `pok|${group.name}|${public_key}|`;
  const proof = proveExponent(group, BigInt(x), prefix, fixedRandom(BigInt(w)));
  assert.deepEqual(proof, { challenge, response });
  checkExponent(group, group.element(public_key), prefix, proof);
  const wrong = { challenge, response: `${BigInt(response) + 1n}` };
  assert.equal(await refusal(() => checkExponent(group, group.element(public_key), prefix, wrong)), "proof");
});

test("proof that a slot holds 0 or 1", () => {
  const fixed = vectors.individual_proof_fixed;
  const group = groupNamed(fixed.group);
  const claims = [{ secret: 777n, gap: 1n }, { secret: 777n, gap: 0n }];
  const prefix = `prove|fp|cred|${fixed.alpha},${fixed.beta}|`;
  const key = { group, y: group.element(fixed.y) };
  assert.deepEqual(proveOneOf(key, claims, prefix, fixedRandom(11n, 22n, 33n)), fixed.proof);
});

test("a second true claim is simulated like a false one", () => {
  const { group, y } = { group: groupNamed("Ed25519"), y: groupNamed("Ed25519").g };
  const claims = [{ secret: 5n, gap: 0n }, { secret: 6n, gap: 0n }];
  const proof = proveOneOf({ group, y }, claims, "both|", fixedRandom(1n, 2n, 3n));
  assert.deepEqual(proof[1], { challenge: "2", response: "3" });
});

test("Lagrange coefficients", () => {
  const { indexes, lambda_1, lambda_3 } = vectors.lagrange;
  const { q } = groupNamed(vectors.lagrange.q);
  const lambda = (j) =>
    indexes.filter((k) => k !== j).reduce((sum, k) => modulo(sum * BigInt(k) * invert(BigInt(k - j), q), q), 1n);
  assert.deepEqual([lambda(1), lambda(3)].map(String), [lambda_1, lambda_3]);
});

test("fingerprints are Base64 without padding", () => {
  assert.equal(hashBase64(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU");
});
