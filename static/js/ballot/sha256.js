/* SPDX-License-Identifier: EUPL-1.2 */
/* SHA-256 (FIPS 180-4), written here because the browser's own answers only later: a ballot hashes some thirty
   short texts, each needing the one before. Leaves out streaming: all inputs are small. */

const PRIMES = firstPrimes(64);

/** The first 32 bits of the fractional part of a root, exactly: floor(root * 2^32) mod 2^32. */
const K = Uint32Array.from(PRIMES, (prime) => Number(root(BigInt(prime) << 96n, 3n) & 0xffffffffn));
const START = Uint32Array.from(PRIMES.slice(0, 8), (prime) => Number(root(BigInt(prime) << 64n, 2n) & 0xffffffffn));

/** @param {number} count */
function firstPrimes(count) {
  const found = [2];
  for (let n = 3; found.length < count; n += 2) if (found.every((prime) => n % prime)) found.push(n);
  return found;
}

/** The whole part of the n-th root, by bisection. @param {bigint} value  @param {bigint} n */
function root(value, n) {
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** n <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** @param {number} word  @param {number} by */
const turn = (word, by) => (word >>> by) | (word << (32 - by));

/** The message, one bit, zeros and the length in bits, in whole blocks. @param {Uint8Array} bytes */
function padded(bytes) {
  const blocks = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(blocks.length - 4, (bytes.length << 3) >>> 0);
  return view;
}

/** @param {Uint32Array} w  @param {DataView} view  @param {number} at */
function schedule(w, view, at) {
  for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(at + 4 * i);
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
}

/** @param {Uint32Array} state  @param {Uint32Array} w */
function compress(state, w) {
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const added = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i += 1) state[i] += added[i];
}

/** @param {Uint8Array} bytes @returns {Uint8Array<ArrayBuffer>} */
export function sha256(bytes) {
  const view = padded(bytes);
  const state = START.slice();
  const w = new Uint32Array(64);
  for (let at = 0; at < view.byteLength; at += 64) {
    schedule(w, view, at);
    compress(state, w);
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => digest.setUint32(4 * i, word));
  return new Uint8Array(digest.buffer);
}
