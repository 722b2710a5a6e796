/* SPDX-License-Identifier: EUPL-1.2 */
/* Signed and sealed messages between the trustees of a threshold key (protocol, section 6.2). Everything a trustee
   needs follows from a seed of 22 characters. Leaves out who the trustees are: only their keys count. */

import * as ccm from "./ccm.js";
import { BASE58, exactly, fromHex, fromUtf8, hashInteger, hex, parseJson, string, utf8 } from "./encoding.js";
import { sha256 } from "./sha256.js";
import { Code, demand } from "./errors.js";
import { checkExponent, proveExponent } from "./proofs.js";
import { randomBase58 } from "./random.js";

/** @typedef {import("./random.js").Random} Random */
/** @template E @typedef {import("./groups.js").Group<E>} Group */
/** @typedef {{ message: string, signature: import("./proofs.js").Proof }} Signed */
/** Two key pairs: one signs, one opens. @template E @typedef {{ sk: bigint, dk: bigint, vk: E, ek: E }} Keys */

const SEED_LENGTH = 22;
const LONG = 65536;

/** @param {Random} random */
export const makeSeed = (random) => randomBase58(SEED_LENGTH, random);

/** @template E  @param {Group<E>} group  @param {string} typed  @returns {Keys<E>} */
export function keysOf(group, typed) {
  const seed = typed.trim();
  demand(seed.length === SEED_LENGTH && Array.from(seed).every((c) => BASE58.includes(c)), Code.SEED);
  const sk = hashInteger("sk|" + seed) % group.q;
  const dk = hashInteger("dk|" + seed) % group.q;
  return { sk, dk, vk: group.power(group.g, sk), ek: group.power(group.g, dk) };
}

/**
 * @template E
 * @param {Group<E>} group
 * @param {bigint} sk
 * @param {string} message
 * @param {Random} random
 * @returns {Signed}
 */
export function sign(group, sk, message, random) {
  return { message, signature: proveExponent(group, sk, `sigmsg|${message}|`, random) };
}

/**
 * The message of a signed text, once the signature holds.
 * @template E  @param {Group<E>} group  @param {E} vk  @param {unknown} signed
 */
export function checkSigned(group, vk, signed) {
  const { message, signature } = exactly(signed, ["message", "signature"]);
  checkExponent(group, vk, `sigmsg|${string(message)}|`, signature);
  return string(message);
}

/** Key and nonce of the hidden text. @param {string} shared  @param {string} alpha  @param {number} length */
function cipher(shared, alpha, length) {
  const nonce = sha256(utf8("iv|" + alpha)).slice(0, length >= LONG ? 12 : 13);
  return { key: sha256(utf8("key|" + shared)), nonce };
}

/** @template E  @param {Group<E>} group  @param {E} ek  @param {string} text  @param {Random} random */
async function encrypt(group, ek, text, random) {
  const secret = random.below(group.q);
  const shared = group.power(group.g, random.below(group.q));
  const alpha = group.text(group.power(group.g, secret));
  const beta = group.text(group.multiply(group.power(ek, secret), shared));
  const bytes = utf8(text);
  const { key, nonce } = cipher(group.text(shared), alpha, bytes.length);
  return JSON.stringify({ alpha, beta, data: hex(await ccm.seal(key, nonce, bytes)) });
}

/** @template E  @param {Group<E>} group  @param {bigint} dk  @param {string} sealed */
async function decrypt(group, dk, sealed) {
  const raw = exactly(parseJson(sealed), ["alpha", "beta", "data"]);
  const alpha = group.element(raw.alpha);
  const shared = group.multiply(group.element(raw.beta), group.inverse(group.power(alpha, dk)));
  const data = fromHex(string(raw.data));
  const { key, nonce } = cipher(group.text(shared), group.text(alpha), data.length - 8);
  return fromUtf8(await ccm.open(key, nonce, data));
}

/**
 * Signed by the sender, for the eyes of one receiver.
 * @template E  @param {Group<E>} group  @param {{ sk: bigint, ek: E, message: string }} letter  @param {Random} random
 */
export function send(group, { sk, ek, message }, random) {
  const addressed = JSON.stringify({ recipient: group.text(ek), message });
  return encrypt(group, ek, JSON.stringify(sign(group, sk, addressed, random)), random);
}

/**
 * Opens a letter; refuses one by somebody else, or meant for somebody else.
 * @template E  @param {Group<E>} group  @param {{ keys: Keys<E>, from: E }} who  @param {unknown} sealed
 */
export async function receive(group, { keys, from }, sealed) {
  const signed = parseJson(await decrypt(group, keys.dk, string(sealed)));
  const addressed = exactly(parseJson(checkSigned(group, from, signed)), ["recipient", "message"]);
  demand(addressed.recipient === group.text(keys.ek), Code.NOT_FOR_ME);
  return string(addressed.message);
}
