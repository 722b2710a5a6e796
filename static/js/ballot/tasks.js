/* SPDX-License-Identifier: EUPL-1.2 */
/* Everything a page may ask for, by name, with plain texts and numbers in and out, so that a request can be posted to
   a worker. Leaves out the work itself, which each module does. */

import { makeBallot } from "./ballot.js";
import { readCredential, secretExponent } from "./credentials.js";
import { decryptPart } from "./decryption.js";
import { readElection, readUuid } from "./election.js";
import { BallotError, Code, demand } from "./errors.js";
import { groupNamed } from "./groups.js";
import { makeCredentials, readPeople } from "./registrar.js";
import { makeCertificate, makePolynomial, makeShare, openShare } from "./threshold.js";
import { makeTrusteeKey, readSecret } from "./trustees.js";

/** @typedef {(input: any, progress: import("./ballot.js").Progress) => unknown} Task */

/** @param {any} input */
const grouped = (input) => ({ ...input, group: groupNamed(input.group) });

/** @type {Readonly<Record<string, Task>>} */
export const TASKS = Object.freeze({
  ballot: ({ election, fingerprint, credential, choices }, progress) =>
    makeBallot({ election: readElection(election, fingerprint), credential, choices }, progress),

  /** While the elector reads: a wrong election is found at once, and the tables are there when the vote is. */
  prepare({ election, fingerprint }) {
    const { group, uuid, questions } = readElection(election, fingerprint);
    group.prepare(group.g);
    return { uuid, questions: questions.length };
  },

  async publicCredential({ group, uuid, credential }) {
    const named = groupNamed(group);
    return named.text(named.power(named.g, await secretExponent(readCredential(credential), readUuid(uuid), named)));
  },

  credentials: ({ group, uuid, people, spares, form }, progress) =>
    makeCredentials({ group: groupNamed(group), uuid, people: readPeople(people), spares, form }, progress),

  trusteeKey: ({ group }) => makeTrusteeKey(groupNamed(group)),
  certificate: (input) => makeCertificate(grouped(input)),
  polynomial: (input) => makePolynomial(grouped(input)),
  share: (input) => makeShare(grouped(input)),

  decrypt({ election, fingerprint, tally, key, publicKey }, progress) {
    const read = readElection(election, fingerprint);
    return decryptPart({ election: read, tally, x: readSecret(read.group, key, publicKey) }, progress);
  },

  async decryptShare({ election, fingerprint, tally, seed, sealed, publicKey }, progress) {
    const read = readElection(election, fingerprint);
    const x = await openShare({ group: read.group, seed, sealed, expected: publicKey });
    return decryptPart({ election: read, tally, x }, progress);
  },
});

/**
 * @param {string} task
 * @param {unknown} input
 * @param {import("./ballot.js").Progress} [progress]
 * @returns {Promise<any>}
 */
export async function perform(task, input, progress = () => {}) {
  demand(Object.keys(TASKS).includes(task), Code.UNKNOWN_TASK);
  return TASKS[task](input, progress);
}

/** What may be told about a failure; an unforeseen one says nothing of its cause. @param {unknown} error */
export function told(error) {
  return error instanceof BallotError ? { code: error.code, facts: error.facts } : { code: Code.FAILED, facts: {} };
}
