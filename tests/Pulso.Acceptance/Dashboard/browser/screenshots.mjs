// Makes the pictures of docs/images: starts the demo with its history, notes something, and takes each panel as it is shown.
// Usage: npm run screenshots, or, of a demo that is running: npm run screenshots -- http://127.0.0.1:7071/ KEY DATE

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, open } from './browser.mjs';

const root = new URL('../../../../', import.meta.url).pathname;
const images = join(root, 'docs', 'images');
const PANELS = ['health', 'action', 'weekly', 'portfolio'];
const VIEWS = {
  'en-light': { lang: 'en', colorScheme: 'light', width: 1280, height: 760 },
  'es-dark': { lang: 'es', colorScheme: 'dark', width: 1280, height: 760 },
  phone: { lang: 'es', colorScheme: 'light', width: 390, height: 844 },
  tv: { lang: 'en', colorScheme: 'dark', width: 1280, height: 720, tv: '1' },
  print: { lang: 'en', colorScheme: 'light', width: 1047, height: 718, media: 'print' },
};

const free = () => new Promise(done => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

/** Starts the demo; gives its address, its key and its day. */
async function demo(data) {
  const port = await free();
  const child = spawn('dotnet', ['run', '--project', join(root, 'src/Pulso.Cli'), '--', 'demo', '--history', '34', '--data', data, '--port', String(port)], { cwd: root });
  let said = '';
  await new Promise((done, fail) => {
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => { said += text; if (said.includes('Ctrl+C ends it.')) done(); });
    child.on('exit', code => fail(new Error(`the demo ended with ${code}:\n${said}`)));
  });
  child.removeAllListeners('exit');
  return { child, url: `http://127.0.0.1:${port}/`, key: said.match(/key\s+(\S+), as Authorization/)[1], date: said.match(/date=(\d{4}-\d\d-\d\d)/)[1] };
}

const before = (date, days) => new Date(Date.parse(`${date}T14:00:00Z`) - days * 86_400_000).toISOString();

async function note(system, body) {
  const answer = await fetch(`${system.url}api/demo/annotations`, { method: 'POST', headers: { authorization: `Bearer ${system.key}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (answer.status !== 202) throw new Error(await answer.text());
}

/** Every panel in one view. */
async function take(browser, system, name) {
  const view = VIEWS[name];
  const context = await browser.newContext({ locale: view.lang, colorScheme: view.colorScheme, viewport: { width: view.width, height: view.height }, reducedMotion: 'reduce' });
  await signedIn(context, system);
  const page = await context.newPage();
  if (view.media) await page.emulateMedia({ media: view.media });
  for (const panel of PANELS) {
    await open(page, system.url, 'demo', { panel, date: system.date, lang: view.lang, ...(view.tv && { tv: view.tv }), ...(panel === 'health' && { slot: 'hour' }) });
    const path = join(images, `${panel}-${name}.png`);
    await page.screenshot({ path });
    console.log(`${path}  ${Math.round(statSync(path).size / 1024)} KB`);
  }
  await context.close();
}

const signedIn = (context, system) => context.request.post(`${system.url}api/dashboard/demo/sign-in`, { headers: { 'x-pulso-page': '1' }, data: { key: system.key } });

const [url, key, date] = process.argv.slice(2);
const data = url ? null : mkdtempSync(join(tmpdir(), 'pulso-screenshots-'));
const system = url ? { url, key, date } : await demo(data);
try {
  await note(system, { kind: 'experiment', text: 'Callback offered after two minutes of waiting', at: before(system.date, 9), channel: 'voice' });
  await note(system, { kind: 'experiment', text: 'Bot asks for the invoice number before the handover', at: before(system.date, 3), channel: 'whatsapp' });
  await note(system, { kind: 'incident', text: 'Billing system slow for 40 minutes', at: `${system.date}T15:05:00Z`, channel: 'voice' });
  const browser = await launch();
  mkdirSync(images, { recursive: true });
  const first = await browser.newContext();
  await signedIn(first, system);
  const check = await first.newPage();
  await open(check, system.url, 'demo', { date: system.date, lang: 'en' });
  await check.waitForFunction(() => document.querySelector('.notes')?.textContent.includes('Billing system slow'), null, { timeout: 120_000 });
  await first.close();
  for (const name of Object.keys(VIEWS)) await take(browser, system, name);
  await browser.close();
} finally {
  if (system.child) {
    system.child.kill('SIGINT');
    await new Promise(done => system.child.on('exit', done));
    rmSync(data, { recursive: true, force: true });
  }
}
