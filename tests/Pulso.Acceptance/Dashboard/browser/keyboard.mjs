// All of it without a pointing device.

import { open, settled } from './browser.mjs';

const focused = page => page.evaluate(() => document.activeElement?.dataset?.key ?? document.activeElement?.id ?? document.activeElement?.tagName);

async function tabTo(page, key, most = 200) {
  for (let i = 0; i < most; i++) {
    if (await focused(page) === key) return true;
    await page.keyboard.press('Tab');
  }
  return false;
}

export async function keyboard(context, asked, tenant, tell) {
  const page = await context.newPage();
  await open(page, asked.url, tenant.name, { date: tenant.date, lang: 'en' });
  const step = async (name, done) => tell('keyboard', name, await done() ? [] : [`not done; the focus is on ${await focused(page)}`]);

  await step('sign in', async () => {
    if (!await tabTo(page, 'key')) return false;
    await page.keyboard.type(tenant.key);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.card');
    return true;
  });
  await step('skip to the figures', async () => {
    await page.reload();
    await page.waitForSelector('.card');
    await page.keyboard.press('Tab');
    if (await focused(page) !== 'skip') return false;
    await page.keyboard.press('Enter');
    return await focused(page) === 'main';
  });
  await step('see how a figure is computed, and come back', async () => {
    if (!await tabTo(page, 'value-fcr')) return false;
    await page.keyboard.press('Enter');
    if (!await page.locator('dialog[open] .facts').isVisible()) return false;
    await page.keyboard.press('Escape');
    return await page.locator('dialog').count() === 0 && await focused(page) === 'value-fcr';
  });
  await step('choose another figure for curve and map', async () => {
    if (!await tabTo(page, 'kpi-asa')) return false;
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => new URLSearchParams(location.search).get('kpi') === 'asa');
    await settled(page);
    return await focused(page) === 'kpi-asa';
  });
  await step('read the curve point by point', async () => {
    if (!await tabTo(page, 'curve')) return false;
    await page.keyboard.press('Home');
    const first = await page.locator('.readout').textContent();
    await page.keyboard.press('ArrowRight');
    const second = await page.locator('.readout').textContent();
    return first.includes('n = ') && first !== second;
  });
  await step('look into a channel, and out of it', async () => {
    const channel = `level-${(await page.locator('.level tbody th a').first().textContent()).trim()}`;
    if (!await tabTo(page, channel)) return false;
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => new URLSearchParams(location.search).get('channel'));
    await settled(page);
    await page.goBack();
    await settled(page);
    return !new URL(page.url()).searchParams.get('channel');
  });
  await step('go to the day before by its link', async () => {
    await page.evaluate(() => document.activeElement.blur());
    if (!await tabTo(page, 'day-before')) return false;
    await page.keyboard.press('Enter');
    await page.waitForFunction(date => new URLSearchParams(location.search).get('date') !== date, tenant.date);
    await settled(page);
    return await focused(page) === 'day-before';
  });
  await step('change the language', async () => {
    if (!await tabTo(page, 'lang-es')) return false;
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.documentElement.lang === 'es');
    return true;
  });
  await step('reach every control by Tab, each with a visible focus', async () => {
    await page.evaluate(() => document.activeElement.blur());
    const all = await page.evaluate(() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')].filter(one => one.checkVisibility()).length);
    const seen = new Set();
    for (let i = 0; i < all + 60; i++) {
      await page.keyboard.press('Tab');
      const one = await page.evaluate(() => {
        const element = document.activeElement;
        window.seen ??= new Map();
        if (element === document.body) return null;
        if (!window.seen.has(element)) window.seen.set(element, window.seen.size);
        const style = getComputedStyle(element);
        // On a date's own button the browser draws the ring itself, where no script sees it.
        return { id: window.seen.get(element), outline: element.type === 'date' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) };
      });
      if (!one) continue;
      if (!one.outline) return false;
      seen.add(one.id);
    }
    if (seen.size < all) console.error(`${seen.size} of ${all} reached`);
    return seen.size >= all;
  });
}
