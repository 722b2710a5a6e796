/* SPDX-License-Identifier: EUPL-1.2 */
/* The key pair of a trustee who stands alone (protocol, section 6.1), and the form every public key is published in.
   Leaves out keeping the secret: the page hands it to the trustee as a file, and nowhere else. */

import { decimal, hashHex, parseJson, record } from "./encoding.js";
import { Code, demand } from "./errors.js";
import { checkExponent, proveExponent } from "./proofs.js";
import { systemRandom } from "./random.js";

/** @typedef {import("./random.js").Random} Random */
/** @template E @typedef {import("./groups.js").Group<E>} Group */

/** @param {{ name: string }} group  @param {string} key */
const prefix = (group, key) => `pok|${group.name}|${key}|`;

/**
 * A public key with the proof that its maker knows the secret.
 * @template E  @param {Group<E>} group  @param {bigint} x  @param {Random} random
 */
export function publicKey(group, x, random) {
  group.prepare(group.g);
  const key = group.text(group.power(group.g, x));
  return { pok: proveExponent(group, x, prefix(group, key), random), public_key: key };
}

/**
 * The key itself, once its proof holds.
 * @template E  @param {Group<E>} group  @param {unknown} published
 */
export function checkPublicKey(group, published) {
  const { pok, public_key: text } = record(published);
  const key = group.element(text);
  checkExponent(group, key, prefix(group, group.text(key)), pok);
  return key;
}

/** @template E  @param {Group<E>} group  @param {Random} [random] */
export function makeTrusteeKey(group, random = systemRandom) {
  const x = random.below(group.q);
  const published = publicKey(group, x, random);
  return {
    id: hashHex(published.public_key).slice(0, 8).toUpperCase(),
    secret: JSON.stringify(x.toString()),
    published: JSON.stringify(published),
  };
}

/**
 * Reads the file of a secret key; refuses one that is not of the published key.
 * @template E  @param {Group<E>} group  @param {string} file  @param {string} [expected] the public key, when known
 */
export function readSecret(group, file, expected) {
  const x = decimal(parseJson(file.trim()), group.q);
  const fits = expected === undefined || group.text(group.power(group.g, x)) === expected;
  demand(fits, Code.KEY_MISMATCH);
  return x;
}
