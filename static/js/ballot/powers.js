/* SPDX-License-Identifier: EUPL-1.2 */
/* Powers in any group: of a base met once (windows of four bits), and of one met a hundred times (a comb, after Lim
   and Lee: the exponent's bits are read as a table with eight rows, a column at a time). */

/**
 * What is needed of a group.
 * @template E
 * @typedef {{ one: E, multiply: (a: E, b: E) => E, square: (a: E) => E }} Operations
 */

const ROWS = 8;

/** @template E  @param {Operations<E>} operations  @param {E} base  @param {bigint} exponent  @returns {E} */
export function plainPower({ one, multiply, square }, base, exponent) {
  const row = [one, base];
  while (row.length < 16) row.push(multiply(row[row.length - 1], base));
  let result = one;
  for (const digit of exponent.toString(16)) {
    if (result !== one) for (let i = 0; i < 4; i += 1) result = square(result);
    if (digit !== "0") result = multiply(result, row[parseInt(digit, 16)]);
  }
  return result;
}

/**
 * All powers of one base, for exponents of so many bits. More blocks cost more at first and less for each power.
 * @template E
 */
export class Comb {
  /** @param {Operations<E>} operations  @param {E} base  @param {{ bits: number, blocks: number }} size */
  constructor(operations, base, { bits, blocks }) {
    this.operations = operations;
    this.depth = Math.ceil(bits / (ROWS * blocks));
    this.columns = this.depth * blocks;
    this.tables = this.#tables(base, blocks);
  }

  /** For each block, the products of every choice of rows. @param {E} base  @param {number} blocks @returns {E[][]} */
  #tables(base, blocks) {
    const { one, multiply, square } = this.operations;
    /** @type {E[]} */
    const corners = [];
    let step = base;
    for (let bit = 0; bit < ROWS * this.columns; bit += 1) {
      if (bit % this.depth === 0) corners.push(step);
      step = square(step);
    }
    return Array.from({ length: blocks }, (_, block) => {
      const table = [one];
      for (let row = 0; row < ROWS; row += 1) {
        const corner = corners[row * blocks + block];
        for (const entry of table.slice()) table.push(entry === one ? corner : multiply(entry, corner));
      }
      return table;
    });
  }

  /** @param {bigint} exponent not longer than the comb @returns {E} */
  power(exponent) {
    const { one, multiply, square } = this.operations;
    const bits = exponent.toString(2).padStart(ROWS * this.columns, "0");
    const last = bits.length - 1;
    let result = one;
    for (let at = this.depth - 1; at >= 0; at -= 1) {
      if (result !== one) result = square(result);
      this.tables.forEach((table, block) => {
        let choice = 0;
        for (let row = ROWS - 1; row >= 0; row -= 1) {
          const bit = row * this.columns + block * this.depth + at;
          choice = 2 * choice + (bits.charCodeAt(last - bit) & 1);
        }
        if (choice) result = result === one ? table[choice] : multiply(result, table[choice]);
      });
    }
    return result;
  }
}
