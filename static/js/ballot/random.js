/* SPDX-License-Identifier: EUPL-1.2 */
/* Numbers nobody can guess, from the browser's own source. Every value is equally likely: draws that would favour
   small numbers are thrown away and drawn again, never reduced. */

import { BASE58, integer } from "./encoding.js";

/**
 * Where numbers come from; tests hand in fixed ones.
 * @typedef {{ below: (bound: bigint) => bigint }} Random
 */

/** @type {Random} */
export const systemRandom = {
  below(bound) {
    const bits = (bound - 1n).toString(2).length;
    const bytes = new Uint8Array(Math.ceil(bits / 8));
    const kept = 0xff >> (8 * bytes.length - bits);
    for (;;) {
      crypto.getRandomValues(bytes);
      bytes[0] &= kept;
      const value = integer(bytes);
      if (value < bound) {
        bytes.fill(0);
        return value;
      }
    }
  },
};

/** @param {number} length  @param {Random} [random] */
export function randomBase58(length, random = systemRandom) {
  let text = "";
  for (let i = 0; i < length; i += 1) text += BASE58[Number(random.below(58n))];
  return text;
}
