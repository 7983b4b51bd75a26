// Open alerts: who sees to them, and since when they have been there.

import { h, show } from './dom.js';
import { t, of } from './i18n.js';
import { state } from './state.js';
import { get, post, of as address } from './api.js';
import { age, count, figure, instant } from './format.js';
import { section, dialog, icon, limited, refusal } from './parts.js';
import { course } from './contacts.js';

const shown = () => state().tv ? 5 : 12;

export function alerts() {
  const place = h('div', {}, h('p', { class: 'muted', 'data-loading': true }, t('loading')));
  addEventListener('asked-again', () => place.isConnected && load(place), { signal: AbortSignal.timeout(3_600_000) });
  load(place);
  return section(t('alerts'), null, place);
}

function load(place) {
  return get(address('alerts'))
    .then(answer => show(place, list(answer.body, place)))
    .catch(error => show(place, h('p', { class: 'failure' }, error.message)));
}

function list(all, place) {
  if (all.length === 0) return h('p', { class: 'empty' }, t('no_alerts'));
  const items = h('ul', { class: 'alerts' });
  const fill = some => items.replaceChildren(...some.map(one => h('li', { 'data-state': one.state },
    icon(one.state === 'raised' ? 'missed' : 'warned'),
    h('span', { class: 'alert-what' }, h('strong', {}, titleOf(one)), h('span', { class: 'muted' }, [t('since', { age: age(Date.now() - Date.parse(one.at)) }), t(`alert_${one.state}`), one.owner && `${t('goal_owner')}: ${one.owner}`].filter(part => part).join(' · '))),
    h('button', { type: 'button', class: 'add', 'data-key': `alert-${one.id}`, onclick: () => open(one, place) }, t('alert_open')))));
  const more = limited('alerts', all, shown(), fill);
  return [items, more];
}

/** What an alert says, in the language of the page. */
function titleOf(one) {
  const shown = value => one.unit ? figure(value, one.unit) : count(value);
  const said = t(`what_${one.kind}`, {
    clock: one.clock && t(`clock_${one.clock}`), contact: one.contact, kpi: of(one.name), value: shown(one.value), expected: shown(one.expected), action: one.action ?? one.rule, source: one.source,
  });
  const where = [one.channel, one.queue, one.reason, one.priority && `${t('priority')} ${one.priority}`].filter(part => part);
  return where.length ? `${said} (${where.join(', ')})` : said;
}

function open(one, place) {
  const fault = h('p', { class: 'fault', role: 'alert' });
  const owner = h('input', { id: 'alert-owner', maxlength: 128, value: one.owner ?? '' });
  const text = h('input', { id: 'alert-text', maxlength: 1000 });
  const step = async name => {
    try {
      await post(address('alerts'), { id: one.id, step: name, ...(text.value && { text: text.value }), ...(owner.value && name === 'acknowledge' && { owner: owner.value }) });
      await load(place);
      element.close();
      place.querySelector(`[data-key="alert-${CSS.escape(one.id)}"]`)?.focus();
    } catch (error) {
      fault.textContent = refusal(error);
    }
  };
  const about = one.contacts ?? (one.contact ? [one.contact] : []);
  const element = dialog(titleOf(one),
    about.length > 0 && h('p', { class: 'about' }, `${t('contacts_in')} `, about.map((contact, i) => [i > 0 && ', ', h('button', { type: 'button', class: 'link', onclick: () => course(contact) }, contact)])),
    h('ol', { class: 'life' }, one.entries.map(entry => h('li', {}, h('span', { class: 'muted' }, `${instant(entry.at)} · ${entry.who}`), ` ${t(`alert_${entry.step}`)}`, entry.owner && ` → ${entry.owner}`, entry.text && `: ${entry.text}`))),
    h('div', { class: 'form' },
      h('div', { class: 'row' }, h('div', {}, h('label', { for: 'alert-owner' }, t('goal_owner')), owner), h('div', {}, h('label', { for: 'alert-text' }, t('comment')), text)), fault,
      h('p', { class: 'links' }, [['acknowledge', 'alert_acknowledge'], ['comment', 'alert_comment'], ['resolve', 'alert_resolve']].map(([name, label]) => h('button', { type: 'button', onclick: () => step(name) }, t(label))))));
}
