/* SPDX-License-Identifier: EUPL-1.2 */
/* The client's tasks for other programs: reads lines {task, input}, answers each with a line {result} or {error}. */

import { createInterface } from "node:readline";
import "./material.mjs";

const { perform, told } = await import("../../static/js/ballot/tasks.js");

for await (const line of createInterface({ input: process.stdin })) {
  const { task, input } = JSON.parse(line);
  const answer = await perform(task, input).then((result) => ({ result }), (error) => ({ error: told(error) }));
  process.stdout.write(JSON.stringify(answer) + "\n");
}
