// The code of a page comes with the page.

import assert from 'node:assert/strict';

import { feature } from './journey.mjs';

const ALIVE = 'html[data-hydrated]';

feature('parts', (journey) => {
  journey('a page loads only what its part needs', async ({ page }) => {
    const packs = [];
    page.on('response', (response) => {
      const name = response.url().split('/').pop();
      if (name.endsWith('.pack')) packs.push(name);
    });
    await page.goto('/sign-in');
    await page.locator(ALIVE).waitFor();
    assert.deepEqual(packs.sort(), ['common.pack', 'entrance.pack']);
  });
});
