// Makes the pictures of docs/images: starts the demo with its history, notes something, lets some customers wait, and takes each panel as it is shown.
// Usage: npm run screenshots, or, of a demo that is running: npm run screenshots -- http://127.0.0.1:7071/ KEY DATE [VIEW]

import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, open } from './browser.mjs';
import { root, send, start, stop } from './system.mjs';

const images = join(root, 'docs', 'images');
const PANELS = ['health', 'action', 'weekly', 'portfolio'];
const VIEWS = {
  'en-light': { lang: 'en', colorScheme: 'light', width: 1280, height: 760 },
  'es-dark': { lang: 'es', colorScheme: 'dark', width: 1280, height: 760 },
  phone: { lang: 'es', colorScheme: 'light', width: 390, height: 844 },
  tv: { lang: 'en', colorScheme: 'dark', width: 1280, height: 720, tv: '1' },
  print: { lang: 'en', colorScheme: 'light', width: 1047, height: 718, media: 'print' },
};

const before = (date, days) => new Date(Date.parse(`${date}T14:00:00Z`) - days * 86_400_000).toISOString();

async function note(system, body) {
  const answer = await fetch(`${system.url}api/demo/annotations`, { method: 'POST', headers: { authorization: `Bearer ${system.key}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (answer.status !== 202) throw new Error(await answer.text());
}

// Who waits just now: [channel, queue, reason, priority, seconds ago], and a ticket whose time is nearly up.
const WAITING = [
  ['voice', 'soporte', 'sin servicio', '1', 260], ['voice', 'soporte', 'sin servicio', '1', 195], ['voice', 'soporte', 'sin servicio', '2', 90], ['voice', 'soporte', 'configuración', '3', 14],
  ['voice', 'ventas', 'cotización', '2', 40], ['voice', 'facturación', 'saldo', '2', 130], ['voice', 'facturación', 'copia de factura', '3', 9],
  ['whatsapp', 'soporte', 'sin servicio', '2', 410], ['whatsapp', 'soporte', 'garantía', '3', 350], ['whatsapp', 'ventas', 'promoción', '3', 70], ['whatsapp', 'facturación', 'saldo', '3', 25],
  ['chat', 'soporte', 'configuración', '3', 55], ['chat', 'ventas', 'cambio de plan', '2', 20],
  ['helpdesk', 'soporte', 'sin servicio', '1', 6_000], ['helpdesk', 'soporte', 'sin servicio', '1', 6_600],
];

async function wait(system) {
  const secret = JSON.parse(readFileSync(join(root, 'samples/demo.settings.json'))).sources['/demo/digital'].secrets[0];
  const events = WAITING.flatMap(([channel, queue, reason, priority, seconds], i) => ['contact.started', 'contact.queued'].filter(type => channel !== 'helpdesk' || type === 'contact.started').map(type => ({
    specversion: '1.0', id: randomUUID(), source: '/demo/digital', type, time: new Date(Date.now() - seconds * 1000).toISOString(), subject: `now-${channel}-${i}`, data: { channel, queue, reason, priority },
  })));
  await send(system, 'demo', secret, events);
}

/** The days that the panels are shown of: Action as it is now, Weekly of the last whole week. */
const dayOf = (panel, date) => panel === 'action' ? '' : panel === 'weekly' ? before(date, new Date(`${date}T12:00:00Z`).getUTCDay() || 7).slice(0, 10) : date;

/** Every panel in one view. */
async function take(browser, system, name) {
  const view = VIEWS[name];
  const context = await browser.newContext({ locale: view.lang, colorScheme: view.colorScheme, viewport: { width: view.width, height: view.height }, reducedMotion: 'reduce' });
  await signedIn(context, system);
  const page = await context.newPage();
  if (view.media) await page.emulateMedia({ media: view.media });
  for (const panel of PANELS) {
    await open(page, system.url, 'demo', { panel, ...(dayOf(panel, system.date) && { date: dayOf(panel, system.date) }), lang: view.lang, ...(view.tv && { tv: view.tv }), ...(panel === 'health' && { slot: 'hour' }) });
    const path = join(images, `${panel}-${name}.png`);
    const height = await page.evaluate(() => Math.min(innerHeight, document.getElementById('main').lastElementChild.getBoundingClientRect().bottom + 16));
    await page.screenshot({ path, clip: { x: 0, y: 0, width: view.width, height: view.tv ? view.height : height } });
    console.log(`${path}  ${Math.round(statSync(path).size / 1024)} KB`);
  }
  await context.close();
}

const signedIn = (context, system) => context.request.post(`${system.url}api/dashboard/demo/sign-in`, { headers: { 'x-pulso-page': '1' }, data: { key: system.key } });

const [url, key, date, only] = process.argv.slice(2);
const data = url ? null : mkdtempSync(join(tmpdir(), 'pulso-screenshots-'));
const system = url ? { url, key, date } : await start(['demo', '--history', '42'], data);
try {
  await note(system, { kind: 'experiment', text: 'Callback offered after two minutes of waiting', at: before(system.date, 16), channel: 'voice' });
  await note(system, { kind: 'experiment', text: 'Bot asks for the invoice number before the handover', at: before(system.date, 10), channel: 'whatsapp' });
  await note(system, { kind: 'incident', text: 'Billing system slow for 40 minutes', at: `${system.date}T15:05:00Z`, channel: 'voice' });
  await wait(system);
  const browser = await launch();
  mkdirSync(images, { recursive: true });
  const first = await browser.newContext();
  await signedIn(first, system);
  const check = await first.newPage();
  await open(check, system.url, 'demo', { date: system.date, lang: 'en' });
  await check.waitForFunction(() => document.querySelector('.notes')?.textContent.includes('Billing system slow'), null, { timeout: 120_000 });
  await first.close();
  for (const name of Object.keys(VIEWS).filter(one => !only || one === only)) await take(browser, system, name);
  await browser.close();
} finally {
  if (system.child) {
    await stop(system);
    rmSync(data, { recursive: true, force: true });
  }
}
