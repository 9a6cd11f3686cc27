// The product answers at all, and leads to where somebody wanted to go.

import { open } from './helpers.mjs';
import { feature } from './journey.mjs';

feature('smoke', (journey) => {
  journey('the first page opens', async ({ page }) => {
    await open(page, '/');
  });

  journey('whoever follows a link and signs in on the way comes to where it leads', async ({ page }) => {
    await open(page, '/contracts?stage=live');
    await page.locator('button[data-role=manager]').click();
    await page.waitForURL((address) => address.pathname === '/contracts' && address.search === '?stage=live');
    await page.locator('tbody tr').first().waitFor();
  });
});
