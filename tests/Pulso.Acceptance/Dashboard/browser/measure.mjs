// How long the Health panel of a tenant with 200 queues takes in a browser, from the click to the figures.
// Usage: npm run measure: starts the system with four weeks of contacts in 200 queues, and opens the panel some times.

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, open } from './browser.mjs';
import { send, start, stop } from './system.mjs';

const [QUEUES, DAYS, TIMES, BATCH, AT_ONCE] = [200, 28, 7, 500, 4];
const HOURS = Array.from({ length: 12 }, (_, i) => 8 + i);
const SECRET = `whsec_${Buffer.from('a secret of this measurement alone').toString('base64')}`;
const DAY_MS = 86_400_000;
const last = Math.floor(Date.now() / DAY_MS) - 1;
const date = day => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** A call an hour in each queue: 12 a day, answered after some seconds. */
function* events() {
  for (let day = last - DAYS + 1; day <= last; day++)
    for (const hour of HOURS)
      for (let queue = 0; queue < QUEUES; queue++) {
        const subject = `${day}-${hour}-${queue}`;
        const at = seconds => new Date(day * DAY_MS + hour * 3_600_000 + (queue % 4) * 900_000 + seconds * 1000).toISOString();
        const own = { channel: ['voice', 'chat', 'whatsapp', 'email'][queue % 4], queue: `queue ${queue}`, reason: `reason ${queue % 10}` };
        const event = (type, seconds, data) => ({ specversion: '1.0', id: `${subject} ${type}`, source: '/acme/pbx', type, subject, time: at(seconds), data });
        yield event('contact.started', 0, own);
        yield event('contact.queued', 1, { queue: own.queue });
        yield event('contact.answered', 5 + (day + queue) % 40, { agent: `agent ${queue % 50}`, queue: own.queue });
        yield event('contact.handled', 200 + queue, { agent: `agent ${queue % 50}`, talk: 100 + queue, wrap: 20 });
      }
}

const call = async (system, method, path, body) => {
  const answer = await fetch(`${system.url}api/acme/${path}`, { method, headers: { authorization: `Bearer ${system.key}`, 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
};

async function fill(system) {
  await call(system, 'PUT', 'settings', { tenant: 'acme', sources: { '/acme/pbx': { secrets: [SECRET] } }, versions: [{ validFrom: '1990-01-01', timeZone: 'UTC' }] });
  const all = [...events()];
  const batches = Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) => all.slice(i * BATCH, (i + 1) * BATCH));
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { for (let batch; (batch = batches.shift());) await send(system, 'acme', SECRET, batch); }));
  for (let mark = 0; mark < 2; mark++) {
    const { mark: id } = await call(system, 'POST', 'marks');
    while (!(await call(system, 'GET', `marks/${id}`)).passed) await new Promise(done => setTimeout(done, 500));
  }
  console.log(`${all.length.toLocaleString('en')} events of ${QUEUES} queues and ${DAYS} days`);
}

/** One opening, in milliseconds from the beginning: the answer asked, had, and the figures shown. */
async function opening(context, system) {
  const page = await context.newPage();
  await page.addInitScript(() => addEventListener('DOMContentLoaded', () => new MutationObserver(() => { window.shownAt ??= performance.now(); }).observe(document.body, { attributeFilter: ['data-ready'] })));
  await open(page, system.url, 'acme', { date: date(last), lang: 'en' });
  const found = await page.evaluate(() => {
    const answer = performance.getEntriesByType('resource').find(one => one.name.includes('health-panel'));
    return { asked: answer.startTime, had: answer.responseEnd, shown: window.shownAt, bytes: answer.encodedBodySize, elements: document.querySelectorAll('*').length };
  });
  await page.close();
  return found;
}

const data = mkdtempSync(join(tmpdir(), 'pulso-measure-'));
const system = await start(['up'], data, 'Release');
const browser = await launch();
try {
  await fill(system);
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  await context.request.post(`${system.url}api/dashboard/acme/sign-in`, { headers: { 'x-pulso-page': '1' }, data: { key: system.key } });
  const all = [];
  for (let i = 0; i < TIMES; i++) {
    all.push(await opening(context, system));
    await new Promise(done => setTimeout(done, 5_500)); // no answer is shared for so long
  }
  const shared = await opening(context, system) && await opening(context, system);
  const median = of => [...all].map(of).sort((a, b) => a - b)[TIMES >> 1];
  const ms = value => `${Math.round(value)} ms`;
  console.log(`${cpus().length} × ${cpus()[0].model}; medians of ${TIMES}`);
  console.log(`page and scripts ${ms(median(one => one.asked))}, answer ${ms(median(one => one.had - one.asked))} (${median(one => one.bytes).toLocaleString('en')} bytes), figures ${ms(median(one => one.shown - one.had))} (${all[0].elements} elements)`);
  console.log(`an answer that another viewer had within five seconds: ${ms(shared.had - shared.asked)}`);
} finally {
  await browser.close();
  await stop(system);
  rmSync(data, { recursive: true, force: true });
}
