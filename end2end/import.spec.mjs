// From a spreadsheet to the money that leaks: files of accounting programs in three countries, each with leaks planted.
// The French ones are in Windows-1252 and bill after the fact, the American ones count months and quarters of the
// calendar, the Chinese ones are in GB 18030 and say amounts with tax only.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { alive, focused, open, scan, signInAs, speak } from './helpers.mjs';
import { feature } from './journey.mjs';

const file = (name) => fileURLToPath(new URL(`files/${name}`, import.meta.url));

/** Brings a file and waits for its review. */
async function upload(page, kind, content) {
  await open(page, '/imports');
  await page.locator(`#file-${kind}`).setInputFiles(content);
  await page.locator(`form:has(#file-${kind}) button[type=submit]`).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await alive(page);
  await page.locator('table.import-grid').waitFor();
}

/** Brings a file in which everything is understood at once. */
async function bring(page, kind, name) {
  await upload(page, kind, file(name));
  assert.equal(await page.locator('td.cell-error').count(), 0, await page.locator('table.import-grid').innerText());
}

async function accept(page) {
  await page.locator('form#accept button.primary').click();
  await page.locator('.notice.green').waitFor({ timeout: 60_000 });
  // From the button over the work under way to what came of it.
  await focused(page, '.result');
}

/** Takes imports back, the first named first. */
async function takeBack(page, names) {
  for (const name of names) {
    await open(page, '/imports');
    await page.locator('a.row-link', { hasText: name }).first().click();
    // What goes is said before it does.
    await page.locator('details:has(button.danger) > summary').click();
    await page.locator('button.danger').click();
    await page.locator('.notice.info.result').waitFor({ timeout: 60_000 });
    await focused(page, '.result');
  }
}

/** The findings that the dashboard lists for a customer: what leaks and how much, in the order of their names. */
async function findings(page, customer) {
  await open(page, `/leakage?q=${encodeURIComponent(customer)}`);
  const rows = page.locator('section:has(#findings) tbody tr');
  const found = await Promise.all((await rows.all()).map(async (row) => {
    assert.match(await row.innerText(), new RegExp(customer));
    return [await row.locator('a.row-link').innerText(), await row.locator('td.num').innerText()];
  }));
  return found.sort();
}

/** Expects exactly these findings of each customer. */
async function leaks(page, expected) {
  for (const [customer, planted] of Object.entries(expected)) {
    assert.deepEqual(await findings(page, customer), planted, customer);
  }
}

/** The price lines which the review says are billed by the calendar, all of them agreed to. */
async function agreedAnchors(page) {
  const boxes = await page.locator('fieldset.anchors input[type=checkbox]').all();
  for (const box of boxes) {
    assert.ok(await box.isChecked(), 'what is certain is agreed to unless somebody says otherwise');
  }
  return boxes.length;
}

/** Expects that every invoice line of a customer found its place: none waits for a person. */
async function nothingWaits(page, customer) {
  await open(page, `/billing/matching?customer=${encodeURIComponent(customer)}`);
  await page.locator('.empty').waitFor();
}

