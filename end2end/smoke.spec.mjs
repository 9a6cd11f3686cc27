// The product answers at all.

import { open } from './helpers.mjs';
import { feature } from './journey.mjs';

feature('smoke', (journey) => {
  journey('the first page opens', async ({ page }) => {
    await open(page, '/');
  });
});
