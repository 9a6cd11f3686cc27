// What journeys share: opening pages, signing in, scanning for barriers.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 A and AA, with all that they took over from their predecessors. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

const SCREENS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

/** Opens a page by its address and expects an HTTP status and exactly one main heading. */
export async function open(page, path, { status = 200 } = {}) {
  const response = await page.goto(path);
  assert.equal(response.status(), status, `${path} answered ${response.status()}`);
  await page.locator('h1').first().waitFor();
  assert.equal(await page.locator('h1').count(), 1, `${path} has not exactly one main heading`);
}

/** Opens a page that one may not see and expects to be told so, by status and in words. */
export async function refused(page, path) {
  await open(page, path, { status: 403 });
  assert.notEqual(await page.title(), '', `${path} has no title`);
  await page.locator('main [role=alert]', { hasText: 'Your roles do not let you' }).waitFor();
}

/** Waits until the browser side has taken the page over. */
export async function alive(page) {
  await page.locator('html[data-hydrated]').waitFor();
}

/** Opens a page and waits until its forms and menus work without loading it anew. */
export async function openAlive(page, path) {
  await open(page, path);
  await alive(page);
}

/** A field of a form, by its key. */
export function field(page, key) {
  return page.locator(`[id="${key}"]`);
}

/** Waits until the focus is on something or inside it. */
export async function focused(page, selector) {
  await page.waitForFunction((wanted) => document.activeElement?.closest(wanted), selector);
}

/**
 * Goes on with the Tab key until the focus is on something, and expects of every stop on the way that the focus is seen,
 * moves on, and follows the order of the page.
 */
export async function tabTo(page, selector) {
  const way = [];
  for (let step = 0; step < 150; step += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(stopped, selector);
    way.push(stop.name);
    assert.ok(stop.seen, `the focus cannot be seen at ${stop.name}`);
    // A field for a day has a stop for each of its parts.
    const same = way.slice(-5).every((name) => name === stop.name) && way.length >= 5;
    assert.ok(!same, `the focus stays at ${stop.name}`);
    assert.ok(stop.onwards, `the focus goes back to ${stop.name} after ${way.at(-2)}`);
    if (stop.there) return;
  }
  assert.fail(`${selector} is not reached:\n${way.join('\n')}`);
}

/** Where the focus is, in the page: whether that is seen, lies after the last stop, and is what is looked for. */
function stopped(selector) {
  const at = document.activeElement;
  const nowhere = !at || at === document.body;
  if (nowhere) {
    window.lastStop = undefined;
    return { name: 'the browser', seen: true, onwards: true, there: false };
  }
  const last = window.lastStop?.isConnected ? window.lastStop : undefined;
  window.lastStop = at;
  const ringed = (element) => [undefined, '::after'].some((pseudo) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element, pseudo);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
  });
  // The button inside a field for a day is the browser's own, with a ring of its own.
  const inside = at.matches('input[type=date]') && !at.matches(':focus');
  // Some controls leave the ring to their frame or label.
  const frames = [at, at.parentElement, at.parentElement?.parentElement, at.closest('label')].filter(Boolean);
  const { width, height } = (at.closest('label') ?? at).getBoundingClientRect();
  const onwards = !last || last === at || Boolean(last.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
  return {
    name: `${at.localName}${at.id ? `#${at.id}` : ''} ${(at.textContent ?? '').trim().slice(0, 40)}`,
    seen: width > 0 && height > 0 && (inside || frames.some(ringed)),
    onwards,
    there: at.matches(selector),
  };
}

/** Sets the language of this browser: `en`, `fr` or `zh`. */
export async function speak(page, language) {
  // For every page, not only for those beside the one that is open.
  await page.context().addCookies([{ name: 'language', value: language, url: new URL('/', page.url()).href }]);
}

/**
 * Signs in as one of the demonstration's persons: `administrator`, `manager`, `legal`, `finance`, `sales`,
 * `service`, `auditor` or `viewer`. The sign-in page offers a button for each, marked with the role.
 */
export async function signInAs(page, role) {
  await open(page, '/sign-in');
  // Without the browser side the button would work as well, but the answer would be waited for twice.
  await alive(page);
  await page.locator(`button[data-role="${role}"]`).first().click();
  await page.waitForURL((address) => address.pathname !== '/sign-in');
}

/**
 * Expects that the page, as it stands now, has no barrier that axe knows of and nothing wider than the screen: in
 * the light and the dark theme, on a desktop and on a phone. The screen is put back as it was.
 */
export async function scan(page) {
  const before = page.viewportSize();
  const found = [];
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const where = `${screen.width} px, ${colorScheme}`;
      found.push(...(await barriers(page)).map((barrier) => `${where}: ${barrier}`));
    }
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (excess > 0) {
      found.push(`${screen.width} px: the page is ${excess} px wider than the screen`);
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.setViewportSize(before);
  assert.equal(found.length, 0, `Barriers at ${page.url()}:\n${found.join('\n')}`);
}

async function barriers(page) {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axe);
  }
  const { violations } = await page.evaluate((rules) => window.axe.run(document, { runOnly: rules }), RULES);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => {
    return `${id} (${help}) at ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`;
  }));
}
