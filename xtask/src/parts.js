// Loads the parts of the program that only some pages need. Written by `cargo xtask site`.
import { initSync } from "./avenant.js";

let imports;
function shared() {
  if (imports === undefined) {
    const { SHARED } = initSync(undefined, undefined);
    imports = { __wasm_split: {PROOF SHARED } };
  }
  return imports;
}

// Each pack is loaded and each piece joined once; what failed is tried again when it is next needed.
const once = (memory, name, make) => {
  if (!memory.has(name)) {
    const made = make();
    memory.set(name, made);
    made.catch(() => memory.delete(name));
  }
  return memory.get(name);
};
const packs = new Map();
const pieces = new Map();

async function load(file) {
  const answer = await fetch(new URL(`./${file}`, import.meta.url));
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  // The first line says of each piece its number and its length in bytes; then come the pieces.
  let from = new Uint8Array(bytes).indexOf(10) + 1;
  const contents = new TextDecoder().decode(bytes.slice(0, from)).trim().split(" ").map(Number);
  const joined = [];
  for (let at = 0; at < contents.length; at += 2) {
    const piece = new Uint8Array(bytes, from, contents[at + 1]);
    from += piece.length;
    joined.push(once(pieces, contents[at], () => WebAssembly.instantiate(piece, shared())));
  }
  await Promise.all(joined);
}

const loader = (files) => async (callback, data) => {
  let loaded = false;
  try {
    await Promise.all(files.map((file) => once(packs, file, () => load(file))));
    loaded = true;
  } catch (cause) {
    console.error(cause);
  }
  shared().__wasm_split.__indirect_function_table.get(callback)(data, loaded);
};

