// What who holds an admin key can do from the page, and who does not cannot.

import { open, signIn } from './browser.mjs';

export async function writing(browser, asked, tenant, tell) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1400, height: 900 }, timezoneId: 'UTC' });
  const page = await context.newPage();
  await open(page, asked.url, tenant.name, { date: tenant.date, lang: 'en' });
  await signIn(page, tenant.key);

  await page.click('[data-key="annotate"]');
  await page.fill('#note-text', 'Trunk line down');
  await page.fill('#note-at', `${tenant.date}T09:30`);
  await page.click('dialog [type="submit"]');
  await page.waitForFunction(() => document.querySelector('dialog .fault')?.textContent);
  tell('writing', 'a reader key notes nothing', (await page.textContent('dialog .fault')).includes('admin key') ? [] : [await page.textContent('dialog .fault')]);
  await page.keyboard.press('Escape');

  await page.click('[data-key="sign-out"]');
  await page.waitForSelector('#key');
  await signIn(page, asked.adminKey);
  await page.waitForSelector('.card');
  await page.click('[data-key="annotate"]');
  await page.fill('#note-text', 'Trunk line down');
  await page.fill('#note-at', `${tenant.date}T09:30`);
  await page.click('dialog [type="submit"]');
  await page.waitForSelector('dialog', { state: 'detached' });
  // It goes the way of every event: the page finds it when it asks again.
  const there = page.waitForFunction(() => document.querySelector('.notes')?.textContent.includes('Trunk line down'), null, { timeout: 60_000 });
  tell('writing', 'a note is on the curve', await there.then(() => [], () => ['it did not come']));

  await page.click('[data-key="value-fcr"]');
  await page.click('dialog .links button:nth-of-type(2)');
  await page.fill('#goal-target', '82.5');
  await page.fill('#goal-warn', '80');
  await page.fill('#goal-owner', 'Quality');
  await page.click('dialog .form [type="submit"]');
  await page.waitForFunction(() => document.querySelectorAll('dialog').length === 1);
  const said = await page.textContent('#live');
  tell('writing', 'a goal holds from tomorrow on', said.includes('holds from') ? [] : [said]);
  await context.close();
}
