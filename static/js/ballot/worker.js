/* SPDX-License-Identifier: EUPL-1.2 */
/* The worker: does one task after another away from the page, so that the page stays alive, and says how far it is.
   In: {id, task, input}. Out: {id, done, total}, then {id, result} or {id, error: {code, facts}}. */

import { perform, told } from "./tasks.js";

self.addEventListener("message", async ({ data: { id, task, input } }) => {
  const progress = (/** @type {number} */ done, /** @type {number} */ total) => self.postMessage({ id, done, total });
  try {
    self.postMessage({ id, result: await perform(task, input, progress) });
  } catch (error) {
    self.postMessage({ id, error: told(error) });
  }
});
