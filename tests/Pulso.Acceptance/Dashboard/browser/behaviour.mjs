// What the page does by itself.

import { open, settled, signIn } from './browser.mjs';

export async function behaviour(browser, asked, tenant, tell) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  const violations = [];
  page.on('console', message => message.text().includes('Content Security Policy') && violations.push(message.text()));
  await page.clock.install();
  await open(page, asked.url, tenant.name, { date: tenant.date, lang: 'en' });
  await signIn(page, tenant.key);

  const asking = async ms => {
    let count = 0;
    const counting = request => { if (request.url().includes('health-panel')) count++; };
    page.on('request', counting);
    for (let passed = 0; passed < ms; passed += 1000) {
      await page.clock.runFor(1000);
      await page.evaluate(() => new Promise(done => queueMicrotask(done)));
    }
    await page.waitForLoadState('networkidle');
    page.off('request', counting);
    return count;
  };
  const hide = hidden => page.evaluate(value => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

  const seen = await asking(16_000);
  tell('refresh', 'every 15 seconds', seen === 1 ? [] : [`${seen} requests in 16 s`]);
  await hide(true);
  const unseen = await asking(60_000);
  tell('refresh', 'a hidden tab asks for nothing', unseen === 0 ? [] : [`${unseen} requests in a minute`]);
  const again = page.waitForRequest(request => request.url().includes('health-panel'), { timeout: 5_000 });
  await hide(false);
  tell('refresh', 'one that is seen again asks at once', await again.then(() => [], () => ['no request']));

  const cookies = await context.cookies();
  tell('session', 'the cookie is for no script and no other site', cookies.every(one => one.httpOnly && one.sameSite === 'Strict') && cookies.length === 1
    && await page.evaluate(() => document.cookie) === '' ? [] : [JSON.stringify(cookies.map(one => ({ ...one, value: '…' })))]);
  tell('session', 'the key is kept nowhere', await page.evaluate(key => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]).includes(key), tenant.key)
    || cookies.some(one => one.value.includes(tenant.key)) ? ['it is'] : []);
  await page.click('[data-key="sign-out"]');
  await page.waitForSelector('#key');
  tell('session', 'who signs out sees no figure', await page.locator('.card').count() === 0 && (await context.cookies()).length === 0 ? [] : ['cards or cookie are still there']);
  tell('policy', 'the page keeps to its own policy', violations);
  await context.close();
  await slowly(browser, asked, tenant, tell);
}

/** An answer that takes its time, with a source that is late. */
async function slowly(browser, asked, tenant, tell) {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await open(page, asked.url, tenant.name, { date: tenant.date, lang: 'en' });
  await signIn(page, tenant.key);
  await page.route('**/health-panel*', async route => {
    const answer = await route.fetch();
    const body = await answer.json();
    body.head.late_sources = [{ name: '/bank/branch', heard: new Date(Date.now() - 7_200_000).toISOString() }];
    await new Promise(done => setTimeout(done, 1_000));
    await route.fulfill({ response: answer, json: body });
  });
  const opened = open(page, asked.url, tenant.name, { date: tenant.date, lang: 'en' });
  tell('progress', 'it shows while an answer is slow', await page.waitForSelector('#progress:not([hidden])', { state: 'attached' }).then(() => [], error => [error.message]));
  await opened;
  tell('progress', 'and goes with it', await page.locator('#progress').isHidden() ? [] : ['it is still there']);
  const foot = await page.textContent('#foot');
  tell('progress', 'a source that is late is named', foot.includes('Late: /bank/branch (2 h 0 min)') ? [] : [foot]);
  tell('progress', 'what may still change is hatched', await page.locator('.card').evaluateAll(cards => cards
    .filter(card => card.classList.contains('provisional') && !getComputedStyle(card.querySelector('.strip')).maskImage.includes('gradient')).map(card => card.dataset.kpi)));
  await context.close();
}
