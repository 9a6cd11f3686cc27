// Loads the parts of the program that only some pages need. Written by `cargo xtask site`.
import { initSync } from "./avenant.js";

// Which pieces a pack holds, in order, with their lengths in bytes.
const contents = {
CONTENTS};

let imports;
function shared() {
  if (imports === undefined) {
    const { SHARED } = initSync(undefined, undefined);
    imports = { __wasm_split: { SHARED } };
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
  let from = 0;
  const joined = [];
  for (const [name, length] of contents[file.replace(".pack", "")]) {
    const piece = new Uint8Array(bytes, from, length);
    from += length;
    joined.push(once(pieces, name, () => WebAssembly.instantiate(piece, shared())));
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

