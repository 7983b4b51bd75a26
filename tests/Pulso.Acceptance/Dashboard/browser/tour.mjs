// Goes through the dashboard of a running app, and tells what it found: one line of JSON for each check.
// Usage: node tour.mjs '{"url": …, "adminKey": …, "tenants": [{"name", "key", "date"}], "panels": […]}'

import { createRequire } from 'node:module';
import { launch, open, settled, signIn } from './browser.mjs';
import { cards, figures, portfolio } from './cards.mjs';
import { keyboard } from './keyboard.mjs';
import { behaviour } from './behaviour.mjs';
import { alerting, writing } from './writing.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const asked = JSON.parse(process.argv[2]);
const tell = (group, name, faults) => console.log(JSON.stringify({ group, name, faults: [faults].flat().filter(fault => fault) }));

const browser = await launch();
try {
  for (const tenant of asked.tenants) await tourOf(tenant);
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1400, height: 900 } });
  await keyboard(context, asked, asked.tenants[0], tell);
  await context.close();
  await behaviour(browser, asked, asked.tenants[0], tell);
  await writing(browser, asked, asked.tenants[0], tell);
  await alerting(browser, asked, asked.alerting, findings, tell);
} finally {
  await browser.close();
}

async function tourOf(tenant) {
  for (const theme of ['light', 'dark']) {
    // axe is put into the page from outside of it, past the page's own policy.
    const context = await browser.newContext({ locale: 'en-GB', colorScheme: theme, viewport: { width: 1400, height: 900 }, bypassCSP: true, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const elsewhere = new Set();
    const said = [];
    page.on('request', request => new URL(request.url()).origin !== new URL(asked.url).origin && elsewhere.add(request.url()));
    page.on('pageerror', error => said.push(error.message));
    await open(page, asked.url, tenant.name, { lang: 'es' });
    tell('axe', `${tenant.name} sign-in ${theme}`, await findings(page));
    await signIn(page, tenant.key);
    for (const lang of ['en', 'es']) {
      for (const panel of asked.panels) {
        await open(page, asked.url, tenant.name, { panel, date: tenant.date, lang });
        await page.waitForLoadState('networkidle');
        tell('axe', `${tenant.name} ${panel} ${lang} ${theme}`, await findings(page));
        if (theme === 'light') tell('twins', `${tenant.name} ${panel} ${lang}`, await untwinned(page));
        if (panel === 'health' && theme === 'light') tell('cards', `${tenant.name} ${lang}`, await cards(page, asked, tenant, lang));
        if (['action', 'weekly'].includes(panel) && theme === 'light') tell('cards', `${tenant.name} ${panel} ${lang}`, await figures(page, asked, tenant, panel));
        if (panel === 'portfolio' && theme === 'light') tell('cards', `portfolio on ${tenant.date} ${lang}`, await portfolio(page, asked, asked.tenants, tenant.date));
      }
    }
    await open(page, asked.url, tenant.name, { date: tenant.date });
    await page.click('[data-key="value-asa"]');
    tell('axe', `${tenant.name} how is this computed ${theme}`, await findings(page));
    await page.click('dialog .links button');
    await page.waitForSelector('.contacts .link');
    tell('axe', `${tenant.name} contacts behind ${theme}`, await findings(page));
    if (theme === 'light') tell('contacts', tenant.name, await behind(page, asked, tenant));
    await page.locator('.contacts .link').first().click();
    await page.waitForSelector('.course-of li');
    tell('axe', `${tenant.name} course of a contact ${theme}`, await findings(page));
    tell('origin', `${tenant.name} ${theme}`, [...elsewhere]);
    tell('errors', `${tenant.name} ${theme}`, said);
    await context.close();
  }
}

/** The list says how many contacts there are, and tells their customers by pseudonym. */
async function behind(page, asked, tenant) {
  const query = new URLSearchParams({ from: tenant.date, to: tenant.date, kpi: 'asa' });
  const { total, contacts } = await (await fetch(`${asked.url}api/${tenant.name}/contacts?${query}`, { headers: { authorization: `Bearer ${tenant.key}` } })).json();
  const said = (await page.textContent('.pager')).replace(/[.,]/g, '');
  const shown = await page.locator('.contacts .link').allTextContents();
  return [!said.includes(` ${total} `) && `${said} instead of ${total}`, shown.some((one, i) => one !== contacts[i].contact) && 'other contacts'];
}

/** Charts whose section has no table of the same numbers; the small lines of cards have theirs in the figure's dialog, those of Weekly are rows of one. */
function untwinned(page) {
  return page.locator('.curve, .bars').evaluateAll(all => all
    .filter(chart => !chart.closest('.block').querySelector('.twin table'))
    .map(chart => `no table beside ${chart.closest('.block').querySelector('h2').textContent}`));
}

async function findings(page) {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(violation => `${violation.id}: ${violation.nodes.length} × ${violation.nodes[0].html.slice(0, 160)} ${violation.nodes[0].failureSummary?.replaceAll('\n', ' ')}`);
}
