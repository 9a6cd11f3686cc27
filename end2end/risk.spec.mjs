// Risk: a risk is written down, the contract gets a class and a review, and the review is done.

import assert from 'node:assert/strict';

import { alive, field, open, openAlive, scan, signInAs } from './helpers.mjs';
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

  journey('what is half answered in a review is offered back after a reload, and goes once it is done', async ({ page }) => {
    await signInAs(page, 'manager');
    const sheet = await contract(page);
    const review = `${sheet}/review`;
    await openAlive(page, review);
    const answers = page.locator('form.drafted fieldset select');
    const code = await answers.first().locator('option').nth(1).getAttribute('value');
    await answers.first().selectOption(code);
    await field(page, 'next_steps').fill('Ask for the fire certificate');
    await page.reload();
    await alive(page);
    await page.locator('.draft-bar button').first().click();
    await page.waitForFunction(() => document.getElementById('next_steps').value === 'Ask for the fire certificate');
    assert.equal(await answers.first().inputValue(), code);
    for (const select of await page.locator('form.drafted select').all()) {
      await select.selectOption({ index: 1 });
    }
    await page.locator('form.drafted button.primary').click();
    await page.waitForURL(`**${sheet}/risk`);
    await page.getByText('Ask for the fire certificate').first().waitFor();
    await page.waitForFunction(() => !Object.keys(localStorage).some((name) => name.startsWith('draft:')));
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
