/* SPDX-License-Identifier: EUPL-1.2 */
/* Our SHA-256, our CCM and our random numbers beside what Node ships. */

import assert from "node:assert/strict";
import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { test } from "node:test";
import { refusal } from "./material.mjs";

const ccm = await import("../../static/js/ballot/ccm.js");
const { sha256 } = await import("../../static/js/ballot/sha256.js");
const { jacobi } = await import("../../static/js/ballot/modular.js");
const { randomBase58, systemRandom } = await import("../../static/js/ballot/random.js");

const bytes = (buffer) => new Uint8Array(buffer);

test("SHA-256 of every length up to five blocks, and of a long text", () => {
  for (const length of [...Array(321).keys(), 100_003]) {
    const text = randomBytes(length);
    assert.deepEqual(sha256(bytes(text)), bytes(createHash("sha256").update(text).digest()), `${length} bytes`);
  }
});

for (const nonceLength of [12, 13]) {
  test(`CCM with a nonce of ${nonceLength} bytes seals as OpenSSL does`, async () => {
    for (const length of [0, 1, 15, 16, 17, 31, 32, 33, 1000, 4096]) {
      const [key, nonce, text] = [32, nonceLength, length].map((n) => bytes(randomBytes(n)));
      const cipher = createCipheriv("aes-256-ccm", key, nonce, { authTagLength: 8 });
      const wanted = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
      const sealed = await ccm.seal(key, nonce, text);
      assert.deepEqual(sealed, bytes(wanted), `${length} bytes`);
      assert.deepEqual(await ccm.open(key, nonce, sealed), text);
    }
  });
}

test("a changed, shortened or wrongly opened seal is refused", async () => {
  const [key, nonce, text] = [32, 13, 40].map((n) => bytes(randomBytes(n)));
  const sealed = await ccm.seal(key, nonce, text);
  for (const at of [0, 20, 39, 40, 47]) {
    const changed = sealed.slice();
    changed[at] ^= 1;
    assert.equal(await refusal(() => ccm.open(key, nonce, changed)), "seal");
  }
  assert.equal(await refusal(() => ccm.open(key, nonce, sealed.slice(0, 30))), "seal");
  assert.equal(await refusal(() => ccm.open(key, nonce, sealed.slice(0, 7))), "seal");
  assert.equal(await refusal(() => ccm.open(bytes(randomBytes(32)), nonce, sealed)), "seal");
});

test("a text too long for a nonce of 13 bytes is refused, not cut", async () => {
  const [key, nonce] = [32, 13].map((n) => bytes(randomBytes(n)));
  assert.equal(await refusal(() => ccm.seal(key, nonce, new Uint8Array(65536))), "seal");
  const short = nonce.slice(0, 12);
  const text = new Uint8Array(65536);
  assert.deepEqual(await ccm.open(key, short, await ccm.seal(key, short, text)), text);
});

test("random numbers reach every value and never the bound", () => {
  for (const bound of [1n, 2n, 5n, 58n, 256n, 257n]) {
    const seen = new Set(Array.from({ length: 8000 }, () => systemRandom.below(bound)));
    assert.equal(BigInt(seen.size), bound);
    assert.ok([...seen].every((n) => n >= 0n && n < bound));
  }
});

test("random numbers are not the remainder of larger ones", () => {
  // Of 3 * 2^6 values, a remainder of eight bits would give the lowest 64 twice as often as the others.
  const low = Array.from({ length: 12000 }, () => systemRandom.below(192n)).filter((n) => n < 64n).length;
  assert.ok(low > 3500 && low < 4500, `${low} of 12000`);
});

test("Base58 texts have their length and no look-alikes", () => {
  const text = randomBase58(2000);
  assert.match(text, /^[1-9A-HJ-NP-Za-km-z]{2000}$/);
  assert.equal(new Set(text).size, 58);
});

test("Jacobi symbols are Euler's criterion for a prime", () => {
  const prime = 1000003n;
  const euler = (a) => {
    let [result, base] = [1n, a];
    for (let e = (prime - 1n) / 2n; e; e >>= 1n) {
      if (e & 1n) result = (result * base) % prime;
      base = (base * base) % prime;
    }
    return result === prime - 1n ? -1 : Number(result);
  };
  for (let a = 0n; a < 500n; a += 1n) assert.equal(jacobi(a, prime), euler(a));
});
