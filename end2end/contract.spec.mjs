// Contracts: the list, and the sheet with its dates and its money, in the three languages.

import assert from 'node:assert/strict';

import { open, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

feature('contract', (journey) => {
  journey('a contract is found by a word, and says why its dates are what they are', async ({ page }) => {
    await signInAs(page, 'sales');
    await open(page, '/contracts?q=cleaning');
    await scan(page);
    await page.locator('a.row-link').first().click();
    await page.locator('dl.facts').first().waitFor();
    await page.locator('details.why').first().click();
    assert.ok((await page.locator('details.why[open] li').count()) > 0);
    await scan(page);
    await page.locator('nav.tabs a[href$="/money"]').click();
    await page.locator('table.grid tbody tr').first().waitFor();
    await scan(page);
  });

  journey('notice is recorded, taken back with a reason, and the history says both', async ({ page }) => {
    await signInAs(page, 'manager');
    await open(page, '/contracts?stage=live&sort=deadline&order=down');
    await page.locator('a.row-link').first().click();
    const received = page.locator('form:has([name=notice_received_on])');
    await received.locator('[name=notice_received_on]').fill(new Date().toISOString().slice(0, 10));
    await received.locator('button[type=submit]').click();
    const taken = page.locator('aside.next details:has([name=reason])');
    await taken.waitFor();
    assert.equal(await received.count(), 0);
    await taken.locator('summary').click();
    await taken.locator('[name=reason]').fill('It was meant for the contract of another site');
    await taken.locator('button[type=submit]').click();
    await received.waitFor();
    await page.locator('nav.tabs a').last().click();
    await page.getByText('It was meant for the contract of another site').first().waitFor();
    await scan(page);
  });

  journey('the same pages speak French and Chinese', async ({ page }) => {
    await signInAs(page, 'manager');
    for (const [tag, title] of [['fr', 'Contrats'], ['zh', '合同']]) {
      await page.context().addCookies([{ name: 'language', value: tag, url: page.url() }]);
      await open(page, '/contracts');
      assert.equal(await page.locator('h1').innerText(), title);
      await scan(page);
      await open(page, '/leakage');
      await scan(page);
    }
  });
});
