/* SPDX-License-Identifier: EUPL-1.2 */
/* The two groups of numbers modulo a 2048-bit prime (protocol, sections 2.1 and 2.2), with prepared bases.
   Leaves out constant time, which BigInt cannot give: secrets are used on their owner's own machine only. */

import { decimal, hashInteger } from "./encoding.js";
import { Code, demand } from "./errors.js";
import { Comb, plainPower } from "./powers.js";

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
  /** @type {Map<bigint, Comb<bigint>>} */
  #prepared = new Map();
  #operations;

  /** @param {{ name: string, p: bigint, q: bigint, g: bigint }} values */
  constructor({ name, p, q, g }) {
    this.name = name;
    this.p = p;
    this.q = q;
    this.g = g;
    this.one = 1n;
    this.ranks = p === 2n * q + 1n;
    this.#operations = {
      one: 1n,
      multiply: (/** @type {bigint} */ a, /** @type {bigint} */ b) => (a * b) % p,
      square: (/** @type {bigint} */ a) => (a * a) % p,
    };
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
    return this.ranks ? jacobi(value, this.p) === 1 : this.#raise(value, this.q) === 1n;
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
    return this.#raise(base, modulo(exponent, this.q));
  }

  /** @param {bigint} base */
  prepare(base) {
    if (this.#prepared.has(base)) return;
    const bits = this.q.toString(2).length;
    this.#prepared.set(base, new Comb(this.#operations, base, { bits, blocks: bits > 1000 ? 8 : 2 }));
  }

  /** @param {bigint} base  @param {bigint} exponent not reduced: a base may be tested that is no member */
  #raise(base, exponent) {
    return this.#prepared.get(base)?.power(exponent) ?? plainPower(this.#operations, base, exponent);
  }

  /** @param {string} prefix  @param {bigint[]} elements */
  hashToScalar(prefix, elements) {
    return hashInteger(prefix + elements.join(",")) % this.q;
  }
}

/** @template E @typedef {import("./groups.js").Group<E>} Group */