feature('import', (journey) => {
  journey('contracts and invoices of a French company become exactly the leaks that are in them', async ({ page }) => {
    await signInAs(page, 'finance');
    await bring(page, 'contracts', 'contrats.csv');
    await scan(page);
    await accept(page);
    await bring(page, 'invoices', 'factures.csv');
    await accept(page);
    await leaks(page, {
      'Hôtel du Parc': [['Period not invoiced', '€1,200.00']],
      'Clinique des Tilleuls': [['Billed below the terms', '€450.00']],
      'Fonderie Garance': [['Billed twice', '€6,000.00']],
    });
  });

  journey('an import that is taken back leaves nothing behind', async ({ page }) => {
    await signInAs(page, 'finance');
    await takeBack(page, ['factures.csv', 'contrats.csv']);
    await leaks(page, { 'Hôtel du Parc': [], 'Clinique des Tilleuls': [], 'Fonderie Garance': [] });
    await open(page, '/contracts?q=Garance');
    assert.equal(await page.locator('tbody tr').count(), 0);
  });

  journey('American invoices by month and quarter show exactly the leaks that are in them', async ({ page }) => {
    await signInAs(page, 'finance');
    await bring(page, 'contracts', 'contracts-us.csv');
    await accept(page);
    await bring(page, 'invoices', 'invoices-us.csv');
    assert.equal(await agreedAnchors(page), 3);
    await scan(page);
    await accept(page);
    for (const customer of ['Larkspur', 'Quarry Lane', 'Bellwether']) await nothingWaits(page, customer);
    await leaks(page, {
      'Larkspur Dental Group': [['Billed below the terms', 'US$10.00'], ['Period not invoiced', 'US$310.00']],
      'Quarry Lane Storage': [['Billed twice', 'US$1,350.00']],
      'Bellwether Print Co.': [['Period not invoiced', 'US$480.00']],
    });
    await takeBack(page, ['invoices-us.csv', 'contracts-us.csv']);
    await leaks(page, { 'Larkspur Dental Group': [], 'Quarry Lane Storage': [], 'Bellwether Print Co.': [] });
    await open(page, '/contracts?q=Larkspur');
    assert.equal(await page.locator('tbody tr').count(), 0);
  });

  journey('Chinese invoices with tax, read in Chinese, show exactly the leaks that are in them', async ({ page }) => {
    await signInAs(page, 'finance');
    await speak(page, 'zh');
    await bring(page, 'contracts', 'hetong.csv');
    await scan(page);
    await accept(page);
    await bring(page, 'invoices', 'fapiao.csv');
    assert.equal(await agreedAnchors(page), 2);
    await accept(page);
    for (const customer of ['海棠', '云杉']) await nothingWaits(page, customer);
    await leaks(page, {
      '海棠物业管理有限公司': [['低于约定开票', '¥100.00'], ['漏开票期间', '¥3,100.00']],
      '云杉酒店有限公司': [['高于约定开票', '¥900.00']],
    });
    await takeBack(page, ['fapiao.csv', 'hetong.csv']);
    await leaks(page, { '海棠物业管理有限公司': [], '云杉酒店有限公司': [] });
    await open(page, '/contracts?q=海棠');
    assert.equal(await page.locator('tbody tr').count(), 0);
  });

  journey('columns that nobody can guess are explained in the page, and the explanation is kept', async ({ page }) => {
    await signInAs(page, 'finance');
    const key = Date.now().toString(36);
    const odd = (reference) => ({
      name: `odd-${reference}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from(`${key},K2,K3,K4,K5,K6,K7\n${reference},Acorn & Daughters,2026-01-01,2026-12-31,monthly,100.00,EUR\n`),
    });
    await upload(page, 'contracts', odd('X-1'));
    assert.ok(await page.locator('form#accept button').isDisabled(), 'nothing can be accepted yet');
    const fields = ['number', 'customer', 'starts_on', 'ends_on', 'frequency', 'amount_per_period', 'currency'];
    const reading = page.locator('details', { has: page.locator('#column-0') });
    if (!(await reading.evaluate((details) => details.open))) await reading.locator('summary').click();
    for (const [at, field] of fields.entries()) await page.locator(`#column-${at}`).selectOption(field);
    await reading.locator('button[type=submit]').click();
    await page.locator('.import-grid td', { hasText: 'Acorn & Daughters' }).waitFor();
    assert.equal(await page.locator('td.cell-error').count(), 0);

    const keeping = page.locator('details', { has: page.locator('#mapping-name') });
    await keeping.locator('summary').click();
    await page.locator('#mapping-name').fill('The odd program');
    await keeping.locator('button[type=submit]').click();
    await keeping.getByRole('status').waitFor();
    await accept(page);

    await upload(page, 'contracts', odd('X-2'));
    await page.locator('p.soft', { hasText: 'The odd program' }).waitFor();
    await page.locator('.import-grid td', { hasText: 'Acorn & Daughters' }).waitFor();
    await accept(page);
    await takeBack(page, ['odd-X-2.csv', 'odd-X-1.csv']);
  });

  journey('the review of a file and the meaning of its columns have no barrier in any language', async ({ page }) => {
    await signInAs(page, 'finance');
    const odd = 'K1,K2,K3\nX-9,Acorn & Daughters,soon\n';
    const files = [file('contrats.csv'), { name: 'odd.csv', mimeType: 'text/csv', buffer: Buffer.from(odd) }];
    for (const content of files) {
      await upload(page, 'contracts', content);
      const review = page.url();
      for (const language of ['en', 'fr', 'zh']) {
        await speak(page, language);
        await open(page, new URL(review).pathname);
        await alive(page);
        const reading = page.locator('details', { has: page.locator('#column-0') });
        if (!(await reading.evaluate((details) => details.open))) await reading.locator('summary').click();
        await scan(page);
      }
      await speak(page, 'en');
    }
  });

  journey('whoever imports without seeing what leaks is not led there', async ({ page }) => {
    await signInAs(page, 'legal');
    await bring(page, 'contracts', 'contrats.csv');
    await accept(page);
    await page.locator('details:has(button.danger) > summary').waitFor();
    assert.equal(await page.locator('main a[href="/leakage"]').count(), 0);
    await takeBack(page, ['contrats.csv']);
  });
});
