// The app's own addresses, and no others.

import { tenant, state, DRILL } from './state.js';

const base = new URL('../', location.href).pathname;

export class Refused extends Error {
  constructor(status, title, errors) {
    super(title);
    this.status = status;
    this.errors = errors ?? [];
  }
}

async function answer(response) {
  if (response.ok) return response.json();
  let problem = {};
  if (response.headers.get('content-type')?.includes('json')) problem = await response.json();
  throw new Refused(response.status, problem.title ?? `${response.status}`, problem.errors);
}

/** The address of something of the tenant's. */
export const of = (path, query = {}) => {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
  return `${base}${encodeURIComponent(tenant)}/${path}${text ? `?${text}` : ''}`;
};

/** What the address of the page filters by. */
export const filters = () => Object.fromEntries(DRILL.map(key => [key, state()[key]]).filter(([, value]) => value));

/** A body with its tag and the instant at which the server said that it holds. */
export async function get(address, signal) {
  const response = await fetch(address, { signal, cache: 'no-cache', credentials: 'same-origin' });
  return { body: await answer(response), tag: response.headers.get('etag'), at: new Date(response.headers.get('date') ?? Date.now()) };
}

export async function post(address, body) {
  return answer(await fetch(address, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-pulso-page': '1' },
    body: JSON.stringify(body),
  }));
}

export const portfolio = `${base}portfolio`;
export const session = what => `${base}dashboard/${encodeURIComponent(tenant)}/${what}`;
