// Health: the state of a day.

import { h, s } from './dom.js';
import { t } from './i18n.js';
import { state, href, drillTo } from './state.js';
import { figure, axis, difference, count, brief, day, time, weekday, weekdayName, shift, SHORT } from './format.js';
import { chip, icon, changeText, nameOf, section, standingWord, targetText, sample, limited, scroll, keyText } from './parts.js';
import { spark, curve, twin } from './charts.js';
import { explained } from './explain.js';
import { annotate } from './annotate.js';

const LEVEL_ROWS = 25;

export function health(body) {
  const shown = body.cards.find(card => card.kpi === body.curve.kpi);
  return [
    h('h1', { class: 'visually-hidden' }, `${t('panel_health')} · ${day(body.head.date)}`),
    h('div', { class: 'cards' }, body.cards.map(card => cardOf(card, body.head, card === shown))),
    section(t('day_curve', { kpi: nameOf(shown) }), legend(body), dayCurve(body, shown), notes(body)),
    section(t('heat_map', { kpi: nameOf(shown) }), slots(), heat(body, shown)),
    body.level.by && section(t(`by_${body.level.by}`), t('drill_hint'), level(body)),
  ];
}

function cardOf(card, head, isShown) {
  const provisional = card.status === 'provisional' && card.value !== null;
  const classes = ['card', card.standing, card.small_sample && 'small', provisional && 'provisional', isShown && 'shown'].filter(name => name).join(' ');
  return h('article', { class: classes, 'data-kpi': card.kpi, 'aria-label': nameOf(card) },
    h('span', { class: 'strip' }),
    h('h2', {}, h('a', { href: href({ kpi: card.kpi }), 'data-key': `kpi-${card.kpi}`, 'aria-current': isShown ? 'true' : null }, nameOf(card))),
    explained(card, head, t('how_computed')),
    h('p', { class: 'card-status' }, chip(card), provisional && h('span', { class: 'tag', title: t('provisional_hint') }, t('status_provisional'))),
    h('dl', {},
      h('div', {}, h('dt', {}, t('goal')), h('dd', {}, targetText(card), card.gap !== null && h('span', { class: 'gap' }, ` ${difference(card.gap, card.unit)}`))),
      h('div', {}, h('dt', {}, t('vs_weekday', { day: weekday(shift(head.date, -7)) })), h('dd', {}, changeText(card.change?.value, card)))),
    spark(card.days.values, card.goal?.target),
    h('p', { class: 'n' }, sample(card)));
}

const swatch = (name, text) => h('span', { class: 'swatch' }, s('svg', { viewBox: '0 0 24 10', 'aria-hidden': 'true' }, s('line', { class: name, x1: 1, x2: 23, y1: 5, y2: 5 })), text);

const legend = body => [
  swatch('line', day(body.head.date, SHORT)),
  swatch('behind', day(shift(body.head.date, -7), { weekday: 'short', day: 'numeric', month: 'short' })),
  body.curve.goal && swatch('goal', t('goal'))];

function dayCurve(body, card) {
  const all = body.curve.from.map((from, i) => ({ from, value: body.curve.values[i], n: body.curve.n[i], before: body.curve.before[i] ?? null }));
  const known = one => one.value !== null || one.before !== null;
  const intervals = all.slice(Math.max(0, all.findIndex(known) - 2), all.findLastIndex(known) + 3);
  const at = i => Math.min(1, (i + 0.5) / intervals.length);
  const points = intervals.map((one, i) => ({ ...one, at: at(i), faint: one.n < body.head.minimum_sample }));
  const marks = ofDay(body).map(note => {
    const i = intervals.findLastIndex(one => Date.parse(one.from) <= Date.parse(note.at));
    return { at: at(Math.max(0, i)) };
  });
  if (intervals.length === 0) return h('p', { class: 'empty' }, t('no_data'));
  const labels = intervals.map((one, i) => ({ at: i / intervals.length, text: time(one.from) })).filter(one => one.text.endsWith(':00') && Number(one.text.slice(0, 2)) % 2 === 0);
  return [
    curve({
      points, behind: intervals.map((one, i) => ({ value: one.before, at: at(i) })), goal: card.goal?.target, goalText: goalText(card), marks, labels,
      unit: card.unit, format: value => axis(value, card.unit), title: t('day_curve', { kpi: nameOf(card) }),
      describe: point => `${time(point.from)} · ${figure(point.value, card.unit)} · ${sample(point)}`,
    }),
    twin(t('as_table'), [t('time'), nameOf(card), t('observations'), t('week_before')],
      intervals.map(one => [time(one.from), figure(one.value, card.unit), count(one.n), figure(one.before, card.unit)]))];
}

