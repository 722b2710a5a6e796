/* SPDX-License-Identifier: EUPL-1.2 */
/* Proofs of knowledge (protocol, section 3): of an exponent (Schnorr), of equal exponents, and that one of several
   claims about own ciphertexts is true without saying which. Leaves out checking the last kind: others do that. */

import { decimal, exactly } from "./encoding.js";
import { Code, demand } from "./errors.js";
import { modulo } from "./modular.js";
import { systemRandom } from "./random.js";

/** @typedef {{ challenge: string, response: string }} Proof */
/** @typedef {import("./random.js").Random} Random */
/** @template E @typedef {import("./groups.js").Group<E>} Group */

/** @param {bigint} challenge  @param {bigint} response @returns {Proof} */
const written = (challenge, response) => ({ challenge: challenge.toString(), response: response.toString() });

/**
 * Knowledge of x in g^x.
 * @template E  @param {Group<E>} group  @param {bigint} x  @param {string} prefix  @param {Random} [random]
 */
export function proveExponent(group, x, prefix, random = systemRandom) {
  const w = random.below(group.q);
  const challenge = group.hashToScalar(prefix, [group.power(group.g, w)]);
  return written(challenge, modulo(w - x * challenge, group.q));
}

/** @template E  @param {Group<E>} group  @param {unknown} proof  @returns {[bigint, bigint]} */
export function readProof(group, proof) {
  const { challenge, response } = exactly(proof, ["challenge", "response"]);
  return [decimal(challenge, group.q), decimal(response, group.q)];
}

/** @template E  @param {Group<E>} group  @param {E} claimed  @param {string} prefix  @param {unknown} proof */
export function checkExponent(group, claimed, prefix, proof) {
  const [challenge, response] = readProof(group, proof);
  const commitment = group.multiply(group.power(group.g, response), group.power(claimed, challenge));
  demand(group.hashToScalar(prefix, [commitment]) === challenge, Code.PROOF);
}

/**
 * Knowledge of one x in both g^x and base^x (protocol, section 11).
 * @template E  @param {Group<E>} group  @param {E} base  @param {bigint} x
 * @param {string} prefix  @param {Random} [random]
 */
export function proveEqualExponents(group, base, x, prefix, random = systemRandom) {
  const w = random.below(group.q);
  const challenge = group.hashToScalar(prefix, [group.power(group.g, w), group.power(base, w)]);
  return written(challenge, modulo(w - x * challenge, group.q));
}

/**
 * A claim "this ciphertext holds m": the randomness of the ciphertext, and what it really holds minus m.
 * The claim is true when the gap is 0.
 * @typedef {{ secret: bigint, gap: bigint }} Claim
 */

/**
 * The first true claim is proven, every other one simulated, also where a second one happens to be true. Whoever
 * encrypted knows every secret, so all commitments are powers of the two fixed bases: alpha^c = g^(tc) and
 * (beta g^-m)^c = y^(tc) g^(gap c).
 * @template E
 * @param {{ group: Group<E>, y: E }} key
 * @param {Claim[]} claims
 * @param {string} prefix
 * @param {Random} [random]
 * @returns {Proof[]}
 */
export function proveOneOf({ group, y }, claims, prefix, random = systemRandom) {
  const commitments = [];
  /** @type {{ challenge: bigint, response: bigint }[]} */
  const parts = [];
  const truth = claims.findIndex(({ gap }) => gap === 0n);
  let others = 0n;
  for (const [i, { secret, gap }] of claims.entries()) {
    const challenge = i === truth ? 0n : random.below(group.q);
    const response = random.below(group.q);
    const exponent = response + secret * challenge;
    const second = group.power(y, exponent);
    commitments.push(group.power(group.g, exponent));
    commitments.push(gap ? group.multiply(second, group.power(group.g, gap * challenge)) : second);
    parts.push({ challenge, response });
    others += challenge;
  }
  const own = parts[truth];
  own.challenge = modulo(group.hashToScalar(prefix, commitments) - others, group.q);
  own.response = modulo(own.response - claims[truth].secret * own.challenge, group.q);
  return parts.map(({ challenge, response }) => written(challenge, response));
}
