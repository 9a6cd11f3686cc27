// What a role does not allow is neither offered nor done: by the page and by its server function, asked directly.

import assert from 'node:assert/strict';

import { alive, open, signInAs } from './helpers.mjs';
import { feature } from './journey.mjs';

/** The identity of nothing: a step that is allowed finds nothing to act on. */
const NOTHING = '00000000-0000-0000-0000-000000000000';
const STEP = { id: NOTHING, version: 1 };
const ENTITY = { entity: NOTHING, version: 1, 'form[name]': 'Nobody', 'form[country]': 'FR' };

/** The roles, by the letter that stands for each below. */
const ROLES = {
  A: 'administrator', M: 'manager', F: 'finance', L: 'legal', S: 'sales', T: 'service', U: 'auditor', V: 'viewer',
};

/** What may be tried: who may do it, the page that offers it, and the server function behind it with what it is sent. */
const TRIES = [
  ['A M . L S . . .', '/contracts/new', 'contract/create', { 'form[title]': '' }],
  ['A M . L S . . .', null, 'contract/give_notice', { number: 'C-1', version: 1, notice_given_on: '2026-01-01' }],
  ['A M F L S . . .', null, 'customer/create', { 'form[name]': '' }],
  ['A M F L S . . .', '/customers/new', 'customer/save', { customer: NOTHING, version: 1, 'form[name]': 'Nobody' }],
  ['A M F . S . U .', '/billing', 'billing/list', { 'query[page]': 1 }],
  ['A M F . S . U .', '/billing/invoices', 'invoice/list', { 'query[page]': 1 }],
  ['A M F . . . . .', '/billing/matching', 'matching/set_aside', { line: NOTHING, version: 1, reason: 'none' }],
  ['A M F . S . U .', '/leakage', 'leakage/dashboard', { 'query[page]': 1 }],
  ['A M F . . . . .', null, 'leakage/waive', { ...STEP, reason: 'none' }],
  ['A M F L . . . .', '/imports', 'import/undo', STEP],
  ['A M F L S . U .', '/contracts/export.csv', null],
  ['A M F L . . U .', '/administration/history', 'administration/history', { 'query[kind]': '' }],
  ['A . . . . . . .', '/administration/people/new', 'administration/invite', { name: '', email: '', language: 'en' }],
  ['A . . . . . . .', '/administration/teams', 'administration/delete_team', STEP],
  ['A . . . . . . .', '/administration/settings', 'administration/change_settings', { version: 1, 'form[language]': 'en' }],
  ['A . . . . . . .', '/administration/reminders', 'reminder/change_quiet_days', { version: 999 }],
  ['A . . . . . . .', '/administration/jobs', 'job/retry', STEP],
  ['A . . . . . . .', '/administration/mails', 'job/mails', { 'query[page]': 1 }],
  ['A . . . . . . .', '/administration/entities/new', 'legal_entity/save', ENTITY],
  ['A . . . . . . .', null, 'legal_entity/save', { entity: 'new', version: 0, 'form[name]': '' }],
  ['A M . L S T . .', null, 'obligation/waive', { occurrence: NOTHING, version: 1, reason: '' }],
  ['A M F L S T . .', '/profile/tokens', 'token/create', { name: '', days: 90 }],
];

/** The places in the rail. */
const PLACES = [
  ['A M F L S T U V', '/home'],
  ['A M F . S . U .', '/leakage'],
  ['A M F L S T U V', '/contracts'],
  ['A M F L S T U V', '/calendar'],
  ['A M F L S T U V', '/obligations'],
  ['A M F L S T U V', '/visits'],
  ['A M F . S . U .', '/billing'],
  ['A M F L S T U V', '/customers'],
  ['A M F L . . . .', '/imports'],
  ['A M F L . . U .', '/administration'],
];

/** Asks the server from within the page, with the cookies of whoever is signed in there. */
async function ask(page, path, body) {
  return page.evaluate(async ([path, body]) => {
    const settings = body
      ? { method: 'POST', body: new URLSearchParams(body), headers: { accept: 'application/octet-stream' } }
      : { headers: { accept: 'text/html' } };
    const answer = await fetch(path, settings);
    return { status: answer.status, text: await answer.text(), address: new URL(answer.url).pathname };
  }, [path, body]);
}

feature('refusal', (journey) => {
  for (const [letter, role] of Object.entries(ROLES)) {
    journey(`whoever is here as ${role} is offered what the role allows and refused the rest`, async ({ page, expectComplaint }) => {
      // What is allowed finds nothing to act on, or a form with nothing in it.
      expectComplaint(/status of (403|404|409|422)/);
      await signInAs(page, role);
      await open(page, '/contracts');
      await alive(page);
      const offered = await page.locator('nav.rail > ul a').evaluateAll((links) => links.map((link) => link.pathname));
      assert.deepEqual(offered, PLACES.filter(([who]) => who.includes(letter)).map(([, place]) => place));
      const adding = await page.locator('main a[href="/contracts/new"]').count();
      assert.equal(adding > 0, TRIES[0][0].includes(letter), 'adding a contract is offered to whoever may');
      for (const [who, path, step, body] of TRIES) {
        const may = who.includes(letter);
        if (path) {
          const { status, text } = await ask(page, path);
          assert.equal(status, may ? 200 : 403, `${role} at ${path}`);
          // A file has no page to say it on.
          assert.ok(may || path.endsWith('.csv') || text.includes('Your roles do not let you'), `${role} is told why at ${path}`);
        }
        if (step) {
          const { status } = await ask(page, `/api/${step}`, body);
          const expected = may ? [200, 404, 409, 422] : [403];
          assert.ok(expected.includes(status), `${role} asks ${step}: ${status}`);
        }
      }
    });
  }

  journey('whoever is not signed in gets no page and no answer', async ({ page, expectComplaint }) => {
    expectComplaint(/status of 401/);
    await open(page, '/sign-in');
    for (const [, path, step, body] of TRIES) {
      if (path && !path.includes('export')) {
        const { address } = await ask(page, path);
        assert.equal(address, '/sign-in', path);
      }
      if (step) {
        const { status } = await ask(page, `/api/${step}`, body);
        assert.equal(status, 401, step);
      }
    }
  });
});
