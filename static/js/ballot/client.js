/* SPDX-License-Identifier: EUPL-1.2 */
/* What a page uses: tasks are asked for by name and answered by a promise. Leaves out every word to the reader: a
   refusal is a BallotError with a code. Nothing is kept: closing the client ends the worker and all it knew. */

import { BallotError, Code } from "./errors.js";

/** @typedef {import("./ballot.js").Progress} Progress */
/** @typedef {{ resolve: (value: any) => void, reject: (reason: Error) => void, progress: Progress }} Waiting */

export class BallotClient {
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #next = 1;
  #worker;
  /** Why nothing more can be asked. @type {string | undefined} */
  #ended;

  /** @param {string | URL} [address] of worker.js */
  constructor(address = new URL("./worker.js", import.meta.url)) {
    this.#worker = new Worker(address, { type: "module" });
    this.#worker.addEventListener("message", ({ data }) => this.#hear(data));
    this.#worker.addEventListener("error", () => this.#end(Code.NO_WORKER));
  }

  /**
   * @param {string} task  @param {unknown} input  @param {Progress} [progress]
   * @returns {Promise<any>}
   */
  run(task, input, progress = () => {}) {
    const id = this.#next;
    this.#next += 1;
    if (this.#ended) return Promise.reject(new BallotError(this.#ended));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress });
      this.#worker.postMessage({ id, task, input });
    });
  }

  close() {
    this.#end(Code.FAILED);
  }

  /** @param {any} message */
  #hear({ id, done, total, result, error }) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    if (total !== undefined) {
      waiting.progress(done, total);
      return;
    }
    this.#waiting.delete(id);
    if (error) waiting.reject(new BallotError(error.code, error.facts));
    else waiting.resolve(result);
  }

  /** @param {string} code */
  #end(code) {
    this.#ended = code;
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new BallotError(code));
    this.#waiting.clear();
  }
}
