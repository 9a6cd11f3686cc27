// Customers with their places and people, and our own companies: numbers that are checked, names that are nearly the
// same, two people at one record.

import assert from 'node:assert/strict';

import { field, openAlive, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

/** Something that tells the records of this run from those of the last. */
const stamp = Date.now().toString(36);

const submit = (page) => page.locator('main form.form button.primary').click();

/** A French company's number that no run has used yet, and its VAT number. */
function frenchNumbers() {
  const eight = String(Date.now()).slice(-8);
  // Luhn: every second digit counts twice, the sum is a multiple of ten.
  const sum = [...eight].reduce((sum, digit, at) => {
    const twice = at % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return sum + (twice > 9 ? twice - 9 : twice);
  }, 0);
  const siren = `${eight}${(10 - (sum % 10)) % 10}`;
  const vat = (key) => `FR${String(key % 97).padStart(2, '0')} ${siren}`;
  const key = 12 + 3 * (Number(siren) % 97);
  return { siren, vat: vat(key), wrong: vat(key + 1) };
}

feature('customer', (journey) => {
  journey('a customer is added: a wrong number is told at its field, a name nearly the same is asked about', async (tools) => {
    const { page, expectComplaint } = tools;
    const { siren, vat, wrong } = frenchNumbers();
    await signInAs(page, 'sales');
    await openAlive(page, '/customers/new');
    await field(page, 'name').fill(`Brasserie de l’Écluse ${stamp}`);
    await field(page, 'country').selectOption('FR');
    await field(page, 'registration_number').fill(siren);
    await field(page, 'vat_number').fill(wrong);
    await field(page, 'city').focus();
    await field(page, 'vat_number-problem').waitFor();
    expectComplaint(/422.*\/customer\/create/);
    await submit(page);
    await page.locator('.error-summary a[href="#vat_number"]').waitFor();
    await scan(page);
    assert.equal(await field(page, 'name').inputValue(), `Brasserie de l’Écluse ${stamp}`);
    await field(page, 'vat_number').fill(vat);
    await field(page, 'city').fill('Lille');
    await field(page, 'vat_number-problem').waitFor({ state: 'detached' });
    await submit(page);
    await page.locator('h1', { hasText: `Brasserie de l’Écluse ${stamp}` }).waitFor();
    const first = new URL(page.url()).pathname;

    // The same company once more, written otherwise: by its number it is refused, by its name asked about.
    expectComplaint(/409.*\/customer\/create/);
    await openAlive(page, '/customers/new');
    await field(page, 'name').fill(`BRASSERIE DE L'ECLUSE ${stamp} SARL`);
    await field(page, 'vat_number').fill(vat);
    await submit(page);
    await page.locator('.error-summary a[href="#vat_number"]').waitFor();
    await field(page, 'vat_number').fill('');
    await submit(page);
    await field(page, 'confirmed').waitFor();
    await scan(page);
    assert.equal(await page.locator('.notice a', { hasText: stamp }).getAttribute('href'), first);
    await field(page, 'confirmed').check();
    await submit(page);
    await page.locator('h1', { hasText: `BRASSERIE DE L'ECLUSE ${stamp} SARL` }).waitFor();
    await openAlive(page, `/customers?q=${stamp}`);
    assert.equal(await page.locator('table.grid tbody tr').count(), 2);
  });

  journey('a site and a contact are added, and two windows lose nothing of one another', async ({ page, expectComplaint }) => {
    await signInAs(page, 'manager');
    await openAlive(page, '/customers/new');
    await field(page, 'name').fill(`Orchard House School ${stamp}`);
    await submit(page);
    await page.locator('h1', { hasText: 'Orchard House School' }).waitFor();
    const customer = new URL(page.url()).pathname;

    await openAlive(page, `${customer}/sites/new`);
    await field(page, 'name').fill('Sports hall');
    await field(page, 'city').fill('York');
    await submit(page);
    await page.locator('section:has(#sites) td', { hasText: 'Sports hall' }).waitFor();
    await openAlive(page, `${customer}/contacts/new`);
    await field(page, 'name').fill('Maud Ferris');
    await field(page, 'email').fill('maud@example.org');
    await field(page, 'site').selectOption({ label: 'Sports hall' });
    await submit(page);
    const contact = page.locator('section:has(#contacts) tbody tr', { hasText: 'Maud Ferris' });
    await contact.waitFor();
    assert.match(await contact.innerText(), /maud@example\.org[^]*Sports hall/);
    await scan(page);

    const other = await page.context().newPage();
    await openAlive(page, `${customer}/edit`);
    await openAlive(other, `${customer}/edit`);
    await field(other, 'website').fill('https://orchard.example');
    await submit(other);
    await other.locator('h1', { hasText: 'Orchard House School' }).waitFor();
    await other.close();

    expectComplaint(/409.*\/customer\/save/);
    await field(page, 'notes').fill('Closed in August');
    await submit(page);
    const theirs = page.locator('.notice tr', { hasText: 'Website' });
    await theirs.waitFor();
    await scan(page);
    assert.equal(await field(page, 'notes').inputValue(), 'Closed in August');
    await field(page, 'website').fill(await theirs.locator('td').first().innerText());
    await submit(page);
    await page.locator('main a[href^="https://orchard.example"]').waitFor();
    await page.locator('main', { hasText: 'Closed in August' }).waitFor();
  });

  journey('a company of ours is added and edited', async ({ page, expectComplaint }) => {
    const { siren, vat } = frenchNumbers();
    await signInAs(page, 'administrator');
    await openAlive(page, '/administration/entities/new');
    await field(page, 'name').fill(`Atelier du Nord ${stamp}`);
    // Without a country it cannot sign or invoice.
    expectComplaint(/422.*\/legal_entity\/save/);
    await submit(page);
    await page.locator('.error-summary a[href="#country"]').waitFor();
    await field(page, 'country').selectOption('FR');
    await field(page, 'registration_number').fill(siren);
    await submit(page);
    const row = page.locator('table.grid tbody tr', { hasText: `Atelier du Nord ${stamp}` });
    await row.locator('a.row-link').click();
    await page.locator('h1', { hasText: 'Edit' }).waitFor();
    await field(page, 'vat_number').fill(vat);
    await submit(page);
    await row.waitFor();
    assert.match((await row.innerText()).replace(/\s/g, ''), new RegExp(vat.replace(/\s/g, '')));
  });
});
