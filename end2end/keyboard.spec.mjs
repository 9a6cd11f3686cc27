// Without a mouse: what is daily work is done with the keyboard alone. Wherever the focus goes on the way it is seen, it
// moves on, and it follows the order of the page.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { alive, field, focused, open, openAlive, signInAs, tabTo } from './helpers.mjs';
import { feature } from './journey.mjs';

/** Goes to something with the Tab key and presses another key on it. */
async function press(page, selector, key = 'Enter') {
  await tabTo(page, selector);
  await page.keyboard.press(key);
}

/** Goes to a field with the Tab key and types over what stands there. */
async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

feature('keyboard', (journey) => {
  journey('money that came in is recorded on a finding and taken back', async ({ page }) => {
    await signInAs(page, 'finance');
    await openAlive(page, '/leakage/findings?kind=missing_period&state=found');
    await press(page, 'tbody a.row-link');
    await page.locator('aside.next').waitFor();
    await press(page, 'aside.next form button.primary');
    await page.locator('#amount').waitFor();
    await focused(page, '.result');
    await type(page, '#amount', '100');
    await press(page, 'form:has(#amount) button');
    const entry = 'ul.proof > li';
    await page.locator(entry, { has: page.locator('summary') }).waitFor();
    await press(page, `${entry} summary`);
    await press(page, `${entry} form button`, 'Space');
    await page.locator(entry, { has: page.locator('summary') }).waitFor({ state: 'detached' });
    await focused(page, '.result');
  });

  journey('a file is brought, reviewed, accepted and taken back', async ({ page }) => {
    await signInAs(page, 'finance');
    await openAlive(page, '/imports');
    await tabTo(page, '#file-contracts');
    // The dialog in which a file is chosen belongs to the system.
    await page.locator('#file-contracts').setInputFiles(fileURLToPath(new URL('files/contrats.csv', import.meta.url)));
    await press(page, 'form:has(#file-contracts) button[type=submit]');
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
    await alive(page);
    await press(page, 'form#accept button.primary');
    await page.locator('.notice.green').waitFor({ timeout: 60_000 });
    await focused(page, '.result');
    await press(page, 'details:has(button.danger) > summary');
    await press(page, 'button.danger');
    await page.locator('.notice.info.result').waitFor({ timeout: 60_000 });
    await focused(page, '.result');
  });

  journey('a contract is created', async ({ page }) => {
    await signInAs(page, 'manager');
    await open(page, '/customers');
    const customer = await page.locator('table.grid tbody a').first().innerText();
    await openAlive(page, '/contracts/new');
    await type(page, '[id="title"]', 'Keyboard maintenance');
    await type(page, '[id="customer"]', customer);
    await press(page, '[id="legal_entity"]', 'ArrowDown');
    await tabTo(page, '[id="starts_on"]');
    // Whichever comes first, day or month.
    await page.keyboard.type('02022026');
    assert.equal(await field(page, 'starts_on').inputValue(), '2026-02-02');
    const line = 'details.more-lines > summary';
    if (!(await field(page, 'lines.0.description').isVisible())) await press(page, line);
    await type(page, '[id="lines.0.description"]', 'Maintenance');
    await type(page, '[id="lines.0.unit_price"]', '450');
    await press(page, 'form.contract-form .actions button[type=submit]');
    await page.waitForURL(/\/contracts\/C-/);
    await page.locator('h1', { hasText: 'Keyboard maintenance' }).waitFor();
  });
});
