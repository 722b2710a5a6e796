/* SPDX-License-Identifier: EUPL-1.2 */
/* The groups an election may name (protocol, section 2), one value for each name. Leaves out every other group:
   an election that names one is refused. */

import { EdwardsGroup } from "./edwards.js";
import { BallotError, Code } from "./errors.js";
import { ModularGroup } from "./modular.js";

/**
 * A group of prime order, written multiplicatively. What an element is, only the group knows.
 * @template E
 * @typedef {object} Group
 * @property {string} name
 * @property {bigint} q the order
 * @property {E} g the generator
 * @property {E} one the neutral element
 * @property {boolean} ranks whether whole numbers can be encoded (ranking questions)
 * @property {(text: unknown, how?: { trusted?: boolean }) => E} element checks membership unless the text is trusted
 * @property {(element: E) => string} text
 * @property {(element: E) => boolean} isMember
 * @property {(a: E, b: E) => E} multiply
 * @property {(a: E) => E} inverse
 * @property {(base: E, exponent: bigint) => E} power
 * @property {(base: E) => void} prepare makes later powers of this base cheap
 * @property {(prefix: string, elements: E[]) => bigint} hashToScalar protocol, section 2.4
 */

const rfc3526 = BigInt(
    "0x" +
      "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd" +
      "ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed" +
      "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f" +
      "83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b" +
      "e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510" +
      "15728e5a8aacaa68ffffffffffffffff",
);

/** @type {Record<string, () => Group<any>>} */
const makers = {
  "BELENIOS-2048": () =>
    new ModularGroup({
      name: "BELENIOS-2048",
      p: BigInt(
        "0x" +
      "a3ef2d011fefb1b6e39e568fccdffb0fb7dc7ef3a791b6862791811d21fc35f21e6d36856b428030421f514ed40bfd4c" +
      "06e092a495af8d79a2f85e0fb11c0ede07dd973f9c53e50930c6e82ac36de1ae3fb8c3aabfff12ce27a5022ddd8912d1" +
      "07435012768a2cdd0a4091d8fa447f6c7ebc15a349fa318a6b4fe17d8d47e843a3e14dfa9b2162f4d7229abe93a188b4" +
      "6b006517d6f6747ebbb29c9ec3099b607f18fb1a8bc858279aa8599411d998d3e3fada9e010840d082d8c31911acdd4a" +
      "0e7992d0f18cc759cb5de0acf66a3882555bc810941e021b6a4ccfa04ee4008f878affa2375e2999b44f6cef17d70730" +
      "1e59e0e6351e051ed9cec4157646e64f",
      ),
      q: BigInt("0xadb6066a73522565f4daa0f2579db7f2f0fa90c2168bc709e20263387d55c491"),
      g: BigInt(
        "0x" +
      "1307c1ab5f295885d7caa3a78a42415e31fd1c5807b61fb1e781878a52230a51988b98c259597f9c5a9dfd001d26ba31" +
      "d9d8976f01d95a1c8262ee68a0e92cea541e5219e0d0d094301b894236823fe1d4bc04e29f3748aefd4f10d5b1a356a8" +
      "643e673fd9d215fc8fe5fb9cf9fdb8ea88fdb1a3381a697fdf9c2458570b06d26aef1be365fdd90165f397c6b870df8c" +
      "1b9e519edcee8bb0f74b7a1615a274ba60a7ea574a61f552d2dde0ce514e0927c4ff49b1964c4a913731ae4268d60d7f" +
      "22127b6cbba44d453ac8b72fd04e0991b7aeff04867d8724ac638f5f34100d2d47aa680d43771902743d663f42d853c0" +
      "41e1c91fe3823f4bcf284308f1d7e653",
      ),
    }),
  "RFC-3526-2048": () => new ModularGroup({ name: "RFC-3526-2048", p: rfc3526, q: rfc3526 >> 1n, g: 2n }),
  Ed25519: () => new EdwardsGroup(),
};

/** @type {Map<string, Group<any>>} */
const made = new Map();

export const GROUPS = Object.freeze(Object.keys(makers));

/** The group of this name; its tables are kept for the next use. @param {unknown} name @returns {Group<any>} */
export function groupNamed(name) {
  if (typeof name !== "string" || !GROUPS.includes(name)) throw new BallotError(Code.UNKNOWN_GROUP);
  const group = made.get(name) ?? makers[name]();
  made.set(name, group);
  return group;
}
