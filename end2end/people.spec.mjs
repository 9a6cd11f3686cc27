// Who may come in and what they may do there: invitations, roles, browsers one is signed in with, personal tokens.

import assert from 'node:assert/strict';

import { open, openAlive, refused, scan, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

const PASSWORD = 'four quiet otters swim';

/** The administrator invites somebody; gives who they are and the link that was shown. */
async function invite(administrator, name, role) {
  const email = `${name.toLowerCase()}.${Date.now().toString(36)}@example.com`;
  await openAlive(administrator, '/administration/people/new');
  await administrator.locator('#name').fill(name);
  await administrator.locator('#email').fill(email);
  await administrator.locator(`#role-${role}`).check();
  await administrator.locator('form.form button.primary').click();
  await administrator.locator('#link').waitFor();
  const link = await administrator.locator('#link').inputValue();
  return { name, email, link, address: new URL(administrator.url()).pathname };
}

/** Follows the link of an invitation and chooses the password. */
async function comeIn(page, link) {
  await openAlive(page, new URL(link).pathname);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('form button.primary').click();
  await page.locator('nav.rail').waitFor();
}

async function signIn(page, email) {
  await openAlive(page, '/sign-in');
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('form:has(#password) button.primary').click();
}

/** The places that the rail offers, by their addresses. */
async function places(page) {
  const links = await page.locator('nav.rail > ul a').all();
  return Promise.all(links.map((link) => link.getAttribute('href')));
}

/** Asks the API for contracts with a token and gives the status. */
async function askApi(page, token) {
  const address = new URL('/api/v1/contracts?per_page=1', page.url());
  return (await fetch(address, { headers: { authorization: `Bearer ${token}` } })).status;
}

feature('people', (journey) => {
  journey('somebody is invited, comes in, gets another role, and loses their access', async (tools) => {
    const { page, anotherBrowser, expectComplaint } = tools;
    await signInAs(page, 'administrator');
    const { name, email, link, address } = await invite(page, 'Ines', 'viewer');
    await scan(page);
    // The link is shown this once.
    await open(page, address);
    await page.locator('#access').waitFor();
    assert.equal(await page.locator('#link').count(), 0);

    const theirs = await anotherBrowser();
    expectComplaint(/422.*accept_invitation/);
    await openAlive(theirs, new URL(link).pathname);
    await scan(theirs);
    await theirs.locator('#password').fill('too short');
    await theirs.locator('form button.primary').click();
    await theirs.locator('#password-problem').waitFor();
    await comeIn(theirs, link);
    assert.deepEqual(await places(theirs), ['/home', '/contracts', '/calendar', '/obligations', '/visits', '/customers']);
    await open(theirs, '/contracts');
    await theirs.locator('table.grid tbody tr').first().waitFor();
    expectComplaint(/403.*\/(leakage|imports|administration|contracts\/new)/);
    for (const path of ['/leakage', '/imports', '/administration/people', '/contracts/new']) await refused(theirs, path);
    // The link works once.
    expectComplaint(/404.*\/invitation/);
    await open(await anotherBrowser(), new URL(link).pathname, { status: 404 });

    await openAlive(page, address);
    await page.locator('#role-viewer').uncheck();
    await page.locator('#role-finance').check();
    await page.locator('form:has(#roles) button.primary').click();
    await page.locator('#role-finance[checked]').waitFor();
    await open(theirs, '/leakage');
    await theirs.locator('#findings').waitFor();
    assert.ok((await places(theirs)).includes('/imports'));

    await openAlive(page, address);
    await page.locator('aside.next button.danger').click();
    await page.locator('.page-title .badge', { hasText: 'Deactivated' }).waitFor();
    await theirs.goto('/contracts');
    await theirs.waitForURL(/\/sign-in\?next=%2Fcontracts$/);
    expectComplaint(/401.*\/sign_in/);
    await signIn(theirs, email);
    await theirs.locator('[role=alert]').waitFor();
    assert.match(theirs.url(), /\/sign-in$/);
    await open(page, '/administration/people');
    assert.match(await page.locator('tbody tr', { hasText: email }).innerText(), new RegExp(`${name}[^]*Deactivated`));
  });

  journey('one’s browsers are listed, one is signed out, then all of them', async ({ page, anotherBrowser }) => {
    await signInAs(page, 'administrator');
    const { email, link } = await invite(page, 'Tomas', 'sales');
    const [first, second, third] = [await anotherBrowser(), await anotherBrowser(), await anotherBrowser()];
    await comeIn(first, link);
    for (const other of [second, third]) {
      await signIn(other, email);
      await other.locator('nav.rail').waitFor();
    }
    await openAlive(first, '/profile');
    const browsers = first.locator('section:has(#browsers) tbody tr');
    assert.equal(await browsers.count(), 3);
    assert.equal(await browsers.locator('.badge').count(), 1, 'this browser is marked');
    await browsers.locator('button').first().click();
    await browsers.nth(2).waitFor({ state: 'detached' });

    await first.locator('section:has(#browsers) button.danger').click();
    await first.waitForURL(/\/sign-in$/);
    for (const other of [first, second, third]) {
      await other.goto('/contracts');
      await other.waitForURL(/\/sign-in\?next=%2Fcontracts$/);
    }
  });

  journey('a token is shown once, opens the API, and no longer does when it is revoked', async ({ page, expectComplaint }) => {
    const name = `Night report ${Date.now().toString(36)}`;
    await signInAs(page, 'finance');
    await openAlive(page, '/profile/tokens');
    await scan(page);
    await page.locator('#name').fill(name);
    await page.locator('#days').selectOption('30');
    // Without a word on what it may do it is refused there, and what was chosen stays.
    expectComplaint(/422.*\/token\/create/);
    await page.locator('form:has(#name) button.primary').click();
    await page.locator('#scopes .field-error').waitFor();
    assert.equal(await page.locator('#name').inputValue(), name);
    await page.locator('[id="scope-contracts-read"]').check();
    await page.locator('form:has(#name) button.primary').click();
    const token = await page.locator('.notice.green code').innerText();
    assert.equal(await askApi(page, token), 200);
    await openAlive(page, '/profile/tokens');
    assert.ok(!(await page.content()).includes(token), 'the token is shown this once');

    const row = page.locator('section:has(#tokens) tbody tr', { hasText: name });
    const expires = await row.locator('time').first().getAttribute('datetime');
    assert.ok(Date.parse(expires) < Date.now() + 31 * 24 * 3600 * 1000, 'it works for the 30 days that were chosen');
    await row.locator('summary').click();
    await row.locator('button.danger').click();
    await row.waitFor({ state: 'detached' });
    assert.equal(await askApi(page, token), 401);
  });

  journey('a change to a person that comes too late is said', async ({ page, expectComplaint }) => {
    await signInAs(page, 'administrator');
    const { address } = await invite(page, 'Wilma', 'viewer');
    const other = await page.context().newPage();
    for (const window of [page, other]) await openAlive(window, address);
    await other.locator('#name').fill('Wilma Ostrom');
    await other.locator('form:has(#roles) button.primary').click();
    await other.locator('h1', { hasText: 'Ostrom' }).waitFor();
    expectComplaint(/409.*change_person/);
    await page.locator('#name').fill('Wilma Holt');
    await page.locator('form:has(#roles) button.primary').click();
    await page.locator('[role=alert]', { hasText: 'Somebody else saved' }).waitFor();
    assert.equal(await page.locator('#name').inputValue(), 'Wilma Holt');
  });
});
