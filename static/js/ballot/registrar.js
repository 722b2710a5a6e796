/* SPDX-License-Identifier: EUPL-1.2 */
/* The registrar's page: a credential for every elector and the declared spare ones, the secret list for the letters and
   the public list for the office (protocol, section 5). Leaves out printing: the lists go to the registrar only. */

import { Form, makeCredential, secretExponent } from "./credentials.js";
import { hashBase64, small } from "./encoding.js";
import { readUuid } from "./election.js";
import { Code, demand } from "./errors.js";
import { systemRandom } from "./random.js";

/**
 * `identity` is the line about the person as it was given.
 * @typedef {{ identity: string, login: string, weight: string }} Person
 */
/**
 * @typedef {object} Order
 * @property {import("./groups.js").Group<any>} group
 * @property {string} uuid
 * @property {Person[]} people
 * @property {number} [spares]
 * @property {string} [form]
 */
/** @typedef {{ person: Person, credential: string, published: string }} Entry */

const MOST = 200000;
const LOGIN = /^[^\s,"\\]{1,200}$/;

/**
 * Lines of "address[,login[,weight]]", one for each elector; empty lines are passed over.
 * @param {string} text  @returns {Person[]}
 */
export function readPeople(text) {
  const people = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (!line.trim()) continue;
    const parts = line.split(",").map((part) => part.trim());
    const [address, login, weight, ...more] = parts;
    const person = { identity: parts.join(), login: login || address, weight: weight || "1" };
    const fits = LOGIN.test(address) && LOGIN.test(person.login) && /^(0|[1-9][0-9]{0,14})$/.test(person.weight);
    demand(fits && !more.length, Code.IDENTITY, { line: i + 1 });
    people.push(person);
  }
  demand(new Set(people.map(({ login }) => login.toLowerCase())).size === people.length, Code.IDENTITY, { line: 0 });
  return people;
}

/** @param {number} count @returns {Person[]} */
function sparePeople(count) {
  return Array.from({ length: count }, (_, i) => {
    const name = `spare-${i + 1}`;
    return { identity: name, login: name, weight: "1" };
  });
}

/** Smaller numbers first: texts of one length compare as their numbers do. @param {Entry} a  @param {Entry} b */
function byNumber({ published: a }, { published: b }) {
  return a.length - b.length || (a < b ? -1 : 1);
}

/**
 * @param {Order} order
 * @param {import("./ballot.js").Progress} [progress]
 * @param {import("./random.js").Random} [random]
 */
export async function makeCredentials(order, progress = () => {}, random = systemRandom) {
  const { group, people, spares = 0, form = Form.CHECKED } = order;
  const uuid = readUuid(order.uuid);
  const everybody = [...people, ...sparePeople(small(spares, 0, MOST))];
  small(everybody.length, 1, MOST);
  group.prepare(group.g);
  /** @type {Entry[]} */
  const entries = [];
  for (const person of everybody) {
    const credential = makeCredential(form, random);
    const secret = await secretExponent(credential, uuid, group);
    entries.push({ person, credential, published: group.text(group.power(group.g, secret)) });
    progress(entries.length, everybody.length);
  }
  demand(new Set(entries.map(({ published }) => published)).size === entries.length, Code.CREDENTIAL_COUNT);
  return lists(entries, people.some(({ weight }) => weight !== "1"), spares);
}

/** @param {Entry[]} entries  @param {boolean} weighted  @param {number} spares */
function lists(entries, weighted, spares) {
  const secretList = entries.map(({ person, credential }) => `${person.identity} ${credential}\n`).join("");
  const sorted = [...entries].sort(byNumber);
  const published = JSON.stringify(sorted.map((e) => (weighted ? `${e.published},${e.person.weight}` : e.published)));
  const withLogins = sorted.map((e) => `${e.published},${weighted ? e.person.weight : ""},${e.person.login}`);
  return {
    secretList,
    published,
    withLogins: JSON.stringify(withLogins),
    fingerprint: hashBase64(published),
    electors: entries.length - spares,
    spares,
  };
}
