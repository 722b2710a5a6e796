/* SPDX-License-Identifier: EUPL-1.2 */
/* Ed25519 as a group of prime order (protocol, section 2.3; curve of RFC 8032), in extended coordinates.
   Leaves out signatures of that name: ballots are signed with the protocol's own proofs. */

import { hashInteger } from "./encoding.js";
import { Code, demand } from "./errors.js";
import { invert, modulo } from "./modular.js";
import { Comb, plainPower } from "./powers.js";

const P = 2n ** 255n - 19n;
const D = modulo(-121665n * invert(121666n, P), P);

/**
 * A point, and its text once somebody asked for it.
 * @typedef {{x: bigint, y: bigint, z: bigint, t: bigint, text?: string}} Point
 */

/** @param {bigint} base  @param {bigint} exponent */
function power(base, exponent) {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % P;
    if (bit === "1") result = (result * base) % P;
  }
  return result;
}

const SQRT_MINUS_1 = power(2n, (P - 1n) / 4n);

/** @param {bigint} x  @param {bigint} y @returns {Point} */
const affine = (x, y) => ({ x, y, z: 1n, t: (x * y) % P });

/** Complete: right for every two points, equal ones too. @param {Point} a  @param {Point} b @returns {Point} */
function add(a, b) {
  const m = ((a.y - a.x) * (b.y - b.x)) % P;
  const n = ((a.y + a.x) * (b.y + b.x)) % P;
  const k = (2n * D * ((a.t * b.t) % P)) % P;
  const z = (2n * a.z * b.z) % P;
  return combine(n - m, z - k, z + k, n + m);
}

/** @param {Point} a @returns {Point} */
function double(a) {
  const xx = (a.x * a.x) % P;
  const yy = (a.y * a.y) % P;
  const sum = a.x + a.y;
  const g = yy - xx;
  return combine(((sum * sum) % P) - xx - yy, g - 2n * a.z * a.z, g, -xx - yy);
}

/** @param {bigint} e  @param {bigint} f  @param {bigint} g  @param {bigint} h @returns {Point} */
const combine = (e, f, g, h) => ({ x: (e * f) % P, y: (g * h) % P, z: (f * g) % P, t: (e * h) % P });

/** The x of a y, with the wanted lowest bit. @param {bigint} y  @param {bigint} odd */
function recover(y, odd) {
  const yy = (y * y) % P;
  const square = modulo((yy - 1n) * invert(D * yy + 1n, P), P);
  let x = power(square, (P + 3n) / 8n);
  if ((x * x - square) % P) x = (x * SQRT_MINUS_1) % P;
  demand((x * x - square) % P === 0n && (x || !odd), Code.NOT_A_MEMBER);
  return (x & 1n) === odd ? x : P - x;
}

/** @implements {Group<Point>} */
export class EdwardsGroup {
  /** @type {Map<string, Comb<Point>>} */
  #prepared = new Map();
  #operations;

  constructor() {
    this.name = "Ed25519";
    this.q = 2n ** 252n + 27742317777372353535851937790883648493n;
    this.one = affine(0n, 1n);
    const y = modulo(4n * invert(5n, P), P);
    this.g = affine(recover(y, 0n), y);
    this.ranks = false;
    this.#operations = { one: this.one, multiply: add, square: double };
  }

  /** @param {unknown} text  @param {{ trusted?: boolean }} [how] @returns {Point} */
  element(text, { trusted = false } = {}) {
    demand(typeof text === "string" && /^[0-9a-f]{64}$/.test(text), Code.WRONG_NUMBER);
    const number = BigInt("0x" + text);
    const y = number & ((1n << 255n) - 1n);
    demand(y < P, Code.NOT_A_MEMBER);
    const point = { ...affine(recover(y, number >> 255n), y), text };
    demand(trusted || this.isMember(point), Code.NOT_A_MEMBER);
    return point;
  }

  /** @param {Point} point */
  text(point) {
    if (point.text === undefined) {
      const inverse = invert(point.z, P);
      const odd = modulo(point.x * inverse, P) & 1n;
      point.text = ((odd << 255n) | modulo(point.y * inverse, P)).toString(16).padStart(64, "0");
    }
    return point.text;
  }

  /** @param {Point} point */
  isMember(point) {
    return this.text(this.#raise(point, this.q)) === this.text(this.one);
  }

  /** @param {Point} a  @param {Point} b */
  multiply(a, b) {
    return add(a, b);
  }

  /** @param {Point} a @returns {Point} */
  inverse(a) {
    return { x: -a.x, y: a.y, z: a.z, t: -a.t };
  }

  /** @param {Point} base  @param {bigint} exponent */
  power(base, exponent) {
    return this.#raise(base, modulo(exponent, this.q));
  }

  /** @param {Point} base */
  prepare(base) {
    const name = this.text(base);
    if (!this.#prepared.has(name)) this.#prepared.set(name, new Comb(this.#operations, base, { bits: 253, blocks: 2 }));
  }

  /** @param {Point} base  @param {bigint} exponent not reduced: a base may be tested that is no member */
  #raise(base, exponent) {
    return this.#prepared.get(this.text(base))?.power(exponent) ?? plainPower(this.#operations, base, exponent);
  }

  /** @param {string} prefix  @param {Point[]} elements */
  hashToScalar(prefix, elements) {
    return hashInteger(prefix + elements.map((e) => this.text(e)).join(",")) % this.q;
  }
}

/** @template E @typedef {import("./groups.js").Group<E>} Group */
