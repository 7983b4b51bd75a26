// Agents against their peers on contacts that are alike, and what was coached: for support, not for ranking.

import { h, show } from './dom.js';
import { t } from './i18n.js';
import { get, of as address } from './api.js';
import { count, day, figure } from './format.js';
import { scroll, section } from './parts.js';

const KEPT_MS = 300_000;
let kept = { asked: '', at: 0, body: null };

/** A week's comparison moves slowly: it is asked for again after five minutes, however often the panel is shown. */
export function agents(body) {
  const asked = address('agents', { from: body.from, to: body.to });
  if (kept.asked === asked && Date.now() - kept.at < KEPT_MS) return section(t('agents'), t('agents_hint'), h('div', {}, view(kept.body)));
  const place = h('div', {}, h('p', { class: 'muted', 'data-loading': true }, t('loading')));
  get(asked)
    .then(answer => {
      kept = { asked, at: Date.now(), body: answer.body };
      show(place, view(answer.body));
    })
    .catch(error => show(place, h('p', { class: 'failure' }, error.message)));
  return section(t('agents'), t('agents_hint'), place);
}

const ratioText = one => one.hidden || one.ratio === null ? '–' : `${figure(one.ratio, 'count')}×`;

function view(body) {
  if (body.agents.length === 0) return h('p', { class: 'empty' }, t('no_data'));
  const kpis = body.agents[0].figures.map(one => one.kpi);
  return [
    scroll(t('agents'), h('table', { class: 'level' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('agent')), kpis.map(kpi => h('th', { scope: 'col', class: 'number' }, t(`agent_${kpi}`))))),
      h('tbody', {}, body.agents.map(agent => h('tr', {}, h('th', { scope: 'row' }, agent.agent),
        agent.figures.map(one => h('td', { class: `number${one.hidden ? ' small' : ''}`, title: one.hidden ? t('small_sample') : `${count(one.observed)} / ${count(one.expected)} · ${count(one.low)}–${count(one.high)} · n = ${count(one.n)}` },
          ratioText(one), !one.hidden && one.low > 1 ? ' ▲' : !one.hidden && one.high < 1 ? ' ▼' : '')))))), 'agents'),
    h('p', { class: 'hint' }, t('agents_how')),
    body.coachings?.length > 0 && [h('h3', {}, t('coachings')), h('ul', { class: 'coachings' }, body.coachings.map(one => h('li', {},
      h('strong', {}, one.agent ?? ''), ` · ${day(one.at.slice(0, 10))} · ${one.text}`, one.due && ` · ${t('due')} ${day(one.due.slice(0, 10))}`)))],
  ];
}
