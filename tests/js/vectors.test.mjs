/* SPDX-License-Identifier: EUPL-1.2 */
/* The fixed vectors, and the laws of groups, credentials and proofs around them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { refusal, vectors } from "./material.mjs";
import { checks, fixedRandom, modules } from "./vector_checks.mjs";

const { hashBase64 } = await import("../../static/js/ballot/encoding.js");
const { groupNamed, GROUPS } = await import("../../static/js/ballot/groups.js");
const { readCredential, secretExponent } = await import("../../static/js/ballot/credentials.js");
const { proveOneOf, checkExponent } = await import("../../static/js/ballot/proofs.js");

const found = await checks(await modules((name) => import(`../../static/js/ballot/${name}.js`)), vectors);

test("there are as many checks as there are fixed numbers", () => assert.equal(found.length, 32));
for (const [what, wanted, got] of found) test(what, () => assert.equal(got, wanted));

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

test("the key does not depend on how the dashes were typed", async () => {
  const { uuid, credential } = vectors.credential;
  const group = groupNamed("BELENIOS-2048");
  const wanted = vectors.credential["secret_BELENIOS-2048"];
  const typed = [credential.replaceAll("-", ""), ` ${credential}\n`, credential.replaceAll("-", " – "), credential];
  for (const text of typed) assert.equal((await secretExponent(text, uuid, group)).toString(), wanted);
});

test("a wrong check character, and what cannot be a credential", async () => {
  for (const { first14, last } of vectors.checksum) {
    const other = last === "z" ? "y" : "z";
    assert.equal(await refusal(() => readCredential(first14 + other)), "credential-check");
  }
  assert.equal(await refusal(() => readCredential("0".repeat(15))), "credential-form");
  assert.equal(await refusal(() => readCredential("abc")), "credential-form");
});

test("a proof of knowing a secret key holds, another does not", async () => {
  const { public_key, challenge, response } = vectors.pok_fixed;
  const group = groupNamed(vectors.pok_fixed.group);
  const prefix = `pok|${group.name}|${public_key}|`;
  checkExponent(group, group.element(public_key), prefix, { challenge, response });
  const wrong = { challenge, response: `${BigInt(response) + 1n}` };
  assert.equal(await refusal(() => checkExponent(group, group.element(public_key), prefix, wrong)), "proof");
});

test("a second true claim is simulated like a false one", () => {
  const { group, y } = { group: groupNamed("Ed25519"), y: groupNamed("Ed25519").g };
  const claims = [{ secret: 5n, gap: 0n }, { secret: 6n, gap: 0n }];
  const proof = proveOneOf({ group, y }, claims, "both|", fixedRandom(1n, 2n, 3n));
  assert.deepEqual(proof[1], { challenge: "2", response: "3" });
});

test("fingerprints are Base64 without padding", () => {
  assert.equal(hashBase64(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU");
});
