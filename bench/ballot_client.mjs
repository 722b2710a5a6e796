/* SPDX-License-Identifier: EUPL-1.2 */
/* Computing time of the ballot client in Node, in milliseconds, as a line of JSON: the first ballot of a fresh process,
   which is what an elector waits for, and the median of later ones.
   Usage: node bench/ballot_client.mjs [GROUP] [ANSWERS] [ROUNDS] */

import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";

globalThis.crypto ??= webcrypto;

const { groupNamed } = await import("../static/js/ballot/groups.js");
const { makeCredential } = await import("../static/js/ballot/credentials.js");
const { perform } = await import("../static/js/ballot/tasks.js");

const [name = "BELENIOS-2048", answers = "12", rounds = "15"] = process.argv.slice(2);
const names = Array.from({ length: Number(answers) }, (_, i) => `Candidate ${i + 1}`);
const group = groupNamed(name);
const election = JSON.stringify({
  version: 1,
  description: "",
  name: "Council",
  group: name,
  public_key: group.text(group.power(group.g, 123456789n)),
  questions: [{ answers: names, min: 0, max: 3, question: "Up to three" }],
  uuid: "8b1Ji4t9q46N5N",
});
const choices = [names.map((_, i) => Number(i < 3))];
const input = { election, credential: makeCredential("checked"), choices };

/** What the main thread has computed: what somebody waits for on a machine that does nothing else. */
const computed = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf-8").split(" ")[0]) / 1e6;

const times = [];
for (let round = 0; round <= Number(rounds); round += 1) {
  const began = computed();
  await perform("ballot", input);
  times.push(computed() - began);
}
const [first, ...later] = times;
later.sort((a, b) => a - b);
process.stdout.write(JSON.stringify({ first, later: later[later.length >> 1] }) + "\n");
