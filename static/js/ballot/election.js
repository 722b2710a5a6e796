/* SPDX-License-Identifier: EUPL-1.2 */
/* The election as the client reads it: its exact text, fingerprint, key and questions (protocol, section 7).
   Unknown further keys are left alone: translations travel there. */

import { hashBase64, list, parseJson, record, small, string } from "./encoding.js";
import { Code, demand } from "./errors.js";
import { groupNamed } from "./groups.js";

/** @typedef {{ kind: "choice", answers: number, blank: boolean, min: number, max: number }} ChoiceQuestion */
/** @typedef {{ kind: "ranking", answers: number }} RankingQuestion */
/** @typedef {ChoiceQuestion | RankingQuestion} Question */

/**
 * @typedef {object} Election
 * @property {string} uuid
 * @property {string} fingerprint
 * @property {import("./groups.js").Group<any>} group
 * @property {any} y the key ballots are encrypted with
 * @property {Question[]} questions
 */

const MOST_ANSWERS = 1000;
const MOST_RANKED = 254;
const UUID = /^[1-9A-HJ-NP-Za-km-z]{14,64}$/;

/** @param {unknown} value */
export function readUuid(value) {
  demand(typeof value === "string" && UUID.test(value), Code.WRONG_SHAPE, { wanted: "uuid" });
  return value;
}

/** @param {unknown} answers  @param {number} most */
function countAnswers(answers, most) {
  return small(list(answers).map(string).length, 1, most);
}

/** @param {unknown} value  @param {boolean} ranks @returns {Question} */
function readQuestion(value, ranks) {
  const question = record(value);
  if (question.type === "NonHomomorphic") {
    demand(ranks, Code.CANNOT_RANK);
    return { kind: "ranking", answers: countAnswers(record(question.value).answers, MOST_RANKED) };
  }
  demand(question.type === undefined, Code.UNKNOWN_QUESTION);
  const answers = countAnswers(question.answers, MOST_ANSWERS);
  const blank = question.blank ?? false;
  demand(typeof blank === "boolean", Code.WRONG_SHAPE, { wanted: "true or false" });
  const max = small(question.max, 0, answers);
  return { kind: "choice", answers, blank, min: small(question.min, 0, max), max };
}

/**
 * Reads the exact text of an election; refuses another fingerprint than the expected one.
 * @param {string} text  @param {string} [expected]  @returns {Election}
 */
export function readElection(text, expected) {
  const fingerprint = hashBase64(text);
  demand(expected === undefined || expected === fingerprint, Code.WRONG_FINGERPRINT);
  const raw = record(parseJson(text));
  demand(raw.version === 1, Code.WRONG_VERSION);
  const group = groupNamed(raw.group);
  const y = group.element(raw.public_key, { trusted: true });
  group.prepare(y);
  // Under the neutral element every ballot could be read by anybody.
  demand(group.isMember(y) && group.text(y) !== group.text(group.one), Code.NOT_A_MEMBER);
  return {
    uuid: readUuid(raw.uuid),
    fingerprint,
    group,
    y,
    questions: list(raw.questions).map((question) => readQuestion(question, group.ranks)),
  };
}
