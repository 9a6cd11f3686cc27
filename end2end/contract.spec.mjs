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
    await page.locator('nav.tabs a').nth(1).click();
    await page.locator('table.grid tbody tr').first().waitFor();
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
