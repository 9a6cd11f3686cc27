// The calendar, its feeds, and home.

import assert from 'node:assert/strict';

import { open, openAlive, scan, signInAs, speak } from './helpers.mjs';
import { feature } from './journey.mjs';

feature('key_date', (journey) => {
  journey('a month leads from day to day by keys, and a day to its key dates', async ({ page }) => {
    await signInAs(page, 'manager');
    await openAlive(page, '/calendar?at=2027-01');
    await page.locator('[data-day="2027-01-01"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.day), '2027-01-09');
    await page.keyboard.press('PageDown');
    await page.waitForURL((address) => address.searchParams.get('at') === '2027-02');
    await page.locator('.calendar-time h2', { hasText: 'February 2027' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[data-day="2027-02-01"]').click();
    await page.waitForURL((address) => address.pathname === '/calendar/agenda');
    await page.locator('ul.agenda .agenda-day').first().waitFor();
    const link = page.locator('ul.agenda .agenda-what a').first();
    const target = await link.getAttribute('href');
    await link.click();
    await page.waitForURL((address) => address.pathname === target);
  });

  journey('what is filtered stays in the address, in every way to look', async ({ page }) => {
    await signInAs(page, 'manager');
    await openAlive(page, '/calendar/agenda?kind=renewal');
    const all = await page.locator('ul.agenda .agenda-what').count();
    assert.ok(all > 5, `${all} renewals`);
    for (const text of await page.locator('ul.agenda .agenda-what a').allInnerTexts()) {
      assert.match(text, /^Renewal: /);
    }
    await page.locator('nav.tabs a', { hasText: 'Year' }).click();
    await page.waitForURL((address) => address.pathname === '/calendar/year');
    assert.equal(new URL(page.url()).searchParams.get('kind'), 'renewal');
    await page.locator('.chip').first().click();
    await page.waitForURL((address) => !address.searchParams.has('kind'));
  });

  journey('every calendar and home, in all languages', async ({ page }) => {
    await signInAs(page, 'manager');
    for (const language of ['en', 'fr', 'zh']) {
      await speak(page, language);
      for (const path of ['/calendar', '/calendar/year', '/calendar/agenda', '/calendar/feeds', '/home']) {
        await openAlive(page, path);
        await scan(page);
      }
    }
  });

  journey('a subscription is read by calendar programs until its address is changed', async ({ page, anotherBrowser }) => {
    await signInAs(page, 'manager');
    await openAlive(page, '/calendar/agenda?kind=notice_deadline');
    await page.locator('.page-head .actions a').click();
    await page.waitForURL((address) => address.pathname === '/calendar/feeds');
    await page.locator('form', { hasText: 'Last day for notice' }).waitFor();
    await page.locator('#name').fill('Notice');
    await page.locator('main form button.primary').click();
    const address = await page.locator('.notice code').innerText();
    assert.match(address, /\/feeds\/[0-9a-f]{64}\.ics$/);
    const program = await anotherBrowser({ javaScriptEnabled: false });
    const path = new URL(address).pathname;
    const read = await program.request.get(path);
    assert.equal(read.status(), 200);
    assert.match(read.headers()['content-type'], /^text\/calendar/);
    const text = await read.text();
    assert.match(text, /BEGIN:VCALENDAR\r\n/);
    assert.ok(text.split('BEGIN:VEVENT').length > 5, 'the demonstration has deadlines');

    await page.locator('details.give-up summary', { hasText: 'New address' }).first().click();
    await page.locator('details.give-up[open] button').click();
    await page.waitForFunction((old) => document.querySelector('.notice code')?.innerText !== old, address);
    assert.equal((await program.request.get(path)).status(), 404);
    const next = new URL(await page.locator('.notice code').innerText()).pathname;
    assert.equal((await program.request.get(next)).status(), 200);

    await page.locator('details.give-up summary', { hasText: 'Remove' }).first().click();
    await page.locator('details.give-up[open] button.danger').click();
    await page.locator('details.give-up').first().waitFor({ state: 'detached' });
    assert.equal((await program.request.get(next)).status(), 404);
  });

  journey('home says what is due and leads to it', async ({ page }) => {
    await signInAs(page, 'sales');
    await open(page, '/home');
    await page.locator('#due').waitFor();
    await page.locator('#week').waitFor();
    await page.locator('nav.rail > ul a[href="/home"][aria-current=page]').waitFor();
  });
});
