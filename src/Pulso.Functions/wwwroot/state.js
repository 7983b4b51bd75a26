// What is shown lives in the address, so that it can be sent to somebody else.

const KEYS = ['panel', 'date', 'kpi', 'slot', 'channel', 'queue', 'reason', 'priority', 'lang', 'tv'];

export const DRILL = ['channel', 'queue', 'reason', 'priority'];
export const PANELS = ['health', 'action', 'weekly', 'portfolio'];

/** The tenant of the page's address. */
export const tenant = decodeURIComponent(location.pathname.split('/').filter(part => part).at(-1));

export function state() {
  const query = new URLSearchParams(location.search);
  const read = Object.fromEntries(KEYS.map(key => [key, query.get(key) ?? '']));
  if (!PANELS.includes(read.panel)) read.panel = 'health';
  return read;
}

/** The address of the same view with some changes; an empty value takes a key away. */
export function href(changes) {
  const next = { ...state(), ...changes };
  const query = new URLSearchParams();
  for (const key of KEYS) if (next[key] && !(key === 'panel' && next[key] === 'health')) query.set(key, next[key]);
  const text = query.toString();
  return location.pathname + (text ? `?${text}` : '');
}

export function go(address) {
  history.pushState(null, '', address);
  dispatchEvent(new Event('moved'));
}

/** The value of a level that is drilled into; the empty one for one below. */
export function drillTo(key, value) {
  const changes = { [key]: value };
  for (const lower of DRILL.slice(DRILL.indexOf(key) + 1)) changes[lower] = '';
  return changes;
}

// Links within the page move without loading it anew.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.download) return;
  const target = new URL(link.href);
  if (target.pathname !== location.pathname || target.origin !== location.origin || target.hash) return;
  event.preventDefault();
  go(target.pathname + target.search);
});
addEventListener('popstate', () => dispatchEvent(new Event('moved')));
