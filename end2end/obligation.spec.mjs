// Obligations: written down on a contract, fulfilled in one click, handed over and accepted, found in the list.

import assert from 'node:assert/strict';

import { field, open, openAlive, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

/** A contract that runs, by the address of its sheet. */
async function contract(page) {
  await open(page, '/contracts?stage=live');
  return page.locator('table.grid tbody a.row-link').first().getAttribute('href');
}

/** The row of a day on which something falls due, by what is promised. */
const row = (page, title) => page.locator('tr[id^="due-"]', { hasText: title });

feature('obligation', (journey) => {
  journey('a recurring obligation is written down, and its first day fulfilled in one click', async ({ page }) => {
    await signInAs(page, 'manager');
    const sheet = await contract(page);
    await openAlive(page, `${sheet}/obligations/new`);
    await field(page, 'title').fill('Journey report');
    await field(page, 'repeats').selectOption('recurring');
    await field(page, 'unit').selectOption('months');
    await field(page, 'pattern').selectOption('last_day');
    await field(page, 'ends').selectOption('after');
    await field(page, 'times').fill('6');
    await page.locator('main form button.primary').click();
    await page.waitForURL(`**${sheet}/obligations`);
    await page.getByText(/every month on the last day, first on .*, 6 times/).waitFor();
    const first = row(page, 'Journey report').first();
    const before = await row(page, 'Journey report').count();
    assert.ok(before > 0, 'nothing falls due');
    const due = await first.getAttribute('id');
    await first.getByRole('button', { name: 'Fulfilled' }).click();
    await page.locator(`#${due}`).waitFor({ state: 'detached' });
    assert.equal(await row(page, 'Journey report').count(), before - 1);
    await scan(page);
  });

  journey('a form that cannot be saved says why at its field', async ({ page, expectComplaint }) => {
    expectComplaint(/422.*\/obligation\/save/);
    await signInAs(page, 'manager');
    const sheet = await contract(page);
    await openAlive(page, `${sheet}/obligations/new`);
    await field(page, 'repeats').selectOption('recurring');
    await field(page, 'unit').selectOption('weeks');
    await field(page, 'pattern').selectOption('last_day');
    await page.locator('main form button.primary').click();
    await page.locator('.error-summary').waitFor();
    assert.equal(await field(page, 'title').getAttribute('aria-invalid'), 'true');
    assert.equal(await field(page, 'pattern').getAttribute('aria-invalid'), 'true');
    await scan(page);
  });

  journey('a deliverable is handed over and accepted without scripts', async ({ anotherBrowser }) => {
    const page = await anotherBrowser({ javaScriptEnabled: false });
    await open(page, '/sign-in');
    await page.locator('button[data-role="manager"]').first().click();
    await page.locator('nav.rail').waitFor();
    const sheet = await contract(page);
    await open(page, `${sheet}/obligations/new`);
    await field(page, 'title').fill('Journey drawings');
    await field(page, 'kind').selectOption('deliverable');
    await page.locator('main form button.primary').click();
    await row(page, 'Journey drawings').first().waitFor();
    const step = async (name, label, text) => {
      const form = row(page, 'Journey drawings').first().locator('details', { hasText: name }).first();
      await form.locator('summary').click();
      await form.getByLabel(label).fill(text);
      await form.getByRole('button', { name: 'Record' }).click();
      await page.waitForLoadState();
    };
    await step('Handed over', 'What was handed over', 'Plans');
    await row(page, 'Journey drawings').first().getByText('waiting for acceptance').waitFor();
    await step('Accepted', 'Accepted by', 'Works manager');
    assert.equal(await row(page, 'Journey drawings').count(), 0, 'it is done');
    await page.getByText('Accepted at first').waitFor();
  });

  journey('the list over all contracts is filtered by its address', async ({ page }) => {
    await signInAs(page, 'service');
    await openAlive(page, '/obligations');
    await page.locator('tr[id^="due-"]').first().waitFor();
    await scan(page);
    await open(page, '/obligations?state=fulfilled&kind=milestone');
    const states = await page.locator('tr[id^="due-"] .badge').allInnerTexts();
    assert.ok(states.length > 0 && states.every((state) => state.trim() === 'fulfilled'), states.join(', '));
  });
});
