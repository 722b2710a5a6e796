/* SPDX-License-Identifier: EUPL-1.2 */
/* Why something was refused: a code and plain facts. The page chooses the sentence in the reader's language.
   Facts never hold a secret: they are shown, and may be copied into a mail to the office. */

/** @typedef {Record<string, string | number>} Facts */

export const Code = Object.freeze({
  NOT_JSON: "not-json",
  WRONG_SHAPE: "wrong-shape",
  WRONG_VERSION: "wrong-version",
  WRONG_NUMBER: "wrong-number",
  UNKNOWN_GROUP: "unknown-group",
  NOT_A_MEMBER: "not-a-member",
  WRONG_FINGERPRINT: "wrong-fingerprint",
  UNKNOWN_QUESTION: "unknown-question",
  CANNOT_RANK: "group-cannot-rank",
  CREDENTIAL_FORM: "credential-form",
  CREDENTIAL_CHECK: "credential-check",
  CREDENTIAL_COUNT: "credential-count",
  IDENTITY: "identity",
  ANSWER_COUNT: "answer-count",
  CHOICE: "choice",
  TOO_FEW: "too-few",
  TOO_MANY: "too-many",
  BLANK_WITH_CHOICES: "blank-with-choices",
  RANK: "rank",
  PROOF: "proof",
  SEED: "seed",
  NOT_FOR_ME: "not-for-me",
  SEAL: "seal",
  SHARE: "share",
  THRESHOLD: "threshold",
  KEY_MISMATCH: "key-mismatch",
  UNKNOWN_TASK: "unknown-task",
  NO_WORKER: "no-worker",
  FAILED: "failed",
});

/** Raised for everything that other people's data or the voter's typing can cause. */
export class BallotError extends Error {
  /** @param {string} code one of Code  @param {Facts} [facts] */
  constructor(code, facts = {}) {
    super(code);
    this.name = "BallotError";
    this.code = code;
    this.facts = facts;
  }
}

/** @param {unknown} condition  @param {string} code  @param {Facts} [facts]  @returns {asserts condition} */
export function demand(condition, code, facts = {}) {
  if (!condition) throw new BallotError(code, facts);
}
