/* SPDX-License-Identifier: EUPL-1.2 */
/* The secret credential of an elector: how it is written, checked and turned into the number that signs the ballot
   (protocol, section 5; the later form, section 15). Leaves out who has which: only the registrar knows. */

import { BASE58, hashHex, integer, utf8 } from "./encoding.js";
import { Code, demand } from "./errors.js";
import { randomBase58, systemRandom } from "./random.js";

const ROUNDS = 1000;

/** The two ways to write one: five groups of three with a check character, or four groups without. */
export const Form = Object.freeze({ CHECKED: "checked", LONG: "long" });

const SHAPES = [
  { form: Form.CHECKED, length: 15, groups: [3, 3, 3, 3, 3] },
  { form: Form.LONG, length: 22, groups: [5, 6, 5, 6] },
];

/** @param {string} fourteen */
function checkCharacter(fourteen) {
  let number = 0;
  for (const character of fourteen) number = (number * 58 + BASE58.indexOf(character)) % 53;
  return BASE58[53 - number];
}

/** @param {string} plain  @param {readonly number[]} groups */
function dashed(plain, groups) {
  let at = 0;
  return groups.map((size) => plain.slice(at, (at += size))).join("-");
}

/** @param {string} form  @param {import("./random.js").Random} [random] */
export function makeCredential(form, random = systemRandom) {
  const shape = SHAPES.find((known) => known.form === form);
  demand(shape, Code.CREDENTIAL_FORM);
  if (form === Form.LONG) return dashed(randomBase58(22, random), shape.groups);
  const fourteen = randomBase58(14, random);
  return dashed(fourteen + checkCharacter(fourteen), shape.groups);
}

/**
 * What somebody typed, in the one way it is written: spaces are dropped and the dashes put back, because the key
 * is derived from the text with its dashes and a text without them would silently give another key.
 * @param {string} typed
 */
export function readCredential(typed) {
  const plain = typed.replace(/[\s\p{Pd}\p{Cf}]/gu, "");
  const shape = SHAPES.find(({ length }) => length === plain.length);
  demand(shape && Array.from(plain).every((c) => BASE58.includes(c)), Code.CREDENTIAL_FORM);
  const checked = shape.form === Form.LONG || checkCharacter(plain.slice(0, 14)) === plain[14];
  demand(checked, Code.CREDENTIAL_CHECK);
  return dashed(plain, shape.groups);
}

/** @param {string} credential  @param {string} uuid */
async function stretched(credential, uuid) {
  const key = await crypto.subtle.importKey("raw", utf8(credential), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: utf8(uuid), iterations: ROUNDS };
  return integer(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

/**
 * The number that signs.
 * @param {string} typed  @param {string} uuid  @param {{ q: bigint }} group
 */
export async function secretExponent(typed, uuid, group) {
  const credential = readCredential(typed);
  if (credential.length === 19) return (await stretched(credential, uuid)) % group.q;
  const half = (/** @type {number} */ n) => hashHex(`derive_credential|${uuid}|${n}|${credential}`);
  return BigInt("0x" + half(0) + half(1)) % group.q;
}
