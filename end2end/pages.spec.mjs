// Every page, looked at as it opens: one main heading, no barrier, nothing wider than the screen.

import { open, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

/** Opens pages one after another and scans each. */
async function visit(page, paths) {
  for (const path of paths) {
    await open(page, path);
    await page.locator('html[data-hydrated]').waitFor();
    await scan(page);
  }
}

/** The address to which the first row of a list leads. */
async function first(page, path) {
  await open(page, path);
  return page.locator('table.grid tbody a').first().getAttribute('href');
}

feature('pages', (journey) => {
  journey('contracts and customers', async ({ page }) => {
    await signInAs(page, 'manager');
    const contract = await first(page, '/contracts');
    const customer = await first(page, '/customers');
    const tabs = ['edit', 'dates', 'files', 'obligations', 'obligations/new', 'risk', 'risk/new', 'review'].map((tab) => `${contract}/${tab}`);
    await visit(page, ['/contracts/new', ...tabs, '/obligations', '/risks', '/customers', '/customers/new', customer]);
    await visit(page, [`${customer}/contracts`, `${customer}/money`, `${customer}/people`, `${customer}/history`]);
  });

  journey('billing and leakage', async ({ page }) => {
    await signInAs(page, 'finance');
    const invoice = await first(page, '/billing/invoices');
    const finding = await first(page, '/leakage/findings');
    await visit(page, ['/billing', '/billing/matching', '/billing/invoices', invoice, '/leakage/findings', finding]);
  });

  journey('administration and one’s own pages', async ({ page }) => {
    await signInAs(page, 'administrator');
    const areas = ['people', 'teams', 'holidays', 'settings', 'entities', 'history'].map((area) => `/administration/${area}`);
    await visit(page, [...areas, '/profile', '/profile/absences', '/profile/tokens']);
  });
});
