// Elements from code: no text is ever read as markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** An HTML element: h('a', { href }, 'text', another). */
export const h = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);

/** An SVG element. */
export const s = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

/** Replaces what is in an element, and keeps what the reader did if the same is there again: the focus, tables that are open, how far they are scrolled. */
export function show(element, ...children) {
  const before = [...element.querySelectorAll('details, .scroll')].map(one => ({ open: one.open, left: one.scrollLeft, top: one.scrollTop }));
  const focused = document.activeElement?.closest?.('[data-key]')?.dataset.key;
  const inside = focused && element.contains(document.activeElement);
  element.replaceChildren(...children.flat(Infinity).filter(child => child));
  const after = element.querySelectorAll('details, .scroll');
  if (after.length === before.length) after.forEach((one, i) => {
    if (one.localName === 'details') one.open = before[i].open;
    else one.scrollTo(before[i].left, before[i].top);
  });
  if (inside) element.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
