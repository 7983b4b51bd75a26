// Action: what to change.

import { h } from './dom.js';
import { t } from './i18n.js';
import { state, href, drillTo } from './state.js';
import { figure, count, day, age, instant, NONE, SHORT } from './format.js';
import { section, nameOf, changeText, sample, icon, limited, scroll, keyText, NO_KEY } from './parts.js';
import { bars, twin } from './charts.js';
import { alerts } from './alerts.js';
import { agents } from './agents.js';
import { explained } from './explain.js';

const queueRows = () => state().tv ? 6 : 10;

export function action(answer) {
  const body = { ...answer, as_of: answer.as_of ?? answer.at };
  return [
    h('h1', { class: 'visually-hidden' }, `${t('panel_action')} · ${day(body.head.date)}`),
    tiles(body),
    section(t('queues_now'), t('as_of', { at: instant(body.as_of) }), queues(body)),
    alerts(),
    section(t('to_change'), t('week_until', { from: day(body.from, SHORT), to: day(body.to, SHORT) }), figures(body)),
    h('div', { class: 'columns' },
      section(t('funnel_ivr'), null, funnel(body.funnel.ivr, { entered: 'ivr_entered', contained: 'ivr_contained', abandoned: 'ivr_abandoned', to_queue: 'ivr_to_queue' })),
      section(t('funnel_bot'), null, funnel(body.funnel.bot, { engaged: 'bot_engaged', contained: 'bot_contained', contained_durably: 'bot_contained_durably', handed_over: 'bot_handed_over', abandoned: 'bot_abandoned' }))),
    h('div', { class: 'columns' },
      section(t('pareto'), t('week_until', { from: day(body.from, SHORT), to: day(body.to, SHORT) }), pareto(body)),
      section(t('ageing'), t('as_of', { at: instant(body.as_of) }), ageing(body))),
    agents(body),
  ];
}

const since = (at, now) => at ? age(Date.parse(now) - Date.parse(at)) : NONE;

function tiles(body) {
  const { totals } = body;
  const tile = (name, value, more, tone) => h('div', { class: `tile ${tone ?? ''}` }, h('span', { class: 'tile-name' }, name), h('strong', {}, value), h('span', { class: 'tile-more' }, more ?? ''));
  return h('div', { class: 'tiles' },
    tile(t('waiting_now'), count(totals.waiting), totals.waiting ? t('oldest', { age: since(totals.waiting_since, body.as_of) }) : ''),
    tile(t('waiting_late'), count(totals.late), t('waiting_late_hint'), totals.late > 0 ? 'bad' : ''),
    tile(t('open_now'), count(totals.open), totals.open ? t('oldest', { age: since(totals.oldest, body.as_of) }) : ''),
    tile(t('at_risk'), count(totals.at_risk), t('at_risk_hint'), totals.at_risk > 0 ? 'warn' : ''));
}

function queues(body) {
  if (body.queues.length === 0) return h('p', { class: 'empty' }, t('nothing_open'));
  const rows = h('tbody', {});
  const list = some => rows.replaceChildren(...some.map(row => h('tr', {},
    h('th', { scope: 'row' }, h('a', { href: href({ channel: row.channel, queue: row.queue, reason: '', priority: '' }), 'data-key': `q-${row.channel}-${row.queue}-${row.reason}-${row.priority}` },
      `${keyText(row.channel)} › ${keyText(row.queue)}`)),
    h('td', {}, keyText(row.reason)), h('td', {}, keyText(row.priority)),
    h('td', { class: 'number' }, count(row.waiting)), h('td', { class: 'number' }, since(row.waiting_since, body.as_of)),
    h('td', { class: 'number' }, row.late > 0 && [icon('missed'), ' '], count(row.late)),
    h('td', { class: 'number' }, count(row.open)), h('td', { class: 'number' }, since(row.oldest, body.as_of)),
    h('td', { class: 'number' }, row.at_risk > 0 && [icon('warned'), ' '], count(row.at_risk)))));
  const more = limited('queues', body.queues, queueRows(), list);
  return [scroll(t('queues_now'), h('table', { class: 'level' },
    h('thead', {}, h('tr', {}, [t('queue'), t('reason'), t('priority')].map(text => h('th', { scope: 'col' }, text)),
      [t('waiting'), t('longest'), t('late'), t('open'), t('oldest_open'), t('at_risk')].map(text => h('th', { scope: 'col', class: 'number' }, text)))), rows)), more];
}

const figures = body => h('div', { class: 'minis' }, body.figures.map(row => h('article', { class: `mini${row.small_sample ? ' small' : ''}`, 'data-kpi': row.kpi, 'aria-label': nameOf(row) },
  h('h3', {}, nameOf(row)),
  explained(row, body.head),
  h('p', {}, changeText(row.change?.value, row)), h('p', { class: 'n' }, sample(row)))));

function funnel(steps, texts) {
  const names = Object.keys(texts);
  const top = steps[names[0]];
  if (!top) return h('p', { class: 'empty' }, t('no_data'));
  return [bars(names.map(name => ({
    name: t(texts[name]), value: steps[name], tone: name === 'abandoned' ? 'bad' : name === names[0] ? 'soft' : 'whole',
    text: `${count(steps[name])} · ${figure(steps[name] / top, '%')}`,
  })), { max: top }),
  twin(t('as_table'), [t('step'), t('volume'), t('share')], names.map(name => [t(texts[name]), count(steps[name]), figure(steps[name] / top, '%')]))];
}

function pareto(body) {
  if (body.reasons.length === 0) return h('p', { class: 'empty' }, t('no_data'));
  return [bars(body.reasons.slice(0, 12).map(row => ({
    name: keyText(row.reason), value: row.contacts, tone: row.cumulative <= 0.8 ? 'whole' : 'soft', text: `${count(row.contacts)} · ${figure(row.cumulative, '%')}`,
    link: href({ ...drillTo('reason', row.reason === NO_KEY ? '' : row.reason) }),
  }))),
  h('p', { class: 'hint' }, t('pareto_hint')),
  twin(t('as_table'), [t('reason'), t('volume'), t('share'), t('cumulative'), t('recontacts'), t('escalations'), t('reopens')],
    body.reasons.map(row => [keyText(row.reason), count(row.contacts), figure(row.share, '%'), figure(row.cumulative, '%'), count(row.recontacted), count(row.escalated), count(row.reopened)]))];
}

function ageing(body) {
  const { bounds_hours: bounds, rows } = body.ageing;
  if (rows.length === 0) return h('p', { class: 'empty' }, t('nothing_open'));
  const text = hours => hours < 48 ? `${hours} h` : `${hours / 24} d`;
  const heads = bounds.map((bound, i) => i === 0 ? `< ${text(bound)}` : `${text(bounds[i - 1])}–${text(bound)}`).concat(`> ${text(bounds.at(-1))}`);
  const most = Math.max(...rows.flatMap(row => row.counts));
  return scroll(t('ageing'), h('table', { class: 'ages' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('priority')), heads.map(head => h('th', { scope: 'col', class: 'number' }, head)))),
    h('tbody', {}, rows.map(row => h('tr', {}, h('th', { scope: 'row' }, keyText(row.priority)),
      row.counts.map((value, i) => h('td', { class: `number ${value === 0 ? 'none' : i >= 4 ? `h${Math.max(0, 2 - Math.floor(3 * value / (most + 1)))}` : `h${Math.min(6, 4 + Math.floor(3 * value / (most + 1)))}`}` }, value === 0 ? '' : count(value))))))));
}
