// The product without JavaScript: every form is a plain post, and what was typed survives a refusal.

import assert from 'node:assert/strict';

import { field, open } from './helpers.mjs';
import { feature } from './journey.mjs';

const PLAIN = { javaScriptEnabled: false };
const PASSWORD = 'four quiet otters swim';

async function enterAs(page, role) {
  await open(page, '/sign-in');
  await page.locator(`button[data-role="${role}"]`).first().click();
  await page.locator('nav.rail').waitFor();
}

const submit = (page) => page.locator('main form button.primary').click();

feature('form', (journey) => {
  journey('without JavaScript somebody is invited, chooses a password and signs in by it', async (tools) => {
    const { anotherBrowser, expectComplaint } = tools;
    const [administrator, theirs] = [await anotherBrowser(PLAIN), await anotherBrowser(PLAIN)];
    const email = `olga.${Date.now().toString(36)}@example.com`;
    await enterAs(administrator, 'administrator');
    await open(administrator, '/administration/people/new');
    await submit(administrator);
    await field(administrator, 'name-problem').waitFor();
    await field(administrator, 'roles').locator('.field-error').waitFor();
    await field(administrator, 'name').fill('Olga');
    await field(administrator, 'email').fill(email);
    await field(administrator, 'role-legal').check();
    await submit(administrator);
    const link = await field(administrator, 'link').inputValue();

    await open(theirs, new URL(link).pathname);
    await field(theirs, 'password').fill('short');
    await submit(theirs);
    await field(theirs, 'password-problem').waitFor();
    await field(theirs, 'password').fill(PASSWORD);
    await submit(theirs);
    await theirs.locator('#due').waitFor();
    await theirs.locator('.topbar details.menu').last().locator('summary').click();
    await theirs.locator('form[action$="/sign_out"] button').click();
    await field(theirs, 'password').waitFor();
    await field(theirs, 'email').fill(email);
    expectComplaint(/401.*\/sign-in/);
    await field(theirs, 'password').fill('a wrong one entirely');
    await submit(theirs);
    await theirs.locator('[role=alert]').waitFor();
    await field(theirs, 'email').fill(email);
    await field(theirs, 'password').fill(PASSWORD);
    await submit(theirs);
    await theirs.locator('nav.rail').waitFor();
  });

  journey('without JavaScript a contract is found, read, added with a mistake, corrected and ended', async ({ anotherBrowser }) => {
    const page = await anotherBrowser(PLAIN);
    await enterAs(page, 'manager');
    await open(page, '/contracts?q=cleaning');
    await page.locator('a.row-link').first().click();
    await page.locator('details.why').first().locator('summary').click();
    await page.locator('details.why[open] li').first().waitFor();
    await page.locator('nav.tabs a[href$="/money"]').click();
    await page.locator('table.grid tbody tr').first().waitFor();

    await open(page, '/customers');
    const customer = await page.locator('table.grid tbody a').first().innerText();
    await open(page, '/contracts/new');
    await field(page, 'title').fill('Door maintenance on paper');
    await field(page, 'customer').fill(customer);
    await field(page, 'legal_entity').selectOption({ index: 1 });
    const entity = await field(page, 'legal_entity').inputValue();
    await field(page, 'signed_on').fill('2026-01-05');
    await field(page, 'starts_on').fill('2026-02-01');
    await field(page, 'lines.0.description').fill('Maintenance');
    await field(page, 'lines.0.unit_price').fill('not a price');
    await submit(page);
    await page.locator('.error-summary a[href="#lines.0.unit_price"]').waitFor();
    await field(page, 'lines.0.unit_price-problem').waitFor();
    const kept = {
      title: 'Door maintenance on paper',
      customer,
      legal_entity: entity,
      starts_on: '2026-02-01',
      'lines.0.description': 'Maintenance',
      'lines.0.unit_price': 'not a price',
    };
    for (const [key, value] of Object.entries(kept)) assert.equal(await field(page, key).inputValue(), value, key);
    await field(page, 'lines.0.unit_price').fill('450');
    await submit(page);
    await page.locator('h1', { hasText: 'Door maintenance on paper' }).waitFor();
    assert.match(page.url(), /\/contracts\/C-/);

    // Notice on a day that has not come is refused at its field; today’s is taken.
    await field(page, 'notice_given_on').fill('2199-01-01');
    await page.locator('form:has(#notice_given_on) button').click();
    await field(page, 'notice_given_on-problem').waitFor();
    const today = new Date().toISOString().slice(0, 10);
    await field(page, 'notice_given_on').fill(today);
    await page.locator('form:has(#notice_given_on) button').click();
    await field(page, 'notice_given_on').waitFor({ state: 'detached' });
    await page.locator('h1', { hasText: 'Door maintenance on paper' }).waitFor();
  });

  journey('without JavaScript a finding is claimed', async ({ anotherBrowser }) => {
    const page = await anotherBrowser(PLAIN);
    await enterAs(page, 'finance');
    await open(page, '/leakage?kind=missing_period&state=found');
    await page.locator('a.row-link').last().click();
    await page.locator('aside.next button.primary', { hasText: 'Claim' }).click();
    await field(page, 'amount').waitFor();
    await page.locator('.badge', { hasText: 'Claimed' }).waitFor();
  });
});
