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

/** The life of an alert, from the Action panel. */
export async function alerting(browser, asked, tenant, findings, tell) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1400, height: 900 }, bypassCSP: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const row = page.locator('.alerts li');
  const see = async () => { await row.locator('button').click(); await page.waitForSelector('dialog .life'); };
  const gone = () => page.waitForSelector('dialog', { state: 'detached' });
  const holds = async (name, done) => tell('alerts', name, await done.then(() => [], async error => [error.message.split('\n')[0], await page.locator('main .block').nth(1).textContent()]));
  await open(page, asked.url, tenant.name, { panel: 'action', lang: 'en' });
  await signIn(page, tenant.key);
  await row.waitFor();

  await see();
  await page.fill('#alert-text', 'I would');
  await page.click('dialog .links button:nth-of-type(1)');
  await holds('a reader key acknowledges nothing', page.waitForFunction(() => document.querySelector('dialog .fault').textContent.includes('admin key')));
  await page.keyboard.press('Escape');
  tell('alerts', 'it is raised as before', (await row.getAttribute('data-state')) === 'raised' ? [] : [await row.textContent()]);

  await page.click('[data-key="sign-out"]');
  await page.waitForSelector('#key');
  await signIn(page, asked.adminKey);
  await row.waitFor();
  await see();
  tell('alerts', 'it names the contacts', (await page.textContent('dialog .about')).includes('call-0, call-1, call-2') ? [] : [await page.textContent('dialog')]);
  tell('axe', 'an alert', await findings(page));
  await page.fill('#alert-owner', 'Eve');
  await page.fill('#alert-text', 'on it');
  await page.click('dialog .links button:nth-of-type(1)');
  await gone();
  await holds('it is acknowledged, with its owner', page.waitForFunction(() => {
    const one = document.querySelector('.alerts li[data-state="acknowledged"]');
    return one?.textContent.includes('acknowledged') && one.textContent.includes('Eve');
  }));

  await see();
  await page.fill('#alert-text', 'nobody answers');
  await page.click('dialog .links button:nth-of-type(2)');
  await gone();
  await see();
  const life = await page.locator('.life li').allTextContents();
  tell('alerts', 'its life tells who said what', ['raised', 'acknowledged → Eve: on it', 'commented: nobody answers'].every((said, i) => life[i]?.includes(said)) ? [] : life);
  await page.click('dialog .links button:nth-of-type(3)');
  await gone();
  await holds('resolved, it is no more among the open ones', page.waitForFunction(() => document.querySelector('main').textContent.includes('No alert is open.')));
  await context.close();
}
