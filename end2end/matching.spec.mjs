// Invoice lines that wait for a person: matched, taken back, set aside, taken up; what that does to the ledger and to
// the money that leaks.

import assert from 'node:assert/strict';

import { alive, open, openAlive, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

/** The numbers of the invoices whose lines wait. */
async function waiting(page) {
  await openAlive(page, '/billing/matching');
  return page.locator('tbody a.row-link').allInnerTexts();
}

/** Opens the line of an invoice in the queue. */
async function openLine(page, number) {
  await openAlive(page, '/billing/matching');
  await page.locator('tbody a.row-link', { hasText: number }).click();
  await page.locator('h1', { hasText: number }).waitFor();
  await page.locator('#places').waitFor();
}

/** The ledger row of a contract that an invoice bills. */
const billedBy = (page, number) => page.locator('table.grid tbody tr', { has: page.locator('a.number', { hasText: number }) });

/** Takes the match of a ledger row back, once what follows was read. */
async function takeBack(row) {
  const undo = row.locator('details', { has: row.page().locator('summary', { hasText: 'Undo' }) });
  await undo.locator('summary').click();
  assert.match(await undo.locator('p').innerText(), /goes from €215\.00 to €0\.00/);
  await undo.locator('button').click();
}

/** What leaks in a contract: what and how much. */
async function leaks(page, contract) {
  await open(page, `/leakage/findings?contract=${contract}`);
  await page.locator('.empty, table.findings').first().waitFor();
  const rows = await page.locator('table.findings tbody tr').all();
  const found = rows.map(async (row) => [
    await row.locator('a.row-link').innerText(),
    await row.locator('td.num').innerText(),
  ]);
  return Promise.all(found);
}

feature('matching', (journey) => {
  journey('a line that fits two places is matched to one of them, and the match is undone', async (tools) => {
    const { page, expectComplaint } = tools;
    await signInAs(page, 'finance');
    const before = await waiting(page);
    await scan(page);
    await openLine(page, 'FA-2026-0240');
    await scan(page);
    const place = page.locator('section[aria-labelledby=place-1]');
    const contract = (await place.locator('td .number').innerText()).trim();

    // More than the line has is refused, and what was typed stays.
    expectComplaint(/422.*\/matching\/match/);
    await page.locator('#place-1-0').fill('215.01');
    await place.locator('button.primary').click();
    await page.locator('[role=alert]', { hasText: '€215.00' }).waitFor();
    assert.equal(await page.locator('#place-1-0').inputValue(), '215.01');
    // What is refused next is said in its place.
    expectComplaint(/422.*\/matching\/set_aside/);
    await page.locator('section:has(#aside) button').click();
    await page.locator('#reason-problem').waitFor();
    assert.equal(await page.locator('[role=alert]').count(), 0);
    await page.locator('#place-1-0').fill('215.00');
    await place.locator('button.primary').click();
    await page.locator('.notice.green').waitFor();

    await openAlive(page, `/contracts/${contract}/money`);
    await billedBy(page, 'FA-2026-0240').waitFor();
    assert.match(await billedBy(page, 'FA-2026-0240').innerText(), /€215\.00\s+€215\.00\s+Billed/);
    assert.ok(!(await waiting(page)).includes('FA-2026-0240'));

    await openAlive(page, `/contracts/${contract}/money`);
    await takeBack(billedBy(page, 'FA-2026-0240'));
    await billedBy(page, 'FA-2026-0240').waitFor({ state: 'detached' });
    assert.deepEqual((await waiting(page)).sort(), before.sort());
    await openLine(page, 'FA-2026-0240');
    assert.equal(await place.locator('td .number').innerText(), contract, 'the place it was taken from is shown');
  });

  journey('a period whose invoice is taken away leaks, and no longer when the invoice is matched again', async ({ page }) => {
    const contract = 'C-2025-0033';
    await signInAs(page, 'finance');
    assert.deepEqual(await leaks(page, contract), []);
    await openAlive(page, `/contracts/${contract}/money`);
    // The invoice before the one that waits: its billing day is more than a month ago.
    const billed = page.locator('table.grid tbody tr', { has: page.locator('summary', { hasText: 'Undo' }) }).last();
    const number = await billed.locator('a.number').innerText();
    await takeBack(billed);
    await billedBy(page, number).waitFor({ state: 'detached' });
    assert.deepEqual(await leaks(page, contract), [['Period not invoiced', '€215.00']]);

    await openLine(page, number);
    await page.locator('section[aria-labelledby^=place-]', { hasText: contract }).first().locator('button.primary').click();
    await page.locator('.notice.green').waitFor();
    assert.deepEqual(await leaks(page, contract), []);
    await open(page, `/contracts/${contract}/money`);
    assert.match(await billedBy(page, number).innerText(), /€215\.00\s+€215\.00\s+Billed/);
  });

  journey('a line that belongs to no contract is set aside with a reason, and taken up again', async (tools) => {
    const { page, expectComplaint } = tools;
    const contract = 'C-2024-0023';
    await signInAs(page, 'finance');
    assert.deepEqual(await leaks(page, contract), [['Billed after the end', '£3,420.00']]);
    await openLine(page, 'INV-2026-0091');
    expectComplaint(/422.*\/matching\/set_aside/);
    await page.locator('section:has(#aside) button').click();
    await page.locator('#reason-problem').waitFor();
    await page.locator('#reason').fill('One visit in August, ordered by telephone');
    await page.locator('section:has(#aside) button').click();
    await page.locator('.notice.info', { hasText: 'ordered by telephone' }).waitFor();
    await scan(page);
    const line = new URL(page.url()).pathname;
    assert.ok(!(await waiting(page)).includes('INV-2026-0091'));
    assert.deepEqual(await leaks(page, contract), [['Billed after the end', '£1,710.00']]);

    await page.goto(line);
    await alive(page);
    await page.locator('form.actions button').click();
    await page.locator('#places').waitFor();
    assert.ok((await waiting(page)).includes('INV-2026-0091'));
    assert.deepEqual(await leaks(page, contract), [['Billed after the end', '£3,420.00']]);
  });
});
