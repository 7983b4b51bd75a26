// What the panels have in common: status, gaps, dialogs.

import { h, s } from './dom.js';
import { t, of } from './i18n.js';
import { difference, figure, count, NONE } from './format.js';
import { Refused } from './api.js';

/** Stands where a contact has no queue, reason or priority. */
export const NO_KEY = '(none)';

// Told apart by shape first, then by word, then by colour.
const SHAPES = {
  met: { d: 'M8 1.500a6.500 6.500 0 1 0 0 13a6.500 6.500 0 1 0 0-13z', inner: 'M4.800 8.200l2.300 2.300 4.200-4.600' },
  warned: { d: 'M8 1.500L15 14.200H1z', inner: 'M8 6v4M8 11.800v.4' },
  missed: { d: 'M4.700 1.200h6.600l3.500 3.500v6.600l-3.500 3.500H4.700L1.200 11.300V4.700z', inner: 'M5.300 5.300l5.400 5.400M10.700 5.300l-5.400 5.400' },
  unknown: { d: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z', inner: 'M5.500 8h5' },
};

export const icon = standing => s('svg', { class: `shape ${standing}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
  s('path', { class: 'outer', d: SHAPES[standing].d }), s('path', { class: 'inner', d: SHAPES[standing].inner }));

/** Why a figure has no standing, or which it has. */
export function standingWord(row) {
  if (row.value === null || row.value === undefined) return t('no_data');
  if (row.small_sample) return t('small_sample');
  return row.standing === 'unknown' ? t('no_goal') : t(`standing_${row.standing}`);
}

export const chip = row => h('span', { class: `chip ${row.standing}` }, icon(row.standing), standingWord(row));

/** A change with its direction, and whether that is for the better. */
export function changeText(value, row) {
  if (value === null || value === undefined) return NONE;
  const text = difference(value, row.unit);
  if (text.startsWith('±')) return `= ${text}`;
  return `${value > 0 ? '▲' : '▼'} ${text} · ${value > 0 === row.higher_is_better ? t('better') : t('worse')}`;
}

/** A share of nothing, or a value of few: said in words, for the title of what is greyed. */
export const sample = row => t('sample', { n: count(row.n) });

export const nameOf = row => of(row.name);

export const targetText = row => row.goal ? figure(row.goal.target, row.unit) : NONE;

/** A dialog that says what it is about, closes by Escape and gives the focus back. */
export function dialog(title, ...content) {
  const name = `dialog-${Math.random().toString(36).slice(2)}`;
  const close = () => element.close();
  const element = h('dialog', { 'aria-labelledby': name },
    h('header', {}, h('h2', { id: name }, title), h('button', { type: 'button', class: 'plain', onclick: close, 'aria-label': t('close') }, '✕')),
    h('div', { class: 'dialog-body' }, content));
  element.addEventListener('close', () => element.remove());
  element.addEventListener('click', event => event.target === element && close());
  document.body.append(element);
  element.showModal();
  return element;
}

/** A table that may be wider than its place, and is reached by key to be scrolled. */
export const scroll = (label, table, name = '') => h('div', { class: `scroll ${name}`.trim(), tabindex: '0', role: 'group', 'aria-label': label }, table);

export const section = (title, note, ...content) => h('section', { class: 'block' },
  h('header', { class: 'block-head' }, h('h2', {}, title), note && h('div', { class: 'block-note' }, note)), content);

const whole = new Set();

/** Fills a list with its first rows, and with all of them once that is asked for; gives the button that does, where there are more. */
export function limited(key, rows, most, fill) {
  const isWhole = whole.has(key) || rows.length <= most;
  fill(isWhole ? rows : rows.slice(0, most));
  return !isWhole && h('button', { type: 'button', class: 'more', 'data-key': `more-${key}`, onclick: event => { whole.add(key); fill(rows); event.target.remove(); } }, t('show_all', { n: count(rows.length) }));
}

/** A key as people read it: the one of those that have none is called so. */
export const keyText = key => key === NO_KEY ? t('unknown_key') : key;

/** Why something was not taken. */
export const refusal = error => error instanceof Refused && error.status === 401 ? t('needs_admin')
  : error instanceof Refused ? [error.message, ...error.errors].join(' ') : t('unreachable');

/** Says something to who cannot see it. */
export function say(text) {
  document.getElementById('live').textContent = text;
}
