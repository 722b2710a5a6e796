/* SPDX-License-Identifier: EUPL-1.2 */
/* The share of one trustee in opening the count (protocol, section 11): a factor for every ciphertext of the tally,
   with its proof. Leaves out combining the shares, which needs no secret, and whether this tally may be opened at
   all: the page shows the trustee its fingerprint first. */

import { exactly, hashBase64, list, parseJson } from "./encoding.js";
import { proveEqualExponents } from "./proofs.js";
import { systemRandom } from "./random.js";

/** @typedef {import("./election.js").Election} Election */

/**
 * How many ciphertexts a question has; of a ranking, one for each ballot.
 * @param {import("./election.js").Question} question
 */
const slots = (question) => (question.kind === "ranking" ? undefined : question.answers + Number(question.blank));

/**
 * Every alpha, checked: a value outside the group could give parts of the key away.
 * @param {Election} election
 * @param {string} tally
 */
function readTally({ group, questions }, tally) {
  return list(parseJson(tally), questions.length).map((ciphertexts, i) =>
    list(ciphertexts, slots(questions[i])).map((ciphertext) => {
      const { alpha, beta } = exactly(ciphertext, ["alpha", "beta"]);
      group.element(beta);
      return group.element(alpha);
    }),
  );
}

/**
 * @param {{ election: Election, tally: string, x: bigint }} work
 * @param {import("./ballot.js").Progress} [progress]
 * @param {import("./random.js").Random} [random]
 */
export function decryptPart({ election, tally, x }, progress = () => {}, random = systemRandom) {
  const { group, fingerprint } = election;
  const columns = readTally(election, tally);
  const total = columns.reduce((sum, column) => sum + column.length, 0);
  group.prepare(group.g);
  const prefix = `decrypt|${fingerprint}|${group.text(group.power(group.g, x))}|`;
  let done = 0;
  const parts = columns.map((column) =>
    column.map((alpha) => {
      const factor = group.text(group.power(alpha, x));
      const proof = proveEqualExponents(group, alpha, x, prefix, random);
      progress((done += 1), total);
      return { factor, proof };
    }),
  );
  const share = {
    decryption_factors: parts.map((column) => column.map(({ factor }) => factor)),
    decryption_proofs: parts.map((column) => column.map(({ proof }) => proof)),
  };
  return { share: JSON.stringify(share), tallyFingerprint: hashBase64(tally) };
}
