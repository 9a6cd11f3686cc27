// Starts the Chromium of this machine: nothing is downloaded, and what is tested is what Debian ships.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { chromium } from 'playwright-core';

/** Root has no sandbox to run in, and nothing but the server under test may be talked to. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser whose leavings (crash reports, caches) go to `folder`. */
export async function launch(folder) {
  return chromium.launch({
    executablePath: executable(),
    headless: true,
    args: FLAGS,
    env: { ...process.env, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder },
  });
}

/** The executable that CHROMIUM names, else the first of the usual names on the path. */
function executable() {
  if (process.env.CHROMIUM) {
    return process.env.CHROMIUM;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (!found) {
    throw new Error('Chromium is missing. Install it, or name an executable in the variable CHROMIUM.');
  }
  return found;
}
