// Makes WebAssembly files small: `node shrink.mjs BINARYEN FILE…` writes `x.small` beside every `x.wasm`.
// One process for many files, because starting Binaryen takes longer than most of the pieces do.
import { readFileSync, writeFileSync } from 'node:fs';

const [module, ...files] = process.argv.slice(2);
// It warns of each section of names that it does not know; names are not kept anyway.
const say = console.error.bind(console);
console.warn = console.error = (line) => String(line).includes('unknown name subsection') || say(line);
const { default: binaryen } = await import(module);

// What rustc's output uses, and every browser served has.
const { MVP, BulkMemory, BulkMemoryOpt, NontrappingFPToInt, SignExt, MutableGlobals, ReferenceTypes, Multivalue } =
  binaryen.Features;
const features = MVP | BulkMemory | BulkMemoryOpt | NontrappingFPToInt | SignExt | MutableGlobals | ReferenceTypes | Multivalue;

// What makes the files smaller as they travel. The whole of `wasm-opt -Oz` makes them smaller only before brotli, and
// four per cent larger after it: it copies small functions to where they are called.
const passes = ['duplicate-function-elimination', 'remove-unused-module-elements', 'memory-packing', 'vacuum'];
for (const file of files) {
  const program = binaryen.readBinary(readFileSync(file));
  program.setFeatures(features);
  program.runPasses(passes);
  writeFileSync(file.replace(/\.wasm$/, '.small'), program.emitBinary());
  program.dispose();
}
