// From a spreadsheet to the money that leaks: the files are those of a French accounting program, in Windows-1252.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { open, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

const file = (name) => fileURLToPath(new URL(`files/${name}`, import.meta.url));

async function bring(page, kind, name) {
  await open(page, '/imports');
  await page.locator(`#file-${kind}`).setInputFiles(file(name));
  await page.locator(`form:has(#file-${kind}) button[type=submit]`).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await page.locator('html[data-hydrated]').waitFor();
  await page.locator('table.import-grid').waitFor();
  assert.equal(await page.locator('td.cell-error').count(), 0, await page.locator('table.import-grid').innerText());
}

async function accept(page) {
  await page.locator('form#accept button.primary').click();
  await page.locator('.notice.green').waitFor({ timeout: 60_000 });
}

/** The findings of a customer: what leaks and how much. */
async function findings(page, customer) {
  const rows = page.locator('section:has(#findings) tbody tr', { hasText: customer });
  return Promise.all((await rows.all()).map(async (row) => [
    await row.locator('a.row-link').innerText(),
    await row.locator('td.num').innerText(),
  ]));
}

feature('import', (journey) => {
  journey('contracts and invoices of a French company become exactly the leaks that are in them', async ({ page }) => {
    await signInAs(page, 'finance');
    await bring(page, 'contracts', 'contrats.csv');
    await scan(page);
    await accept(page);
    await bring(page, 'invoices', 'factures.csv');
    await accept(page);
    await open(page, '/leakage');
    assert.deepEqual(await findings(page, 'Hôtel du Parc'), [['Period not invoiced', '€1,200.00']]);
    assert.deepEqual(await findings(page, 'Clinique des Tilleuls'), [['Billed below the terms', '€450.00']]);
    assert.deepEqual(await findings(page, 'Fonderie Garance'), [['Billed twice', '€6,000.00']]);
  });

  journey('an import that is taken back leaves nothing behind', async ({ page }) => {
    await signInAs(page, 'finance');
    await open(page, '/imports');
    for (const name of ['factures.csv', 'contrats.csv']) {
      await open(page, '/imports');
      await page.locator('a.row-link', { hasText: name }).first().click();
      await page.locator('html[data-hydrated]').waitFor();
      await page.locator('button.danger').click();
      await page.locator('.notice.info').waitFor({ timeout: 60_000 });
    }
    await open(page, '/leakage');
    assert.deepEqual(await findings(page, 'Hôtel du Parc'), []);
    await open(page, '/contracts?q=Garance');
    assert.equal(await page.locator('tbody tr').count(), 0);
  });
});
