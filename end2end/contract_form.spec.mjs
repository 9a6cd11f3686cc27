// Adding a contract and changing it: checks while typing, what follows from the terms, two people at once.

import assert from 'node:assert/strict';

import { alive, field, focused, open, openAlive, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

feature('contract form', (journey) => {
  journey('a contract is added, edited, and a save that comes too late loses nothing', async ({ page, expectComplaint }) => {
    // The browser reports every answer that refuses: the form with a mistake, and the save that comes too late.
    expectComplaint(/status of 422 .*\/api\/contract\/create/);
    expectComplaint(/status of 409 .*\/api\/contract\/edit/);
    await signInAs(page, 'manager');
    await open(page, '/customers');
    const customer = await page.locator('table.grid tbody a').first().innerText();
    await openAlive(page, '/contracts/new');

    await field(page, 'title').focus();
    await field(page, 'customer').focus();
    await page.locator('[id="title-problem"]').waitFor();
    await field(page, 'title').fill('Door maintenance');
    await field(page, 'customer').fill(customer);
    const entity = await page.locator('#legal_entity option').nth(1).getAttribute('value');
    await field(page, 'legal_entity').selectOption(entity);
    await field(page, 'signed_on').fill('2026-01-05');
    await field(page, 'starts_on').fill('2026-02-01');
    await field(page, 'lines.0.description').fill('Maintenance');
    await field(page, 'lines.0.unit_price').fill('not a price');
    await page.locator('button[type=submit].primary').click();
    await page.locator('.error-summary a[href="#lines.0.unit_price"]').waitFor();
    assert.equal(await field(page, 'title').inputValue(), 'Door maintenance');

    await field(page, 'lines.0.unit_price').fill('450');
    await field(page, 'lines.0.unit').focus();
    await page.locator('aside.next dl.facts dd').first().waitFor();
    await page.locator('button[type=submit].primary').click();
    await page.waitForURL(/\/contracts\/C-/);
    const address = new URL(page.url()).pathname;

    await openAlive(page, `${address}/edit`);
    const other = await page.context().newPage();
    await openAlive(other, `${address}/edit`);
    await field(other, 'title').fill('Door and gate maintenance');
    await other.locator('button[type=submit].primary').click();
    await other.waitForURL((url) => url.pathname === address);
    await other.close();

    await field(page, 'title').fill('Door maintenance, all sites');
    await page.locator('button[type=submit].primary').click();
    await page.locator('.notice td', { hasText: 'Door and gate maintenance' }).waitFor();
    assert.equal(await field(page, 'title').inputValue(), 'Door maintenance, all sites');
    await page.locator('button[type=submit].primary').click();
    await page.waitForURL((url) => url.pathname === address);
    // The address changes when the page's code begins to load, the page when it is there.
    await page.locator('h1', { hasText: 'Door maintenance, all sites' }).waitFor();
  });

  journey('our company that is chosen proposes its currency, until somebody types another', async ({ page }) => {
    await signInAs(page, 'manager');
    await openAlive(page, '/contracts/new');
    const proposed = JSON.parse(await page.locator('[data-currencies]').getAttribute('data-currencies'));
    const ours = Object.entries(proposed).filter(([entity]) => entity);
    assert.ok(new Set(ours.map(([, currency]) => currency)).size > 1, 'companies of several countries');
    for (const [entity, currency] of ours) {
      await field(page, 'legal_entity').selectOption(entity);
      assert.equal(await field(page, 'currency').inputValue(), currency);
      assert.equal(await page.locator('.affix:has(#value) span').innerText(), currency);
    }
    await field(page, 'currency').fill('USD');
    await field(page, 'legal_entity').selectOption(ours[0][0]);
    assert.equal(await field(page, 'currency').inputValue(), 'USD');
  });

  journey('a day that there is not is told at its field, and nothing is sent', async ({ page }) => {
    await signInAs(page, 'manager');
    await openAlive(page, '/contracts/new');
    await field(page, 'title').fill('Door maintenance');
    await field(page, 'starts_on').focus();
    // The order of the parts is the browser's; a month of 31 days there is either way only with another day.
    await page.keyboard.type('31312026');
    await page.keyboard.press('Tab');
    await field(page, 'starts_on').focus();
    await page.keyboard.type('02312026');
    assert.equal(await field(page, 'starts_on').evaluate((input) => input.validity.badInput), true);
    await field(page, 'title').focus();
    await page.locator('button[type=submit].primary').click();
    await focused(page, '[id="starts_on"]');
    assert.equal(new URL(page.url()).pathname, '/contracts/new');
    assert.equal(await field(page, 'title').inputValue(), 'Door maintenance');
  });

  journey('a customer who is not there yet is added on the way, and nothing that was typed is lost', async ({ page }) => {
    await signInAs(page, 'manager');
    await openAlive(page, '/contracts/new');
    await field(page, 'title').fill('Gates of a new customer');
    await field(page, 'customer').fill('Somebody new');
    await field(page, 'lines.0.description').fill('Maintenance');
    await page.locator('a.draft-link').click();
    await page.locator('h1', { hasText: 'New customer' }).waitFor();
    const name = `Wayside Gates ${Date.now().toString(36)}`;
    await field(page, 'name').fill(name);
    await page.locator('form:has(#name) button[type=submit]').click();
    await page.waitForURL(/\/contracts\/new\?customer=[0-9a-f-]{36}&resume=1$/);
    await page.waitForFunction(() => document.getElementById('title')?.value === 'Gates of a new customer');
    assert.equal(await field(page, 'customer').inputValue(), name);
    assert.equal(await field(page, 'lines.0.description').inputValue(), 'Maintenance');
    await page.locator('.draft-bar', { hasText: 'back in the form' }).waitFor();
    // Whoever gives the customer up after all finds the form as it was left.
    await field(page, 'title').fill('Other gates');
    await page.locator('a.draft-link').click();
    await page.locator('a[href="/contracts/new?resume=1"]').click();
    await page.waitForFunction(() => document.getElementById('title')?.value === 'Other gates');
    // A return address that somebody sends leads nowhere else.
    await openAlive(page, '/customers/new?to=https://example.com');
    assert.equal(await page.locator('input[name=to]').count(), 0);
    await page.evaluate(() => localStorage.clear());
  });

  journey('what is half typed into a contract is offered back after a reload', async ({ page }) => {
    await signInAs(page, 'manager');
    await openAlive(page, '/contracts/new');
    await field(page, 'title').fill('Half a contract');
    await page.reload();
    await alive(page);
    assert.equal(await field(page, 'title').inputValue(), '');
    await page.locator('.draft-bar button').first().click();
    // What came of it is read aloud, and the keyboard goes on from there.
    await focused(page, '.draft-bar');
    await page.waitForFunction(() => document.getElementById('title').value === 'Half a contract');
    await page.reload();
    await alive(page);
    await page.locator('.draft-bar button').last().click();
    await focused(page, '.draft-bar');
    assert.equal(await page.locator('.draft-bar button').count(), 0);
    await page.reload();
    await alive(page);
    // Whether there is something to offer is looked for twice a second.
    await page.waitForTimeout(1_500);
    assert.equal(await page.locator('.draft-bar').count(), 0);
  });
});
