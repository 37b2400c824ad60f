// Checks a proof of the ledger: RFC 6962 inclusion and consistency, C2SP signed notes with Ed25519. No page, no network.
const HASH = 32;
const LONGEST = 1_000_000;
const MOST_SIBLINGS = 64;
const NOTE = 0x01;
const KEYS = ["leaf", "index", "size", "siblings", "checkpoint"];
const encoder = new TextEncoder();

export class Unusable extends Error {}

function demand(holds, what) {
  if (!holds) throw new Unusable(what);
}

// Base64 as RFC 4648 section 4 writes it, and in no other way.
export function bytesOf(text, length) {
  demand(typeof text === "string" && /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0, "base64");
  const raw = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  demand(btoa(String.fromCharCode(...raw)) === text, "base64");
  demand(length === undefined || raw.length === length, "length");
  return raw;
}

export function same(one, other) {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function digest(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

const nodeOf = (left, right) => digest(Uint8Array.of(1), left, right);

// A proof as JSON: exactly these keys, and nothing in them of another form.
export function readProof(text) {
  demand(text.length <= LONGEST, "length");
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Unusable("json");
  }
  demand(found !== null && typeof found === "object" && !Array.isArray(found), "object");
  demand(Object.keys(found).sort().join() === [...KEYS].sort().join(), "keys");
  demand([found.index, found.size].every((count) => Number.isSafeInteger(count) && count >= 0), "count");
  demand(Array.isArray(found.siblings) && found.siblings.length <= MOST_SIBLINGS, "siblings");
  demand(typeof found.checkpoint === "string", "checkpoint");
  return {
    leaf: bytesOf(found.leaf, HASH),
    index: found.index,
    size: found.size,
    siblings: found.siblings.map((each) => bytesOf(each, HASH)),
    checkpoint: found.checkpoint,
  };
}

// name+id+base64: the id is the beginning of the digest of name and key, so that no one mistypes it.
export async function readKey(text) {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim());
  demand(match, "key");
  const raw = bytesOf(match[3], HASH + 1);
  demand(raw[0] === NOTE, "key");
  const id = (await digest(encoder.encode(`${match[1]}\n`), raw)).slice(0, 4);
  demand(hex(id) === match[2], "key");
  return { name: match[1], id, public: raw.slice(1) };
}

const hex = (raw) => Array.from(raw, (byte) => byte.toString(16).padStart(2, "0")).join("");

// A note: a text, an empty line, signature lines.
export function readNote(document) {
  demand(document.length <= LONGEST && !/[\x00-\x09\x0b-\x1f]/.test(document), "note");
  const gap = document.lastIndexOf("\n\n");
  demand(gap > 0 && document.endsWith("\n"), "note");
  const signatures = document.slice(gap + 2, -1).split("\n").map((line) => {
    const match = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line);
    demand(match, "signature");
    const raw = bytesOf(match[2]);
    demand(raw.length >= 5, "signature");
    return { name: match[1], id: raw.slice(0, 4), value: raw.slice(4) };
  });
  return { text: document.slice(0, gap + 1), signatures };
}

// What a checkpoint says: whose log it is, how many acts it holds, and its root.
export function readCheckpoint(text) {
  const [origin, size, root, ...rest] = text.replace(/\n$/, "").split("\n");
  demand(origin && size && root && rest.every(Boolean) && /^(0|[1-9][0-9]{0,15})$/.test(size), "checkpoint");
  demand(Number.isSafeInteger(Number(size)), "checkpoint");
  return { origin, size: Number(size), root: bytesOf(root, HASH) };
}

// The checkpoint of a note that `key` signed, or null where a signature is missing or does not hold.
export async function opened(document, key) {
  const note = readNote(document);
  const checkpoint = readCheckpoint(note.text);
  const named = note.signatures.filter((each) => each.name === key.name && same(each.id, key.id));
  const verifier = await crypto.subtle.importKey("raw", key.public, "Ed25519", false, ["verify"]);
  const message = encoder.encode(note.text);
  for (const each of named) {
    if (!(await crypto.subtle.verify("Ed25519", verifier, each.value, message))) return null;
  }
  return named.length && checkpoint.origin === key.name ? checkpoint : null;
}

// RFC 9162 section 2.1.3.2: does the leaf lead to this root?
export async function included({ leaf, index, size, siblings }, root) {
  if (index >= size) return false;
  let [place, last, node] = [index, size - 1, leaf];
  for (const sibling of siblings) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      node = await nodeOf(sibling, node);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      node = await nodeOf(node, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && same(node, root);
}

const half = (count) => Math.floor(count / 2);

// RFC 9162 section 2.1.4.2: does the log of `size` begin with the log of `old`?
export async function grown({ old, size, hashes }, oldRoot, root) {
  if (old > size) return false;
  if (old === size) return hashes.length === 0 && same(oldRoot, root);
  if (old === 0) return hashes.length === 0;
  const path = Number.isInteger(Math.log2(old)) ? [oldRoot, ...hashes] : [...hashes];
  if (!path.length) return false;
  let [place, last] = [old - 1, size - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  let [before, now] = [path[0], path[0]];
  for (const node of path.slice(1)) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [before, now] = [await nodeOf(node, before), await nodeOf(node, now)];
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      now = await nodeOf(now, node);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && same(before, oldRoot) && same(now, root);
}

// All steps in order, each true, false, or null where it was not come to. `ask(old)` gets {proof, checkpoint}.
export async function steps(document, vkey, earlier, ask) {
  const found = { read: null, signed: null, counted: null, included: null, earlier: null, grown: null };
  let proof, key;
  try {
    proof = readProof(document);
    key = await readKey(vkey);
    readCheckpoint(readNote(proof.checkpoint).text);
    found.read = true;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    found.read = false;
    return { found, proof: null };
  }
  const checkpoint = await opened(proof.checkpoint, key);
  found.signed = checkpoint !== null;
  if (!found.signed) return { found, proof };
  found.counted = checkpoint.size === proof.size;
  if (!found.counted) return { found, proof };
  found.included = await included(proof, checkpoint.root);
  if (found.included && earlier.trim()) await since(found, earlier, key, checkpoint, ask);
  return { found, proof };
}

// Both checkpoints must be beginnings of one log: of the larger of them, or of the log as it stands now.
async function since(found, earlier, key, checkpoint, ask) {
  const before = await opened(earlier.replaceAll("\r\n", "\n").trim() + "\n", key).catch((error) => {
    if (!(error instanceof Unusable)) throw error;
    return null;
  });
  found.earlier = before !== null;
  if (before === null) return;
  if (before.size === checkpoint.size) {
    found.grown = same(before.root, checkpoint.root);
    return;
  }
  found.grown = (await leads(before, key, ask)) && (await leads(checkpoint, key, ask));
}

async function leads(checkpoint, key, ask) {
  const answer = await ask(checkpoint.size);
  if (answer === null) return false;
  const now = await opened(answer.checkpoint, key);
  if (now === null || answer.proof.old !== checkpoint.size || answer.proof.new !== now.size) return false;
  const hashes = answer.proof.hashes.map((each) => bytesOf(each, HASH));
  return grown({ old: checkpoint.size, size: now.size, hashes }, checkpoint.root, now.root);
}
