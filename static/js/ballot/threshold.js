/* SPDX-License-Identifier: EUPL-1.2 */
/* The steps of one trustee towards a key that any t of n can use (Pedersen; protocol, sections 6.3 and 6.4): the
   certificate, the polynomial, the own key. The later fields are always written; texts without them are understood.
   Leaves out the server's steps between them, which need no secret. */

import { decimal, exactly, list, parseJson, record, small, string } from "./encoding.js";
import { Code, demand } from "./errors.js";
import { checkSigned, keysOf, makeSeed, receive, send, sign } from "./letters.js";
import { modulo } from "./modular.js";
import { systemRandom } from "./random.js";
import { publicKey } from "./trustees.js";

/** @typedef {import("./random.js").Random} Random */
/** @typedef {import("./groups.js").Group<any>} Group */
/** What everybody agreed on before. @typedef {{ group: Group, size: number, threshold: number }} Ceremony */
/** A trustee as the others know him. @typedef {{ vk: any, ek: any }} Peer */
/** @typedef {Ceremony & { seed: string, certificates: string[] }} Own */

const MOST_TRUSTEES = 100;
const UNREDUCED_BITS = 1000n;

/** @param {Ceremony} ceremony */
function checkCeremony({ size, threshold }) {
  small(size, 1, MOST_TRUSTEES);
  demand(threshold >= 1 && threshold <= size && Number.isInteger(threshold), Code.THRESHOLD, { size, threshold });
}

/** @param {Ceremony} ceremony  @param {number} index */
const context = ({ group, size, threshold }, index) => ({ group: group.name, size, threshold, index });

/**
 * Step 1: a new seed, to be kept by the trustee, and the certificate for everybody.
 * @param {Ceremony & { index: number }} ceremony  @param {Random} [random]
 */
export function makeCertificate(ceremony, random = systemRandom) {
  checkCeremony(ceremony);
  const { group, size, index } = ceremony;
  small(index, 1, size);
  const seed = makeSeed(random);
  const { sk, vk, ek } = keysOf(group, seed);
  const keys = { context: context(ceremony, index), verification: group.text(vk), encryption: group.text(ek) };
  return { seed, certificate: JSON.stringify(sign(group, sk, JSON.stringify(keys), random)) };
}

/** Under the neutral element everybody could read the letter. @param {Group} group  @param {unknown} text */
function readKey(group, text) {
  const key = group.element(text);
  demand(group.text(key) !== group.text(group.one), Code.NOT_A_MEMBER);
  return key;
}

/** @param {Ceremony} ceremony  @param {string} certificate  @param {number} index @returns {Peer} */
function readCertificate(ceremony, certificate, index) {
  const { group } = ceremony;
  const signed = exactly(parseJson(certificate), ["message", "signature"]);
  const keys = record(parseJson(string(signed.message)));
  const peer = { vk: readKey(group, keys.verification), ek: readKey(group, keys.encryption) };
  checkSigned(group, peer.vk, signed);
  const wanted = JSON.stringify(context(ceremony, index));
  const agreed = keys.context === undefined || JSON.stringify(keys.context) === wanted;
  demand(agreed, Code.THRESHOLD, { index });
  return peer;
}

/** All trustees in their order, and which one holds this seed. @param {Own} own */
function join(own) {
  checkCeremony(own);
  const { group, seed, certificates, size } = own;
  demand(certificates.length === size, Code.THRESHOLD, { size });
  group.prepare(group.g);
  const keys = keysOf(group, seed);
  const peers = certificates.map((certificate, i) => readCertificate(own, certificate, i + 1));
  const known = peers.map(({ vk }) => group.text(vk));
  demand(new Set(known).size === size, Code.THRESHOLD, { size });
  const index = known.indexOf(group.text(keys.vk)) + 1;
  demand(index > 0 && group.text(peers[index - 1].ek) === group.text(keys.ek), Code.SEED);
  return { keys, peers, index };
}

