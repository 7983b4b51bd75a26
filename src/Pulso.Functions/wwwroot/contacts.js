// The contacts behind a figure: pseudonymous.

import { h } from './dom.js';
import { t } from './i18n.js';
import { dialog, nameOf } from './parts.js';

export function contacts(card) {
  dialog(nameOf(card), h('p', {}, t('loading')));
}
