// Service visits: promised on a contract, planned on the board, reported on a phone, billed or missed.

import assert from 'node:assert/strict';

import { alive, field, open, openAlive, scan, signInAs, speak } from './helpers.mjs';
import { feature } from './journey.mjs';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const PHONE = { width: 390, height: 844 };
const today = () => new Date().toISOString().slice(0, 10);

/** The first live contract whose visits nobody has promised yet, with a promise of four visits a year. */
async function promised(page) {
  await open(page, '/contracts?stage=live&sort=number');
  const contract = await page.locator('a.row-link').first().getAttribute('href');
  await openAlive(page, `${contract}/visits/new`);
  await field(page, 'description').fill('Journey check');
  await field(page, 'per_year').fill('4');
  await field(page, 'minutes').fill('60');
  await field(page, 'price').fill('180');
  await field(page, 'hourly_price').fill('60');
  await field(page, 'checklist').fill('Pressure\nSeals');
  await page.locator('form.form button[type=submit]').click();
  await page.getByRole('heading', { name: 'Journey check' }).waitFor();
  return contract;
}

/** Draws two strokes into the field for the signature. */
async function sign(page) {
  const pad = page.locator('.visit-sign svg.visit-pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  for (const [from, to] of [[0.1, 0.6], [0.3, 0.9]]) {
    await page.mouse.move(box.x + box.width * from, box.y + box.height * 0.3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * to, box.y + box.height * 0.7, { steps: 8 });
    await page.mouse.up();
  }
}

feature('service_visit', (journey) => {
  journey('visits are promised, one is closed on a phone after a reload, and its bill is accepted', async ({ page }) => {
    await signInAs(page, 'manager');
    const contract = await promised(page);
    await scan(page);
    await page.locator('table.grid a.row-link').first().click();
    await page.locator('form.visit-report').waitFor();
    const visit = new URL(page.url()).pathname;

    await page.setViewportSize(PHONE);
    await openAlive(page, visit);
    await scan(page);
    await field(page, 'on').fill(today());
    await field(page, 'minutes').fill('90');
    await field(page, 'answers.0').selectOption('in_order');
    await field(page, 'answers.1').selectOption('faulty');
    await field(page, 'report').fill('Seal replaced');
    await field(page, 'customer_name').fill('The caretaker');
    await sign(page);
    // What was typed and drawn survives a reload.
    await openAlive(page, visit);
    await page.locator('.visit-draft:not([hidden])').waitFor();
    assert.equal(await field(page, 'report').inputValue(), 'Seal replaced');
    assert.notEqual(await field(page, 'signature').inputValue(), '');
    // Without a network the report stays on the device, and is sent when the network is back.
    await page.context().setOffline(true);
    await page.locator('form.visit-report button[type=submit]').click();
    await page.locator('.visit-draft:not([hidden])').waitFor();
    assert.equal(await page.locator('form.visit-report').count(), 1);
    // What is changed until then is sent with it.
    await field(page, 'report').fill('Seal and valve replaced');
    await page.context().setOffline(false);
    await page.locator('.visit-signed').waitFor();
    await page.getByText('Seal and valve replaced').waitFor();
    await scan(page);

    await page.setViewportSize({ width: 1280, height: 800 });
    // 180 for the visit and 30 for the half hour beyond what was agreed.
    await page.locator('aside.next', { hasText: '210' }).waitFor();
    await page.locator('aside.next form:has(button.primary) button').first().click();
    await page.locator('aside.next [role=status]:not(:empty)').waitFor();
    await open(page, `${contract}/money`);
    await page.getByText('Journey check').first().waitFor();
  });

  journey('a photo is added to a visit on a phone, and a report filed by mistake is taken back', async ({ page }) => {
    await signInAs(page, 'service');
    await page.setViewportSize(PHONE);
    await open(page, '/visits');
    await openAlive(page, await page.locator('.visit-card a').first().getAttribute('href'));
    const photo = { name: 'valve.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') };
    await page.locator('#photos-taken').setInputFiles([photo]);
    await page.locator('form:has(#photos-taken) button[type=submit]').click();
    await page.locator('.files .file-row', { hasText: 'valve.png' }).waitFor();
    await alive(page);
    await scan(page);
    await field(page, 'on').fill(today());
    await field(page, 'minutes').fill('30');
    for (const answer of await page.locator('form.visit-report select').all()) {
      await answer.selectOption('in_order');
    }
    await field(page, 'report').fill('Reported on the wrong visit');
    await page.locator('form.visit-report button[type=submit]').click();
    const aside = page.locator('aside.next');
    await aside.locator('summary', { hasText: 'Take the report back' }).click();
    await aside.locator('details[open] [name=reason]').fill('Another visit');
    await aside.locator('details[open] button[type=submit]').click();
    await page.locator('form.visit-report').waitFor();
    assert.equal(await field(page, 'report').inputValue(), 'Reported on the wrong visit');
    await scan(page);
  });

  journey('a visit without a day is planned on the board, by its form and by dragging', async ({ page }) => {
    await signInAs(page, 'service');
    await openAlive(page, '/visits');
    await scan(page);
    const card = page.locator('.visit-card').first();
    await card.waitFor();
    const before = await page.locator('.visit-card').count();
    await card.locator('summary').click();
    await card.locator('[name=planned_on]').fill(today());
    await card.locator('button[type=submit]').click();
    await page.waitForFunction((count) => document.querySelectorAll('.visit-card').length < count, before);
    assert.equal(await page.locator('.visit-card details[open]').count(), 0, 'the next card is as it was');
    // What is planned is dragged on, so that there is something to drag whatever is left to plan.
    const last = page.locator('.visit-day[data-day]').last();
    const entry = page.locator(`.visit-day[data-day="${today()}"] .visit-entry[draggable=true]`).first();
    const visit = await entry.getAttribute('data-visit');
    await entry.dragTo(last);
    await last.locator(`[data-visit="${visit}"]`).waitFor();
    await page.setViewportSize(PHONE);
    await openAlive(page, '/visits');
    await scan(page);
  });

  journey('a visit that was missed is a finding until it is called off', async ({ page }) => {
    await signInAs(page, 'manager');
    await open(page, '/leakage/findings?kind=visit_missed');
    await page.locator('table.grid tbody tr').first().waitFor();
    await scan(page);
    const number = await page.locator('table.grid tbody').innerText();
    assert.ok(number.length > 0);
  });

  journey('the pages of visits speak French and Chinese', async ({ page }) => {
    await signInAs(page, 'service');
    for (const [tag, title] of [['fr', 'Interventions'], ['zh', '上门服务']]) {
      await speak(page, tag);
      await open(page, '/visits');
      assert.equal(await page.locator('h1').innerText(), title);
      await scan(page);
      const visit = page.locator('.visit-entry a, .visit-card a').first();
      await open(page, await visit.getAttribute('href'));
      await scan(page);
    }
  });
});
