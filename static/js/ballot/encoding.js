/* SPDX-License-Identifier: EUPL-1.2 */
/* How values become text and back: UTF-8, hex, Base64 without padding, decimal numbers, compact JSON with fixed keys
   (protocol, section 1). Reads strictly: one text for each value, and no number longer than it can be. */

import { BallotError, Code, demand } from "./errors.js";
import { sha256 } from "./sha256.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export const utf8 = (text) => encoder.encode(text);

/** @param {Uint8Array} bytes */
export const fromUtf8 = (bytes) => decoder.decode(bytes);

const OCTETS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 1) text += OCTETS[bytes[i]];
  return text;
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function fromHex(text) {
  demand(/^([0-9a-f]{2})*$/.test(text), Code.WRONG_SHAPE, { what: "hex" });
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Big endian. @param {Uint8Array} bytes */
export const integer = (bytes) => BigInt("0x" + (hex(bytes) || "0"));

/** SHA-256 in hex. @param {string} text */
export const hashHex = (text) => hex(sha256(utf8(text)));

/** SHA-256 in Base64 without the padding: fingerprints and trackers. @param {string} text */
export const hashBase64 = (text) => btoa(String.fromCharCode(...sha256(utf8(text)))).replace(/=+$/, "");

/** SHA-256 as a number. @param {string} text */
export const hashInteger = (text) => integer(sha256(utf8(text)));

/**
 * A decimal number in [0, bound), written in the one canonical way.
 * @param {unknown} text  @param {bigint} bound
 */
export function decimal(text, bound) {
  demand(typeof text === "string" && text.length <= 620 && /^(0|[1-9][0-9]*)$/.test(text), Code.WRONG_NUMBER);
  const value = BigInt(text);
  demand(value < bound, Code.WRONG_NUMBER);
  return value;
}

/** @param {string} text @returns {unknown} */
export function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new BallotError(Code.NOT_JSON);
  }
}

/**
 * The object itself when it has exactly these keys.
 * @template {string} K  @param {unknown} value  @param {readonly K[]} keys  @returns {Record<K, unknown>}
 */
export function exactly(value, keys) {
  const found = record(value);
  demand(Object.keys(found).join() === keys.join(), Code.WRONG_SHAPE, { wanted: keys.join() });
  return found;
}

/** @param {unknown} value @returns {Record<string, unknown>} */
export function record(value) {
  demand(typeof value === "object" && value !== null && !Array.isArray(value), Code.WRONG_SHAPE, { wanted: "object" });
  return /** @type {Record<string, unknown>} */ (value);
}

/** @param {unknown} value @returns {string} */
export function string(value) {
  demand(typeof value === "string", Code.WRONG_SHAPE, { wanted: "text" });
  return value;
}

/** @param {unknown} value  @param {number} [length] @returns {unknown[]} */
export function list(value, length) {
  demand(Array.isArray(value), Code.WRONG_SHAPE, { wanted: "list" });
  demand(length === undefined || value.length === length, Code.WRONG_SHAPE, { wanted: `list of ${length}` });
  return value;
}

/** @param {unknown} value  @param {number} least  @param {number} most */
export function small(value, least, most) {
  demand(Number.isInteger(value), Code.WRONG_SHAPE, { wanted: "small number" });
  const found = Number(value);
  demand(least <= found && found <= most, Code.WRONG_NUMBER, { least, most });
  return found;
}
