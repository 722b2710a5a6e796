/* SPDX-License-Identifier: EUPL-1.2 */
/* One encrypted answer to a ranking question (protocol, sections 8.2 and 10.1): the ranks of all answers in one number.
   Any ranks from 0 to 255 pass: what they mean, and which are valid, is the counting rule's business. */

import { Code, demand } from "./errors.js";
import { proveExponent } from "./proofs.js";

/** @typedef {import("./answers.js").Making} Making */
/** @typedef {import("./election.js").RankingQuestion} RankingQuestion */

/** @param {RankingQuestion} question  @param {readonly number[]} ranks */
export function checkRanks(question, ranks) {
  demand(ranks.length === question.answers, Code.CHOICE, { wanted: question.answers });
  demand(ranks.every((rank) => Number.isInteger(rank) && rank >= 0 && rank <= 255), Code.RANK);
}

/**
 * The ranks as a member of the group, eight bits each, and eight more to step to the next member.
 * @param {import("./groups.js").Group<bigint>} group  @param {readonly number[]} ranks
 */
export function encodeRanks(group, ranks) {
  let encoded = ranks.reduce((number, rank) => (number << 8n) | BigInt(rank), 0n) << 8n;
  while (!group.isMember(encoded)) encoded += 1n;
  return encoded;
}

/** @param {Making} making  @param {RankingQuestion} question  @param {readonly number[]} ranks */
export function sealRanks({ election: { group, y }, start, random, step }, question, ranks) {
  checkRanks(question, ranks);
  const secret = random.below(group.q);
  const alpha = group.text(group.power(group.g, secret));
  const beta = group.text(group.multiply(group.power(y, secret), encodeRanks(group, ranks)));
  step();
  const prefix = `raweg|${start}|${group.text(y)},${alpha},${beta}|`;
  return { choices: { alpha, beta }, proof: proveExponent(group, secret, prefix, random) };
}
