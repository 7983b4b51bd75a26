// Chromium as it comes with Debian, driven by playwright-core.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PATHS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

export const launch = () => chromium.launch({ executablePath: PATHS.find(path => path && existsSync(path)), args: FLAGS });

const PATIENCE_MS = 180_000;

/** Opens a view of the page and waits until its figures are there. */
export async function open(page, url, tenant, query = {}) {
  const text = new URLSearchParams(query).toString();
  await page.goto(`${url}api/dashboard/${tenant}${text ? `?${text}` : ''}`);
  await settled(page);
}

/** Waits until what the address asks for is shown. */
export async function settled(page) {
  await page.waitForFunction(() => {
    const ready = document.body.dataset.ready;
    return ready === 'sign-in' || (ready?.includes(` ${location.search} `) && !document.querySelector('[data-loading]'));
  }, null, { timeout: PATIENCE_MS });
}

export async function signIn(page, key) {
  await page.fill('#key', key);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.body.dataset.ready && document.body.dataset.ready !== 'sign-in', null, { timeout: PATIENCE_MS });
}
