/* SPDX-License-Identifier: EUPL-1.2 */
/* The two groups of numbers modulo a 2048-bit prime (protocol, sections 2.1 and 2.2), with fixed-base tables.
   Leaves out constant time, which BigInt cannot give: secrets are used on their owner's own machine only. */

import { decimal, hashInteger } from "./encoding.js";
import { Code, demand } from "./errors.js";

const WINDOW = 4n;
const ENTRIES = 16;

/** @param {bigint} value  @param {bigint} modulus */
export function modulo(value, modulus) {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** Inverse by Euclid. @param {bigint} value  @param {bigint} modulus */
export function invert(value, modulus) {
  let [r0, r1, t0, t1] = [modulus, modulo(value, modulus), 0n, 1n];
  while (r1) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  demand(r0 === 1n, Code.WRONG_NUMBER);
  return modulo(t0, modulus);
}

/** The windows of an exponent, lowest first. @param {bigint} exponent @returns {number[]} */
export function windows(exponent) {
  const digits = exponent.toString(16);
  return Array.from(digits, (_, i) => parseInt(digits[digits.length - 1 - i], 16));
}

/** Jacobi symbol (a/n), n odd. @param {bigint} a  @param {bigint} n */
export function jacobi(a, n) {
  let sign = 1;
  a %= n;
  while (a) {
    let twos = 0n;
    while (!((a >> twos) & 1n)) twos += 1n;
    a >>= twos;
    const eighth = n & 7n;
    if (twos & 1n && (eighth === 3n || eighth === 5n)) sign = -sign;
    if ((a & 3n) === 3n && (n & 3n) === 3n) sign = -sign;
    [a, n] = [n % a, a];
  }
  return n === 1n ? sign : 0;
}

/** @implements {Group<bigint>} */
export class ModularGroup {
  /** @type {Map<bigint, bigint[][]>} */
  #tables = new Map();

  /** @param {{ name: string, p: bigint, q: bigint, g: bigint }} values */
  constructor({ name, p, q, g }) {
    this.name = name;
    this.p = p;
    this.q = q;
    this.g = g;
    this.one = 1n;
    this.ranks = p === 2n * q + 1n;
  }

  /** @param {unknown} text  @param {{ trusted?: boolean }} [how] @returns {bigint} */
  element(text, { trusted = false } = {}) {
    const value = decimal(text, this.p);
    demand(trusted || this.isMember(value), Code.NOT_A_MEMBER);
    return value;
  }

  /** @param {bigint} element */
  text(element) {
    return element.toString();
  }

  /** @param {bigint} value */
  isMember(value) {
    if (value <= 0n || value >= this.p) return false;
    return this.ranks ? jacobi(value, this.p) === 1 : this.#generic(value, this.q) === 1n;
  }

  /** @param {bigint} a  @param {bigint} b */
  multiply(a, b) {
    return (a * b) % this.p;
  }

  /** @param {bigint} a */
  inverse(a) {
    return invert(a, this.p);
  }

  /** @param {bigint} base  @param {bigint} exponent */
  power(base, exponent) {
    const reduced = modulo(exponent, this.q);
    const table = this.#tables.get(base);
    return table ? this.#fixed(table, reduced) : this.#generic(base, reduced);
  }

  /** Makes later powers of this base about five times as fast. @param {bigint} base */
  prepare(base) {
    if (this.#tables.has(base)) return;
    const rows = [];
    let step = base;
    for (let bits = BigInt(this.q.toString(2).length); bits > 0n; bits -= WINDOW) {
      const row = [1n, step];
      for (let i = 2; i < ENTRIES; i += 1) row.push((row[i - 1] * step) % this.p);
      rows.push(row);
      step = (row[ENTRIES - 1] * step) % this.p;
    }
    this.#tables.set(base, rows);
  }

  /** @param {string} prefix  @param {bigint[]} elements */
  hashToScalar(prefix, elements) {
    return hashInteger(prefix + elements.join(",")) % this.q;
  }

  /** @param {bigint[][]} table  @param {bigint} exponent */
  #fixed(table, exponent) {
    let result = 1n;
    windows(exponent).forEach((digit, i) => {
      if (digit) result = (result * table[i][digit]) % this.p;
    });
    return result;
  }

  /** @param {bigint} base  @param {bigint} exponent */
  #generic(base, exponent) {
    const row = [1n, base];
    for (let i = 2; i < ENTRIES; i += 1) row.push((row[i - 1] * base) % this.p);
    let result = 1n;
    for (const digit of windows(exponent).reverse()) {
      if (result !== 1n) for (let i = 0; i < 4; i += 1) result = (result * result) % this.p;
      if (digit) result = (result * row[digit]) % this.p;
    }
    return result;
  }
}

/** @template E @typedef {import("./groups.js").Group<E>} Group */
