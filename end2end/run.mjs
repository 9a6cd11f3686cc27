// Runs the journeys: every `*.spec.mjs` beside this file, one a feature, in one browser, one after the other.
//
//   BASE_URL=http://127.0.0.1:3000 node run.mjs            all journeys against a server that runs
//   BASE_URL=http://127.0.0.1:3000 node run.mjs contract   those of spec files whose name contains "contract"

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

import { launch } from './browser.mjs';
import { journeys } from './journey.mjs';

/** How long one journey may take before it counts as failed, in milliseconds. */
const PATIENCE = 120_000;

const base = process.env.BASE_URL;
if (!base) {
  console.error('BASE_URL does not say where the server is, for example http://127.0.0.1:3000.');
  process.exit(2);
}

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const specs = (await readdir(here))
  .filter((name) => name.endsWith('.spec.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  .sort();
for (const spec of specs) {
  await import(join(here, spec));
}

const profile = await mkdtemp(join(tmpdir(), 'avenant-browser-'));
const browser = await launch(profile);
let passed = 0;
const failures = [];
try {
  for (const { feature, name, walk } of journeys) {
    const start = performance.now();
    const failure = await attempt(walk);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (failure) {
      failures.push({ feature, name });
      console.log(`FAILED  ${feature}: ${name} (${seconds} s)\n${indented(failure)}`);
    } else {
      passed += 1;
      console.log(`ok      ${feature}: ${name} (${seconds} s)`);
    }
  }
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}

console.log(`${passed} passed, ${failures.length} failed`);
// No journey at all means that a name was mistyped or the discovery is broken; neither is a success.
process.exit(failures.length === 0 && passed > 0 ? 0 : 1);

/**
 * Walks one journey in a browser context of its own: no cookie, no storage and no setting of another journey. Where
 * somebody else comes in, or the same person elsewhere, the journey asks for their page: `anotherBrowser()`.
 * Gives what went wrong, or nothing.
 */
async function attempt(walk) {
  const contexts = [];
  const complaints = [];
  const expected = [];
  const anotherBrowser = async (settings = {}) => {
    const context = await browser.newContext({ baseURL: base, locale: 'en-GB', timezoneId: 'Europe/Paris', ...settings });
    contexts.push(context);
    context.setDefaultTimeout(10_000);
    listen(context, complaints);
    return context.newPage();
  };
  const page = await anotherBrowser();
  const expectComplaint = (pattern) => expected.push(pattern);
  try {
    const error = await withinPatience(walk({ page, context: page.context(), anotherBrowser, expectComplaint }));
    const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
    if (!error && unexpected.length === 0) {
      return undefined;
    }
    return [
      ...(error ? [stripVTControlCharacters(error.stack ?? String(error))] : []),
      ...unexpected.map((text) => `The browser complained: ${text}`),
      `Address: ${page.url()}`,
      `Picture: ${await photograph(page)}`,
    ].join('\n');
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
  }
}

/** Gathers what the browser reports as wrong in any page of the context. */
function listen(context, complaints) {
  context.on('console', (message) => {
    if (message.type() === 'error') {
      complaints.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => complaints.push(`exception: ${error.error().stack ?? error.error()}`));
}

/** Waits for a walk to end, but not for ever; gives the error it ended with, or nothing. */
async function withinPatience(walk) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(new Error(`Not finished after ${PATIENCE / 1000} s.`)), PATIENCE);
  });
  try {
    return await Promise.race([walk.then(() => undefined, (error) => error), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function photograph(page) {
  try {
    const path = join(await mkdtemp(join(tmpdir(), 'avenant-failure-')), 'page.png');
    await writeFile(path, await page.screenshot({ fullPage: true }));
    return path;
  } catch (error) {
    return `none (${error.message})`;
  }
}

function indented(text) {
  return text.replace(/^/gm, '        ');
}
