// Renewals: found by the day to decide, decided with a reason, confirmed by a second person, and seen on the contract.

import assert from 'node:assert/strict';

import { field, open, openAlive, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

/** The first renewal of a list in a state, by the address of its page. */
async function first(page, state) {
  await open(page, `/renewals?state=${state}`);
  return page.locator('table.grid tbody a.row-link').first().getAttribute('href');
}

feature('renewal', (journey) => {
  journey('a renewal that nobody decided about is found late, and decided with a reason', async ({ page, expectComplaint }) => {
    expectComplaint(/422.*\/renewal\/decide/);
    await signInAs(page, 'manager');
    const path = await first(page, 'late');
    await scan(page);
    await openAlive(page, path);
    await page.getByText('Decision overdue').first().waitFor();
    await page.getByText('What to decide by').waitFor();
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    await page.locator('.error-summary').waitFor();
    await page.getByLabel('Renew as it is').check();
    await field(page, 'reason').fill('Good margin, pays on time');
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    await page.getByText(/Renew as it is, decided by .*: Good margin, pays on time/).waitFor();
    await scan(page);
    await open(page, path.replace('/renewal', ''));
    await page.getByText('It is decided: Renew as it is.').waitFor();
    await open(page, path.replace('/renewal', '/history'));
    await page.getByText(/decided on the renewal of .*: Renew as it is/).first().waitFor();
  });

  journey('a decision about much money waits for a second person, without scripts', async ({ anotherBrowser }) => {
    const page = await anotherBrowser({ javaScriptEnabled: false });
    await open(page, '/sign-in');
    await page.locator('button[data-role="administrator"]').first().click();
    await page.locator('nav.rail').waitFor();
    const path = await first(page, 'awaits_second');
    assert.ok(path, 'nothing waits');
    await open(page, path);
    await page.getByRole('button', { name: 'Confirm the decision' }).click();
    await page.getByText(/Confirmed by .* on/).waitFor();
  });

  journey('the list shows every renewal, each with its contract', async ({ page }) => {
    await signInAs(page, 'manager');
    await openAlive(page, '/renewals?state=all');
    assert.ok((await page.locator('table.grid tbody tr').count()) > 5);
    await scan(page);
    await page.locator('table.grid tbody a.row-link').first().click();
    await page.getByText('What to decide by').waitFor();
  });
});
