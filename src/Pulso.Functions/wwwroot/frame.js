// What stands around every panel: where one is, and how to get elsewhere.

import { h, s } from './dom.js';
import { t, lang, LANGUAGES } from './i18n.js';
import { state, href, go, tenant, drillTo, DRILL, PANELS } from './state.js';
import { day, shift } from './format.js';
import { post, session } from './api.js';

const logo = () => s('svg', { class: 'logo', viewBox: '0 0 32 32', 'aria-hidden': 'true' }, s('rect', { width: 32, height: 32, rx: 8 }),
  s('path', { d: 'M5 17h5l3-8 5 15 4-10 1.500 3H27' }));

const ICONS = {
  theme: 'M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM10 3v14M12 4.500v11M14 6v8',
  tv: 'M3 4.500h14v9H3zM7 16.500h6',
  print: 'M6 8V3.500h8V8M6 14H3.500V8h13v6H14M6 11.500h8v5H6z',
};
const glyph = name => s('svg', { class: 'glyph', viewBox: '0 0 20 20', 'aria-hidden': 'true' }, s('path', { d: ICONS[name] }));

export function header(head) {
  return [
    h('div', { class: 'brand' }, logo(), h('strong', {}, 'Pulso'), h('span', { class: 'tenant' }, tenant)),
    head && h('nav', { 'aria-label': t('panels') }, PANELS.map((panel, i) => h('a', {
      href: href({ panel, tv: state().tv }), 'data-key': `nav-${panel}`, 'data-shortcut': String(i + 1), 'aria-current': state().panel === panel ? 'page' : null,
    }, t(`panel_${panel}`)))),
    h('div', { class: 'tools' },
      head?.date && dates(head),
      h('span', { class: 'switch', role: 'group', 'aria-label': t('language') }, LANGUAGES.map(one => h('a', {
        href: href({ lang: one }), 'data-key': `lang-${one}`, lang: one, 'aria-current': lang === one ? 'true' : null, title: t(`lang_${one}`),
        onclick: () => localStorage.setItem('pulso-lang', one),
      }, one.toUpperCase()))),
      h('button', { type: 'button', class: 'plain', 'data-key': 'theme', onclick: theme, 'aria-label': t('theme'), title: t('theme') }, glyph('theme')),
      head && h('a', { class: 'plain', href: href({ tv: state().tv ? '' : '1' }), 'data-key': 'tv', 'data-shortcut': 't', 'aria-label': state().tv ? t('tv_leave') : t('tv'), title: state().tv ? t('tv_leave') : t('tv') }, glyph('tv')),
      head && h('button', { type: 'button', class: 'plain', 'data-key': 'print', onclick: () => window.print(), 'aria-label': t('print'), title: t('print') }, glyph('print')),
      head && h('button', { type: 'button', class: 'plain', 'data-key': 'sign-out', onclick: signOut }, t('sign_out'))),
  ];
}

function dates(head) {
  const move = days => href({ date: shift(head.date, days) === head.today ? '' : shift(head.date, days) });
  return h('div', { class: 'dates', role: 'group', 'aria-label': t('day') },
    h('a', { class: 'plain', href: move(-1), 'data-key': 'day-before', 'aria-label': t('day_before') }, '‹'),
    h('input', { type: 'date', 'data-key': 'date', value: head.date, max: head.today, 'aria-label': t('day'), onchange: event => event.target.value && go(href({ date: event.target.value === head.today ? '' : event.target.value })) }),
    head.date < head.today && h('a', { class: 'plain', href: move(1), 'data-key': 'day-after', 'aria-label': t('day_after') }, '›'),
    head.date < head.today && h('a', { class: 'plain', href: href({ date: '' }), 'data-key': 'today' }, t('today')));
}

/** The way down: channel, queue, reason, priority. */
export function trail(head) {
  if (!head || state().panel === 'portfolio') return null;
  const steps = DRILL.filter(key => state()[key]);
  return h('nav', { class: 'trail', 'aria-label': t('filters') }, h('ol', {},
    h('li', {}, steps.length ? h('a', { href: href(drillTo('channel', '')), 'data-key': 'trail-all' }, t('everything')) : h('span', {}, t('everything'))),
    steps.map((key, i) => h('li', {}, i < steps.length - 1
      ? h('a', { href: href(drillTo(key, state()[key])), 'data-key': `trail-${key}` }, `${t(key)}: ${state()[key]}`)
      : h('span', { 'aria-current': 'true' }, `${t(key)}: ${state()[key]}`), ' ',
      h('a', { class: 'drop', href: href({ [key]: '' }), 'data-key': `drop-${key}`, 'aria-label': t('filter_drop', { name: t(key) }) }, '✕')))),
    h('span', { class: 'date-text' }, day(head.date)));
}

function applyTheme() {
  const chosen = localStorage.getItem('pulso-theme');
  if (chosen) document.documentElement.dataset.theme = chosen;
}

function theme() {
  const dark = (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  localStorage.setItem('pulso-theme', dark ? 'light' : 'dark');
  applyTheme();
}

async function signOut() {
  await post(session('sign-out'), {});
  dispatchEvent(new Event('moved'));
}

applyTheme();
