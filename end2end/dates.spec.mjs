// The dates of a contract: every one with its reasons, and the terms about them that few contracts have.

import assert from 'node:assert/strict';

import { alive, field, open, openAlive, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

const date = (page, name) => page.locator('dl.facts > div', { has: page.getByText(name, { exact: true }) });

feature('dates', (journey) => {
  journey('notice by letter has a day to be sent, and both say why', async ({ page }) => {
    await signInAs(page, 'manager');
    await open(page, '/contracts?stage=live&sort=deadline&order=down');
    const contract = await page.locator('a.row-link').first().getAttribute('href');
    await openAlive(page, `${contract}/dates`);
    await scan(page);
    assert.equal(await date(page, 'Last day to send notice').count(), 0);
    await field(page, 'rolling').selectOption('before');
    await field(page, 'delivery').selectOption('registered_letter');
    await field(page, 'delivery_days').fill('8');
    await page.locator('main form button.primary').click();
    await date(page, 'Last day to send notice').waitFor();
    await date(page, 'Last day to send notice').locator('details.why summary').click();
    await date(page, 'Last day to send notice').getByText('A registered letter takes 8 days').waitFor();
    await scan(page);
    await open(page, `${contract}/history`);
    await page.getByText('changed the terms about dates').first().waitFor();
  });

  journey('what cannot be is refused at its field and keeps what was typed', async ({ page, expectComplaint }) => {
    expectComplaint(/status of 422 .*\/api\/contract\/change_dates/);
    await signInAs(page, 'manager');
    await open(page, '/contracts?stage=live&sort=deadline&order=down');
    const contract = await page.locator('a.row-link').first().getAttribute('href');
    await openAlive(page, `${contract}/dates`);
    await field(page, 'extended_until').fill('2001-01-01');
    await page.locator('main form button.primary').click();
    await page.locator('[id="extended_until"][aria-invalid=true]').waitFor();
    assert.equal(await field(page, 'extended_until').inputValue(), '2001-01-01');
  });

  journey('a holiday is added and put back', async ({ page }) => {
    await signInAs(page, 'administrator');
    await open(page, '/administration/holidays?region=france&year=2028');
    await alive(page);
    await scan(page);
    await field(page, 'day').fill('2028-05-26');
    await field(page, 'name').fill('Bridge of Ascension');
    await page.locator('form:has([name=kind]) button.primary').click();
    const row = page.locator('tr', { hasText: 'Bridge of Ascension' });
    await row.waitFor();
    await row.locator('button').click();
    await row.waitFor({ state: 'detached' });
    await page.locator('tr', { hasText: 'Ascension Day' }).waitFor();
  });
});
