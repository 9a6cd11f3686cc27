// What stands around every page: its menus.

import assert from 'node:assert/strict';

import { openAlive, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

feature('frame', (journey) => {
  journey('Esc closes a menu and gives the focus back, and a link in a menu closes it', async ({ page }) => {
    await signInAs(page, 'manager');
    await openAlive(page, '/contracts');
    const summary = page.locator('.topbar details.menu > summary').last();
    const open = page.locator('details.menu[open]');
    await summary.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.equal(await open.count(), 1);
    await page.keyboard.press('Escape');
    assert.equal(await open.count(), 0);
    assert.ok(await summary.evaluate((element) => element === document.activeElement), 'the focus is back');

    await summary.click();
    await page.locator('.menu-panel a[href="/profile"]').click();
    await page.waitForURL('**/profile');
    assert.equal(await open.count(), 0);
  });
});
