// Jobs behind the pages: what ran, runs and failed.

import assert from 'node:assert/strict';

import { open, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

feature('job', (journey) => {
  journey('an administrator sees what is done behind the pages', async ({ page }) => {
    await signInAs(page, 'administrator');
    await open(page, '/administration/jobs');
    const daily = page.locator('table.grid tbody tr').first();
    await daily.waitFor();
    assert.ok((await daily.innerText()).trim().length > 0);
    await page.locator('select[name=state]').selectOption('dead');
    await page.locator('form.filters button[type=submit]').click();
    await page.waitForURL(/state=dead/);
    await page.locator('.empty').waitFor();
    await scan(page);
    await open(page, '/administration/mails');
    await scan(page);
  });
});
