// Files on records: attached with what came of it said, given new versions, previewed, refused, removed for a reason.

import assert from 'node:assert/strict';

import { alive, open, openAlive, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const pdf = (words) => ({ name: 'Signed.pdf', mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7\n${words}`) });
const picture = { name: 'boiler.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') };
const program = { name: 'contract.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\u0090\u0000') };

/** Chooses files and sends them. */
async function send(page, ...files) {
  await page.locator('#files-chosen').setInputFiles(files);
  await page.locator('form[data-sending] button[type=submit]').click();
}

/** What is said after the page came anew. */
const told = (page, words) => page.locator('.notice', { hasText: words }).waitFor();

/** The row of a file. */
const row = (page, name) => page.locator('.files .file-row', { hasText: name }).first();

/** The address to which the first row of a list leads. */
async function first(page, path) {
  await open(page, path);
  return page.locator('table.grid tbody a').first().getAttribute('href');
}

feature('attachment', (journey) => {
  journey('files are attached to a contract, given a new version, previewed and removed', async (tools) => {
    const { page, expectComplaint } = tools;
    await signInAs(page, 'manager');
    const files = `${await first(page, '/contracts')}/files`;
    await openAlive(page, files);
    await scan(page);

    await send(page, pdf('one'), picture);
    await told(page, '2 files were attached.');
    await alive(page);
    await send(page, pdf('two'));
    await told(page, '1 file was attached.');
    await alive(page);
    assert.match(await row(page, 'Signed.pdf').innerText(), /version 2 · PDF/);
    await page.locator('.files summary', { hasText: '1 earlier version' }).waitFor();
    // The bar at the top would cover half of a button.
    await page.evaluate(() => scrollTo(0, 0));
    await scan(page);

    // What may not be attached is said where the file is still chosen.
    expectComplaint(/422.*\/files\/upload/);
    await send(page, program);
    await page.locator('form[data-sending] [role=status]', { hasText: 'Programs cannot be attached.' }).waitFor();
    assert.equal(await page.locator('#files-chosen').evaluate((input) => input.files.length), 1);

    await row(page, 'boiler.png').locator('a.button').click();
    await page.locator('h1', { hasText: 'boiler.png' }).waitFor();
    await page.waitForFunction(() => document.querySelector('main img')?.naturalWidth === 1);
    await scan(page);
    await page.locator('a.button', { hasText: 'Back' }).click();
    await page.waitForURL((address) => address.pathname === files);
    await alive(page);

    const removal = row(page, 'boiler.png').locator('details.give-up');
    await removal.locator('summary').click();
    expectComplaint(/422.*\/attachment\/remove/);
    await removal.locator('input[name=reason]').fill(' ');
    await removal.locator('button').click();
    await removal.locator('.field-error').waitFor();
    await removal.locator('input[name=reason]').fill('Of another customer');
    await removal.locator('button').click();
    await page.locator('.files .file-row', { hasText: 'boiler.png' }).waitFor({ state: 'detached' });
    await open(page, files.replace(/files$/, 'history'));
    await page.locator('.timeline', { hasText: 'removed the file boiler.png (version 1): Of another customer' }).waitFor();
  });

  journey('a file is attached to an invoice, and whoever may not change it only reads it', async ({ page }) => {
    await signInAs(page, 'finance');
    const invoice = await first(page, '/billing/invoices');
    await openAlive(page, invoice);
    await send(page, { ...pdf('paid'), name: 'remittance.pdf' });
    await told(page, '1 file was attached.');
    await scan(page);
    await page.context().clearCookies();
    await signInAs(page, 'auditor');
    await openAlive(page, invoice);
    await row(page, 'remittance.pdf').waitFor();
    assert.equal(await page.locator('form[data-sending]').count(), 0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      row(page, 'remittance.pdf').locator('.file-name a').click(),
    ]);
    assert.equal(download.suggestedFilename(), 'remittance.pdf');
  });
});
