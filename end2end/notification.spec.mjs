// What people are told: the page of notifications, how each hears of it, and the rules of reminders.

import assert from 'node:assert/strict';

import { alive, field, open, openAlive, refused, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

feature('notification', (journey) => {
  journey('what one is told leads to its contract in one step and counts as read', async ({ page }) => {
    await signInAs(page, 'manager');
    await open(page, '/notifications');
    await scan(page);
    const first = page.locator('.notifications > li').first();
    if ((await first.count()) === 0) {
      // On a day on which nobody is reminded the page says so.
      await page.locator('.empty').waitFor();
      return;
    }
    await alive(page);
    const unread = Number(await page.locator('.bell').getAttribute('data-unread'));
    await first.locator('button.link').click();
    await page.waitForURL(/\/contracts\//);
    await page.waitForFunction(
      (before) => Number(document.querySelector('.bell').dataset.unread) <= before,
      Math.max(unread - 1, 0),
    );
  });

  journey('everybody chooses how to hear of things', async ({ page }) => {
    await signInAs(page, 'sales');
    await openAlive(page, '/profile');
    await field(page, 'heard-visit').selectOption('off');
    await page.locator('section[aria-labelledby=hearing] button.primary').click();
    await page.locator('section[aria-labelledby=hearing] [role=status]').waitFor();
    await open(page, '/profile');
    assert.equal(await field(page, 'heard-visit').inputValue(), 'off');
    await scan(page);
  });

  journey('an administrator changes a rule of reminders, and only an administrator', async ({ page, anotherBrowser, expectComplaint }) => {
    expectComplaint(/403.*\/administration\/reminders/);
    await signInAs(page, 'administrator');
    await openAlive(page, '/administration/reminders?kind=visit');
    await field(page, 'before').fill('30, 7');
    await page.locator('section[aria-labelledby=rule] button.primary').click();
    await page.locator('.notice.result').waitFor();
    await open(page, '/administration/reminders?kind=visit');
    assert.equal(await field(page, 'before').inputValue(), '30, 7');
    await scan(page);
    await field(page, 'before').fill('14, 1');
    await page.locator('section[aria-labelledby=rule] button.primary').click();
    await page.locator('.notice.result').waitFor();
    const other = await anotherBrowser();
    await signInAs(other, 'manager');
    await refused(other, '/administration/reminders');
  });
});
