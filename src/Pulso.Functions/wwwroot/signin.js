// A key is exchanged for a cookie that no script can read.

import { h } from './dom.js';
import { t } from './i18n.js';
import { tenant } from './state.js';
import { post, session, Refused } from './api.js';

export function signIn(done) {
  const fault = h('p', { class: 'fault', role: 'alert' });
  const key = h('input', { id: 'key', type: 'password', name: 'key', autocomplete: 'current-password', required: true, 'data-key': 'key' });
  const form = h('form', { class: 'sign-in' },
    h('h1', {}, t('sign_in_to', { tenant })),
    h('p', {}, t('sign_in_hint')),
    h('label', { for: 'key' }, t('key')), key, fault,
    h('button', { type: 'submit', class: 'primary' }, t('sign_in')));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      await post(session('sign-in'), { key: key.value });
      done();
    } catch (error) {
      fault.textContent = error instanceof Refused && error.status === 401 ? t('sign_in_refused') : t('unreachable');
      key.select();
    }
  });
  return form;
}
