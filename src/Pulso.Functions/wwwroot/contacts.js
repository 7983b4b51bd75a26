// The contacts behind a figure: pseudonymous, each with its events.

import { h, show } from './dom.js';
import { t } from './i18n.js';
import { get, of as address, filters } from './api.js';
import { clock, count, instant, time, NONE } from './format.js';
import { dialog, nameOf, scroll, NO_KEY } from './parts.js';

const PAGE = 50;
const PARTS = ['denominator', 'numerator', 'rest'];

const known = value => !value || value === NO_KEY ? NONE : value;
const lasted = ms => ms === null ? NONE : clock(ms / 1000);
const waiting = () => h('p', { class: 'muted', 'data-loading': true }, t('loading'));
const failed = error => h('p', { class: 'failure' }, error.message);

export function contacts(card) {
  const place = h('div', {}, waiting());
  const parts = h('span', { class: 'switch', role: 'group', 'aria-label': t('part') });
  const load = (part, offset) => {
    show(parts, PARTS.map(one => h('button', { type: 'button', 'aria-pressed': String(one === part), 'data-key': `part-${one}`, onclick: () => load(one, 0) }, t(`part_${one}`))));
    get(address('contacts', { from: card.from, to: card.to, kpi: card.kpi, part, limit: String(PAGE), offset: String(offset), ...filters() }))
      .then(answer => show(place, list(answer.body, offset, next => load(part, next))))
      .catch(error => show(place, failed(error)));
  };
  dialog(`${t('contacts_behind')}: ${nameOf(card)}`, card.denominator === null ? null : parts, place).classList.add('wide');
  load('denominator', 0);
}

function list(body, offset, to) {
  if (body.total === 0) return h('p', { class: 'empty' }, t('no_contacts'));
  const step = (label, next, can) => h('button', { type: 'button', class: 'add', disabled: !can, 'data-key': `page-${label}`, onclick: () => to(next) }, label);
  return [
    h('p', { class: 'pager' }, t('contacts_shown', { from: count(offset + 1), to: count(offset + body.contacts.length), total: count(body.total) }), ' ',
      step('‹', offset - PAGE, offset > 0), step('›', offset + PAGE, offset + PAGE < body.total)),
    scroll(t('contacts_behind'), h('table', { class: 'level' },
      h('thead', {}, h('tr', {}, [t('started'), t('contact'), t('customer'), t('channel'), t('queue'), t('reason'), t('agent')].map(text => h('th', { scope: 'col' }, text)),
        [t('wait'), t('handling')].map(text => h('th', { scope: 'col', class: 'number' }, text)))),
      h('tbody', {}, body.contacts.map(one => h('tr', {},
        h('td', {}, instant(one.started_utc)),
        h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link', onclick: () => course(one.contact) }, one.contact)),
        h('td', { class: 'pseudonym', title: one.customer ?? '' }, known(one.customer?.slice(0, 8))),
        h('td', {}, known(one.channel)), h('td', {}, known(one.queue)), h('td', {}, known(one.reason)), h('td', {}, known(one.last_agent)),
        h('td', { class: 'number' }, lasted(one.wait_ms)), h('td', { class: 'number' }, lasted((one.talk_ms ?? 0) + (one.hold_ms ?? 0) + (one.wrap_ms ?? 0) || null)))))), 'contacts')];
}

/** What happened to one contact, in its order. */
export function course(contact) {
  const place = h('div', {}, waiting());
  dialog(contact, place).classList.add('wide');
  get(address('contacts', { contact })).then(({ body }) => show(place, h('ol', { class: 'course-of' }, body.events.map(event => {
    const { time: at, type, ...rest } = event;
    return h('li', {}, h('time', { datetime: at }, `${instant(at).replace(time(at), '')} ${time(at)}:${at.slice(17, 19)}`), h('strong', {}, type),
      h('span', { class: 'muted' }, Object.entries(rest).filter(([name]) => name !== 'customer').map(([name, value]) => `${name} ${value}`).join(' · ')));
  })))).catch(error => show(place, failed(error)));
}
