/* SPDX-License-Identifier: EUPL-1.2 */
/* What the tests share: the vectors, an election to vote in. Older Node gets its crypto here. */

import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";

globalThis.crypto ??= webcrypto;

const { groupNamed } = await import("../../static/js/ballot/groups.js");
const { readElection } = await import("../../static/js/ballot/election.js");
const { publicKey } = await import("../../static/js/ballot/trustees.js");
const { systemRandom } = await import("../../static/js/ballot/random.js");

const DATA = new URL("../interop/data/ballots/", import.meta.url);

export const vectors = JSON.parse(readFileSync(new URL("vectors.json", DATA), "utf-8"));
export const UUID = "8b1Ji4t9q46N5N";
export const SECRET_KEY = 1234567890123456789012345678901234567890n;

export const CHOICE_12 = { answers: names(12), min: 0, max: 3, question: "Up to three" };
export const BLANK_3 = { answers: ["Yes", "نعم", "🗳️"], blank: true, min: 1, max: 2, question: "One or two, or blank" };
export const RANKING_4 = { type: "NonHomomorphic", value: { answers: names(4), question: "Rank them" } };

function names(count) {
  return Array.from({ length: count }, (_, i) => `Candidate ${i + 1}`);
}

export function electionText(groupName, questions, more = {}) {
  const group = groupNamed(groupName);
  const { public_key } = publicKey(group, SECRET_KEY, systemRandom);
  return JSON.stringify({
    version: 1,
    description: "A council",
    name: "Council",
    group: groupName,
    public_key,
    questions,
    uuid: UUID,
    ...more,
  });
}

export const election = (groupName, questions) => readElection(electionText(groupName, questions));

/** The code a call is refused with. */
export async function refusal(call) {
  try {
    await call();
  } catch (error) {
    if (error.code && error.facts) return error.code;
    throw error;
  }
  return "accepted";
}