/** The value of the polynomial. @param {bigint[]} coefficients  @param {number} at  @param {bigint} q */
function evaluate(coefficients, at, q) {
  return coefficients.reduceRight((sum, coefficient) => modulo(sum * BigInt(at) + coefficient, q), 0n);
}

/**
 * Step 3: the own polynomial, one sealed value of it for each trustee, and the public commitments to it.
 * @param {Own} own  @param {Random} [random]
 */
export async function makePolynomial(own, random = systemRandom) {
  const { keys, peers } = join(own);
  const { group, threshold, certificates } = own;
  const coefficients = Array.from({ length: threshold }, () => random.below(group.q));
  const coefexps = coefficients.map((a) => group.text(group.power(group.g, a)));
  const post = (/** @type {any} */ ek, /** @type {object} */ message) =>
    send(group, { sk: keys.sk, ek, message: JSON.stringify(message) }, random);
  const bound = JSON.stringify({ certs: certificates.map(parseJson), coefexps });
  return JSON.stringify({
    polynomial: await post(keys.ek, { polynomial: coefficients.map(String) }),
    secrets: await Promise.all(
      peers.map(({ ek }, i) => post(ek, { secret: evaluate(coefficients, i + 1, group.q).toString() })),
    ),
    coefexps: sign(group, keys.sk, JSON.stringify({ coefexps }), random),
    signature: sign(group, keys.sk, `certs_sig|${bound}`, random).signature,
  });
}

/** @param {Own} own  @param {Peer} peer  @param {unknown} signed */
function readCommitments({ group, threshold }, { vk }, signed) {
  const { coefexps } = exactly(parseJson(checkSigned(group, vk, signed)), ["coefexps"]);
  return list(coefexps, threshold).map((text) => group.element(text));
}

/** A secret number; other programs send it before it is reduced. @param {Group} group  @param {unknown} text */
const readScalar = (group, text) => decimal(text, group.q << UNREDUCED_BITS) % group.q;

/**
 * What g to the power of the value at this index must be.
 * @param {Group} group
 * @param {any[]} commitments
 * @param {number} at
 */
function committed(group, commitments, at) {
  return commitments.reduceRight(
    (product, commitment) => group.multiply(group.power(product, BigInt(at)), commitment),
    group.one,
  );
}

/**
 * Step 5: opens what the others sent, refuses a share that does not fit its commitments, and makes the own key.
 * @param {Own & { vinput: string }} own  @param {Random} [random]
 */
export async function makeShare(own, random = systemRandom) {
  const { keys, peers, index } = join(own);
  const { group, size } = own;
  const input = record(parseJson(own.vinput));
  const [secrets, commitments] = [list(input.secrets, size), list(input.coefexps, size)];
  let x = 0n;
  for (const [i, peer] of peers.entries()) {
    const message = await receive(group, { keys, from: peer.vk }, secrets[i]);
    const share = readScalar(group, exactly(parseJson(message), ["secret"]).secret);
    const wanted = committed(group, readCommitments(own, peer, commitments[i]), index);
    demand(group.text(group.power(group.g, share)) === group.text(wanted), Code.SHARE, { index: i + 1 });
    x += share;
  }
  x = modulo(x, group.q);
  const published = publicKey(group, x, random);
  const { signature } = sign(group, keys.sk, published.public_key, random);
  const message = JSON.stringify({ decryption_key: x.toString() });
  return JSON.stringify({
    private_key: await send(group, { sk: keys.sk, ek: keys.ek, message }, random),
    public_key: { ...published, signature },
  });
}

/**
 * The decryption key out of the sealed text that was kept for its trustee.
 * @param {{ group: Group, seed: string, sealed: string, expected?: string }} kept
 */
export async function openShare({ group, seed, sealed, expected }) {
  const keys = keysOf(group, seed);
  const message = await receive(group, { keys, from: keys.vk }, sealed.trim());
  const x = readScalar(group, exactly(parseJson(message), ["decryption_key"]).decryption_key);
  demand(expected === undefined || group.text(group.power(group.g, x)) === expected, Code.KEY_MISMATCH);
  return x;
}
