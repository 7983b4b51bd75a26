// Noting what happened and setting goals, by who holds an admin key.

import { h } from './dom.js';
import { t } from './i18n.js';
import { post, of as address } from './api.js';
import { dialog, say, nameOf, refusal } from './parts.js';
import { state } from './state.js';

const KINDS = ['incident', 'experiment', 'campaign', 'cause', 'note'];

const field = (id, label, input) => h('div', {}, h('label', { for: id }, label), input);
const value = input => input.value.trim();
const filled = some => Object.fromEntries(Object.entries(some).filter(([, one]) => one !== '' && one !== null && !Number.isNaN(one)));

function form(title, to, inputs, read, done) {
  const fault = h('p', { class: 'fault', role: 'alert' });
  const element = dialog(title, h('form', { class: 'form' }, inputs, fault, h('p', { class: 'links' }, h('button', { type: 'submit' }, t('save')))));
  element.querySelector('form').addEventListener('submit', async event => {
    event.preventDefault();
    try {
      const answer = await post(to, filled(read()));
      element.close();
      say(done(answer));
    } catch (error) {
      fault.textContent = refusal(error);
    }
  });
}

/** A button that opens the form of a note. */
export function annotate(kind = 'incident') {
  return h('button', { type: 'button', class: 'add', 'data-key': 'annotate', onclick: () => {
    const kinds = h('select', { id: 'note-kind' }, KINDS.map(one => h('option', { value: one, selected: one === kind }, t(`note_${one}`))));
    const at = h('input', { id: 'note-at', type: 'datetime-local' });
    const text = h('input', { id: 'note-text', required: true, maxlength: 500 });
    const channel = h('input', { id: 'note-channel', value: state().channel });
    const queue = h('input', { id: 'note-queue', value: state().queue });
    form(t('annotate'), address('annotations'), [
      h('div', { class: 'row' }, field('note-kind', t('kind'), kinds), field('note-at', t('note_at'), at)),
      field('note-text', t('text'), text),
      h('div', { class: 'row' }, field('note-channel', t('channel'), channel), field('note-queue', t('queue'), queue))],
    () => ({ kind: kinds.value, text: value(text), at: at.value ? new Date(at.value).toISOString() : '', channel: value(channel), queue: value(queue) }),
    () => t('noted'));
  } }, `+ ${t('annotate')}`);
}

/** A button that opens the form of a goal. */
export function setGoal(card) {
  const share = card.unit === '%';
  const number = (id, known) => h('input', { id, type: 'number', step: 'any', required: id === 'goal-target', value: known === null || known === undefined ? '' : share ? +(known * 100).toFixed(4) : known });
  return h('button', { type: 'button', onclick: () => {
    const target = number('goal-target', card.goal?.target);
    const warn = number('goal-warn', card.goal?.warn);
    const owner = h('input', { id: 'goal-owner', value: card.goal?.owner ?? '' });
    const objective = h('input', { id: 'goal-objective', value: card.goal?.objective ?? '' });
    const amount = input => input.value === '' ? NaN : share ? Number(input.value) / 100 : Number(input.value);
    form(`${t('set_goal')}: ${nameOf(card)}`, address('goals'), [
      h('div', { class: 'row' }, field('goal-target', `${t('goal')} (${card.unit})`, target), field('goal-warn', `${t('goal_warn')} (${card.unit})`, warn)),
      h('div', { class: 'row' }, field('goal-owner', t('goal_owner'), owner), field('goal-objective', t('goal_objective'), objective)),
      h('p', { class: 'hint' }, t('goal_hint', { scope: [state().channel || t('all_channels'), state().queue].filter(part => part).join(' › ') }))],
    () => ({ kpi: card.kpi, channel: state().channel, queue: state().channel ? state().queue : '', target: amount(target), warn: amount(warn), owner: value(owner), objective: value(objective), cadence: card.goal?.cadence ?? 'daily' }),
    answer => t('goal_set', { date: answer.valid_from }));
  } }, t('set_goal'));
}
