// "How is this computed": what a figure is made of, and where its numbers lie.

import { h } from './dom.js';
import { t, of } from './i18n.js';
import { figure, count, day, difference, instant, shift } from './format.js';
import { dialog, nameOf, chip, changeText } from './parts.js';
import { of as address, filters } from './api.js';
import { twin } from './charts.js';
import { contacts } from './contacts.js';
import { setGoal } from './annotate.js';

const pair = (name, ...value) => [h('dt', {}, name), h('dd', {}, value)];

/** A value that says on a click how it is computed. */
export const explained = (row, head, title = null) => h('button', { type: 'button', class: 'value', 'data-key': `value-${row.kpi}`, 'data-value': row.value ?? '', title,
  'aria-label': `${nameOf(row)}: ${figure(row.value, row.unit)}. ${t('how_computed')}`, onclick: () => explain(row, head) }, figure(row.value, row.unit));

function explain(card, head) {
  const days = card.days && twin(t('last_days'), [t('day'), t('value'), t('observations'), t('status')],
    card.days.values.map((value, i) => [day(shift(card.days.from, i)), figure(value, card.unit), count(card.days.n[i]), t(i < card.days.final ? 'status_final' : 'status_provisional')]));
  const csv = address(`exports/v1/kpi_daily/date=${card.to.slice(0, 10)}/part-0.csv`);
  const json = address('kpis', { from: card.from, to: card.to, kpi: card.kpi, ...filters() });
  const goal = card.goal;
  dialog(nameOf(card),
    h('p', { class: 'lead' }, of(card.definition)),
    h('dl', { class: 'facts' },
      pair(t('value'), h('strong', {}, figure(card.value, card.unit)), card.standing && [' ', chip(card)]),
      pair(t('formula'), h('code', {}, card.formula)),
      card.numerator !== null && pair(t('numerator'), count(card.numerator)),
      card.denominator !== null && pair(t('denominator'), count(card.denominator)),
      pair(t('observations'), count(card.n), card.small_sample ? ` · ${t('below_minimum', { n: count(head.minimum_sample) })}` : ''),
      card.low !== null && card.low !== undefined && pair(t('interval95'), `${figure(card.low, card.unit)} – ${figure(card.high, card.unit)}`),
      pair(t('status'), t(`status_${card.status}`)),
      pair(t('definitions_version'), card.definitions),
      pair(t('boundary_cases'), of(card.boundary)),
      goal && pair(t('goal'), `${figure(goal.target, card.unit)} (${difference(card.gap, card.unit)})`,
        goal.warn !== null && ` · ${t('warns_from', { value: figure(goal.warn, card.unit) })}`),
      goal && pair(t('goal_scope'), [goal.channel ?? t('all_channels'), goal.queue].filter(part => part).join(' › ')),
      goal && pair(t('goal_validity'), `${goal.valid_from ? day(goal.valid_from) : t('always')} – ${goal.valid_to ? day(goal.valid_to) : t('open_end')}`),
      goal?.owner && pair(t('goal_owner'), goal.owner),
      goal?.cadence && pair(t('goal_cadence'), t(`cadence_${goal.cadence}`)),
      goal?.objective && pair(t('goal_objective'), goal.objective),
      card.change && pair(t('change'), changeText(card.change.value, card), ` (${figure(card.change.before, card.unit)}; ${bound(card.change.from)} – ${bound(card.change.to)})`)),
    h('p', { class: 'links' },
      h('button', { type: 'button', onclick: () => contacts(card) }, t('contacts_behind')),
      setGoal(card),
      h('a', { href: json, target: '_blank', rel: 'noopener' }, t('as_json')),
      h('a', { href: csv, download: '' }, t('as_csv'))),
    h('p', { class: 'hint' }, t('csv_hint')),
    days);
}

const bound = text => text.includes('T') ? instant(text) : day(text);
