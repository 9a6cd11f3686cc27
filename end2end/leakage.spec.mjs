// The leakage dashboard, and a finding from its discovery to its end.

import assert from 'node:assert/strict';

import { alive, focused, open, openAlive, scan, signInAs, speak } from './helpers.mjs';
import { feature } from './journey.mjs';

feature('leakage', (journey) => {
  journey('a manager sees the money that leaks at once after signing in', async ({ page }) => {
    await signInAs(page, 'manager');
    await page.waitForURL(/\/leakage$/);
    await page.locator('section:has(#findings) tbody tr').first().waitFor();
    await scan(page);
  });

  journey('the page of one finding has no barrier in any language', async ({ page }) => {
    await signInAs(page, 'finance');
    await open(page, '/leakage/findings?kind=missing_period');
    const finding = await page.locator('a.row-link').first().getAttribute('href');
    for (const language of ['en', 'fr', 'zh']) {
      await speak(page, language);
      await openAlive(page, finding);
      await scan(page);
    }
  });

  journey('a finding is claimed and waived with a reason, and its page says so', async ({ page, expectComplaint }) => {
    await signInAs(page, 'finance');
    await open(page, '/leakage?kind=billed_twice');
    await page.locator('a.row-link').first().click();
    await page.locator('aside.next').waitFor();
    await page.locator('html[data-hydrated]').waitFor();
    await scan(page);
    await page.locator('aside.next button.primary').click();
    await page.locator('#amount').waitFor();
    // Without a reason it is refused at the field.
    expectComplaint(/422/);
    await page.locator('aside.next form:has(#reason) button').click();
    await page.locator('.field-error').waitFor();
    await page.locator('#reason').fill('Agreed with the customer: credited next month');
    await page.locator('aside.next form:has(#reason) button').click();
    await page.locator('aside.next form:has(#reason)').waitFor({ state: 'detached' });
  });

  journey('money comes in by parts and is taken back by entry, and the contract says what is left', async ({ page }) => {
    await signInAs(page, 'finance');
    await openAlive(page, '/leakage?kind=missing_period&state=found');
    await page.locator('a.row-link').first().click();
    await page.locator('aside.next button.primary').click();
    const amount = page.locator('#amount');
    await amount.waitFor();
    // The button that was pressed is gone: the focus is on what came of it.
    await focused(page, '.result');
    const open = await amount.inputValue();
    const rest = (Number(open) - 100).toFixed(2);
    await amount.fill('100');
    await page.locator('form:has(#amount) button').click();
    const entries = page.locator('ul.proof > li', { has: page.locator('summary') });
    await entries.first().waitFor();
    assert.equal(await entries.count(), 1);
    // What is offered next is what is left, so that a second click records nothing twice.
    await page.waitForFunction((left) => Number(document.querySelector('#amount')?.value) === left, Number(rest));
    await scan(page);

    const finding = page.url();
    const ledger = await page.locator('main a[href*="/money"]').first().getAttribute('href');
    await openAlive(page, ledger);
    await page.getByText('Recovered, no invoice known').first().waitFor();

    await page.goto(finding);
    await alive(page);
    await amount.fill('50');
    await page.locator('form:has(#amount) button').click();
    await entries.nth(1).waitFor();
    await entries.first().locator('summary').click();
    await entries.first().locator('form button').click();
    await entries.nth(1).waitFor({ state: 'detached' });
    // The entry that took its place is not one click away from being taken back, too.
    await page.locator('ul.proof details[open]').waitFor({ state: 'detached' });

    await entries.first().locator('summary').click();
    await entries.first().locator('form button').click();
    await focused(page, '.result');
    await entries.first().waitFor({ state: 'detached' });
    await page.waitForFunction((left) => Number(document.querySelector('#amount')?.value) === left, Number(open));
  });

  journey('a payment is recorded on the page of an overdue invoice and taken back', async ({ page, expectComplaint }) => {
    await signInAs(page, 'finance');
    await open(page, '/leakage/findings?kind=overdue&state=found');
    await page.locator('a.row-link').first().click();
    const invoice = page.locator('main a[href^="/billing/invoices/"]').first();
    await invoice.waitFor();
    await openAlive(page, await invoice.getAttribute('href'));
    const amount = page.locator('#amount');
    const record = page.locator('form:has(#amount) button');
    const openToPay = await amount.inputValue();
    // More than is open is refused, and what was typed stays.
    expectComplaint(/422.*record_payment/);
    await amount.fill(`9${openToPay}`);
    await record.click();
    await page.locator('[role=alert]').first().waitFor();
    assert.equal(await amount.inputValue(), `9${openToPay}`);
    await amount.fill('1');
    await record.click();
    const payments = page.locator('section[aria-labelledby=payments]');
    const back = payments.locator('details');
    await back.locator('summary').waitFor();
    const rest = (Number(openToPay) - 1).toFixed(2);
    await page.waitForFunction((left) => Number(document.querySelector('#amount')?.value) === left, Number(rest));
    await scan(page);
    await back.locator('summary').click();
    await back.locator('button').click();
    await back.waitFor({ state: 'detached' });
    await page.waitForFunction((left) => Number(document.querySelector('#amount')?.value) === left, Number(openToPay));
  });

  journey('whoever may not see leakage is told so', async ({ page, expectComplaint }) => {
    await signInAs(page, 'service');
    await page.waitForURL(/\/home$/);
    expectComplaint(/403/);
    await page.goto('/leakage');
    await page.locator('[role=alert]').waitFor();
    assert.equal(await page.locator('section:has(#findings)').count(), 0);
  });
});
