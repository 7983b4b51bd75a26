// Weekly: for the committee.

import { h } from './dom.js';
import { t } from './i18n.js';
import { href } from './state.js';
import { figure, difference, count, day, days, instant, NONE, SHORT } from './format.js';
import { section, nameOf, chip, sample, scroll, keyText } from './parts.js';
import { spark } from './charts.js';
import { explained } from './explain.js';
import { annotate } from './annotate.js';

const span = week => days(week.from, week.to, SHORT);

export function weekly(body) {
  return [
    h('h1', { class: 'page-title' }, t('week_of', { from: day(body.from), to: day(body.to) })),
    section(t('against_four'), t('same_weekdays'), figures(body)),
    section(t('outliers'), t('outliers_rule'), outliers(body)),
    section(t('experiments'), t('experiments_hint'), experiments(body), annotate('experiment')),
  ];
}

const mean = some => some.length === 0 ? null : some.reduce((sum, value) => sum + value, 0) / some.length;

function figures(body) {
  return scroll(t('against_four'), h('table', { class: 'level weekly' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('figure')),
      body.weeks.slice(1).reverse().map(week => h('th', { scope: 'col', class: 'number' }, span(week))),
      h('th', { scope: 'col', class: 'number now' }, span(body.weeks[0])), h('th', { scope: 'col', class: 'number' }, t('against_mean')),
      h('th', { scope: 'col' }, t('goal')), h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, t('course'))))),
    h('tbody', {}, body.figures.map(row => {
      const before = row.before.map(week => week.value).filter(value => value !== null);
      const middle = mean(before);
      const change = middle === null || row.value === null ? null : row.value - middle;
      const text = change === null ? NONE : difference(change, row.unit);
      return h('tr', { 'data-kpi': row.kpi },
        h('th', { scope: 'row' }, nameOf(row)),
        row.before.toReversed().map(week => h('td', { class: `number${week.small_sample ? ' small' : ''}`, title: sample(week) }, figure(week.value, row.unit))),
        h('td', { class: `number now${row.small_sample ? ' small' : ''}` }, explained(row, body.head, sample(row))),
        h('td', { class: 'number' }, change === null || text.startsWith('±') || row.kpi === 'volume' ? text : `${text} · ${change > 0 === row.higher_is_better ? t('better') : t('worse')}`),
        h('td', {}, row.goal || row.value === null ? [chip(row), row.goal && h('span', { class: 'muted' }, ` ${figure(row.goal.target, row.unit)}`)] : h('span', { class: 'muted' }, t('no_goal'))),
        h('td', { class: 'course' }, spark([...row.before.map(week => week.value).reverse(), row.value], row.goal?.target)));
    }))));
}

const place = row => row.channel ? [row.channel, keyText(row.queue)].join(' › ') : row.from === row.to ? day(row.from) : t('everything_week');

function outliers(body) {
  if (body.outliers.length === 0) return h('p', { class: 'empty' }, t('no_outliers'));
  return h('ul', { class: 'outliers' }, body.outliers.map(row => {
    const up = row.value > row.mean;
    const good = row.kpi === 'volume' ? null : up === row.higher_is_better;
    return h('li', { class: good === null ? '' : good ? 'good' : 'bad' },
      h('span', { class: 'outlier-what' }, h('strong', {}, nameOf(row)), ` · `,
        h('a', { href: row.channel ? href({ panel: '', date: body.to, channel: row.channel, queue: row.queue, kpi: row.kpi === 'volume' ? '' : row.kpi }) : href({ panel: '', date: row.from === row.to ? row.from : body.to }), 'data-key': `out-${row.kpi}-${row.channel}-${row.queue}-${row.from}` }, place(row))),
      h('span', {}, `${up ? '▲' : '▼'} `, h('strong', {}, figure(row.value, row.unit)), good === null ? '' : ` · ${good ? t('better') : t('worse')}`),
      h('span', { class: 'muted' }, t('expected', { low: figure(Math.max(row.unit === '%' || row.unit === 's' || row.unit === 'count' ? 0 : -Infinity, row.expected_low), row.unit), high: figure(row.unit === '%' ? Math.min(1, row.expected_high) : row.expected_high, row.unit) }), ` · ${sample(row)}`));
  }));
}

function experiments(body) {
  if (body.experiments.length === 0) return h('p', { class: 'empty' }, t('no_experiments'));
  return body.experiments.map(one => h('article', { class: 'experiment' },
    h('h3', {}, one.note.text), h('p', { class: 'muted' }, [instant(one.note.at), [one.note.channel ?? t('all_channels'), one.note.queue].filter(part => part).join(' › ')].join(' · ')),
    one.rows.length === 0 ? h('p', { class: 'muted' }, t('no_after')) : scroll(one.note.text, h('table', { class: 'level' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('figure')), [t('before'), t('after'), t('difference'), t('interval95')].map(text => h('th', { scope: 'col', class: 'number' }, text)))),
      h('tbody', {}, one.rows.map(row => h('tr', {}, h('th', { scope: 'row' }, nameOf(row)),
        h('td', { class: `number${row.small_sample ? ' small' : ''}`, title: sample({ n: row.n_before }) }, figure(row.before, row.unit)),
        h('td', { class: `number${row.small_sample ? ' small' : ''}`, title: sample({ n: row.n_after }) }, figure(row.after, row.unit)),
        h('td', { class: 'number' }, row.difference === null ? NONE : [difference(row.difference, row.unit), ' · ', row.difference === 0 ? '=' : row.difference > 0 === row.higher_is_better ? t('better') : t('worse')]),
        h('td', { class: 'number' }, row.low === null ? NONE : [`${difference(row.low, row.unit)} … ${difference(row.high, row.unit)}`, row.low <= 0 && row.high >= 0 && h('span', { class: 'muted' }, ` ${t('may_be_chance')}`)]))))))));
}
