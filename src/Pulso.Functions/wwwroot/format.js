// Figures, instants and gaps as people read them, in the language of the page and the tenant's time zone.

import { lang, t } from './i18n.js';

export const NONE = '–';

/** A day without its year. */
export const SHORT = { day: 'numeric', month: 'short' };

const kept = new Map();
let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
let currency = 'USD';

export function use(head) {
  zone = head.time_zone ?? zone;
  currency = head.currency;
}

function number(options) {
  const key = `${lang} ${JSON.stringify(options)}`;
  if (!kept.has(key)) kept.set(key, new Intl.NumberFormat(lang, options));
  return kept.get(key);
}

function dates(options) {
  const key = `${lang} ${zone} ${JSON.stringify(options)}`;
  if (!kept.has(key)) kept.set(key, new Intl.DateTimeFormat(lang, options));
  return kept.get(key);
}

const signed = (value, text) => (value > 0 ? '+' : value < 0 ? '−' : '±') + text;

/** Whole seconds as m:ss, from an hour on as h:mm:ss. */
export function clock(seconds) {
  const whole = Math.round(Math.abs(seconds));
  const two = part => String(part).padStart(2, '0');
  const text = whole < 3600 ? `${Math.floor(whole / 60)}:${two(whole % 60)}` : `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return (seconds < 0 && whole > 0 ? '−' : '') + text;
}

/** How long something has lasted, in words: 3 d 4 h. */
export function age(milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export const count = value => value === null || value === undefined ? NONE : number({ maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2 }).format(value);

const money = value => {
  const digits = Math.abs(value) >= 1000 ? 0 : 2;
  return number({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);
};

/** A value in its unit; no data is a dash and never 0. */
export function figure(value, unit) {
  if (value === null || value === undefined) return NONE;
  if (unit === '%') return number({ style: 'percent', maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(value);
  if (unit === 's') return clock(value);
  if (unit === 'money') return money(value);
  return count(value);
}

/** A value on an axis: without digits that are all 0. */
export const axis = (value, unit) => unit === '%' ? number({ style: 'percent', maximumFractionDigits: 1 }).format(value) : figure(value, unit);

/** The same in as few characters as a field of a map has. */
export function brief(value, unit) {
  if (value === null || value === undefined) return '';
  if (unit === '%') return number({ maximumFractionDigits: 0 }).format(value * 100);
  if (unit === 's') return value < 100 ? number({ maximumFractionDigits: 0 }).format(value) : `${Math.round(value / 60)}′`;
  return number({ notation: 'compact', maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

/** A difference of values in a unit, with its sign; of shares in percentage points. */
export function difference(value, unit) {
  if (value === null || value === undefined) return NONE;
  const size = Math.abs(value);
  if (unit === '%') return `${signed(Math.round(value * 1000), number({ maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(size * 100))} ${t('points')}`;
  if (unit === 's') return signed(Math.round(value), clock(size));
  if (unit === 'money') return signed(value, money(size));
  return signed(value, count(size));
}

const noon = date => new Date(`${date}T12:00:00Z`);

/** A business day: it is no instant, and has no zone. */
export const day = (date, options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }) =>
  dates({ ...options, timeZone: 'UTC' }).format(noon(date));
/** From one business day to another. */
export const days = (from, to, options) => dates({ ...options, timeZone: 'UTC' }).formatRange(noon(from), noon(to));
export const weekday = date => day(date, { weekday: 'long' });
export const weekdayName = index => dates({ weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + index, 12)));
export const time = instant => dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(new Date(instant));
export const instant = at => dates({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(new Date(at));

export function shift(date, days) {
  const moved = noon(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}
