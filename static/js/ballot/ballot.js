/* SPDX-License-Identifier: EUPL-1.2 */
/* A whole ballot: every answer encrypted with its proofs, signed with the credential, in its one canonical text, and
   its tracker (protocol, section 8). Leaves out sending it: a ballot is public, the credential never leaves here. */

import { checkChoices, sealChoices } from "./answers.js";
import { readCredential, secretExponent } from "./credentials.js";
import { hashBase64 } from "./encoding.js";
import { Code, demand } from "./errors.js";
import { proveExponent } from "./proofs.js";
import { systemRandom } from "./random.js";
import { checkRanks, sealRanks } from "./ranking.js";

/** @typedef {import("./election.js").Election} Election */
/** @typedef {import("./election.js").Question} Question */
/** @typedef {readonly (readonly number[])[]} Choices one list for each question */
/** @typedef {(done: number, total: number) => void} Progress */
/** @typedef {{ ballot: string, tracker: string, credential: string }} Made */

/**
 * Refuses choices that the election does not permit, before any work.
 * @param {Election} election
 * @param {Choices} choices
 */
export function checkVote({ questions }, choices) {
  demand(choices.length === questions.length, Code.ANSWER_COUNT, { wanted: questions.length });
  questions.forEach((question, i) => {
    if (question.kind === "ranking") checkRanks(question, choices[i]);
    else checkChoices(question, choices[i]);
  });
}

/** @param {Question} question */
const steps = (question) => (question.kind === "ranking" ? 1 : question.answers + Number(question.blank) + 1);

/**
 * @param {object} vote
 * @param {Election} vote.election
 * @param {string} vote.credential as the elector typed it
 * @param {Choices} vote.choices
 * @param {Progress} [progress]
 * @param {import("./random.js").Random} [random]
 * @returns {Promise<Made>}
 */
export async function makeBallot({ election, credential, choices }, progress = () => {}, random = systemRandom) {
  checkVote(election, choices);
  const secret = await secretExponent(readCredential(credential), election.uuid, election.group);
  return signedBallot({ election, secret, choices }, progress, random);
}

/**
 * @param {{ election: Election, secret: bigint, choices: Choices }} vote
 * @param {Progress} progress
 * @param {import("./random.js").Random} random
 * @returns {Made}
 */
export function signedBallot({ election, secret, choices }, progress, random) {
  const { group, y, questions } = election;
  const total = questions.reduce((sum, question) => sum + steps(question), 0);
  let done = 0;
  const step = () => progress((done += 1), total);
  group.prepare(group.g);
  group.prepare(y);
  const publicPart = group.text(group.power(group.g, secret));
  const making = { election, start: `${election.fingerprint}|${publicPart}`, random, step };
  const unsigned = {
    election_uuid: election.uuid,
    election_hash: election.fingerprint,
    credential: publicPart,
    answers: questions.map((question, i) =>
      question.kind === "ranking"
        ? sealRanks(making, question, choices[i])
        : sealChoices(making, question, choices[i]),
    ),
  };
  const hash = hashBase64(JSON.stringify(unsigned));
  const proof = proveExponent(group, secret, `sig|${hash}|`, random);
  const ballot = JSON.stringify({ ...unsigned, signature: { hash, proof } });
  return { ballot, tracker: hashBase64(ballot), credential: publicPart };
}
