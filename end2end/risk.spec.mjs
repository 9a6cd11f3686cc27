// Risk: a risk is written down, the contract gets a class and a review, and the review is done.

import assert from 'node:assert/strict';

import { field, open, openAlive, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

/** A contract that runs, by the address of its sheet. */
async function contract(page) {
  await open(page, '/contracts?stage=live');
  return page.locator('table.grid tbody a.row-link').nth(2).getAttribute('href');
}

feature('risk', (journey) => {
  journey('a risk is written down and the contract reviewed', async ({ page }) => {
    await signInAs(page, 'manager');
    const sheet = await contract(page);
    await openAlive(page, `${sheet}/risk/new`);
    await field(page, 'title').fill('Journey risk');
    await field(page, 'likelihood').selectOption('4');
    await field(page, 'impact').selectOption('5');
    await scan(page);
    await page.locator('main form button.primary').click();
    await page.waitForURL(`**${sheet}/risk`);
    await page.getByText('Journey risk').first().waitFor();
    await page.locator('.badge.seal').waitFor();
    await scan(page);
    await openAlive(page, `${sheet}/review`);
    const questions = page.locator('main form fieldset select');
    for (let at = 0; at < (await questions.count()); at += 1) await questions.nth(at).selectOption('ok');
    await field(page, 'outcome').selectOption('keep');
    await scan(page);
    await page.locator('main form button.primary').click();
    await page.waitForURL(`**${sheet}/risk`);
    await page.locator('[aria-labelledby="reviews"] table').waitFor();
  });

  journey('a review without answers says so at each question', async ({ page, expectComplaint }) => {
    expectComplaint(/422.*\/risk\/review/);
    await signInAs(page, 'manager');
    const sheet = await contract(page);
    await openAlive(page, `${sheet}/review`);
    await page.locator('main form button.primary').click();
    await page.locator('.error-summary').waitFor();
    assert.equal(await field(page, 'prices').getAttribute('aria-invalid'), 'true');
    await scan(page);
  });
});