const goalText = card => card.goal && [`${t('goal')} ${figure(card.goal.target, card.unit)}`, card.goal.owner].filter(part => part).join(' · ');

const ofDay = body => body.annotations.filter(note => note.at >= body.curve.from[0] && Date.parse(note.at) < Date.parse(body.curve.from.at(-1)) + 1800000);

function notes(body) {
  const marked = ofDay(body);
  return h('div', { class: 'notes' },
    marked.length > 0 && h('ol', {}, marked.map(note => h('li', {}, h('strong', {}, `${time(note.at)} ${t(`note_${note.kind}`)}`), ` ${note.text}`,
      note.channel && h('span', { class: 'muted' }, ` ${[note.channel, note.queue].filter(part => part).join(' › ')}`)))),
    annotate());
}

const slots = () => h('span', { class: 'switch', role: 'group', 'aria-label': t('slot') }, ['interval', 'hour'].map(slot =>
  h('a', { href: href({ slot: slot === 'hour' ? 'hour' : '' }), 'data-key': `slot-${slot}`, 'aria-current': (state().slot || 'interval') === slot ? 'true' : null }, t(`slot_${slot}`))));

function heat(body, card) {
  const times = [...new Set(body.heat.fields.map(field => field.time))].sort();
  if (times.length === 0) return h('p', { class: 'empty' }, t('no_data'));
  const fields = new Map(body.heat.fields.map(field => [`${field.weekday} ${field.time}`, field]));
  const values = body.heat.fields.filter(field => !field.small_sample && field.value !== null).map(field => field.value).sort((a, b) => a - b);
  const step = value => values.length < 2 ? 3 : Math.min(6, Math.floor(7 * values.findIndex(one => one >= value) / values.length));
  // Blue is good and orange is not: a high value is one or the other.
  const tone = value => card.higher_is_better ? step(value) : 6 - step(value);
  return [
    scroll(t('heat_map', { kpi: nameOf(card) }), h('table', {},
      h('caption', { class: 'visually-hidden' }, t('heat_caption', { kpi: nameOf(card), from: day(body.heat.from), to: day(body.heat.to) })),
      h('thead', {}, h('tr', {}, h('td', {}), times.map(one => h('th', { scope: 'col', class: one.endsWith(':00') ? 'full' : 'part' },
        h('span', {}, one.endsWith(':00') ? one.slice(0, 2) : h('span', { class: 'visually-hidden' }, one)))))),
      h('tbody', {}, Array.from({ length: 7 }, (_, weekdayIndex) => h('tr', {}, h('th', { scope: 'row' }, weekdayName(weekdayIndex)),
        times.map(one => {
          const field = fields.get(`${weekdayIndex} ${one}`);
          if (!field || field.value === null) return h('td', { class: 'none' });
          return h('td', { class: field.small_sample ? 'few' : `h${tone(field.value)}`, title: `${weekdayName(weekdayIndex)} ${one} · ${figure(field.value, card.unit)} · ${sample(field)}` },
            brief(field.value, card.unit));
        }))))), 'heat'),
    h('p', { class: 'hint' }, t(card.unit === '%' ? 'heat_percent' : card.unit === 's' ? 'heat_seconds' : 'heat_units'), ' ', t('heat_hint', { from: day(body.heat.from), to: day(body.heat.to), n: count(body.head.minimum_sample) }))];
}

function level(body) {
  const { by, rows } = body.level;
  const table = h('table', { class: 'level' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t(by)), h('th', { scope: 'col', class: 'number' }, t('volume')),
      body.cards.map(card => h('th', { scope: 'col', class: 'number' }, nameOf(card))))),
    h('tbody', {}));
  const list = some => table.tBodies[0].replaceChildren(...some.map(row => h('tr', {},
    h('th', { scope: 'row' }, h('a', { href: href(drillTo(by, row.key)), 'data-key': `level-${row.key}` }, keyText(row.key))),
    h('td', { class: 'number' }, count(row.volume)),
    row.cells.map((cell, i) => h('td', { class: `number${cell.small_sample ? ' small' : ''}`, title: `${sample(cell)} · ${standingWord(cell)}` },
      cell.standing !== 'unknown' && [icon(cell.standing), h('span', { class: 'visually-hidden' }, standingWord(cell), ' ')],
      figure(cell.value, body.cards[i].unit))))));
  const more = limited(by, rows, LEVEL_ROWS, list);
  return [scroll(t(`by_${by}`), table), more];
}
