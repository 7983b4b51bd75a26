// Portfolio: every tenant that the key may read, the worst first.

import { h } from './dom.js';
import { t } from './i18n.js';
import { tenant as here, DRILL } from './state.js';
import { figure, difference, day, use } from './format.js';
import { section, nameOf, icon, standingWord, sample, scroll } from './parts.js';

export function portfolio(body) {
  return [h('h1', { class: 'visually-hidden' }, t('panel_portfolio')), section(t('portfolio_title'), t('worst_first'), table(body))];
}

function table(body) {
  const heads = body.tenants[0].cards;
  return scroll(t('portfolio_title'), h('table', { class: 'level portfolio' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('tenant')), h('th', { scope: 'col' }, t('standing')), heads.map(card => h('th', { scope: 'col', class: 'number' }, nameOf(card))))),
    h('tbody', {}, body.tenants.map(one => row(one)))));
}

function row(one) {
  use({ currency: one.currency });
  const query = new URLSearchParams(location.search);
  query.delete('panel');
  for (const key of DRILL) query.delete(key);
  const address = location.pathname.replace(/[^/]+$/, encodeURIComponent(one.tenant)) + (query.size ? `?${query}` : '');
  return h('tr', { 'data-tenant': one.tenant },
    h('th', { scope: 'row' }, h('a', { href: address, 'data-key': `tenant-${one.tenant}`, 'aria-current': one.tenant === here ? 'true' : null }, one.tenant), h('span', { class: 'muted tenant-date' }, day(one.date))),
    h('td', {}, one.missed > 0 && h('span', { class: 'chip missed' }, icon('missed'), `${one.missed} ${t('standing_missed')}`), ' ',
      one.warned > 0 && h('span', { class: 'chip warned' }, icon('warned'), `${one.warned} ${t('standing_warned')}`),
      one.missed + one.warned === 0 && h('span', { class: 'chip met' }, icon(one.cards.some(card => card.standing === 'met') ? 'met' : 'unknown'), one.cards.some(card => card.standing === 'met') ? t('standing_met') : t('no_goal'))),
    one.cards.map(card => h('td', { class: `number${card.small_sample ? ' small' : ''}`, 'data-kpi': card.kpi, 'data-value': card.value ?? '', title: `${sample(card)} · ${standingWord(card)}` },
      card.standing !== 'unknown' && [icon(card.standing), h('span', { class: 'visually-hidden' }, standingWord(card), ' ')],
      figure(card.value, card.unit), card.gap !== null && h('span', { class: 'gap-below' }, difference(card.gap, card.unit)))));
}
