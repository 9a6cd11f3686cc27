// The organisation's settings.

import assert from 'node:assert/strict';

import { field, open } from './helpers.mjs';
import { feature } from './journey.mjs';

const save = (page) => page.locator('main form button.primary').click();

feature('settings', (journey) => {
  journey('a save of settings that comes too late shows both versions and loses nothing', async ({ anotherBrowser }) => {
    const page = await anotherBrowser({ javaScriptEnabled: false });
    await open(page, '/sign-in');
    await page.locator('button[data-role="administrator"]').first().click();
    await page.locator('nav.rail').waitFor();
    await open(page, '/administration/settings');
    const before = await field(page, 'grace_days').inputValue();
    const window = await field(page, 'window_days').inputValue();
    const other = await page.context().newPage();
    await open(other, '/administration/settings');
    await field(other, 'grace_days').fill('17');
    await save(other);
    await other.waitForLoadState();
    await open(other, '/administration/settings');
    assert.equal(await field(other, 'grace_days').inputValue(), '17');

    await field(page, 'window_days').fill('33');
    await save(page);
    const notice = page.locator('.notice.warn[role=alert]');
    await notice.waitFor();
    assert.match(await notice.innerText(), new RegExp(`17\\s+${before}`));
    // What was typed is kept, and the fields that differ say so themselves.
    assert.equal(await field(page, 'window_days').inputValue(), '33');
    assert.equal(await field(page, 'grace_days').getAttribute('aria-invalid'), 'true');

    await field(page, 'window_days').fill(window);
    await save(page);
    await notice.waitFor({ state: 'detached' });
    await open(page, '/administration/settings');
    assert.equal(await field(page, 'grace_days').inputValue(), before);
    assert.equal(await field(page, 'window_days').inputValue(), window);
  });
});
