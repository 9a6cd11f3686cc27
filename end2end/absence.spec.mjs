// Absences: entered on one's own page, refused at their field, and taken back.

import assert from 'node:assert/strict';

import { field, openAlive, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

/** A day so many days from today, as a control of days takes it. */
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The first who is offered to stand in. */
const someone = (page) => field(page, 'stand_in').locator('option:not([value=""])').first().getAttribute('value');

feature('absence', (journey) => {
  journey('somebody enters an absence, changes it and takes it back', async ({ page }) => {
    await signInAs(page, 'sales');
    await openAlive(page, '/profile/absences');
    const rows = page.locator('table.grid tbody tr');
    const before = await rows.count();
    await field(page, 'first').fill(inDays(40));
    await field(page, 'last').fill(inDays(45));
    await field(page, 'stand_in').selectOption(await someone(page));
    await page.locator('main form button.primary').click();
    await rows.nth(before).waitFor();
    await scan(page);
    await rows.last().getByRole('link').click();
    await page.locator('h2#change').waitFor();
    await scan(page);
    await field(page, 'last').fill(inDays(47));
    await page.locator('main form button.primary').click();
    await page.locator('h2#change').waitFor({ state: 'detached' });
    await rows.last().locator('summary').click();
    await rows.last().locator('button.danger').click();
    await rows.nth(before).waitFor({ state: 'detached' });
  });

  journey('an absence that ends before it begins is refused at its field', async ({ page, expectComplaint }) => {
    expectComplaint(/422.*\/absence\/enter/);
    await signInAs(page, 'manager');
    await openAlive(page, '/profile/absences');
    await field(page, 'first').fill(inDays(60));
    await field(page, 'last').fill(inDays(50));
    await field(page, 'stand_in').selectOption(await someone(page));
    await page.locator('main form button.primary').click();
    await page.locator('.error-summary').waitFor();
    assert.equal(await field(page, 'last').getAttribute('aria-invalid'), 'true');
    await scan(page);
  });
});
