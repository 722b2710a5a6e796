/* SPDX-License-Identifier: EUPL-1.2 */
/* Every derivation the client shares with the rest of the world, as pairs of what vectors.json fixes and what our
   modules give. Knows neither Node nor browsers: whoever runs it hands in the modules and the numbers. */

/** Numbers handed out in order. */
export function fixedRandom(...numbers) {
  const left = [...numbers];
  return { below: () => left.shift() };
}

function* numbers({ encoding, groups }, vectors) {
  const { groupNamed } = groups;
  const small = groupNamed("BELENIOS-2048");
  const large = groupNamed("RFC-3526-2048");
  for (const name of ["p", "q", "g"]) {
    yield [`BELENIOS-2048 ${name}`, vectors.belenios2048[`${name}_sha256`], encoding.hashHex(small[name].toString())];
  }
  for (const name of ["p", "q"]) {
    const found = encoding.hashHex(large[name].toString());
    yield [`RFC-3526-2048 ${name}`, vectors.rfc3526[`${name}_decimal_sha256`], found];
  }
  for (const { group: name, prefix, elements, value } of vectors.hash_to_zq) {
    const group = groupNamed(name);
    const read = elements.map((text) => group.element(text));
    yield [`${name} hash to a scalar`, value, group.hashToScalar(prefix, read).toString()];
  }
}

function* points({ groups }, { ed25519 }) {
  const group = groups.groupNamed("Ed25519");
  yield ["order", ed25519.q, group.q.toString()];
  yield ["generator", ed25519.g, group.text(group.g)];
  yield ["neutral point", ed25519.identity, group.text(group.one)];
  yield ["g^2", ed25519["g^2"], group.text(group.power(group.g, 2n))];
  yield ["g^(q-1)", ed25519["g^(q-1)"], group.text(group.power(group.g, -1n))];
  for (const text of Object.values(ed25519).filter((value) => value.length === 64)) {
    yield ["point read and written", text, group.text(group.element(text))];
  }
}

async function* credentials({ credentials: { readCredential, secretExponent }, groups }, vectors) {
  for (const kind of ["credential", "credential_since_2.4"]) {
    const fixed = vectors[kind];
    for (const name of ["BELENIOS-2048", "Ed25519"]) {
      const group = groups.groupNamed(name);
      const secret = await secretExponent(fixed.credential, fixed.uuid, group);
      yield [`${kind} ${name}`, fixed[`secret_${name}`], secret.toString()];
      const wanted = fixed[`public_${name}`];
      if (wanted) yield [`${kind} ${name}, public`, wanted, group.text(group.power(group.g, secret))];
    }
  }
  for (const { first14, last } of vectors.checksum) {
    yield ["check character", first14 + last, readCredential(first14 + last).replaceAll("-", "")];
  }
}

function* proofs({ groups, letters, proofs: { proveExponent, proveOneOf }, modular: { invert, modulo } }, vectors) {
  const { pki, pok_fixed: pok, individual_proof_fixed: slot, lagrange } = vectors;
  const keys = letters.keysOf(groups.groupNamed(pki.group), pki.seed);
  yield ["keys out of a seed", [pki.sk, pki.dk, pki.vk, pki.ek].join(), [keys.sk, keys.dk, keys.vk, keys.ek].join()];
  const group = groups.groupNamed(pok.group);
  const known = proveExponent(group, BigInt(pok.x), `pok|${group.name}|${pok.public_key}|`, fixedRandom(BigInt(pok.w)));
  const wanted = { challenge: pok.challenge, response: pok.response };
  yield ["proof of a key", JSON.stringify(wanted), JSON.stringify(known)];
  const claims = [{ secret: 777n, gap: 1n }, { secret: 777n, gap: 0n }];
  const key = { group, y: group.element(slot.y) };
  const proof = proveOneOf(key, claims, `prove|fp|cred|${slot.alpha},${slot.beta}|`, fixedRandom(11n, 22n, 33n));
  yield ["proof of 0 or 1", JSON.stringify(slot.proof), JSON.stringify(proof)];
  const { q } = groups.groupNamed(lagrange.q);
  for (const j of lagrange.indexes) {
    const others = lagrange.indexes.filter((k) => k !== j);
    const found = others.reduce((part, k) => modulo(part * BigInt(k) * invert(BigInt(k - j), q), q), 1n);
    yield [`Lagrange ${j}`, lagrange[`lambda_${j}`], found.toString()];
  }
}

/** The modules by name, from wherever `load` gets them. */
export async function modules(load) {
  const names = ["credentials", "encoding", "groups", "letters", "modular", "proofs"];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await load(name)])));
}

/** All of it: [what, wanted, found]. */
export async function checks(parts, vectors) {
  const all = [...numbers(parts, vectors), ...points(parts, vectors), ...proofs(parts, vectors)];
  for await (const check of credentials(parts, vectors)) all.push(check);
  return all;
}
