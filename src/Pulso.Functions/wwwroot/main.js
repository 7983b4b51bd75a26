// The page: what the address says is fetched, shown, and fetched again every 15 seconds.

import { h, show } from './dom.js';
import { t, speak, lang } from './i18n.js';
import { state, tenant } from './state.js';
import { get, of as address, filters, portfolio, Refused } from './api.js';
import { use, instant, age } from './format.js';
import { header, trail } from './frame.js';
import { signIn } from './signin.js';
import { health } from './health.js';
import { action } from './action.js';
import { weekly } from './weekly.js';
import { portfolio as showPortfolio } from './portfolio.js';
import { say } from './parts.js';

const REFRESH_MS = 15000;
const SLOW_MS = 300;

const VIEWS = {
  health: { load: () => address('health-panel', { date: state().date, kpi: state().kpi, slot: state().slot, ...filters() }), show: health },
  action: { load: () => address('action-panel', { date: state().date, ...filters() }), show: action },
  weekly: { load: () => address('weekly-panel', { date: state().date, ...filters() }), show: weekly },
  portfolio: { load: () => portfolio + (state().date ? `?date=${state().date}` : ''), show: showPortfolio },
};

const main = document.getElementById('main');
const progress = document.getElementById('progress');
let shown = { address: '', tag: '' };
let body = null;
let head = {};
let signedIn = false;
let loading = null;
let timer = 0;

async function load(quiet) {
  const view = VIEWS[state().panel];
  const wanted = view.load();
  const now = `${wanted} ${location.search} ${lang}`;
  loading?.abort();
  loading = new AbortController();
  const mine = loading;
  const slow = setTimeout(() => { if (!quiet) progress.hidden = false; }, SLOW_MS);
  try {
    const answer = await get(wanted, mine.signal);
    if (mine.signal.aborted) return;
    body = answer.body;
    body.at = answer.at.toISOString();
    head = body.head ?? head;
    signedIn = true;
    if (body.head) use(body.head);
    frame();
    stamp(answer.at);
    // Ages grow, also where nothing else has changed.
    if (shown.address !== now || shown.tag !== answer.tag || body.as_of === null) {
      const moved = shown.address !== now;
      show(main, view.show(body));
      shown = { address: now, tag: answer.tag };
      if (!quiet && moved) say(document.title);
    }
    document.body.dataset.ready = now;
    dispatchEvent(new Event('asked-again'));
  } catch (error) {
    if (error.name === 'AbortError') return;
    failed(error);
  } finally {
    clearTimeout(slow);
    if (mine === loading) progress.hidden = true;
  }
}

function failed(error) {
  shown = { address: '', tag: '' };
  if (error instanceof Refused && error.status === 401) {
    body = null;
    signedIn = false;
    frame();
    show(main, signIn(() => refresh(false)));
    document.body.dataset.ready = 'sign-in';
  } else if (error instanceof Refused) show(main, h('p', { class: 'failure', role: 'alert' }, error.message, h('br'), error.errors.join('; ')));
  else if (body) stamp(null);
  else show(main, h('p', { class: 'failure', role: 'alert' }, t('unreachable')));
}

function frame() {
  document.title = `${t(`panel_${state().panel}`)} · ${tenant} · Pulso`;
  document.body.classList.toggle('tv', state().tv === '1');
  document.body.dataset.panel = state().panel;
  document.getElementById('skip').textContent = t('skip');
  show(document.getElementById('top'), header(signedIn ? head : null));
}

/** How fresh the figures are: until when data came, when they were made, and who is late. */
function stamp(at) {
  const own = body?.head;
  const parts = [];
  if (own?.heard) parts.push(`${t('data_until')} ${instant(own.heard)}`);
  parts.push(at ? `${t('computed_at')} ${instant(at)}` : t('unreachable'));
  const late = own?.late_sources ?? [];
  show(document.getElementById('foot'), trail(own), h('p', { class: at ? 'fresh' : 'fresh stale' }, parts.join(' · '),
    late.length > 0 && h('strong', { class: 'late' }, ` ${t('late_sources')}: ${late.map(one => `${one.name} (${age(Date.now() - Date.parse(one.heard))})`).join(', ')}`)));
}

async function refresh(quiet) {
  clearTimeout(timer);
  if (!document.hidden) {
    await speak(state().lang);
    await load(quiet);
    timer = setTimeout(() => refresh(true), REFRESH_MS);
  }
}

let resized = 0;
addEventListener('resize', () => {
  clearTimeout(resized);
  resized = setTimeout(() => { if (body && shown.address) show(main, VIEWS[state().panel].show(body)); }, 150);
});
addEventListener('moved', () => refresh(false));
// A hidden tab asks for nothing; one that is seen again, at once.
document.addEventListener('visibilitychange', () => refresh(true));
addEventListener('keydown', event => {
  if (event.target.closest?.('input, textarea, select, dialog') || event.metaKey || event.ctrlKey || event.altKey) return;
  const link = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  link?.click();
});
refresh(false);
