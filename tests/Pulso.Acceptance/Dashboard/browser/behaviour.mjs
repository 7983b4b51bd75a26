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
}
