/* SPDX-License-Identifier: EUPL-1.2 */
/* AES-256-CCM with an 8-byte tag and no associated data (NIST SP 800-38C), which browsers lack, from the AES-CBC and
   AES-CTR they have: the tag is the last CBC block of the framed text, and CTR hides both. */

import { Code, demand } from "./errors.js";

const BLOCK = 16;
const TAG = 8;

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** First block of the counter: how long the length field is, the nonce, zeros. @param {Bytes} nonce */
function counterStart(nonce) {
  const block = new Uint8Array(BLOCK);
  block[0] = BLOCK - 2 - nonce.length;
  block.set(nonce, 1);
  return block;
}

/**
 * The text that is authenticated: a block of facts, then the message filled up.
 * @param {Bytes} nonce
 * @param {Bytes} text
 */
function framed(nonce, text) {
  const frame = new Uint8Array(BLOCK + Math.ceil(text.length / BLOCK) * BLOCK);
  frame.set(counterStart(nonce));
  frame[0] |= ((TAG - 2) / 2) << 3;
  let rest = text.length;
  for (let at = BLOCK - 1; at > nonce.length; at -= 1) {
    frame[at] = rest & 0xff;
    rest = Math.floor(rest / 256);
  }
  demand(rest === 0, Code.SEAL);
  frame.set(text, BLOCK);
  return frame;
}

/** @param {Bytes} key  @param {"AES-CBC" | "AES-CTR"} name */
const imported = (key, name) => crypto.subtle.importKey("raw", key, name, false, ["encrypt"]);

/**
 * CBC adds one block of filling, which comes after the tag's.
 * @param {Bytes} key
 * @param {Bytes} nonce
 * @param {Bytes} text
 */
async function tag(key, nonce, text) {
  const how = { name: "AES-CBC", iv: new Uint8Array(BLOCK) };
  const chained = new Uint8Array(
    await crypto.subtle.encrypt(how, await imported(key, "AES-CBC"), framed(nonce, text)),
  );
  return chained.subarray(chained.length - 2 * BLOCK, chained.length - 2 * BLOCK + TAG);
}

/**
 * Hides or shows; the first block of the stream is kept for the tag.
 * @param {Bytes} key
 * @param {Bytes} nonce
 * @param {Bytes} stream
 */
async function counted(key, nonce, stream) {
  const how = { name: "AES-CTR", counter: counterStart(nonce), length: 8 * (BLOCK - 1 - nonce.length) };
  return new Uint8Array(await crypto.subtle.encrypt(how, await imported(key, "AES-CTR"), stream));
}

/** @param {Bytes} first  @param {Bytes} rest */
function stream(first, rest) {
  const bytes = new Uint8Array(BLOCK + rest.length);
  bytes.set(first);
  bytes.set(rest, BLOCK);
  return bytes;
}

/**
 * The hidden text followed by the tag.
 * @param {Bytes} key
 * @param {Bytes} nonce
 * @param {Bytes} text
 * @returns {Promise<Bytes>}
 */
export async function seal(key, nonce, text) {
  const hidden = await counted(key, nonce, stream(await tag(key, nonce, text), text));
  const sealed = new Uint8Array(text.length + TAG);
  sealed.set(hidden.subarray(BLOCK));
  sealed.set(hidden.subarray(0, TAG), text.length);
  return sealed;
}

/**
 * The text, when the tag fits.
 * @param {Bytes} key
 * @param {Bytes} nonce
 * @param {Bytes} sealed
 * @returns {Promise<Bytes>}
 */
export async function open(key, nonce, sealed) {
  demand(sealed.length >= TAG, Code.SEAL);
  const at = sealed.length - TAG;
  const shown = await counted(key, nonce, stream(sealed.slice(at), sealed.slice(0, at)));
  const text = shown.slice(BLOCK);
  const wanted = await tag(key, nonce, text);
  let different = 0;
  wanted.forEach((byte, i) => (different |= byte ^ shown[i]));
  demand(different === 0, Code.SEAL);
  return text;
}
