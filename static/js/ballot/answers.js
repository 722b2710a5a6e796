/* SPDX-License-Identifier: EUPL-1.2 */
/* One encrypted answer to a question of choices, with the proofs that it is a permitted one (protocol, section 8.1).
   Choices are 0 and 1, one for each answer; where a blank vote is offered, its own 0 or 1 comes first. */

import { Code, demand } from "./errors.js";
import { proveOneOf } from "./proofs.js";

/** @typedef {import("./election.js").Election} Election */
/** @typedef {import("./election.js").ChoiceQuestion} ChoiceQuestion */
/** @typedef {import("./random.js").Random} Random */
/**
 * A ciphertext and what its maker knows of it.
 * @typedef {{ alpha: any, beta: any, secret: bigint, message: bigint }} Sealed
 */
/** @typedef {{ election: Election, start: string, random: Random, step: () => void }} Making */

/** Refuses what no proof could be made for. @param {ChoiceQuestion} question  @param {readonly number[]} choices */
export function checkChoices(question, choices) {
  const { answers, blank, min, max } = question;
  demand(choices.length === answers + Number(blank), Code.CHOICE, { wanted: answers + Number(blank) });
  demand(choices.every((choice) => choice === 0 || choice === 1), Code.CHOICE);
  const chosen = choices.slice(Number(blank)).filter(Boolean).length;
  if (blank && choices[0]) {
    demand(chosen === 0, Code.BLANK_WITH_CHOICES);
    return;
  }
  demand(chosen >= min, Code.TOO_FEW, { min });
  demand(chosen <= max, Code.TOO_MANY, { max });
}

/** @param {Election} election  @param {number} message  @param {Random} random @returns {Sealed} */
function seal({ group, y }, message, random) {
  const secret = random.below(group.q);
  const hidden = group.power(y, secret);
  const beta = message ? group.multiply(hidden, group.g) : hidden;
  return { alpha: group.power(group.g, secret), beta, secret, message: BigInt(message) };
}

/** @param {Election["group"]} group  @param {Sealed[]} slots @returns {Sealed} */
function product(group, slots) {
  return slots.reduce((sum, slot) => ({
    alpha: group.multiply(sum.alpha, slot.alpha),
    beta: group.multiply(sum.beta, slot.beta),
    secret: sum.secret + slot.secret,
    message: sum.message + slot.message,
  }), { alpha: group.one, beta: group.one, secret: 0n, message: 0n });
}

/** @param {Sealed} sealed  @param {number} from  @param {number} to @returns {import("./proofs.js").Claim[]} */
function claims({ secret, message }, from, to) {
  return Array.from({ length: to - from + 1 }, (_, i) => ({ secret, gap: message - BigInt(from + i) }));
}

/** @param {Making} making  @param {ChoiceQuestion} question  @param {readonly number[]} choices */
export function sealChoices({ election, start, random, step }, question, choices) {
  checkChoices(question, choices);
  const { group } = election;
  /** @param {Sealed} sealed */
  const pair = (sealed) => `${group.text(sealed.alpha)},${group.text(sealed.beta)}`;
  const slots = choices.map((choice) => seal(election, choice, random));
  const individual = slots.map((slot) => {
    step();
    return proveOneOf(election, claims(slot, 0, 1), `prove|${start}|${pair(slot)}|`, random);
  });
  const whole = `${start}|${slots.map(pair).join(",")}`;
  const sum = product(group, slots.slice(Number(question.blank)));
  const inRange = claims(sum, question.min, question.max);
  const written = {
    choices: slots.map(({ alpha, beta }) => ({ alpha: group.text(alpha), beta: group.text(beta) })),
    individual_proofs: individual,
  };
  step();
  if (!question.blank) {
    return { ...written, overall_proof: proveOneOf(election, inRange, `prove|${whole}|${pair(sum)}|`, random) };
  }
  return { ...written, ...blankProofs(election, { whole, blank: slots[0], sum, inRange }, random) };
}

/**
 * Blank or not: the blank slot is 0 or nothing else is chosen; and it is 1 or the sum is permitted.
 * Of a blank vote only the first claim about the range counts as true, whatever the sum permits.
 * @param {Election} election
 * @param {{ whole: string, blank: Sealed, sum: Sealed, inRange: import("./proofs.js").Claim[] }} parts
 * @param {Random} random
 */
function blankProofs(election, { whole, blank, sum, inRange }, random) {
  const exclusive = [...claims(blank, 0, 0), ...claims(sum, 0, 0)];
  return {
    overall_proof: proveOneOf(election, [...claims(blank, 1, 1), ...inRange], `bproof1|${whole}|`, random),
    blank_proof: proveOneOf(election, exclusive, `bproof0|${whole}|`, random),
  };
}
