// Charts as SVG: a real DOM, so that themes, print, tests and readers of the screen have all of it.

import { s, h } from './dom.js';
import { scroll } from './parts.js';

const finite = value => value !== null && value !== undefined;

/** Steps of 1, 2 or 5 times a power of ten (of time: of a clock's), some four of them up to a maximum. */
function ticks(max, unit) {
  const nice = unit === 's' ? [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400]
    : Array.from({ length: 40 }, (_, i) => [1, 2, 5][i % 3] * 10 ** (Math.floor(i / 3) - 4));
  const step = nice.find(size => max / size <= 4.5) ?? max;
  return Array.from({ length: Math.floor(max / step + 1e-9) + 1 }, (_, i) => i * step);
}

/** Lines through what is known; where nothing is, the line ends. */
function pathOf(points) {
  let path = '';
  let pen = false;
  for (const [x, y] of points) {
    if (y === null) pen = false;
    else {
      path += `${pen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
      pen = true;
    }
  }
  return path;
}

/** The last days as a small line. Its numbers stand in the figure's dialog. */
export function spark(values, goal) {
  const [width, height, pad] = [160, 36, 3];
  const known = values.filter(finite);
  if (known.length === 0) return s('svg', { class: 'spark', viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', preserveAspectRatio: 'none' });
  const low = Math.min(...known, ...(finite(goal) ? [goal] : []));
  const high = Math.max(...known, ...(finite(goal) ? [goal] : []));
  const x = i => pad + i * (width - 2 * pad) / Math.max(1, values.length - 1);
  const y = value => high === low ? height / 2 : height - pad - (value - low) * (height - 2 * pad) / (high - low);
  const points = values.map((value, i) => [x(i), finite(value) ? y(value) : null]);
  const last = points.findLastIndex(point => point[1] !== null);
  const point = ([px, py]) => `M${px.toFixed(1)} ${py.toFixed(1)}h0`; // a round end of no length: it stays round, however wide the line is drawn
  return s('svg', { class: 'spark', viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', preserveAspectRatio: 'none' },
    finite(goal) && s('line', { class: 'goal', x1: pad, x2: width - pad, y1: y(goal), y2: y(goal) }),
    s('path', { class: 'line', d: pathOf(points) }),
    points.map(([px, py], i) => py !== null && points[i - 1]?.[1] == null && points[i + 1]?.[1] == null && s('path', { class: 'dot', d: point([px, py]) })),
    s('path', { class: 'end', d: point(points[last]) }));
}

/**
 * A line over time, with a second one behind it, a goal and marks.
 * points, behind: [{ at, value, faint }] with at from 0 to 1; marks: [{ at, label }]; labels: [{ at, text }] of the axis.
 */
export function curve({ points, behind = [], goal, goalText, marks = [], labels, unit, format, title, describe }) {
  // As wide as it is shown, so that its letters are as large as all others.
  const letters = parseFloat(getComputedStyle(document.documentElement).fontSize) / 15;
  const width = Math.max(320, Math.min(1500, document.getElementById('main').clientWidth / letters - 84));
  const height = document.body.classList.contains('tv') ? Math.max(150, innerHeight / letters - 550) : width < 600 ? 220 : 270;
  const box = { left: 52, right: 14, top: 18, bottom: 26 };
  const all = [...points, ...behind].map(point => point.value).filter(finite);
  const most = Math.max(...all, finite(goal) ? goal : 0, 0);
  const max = unit === '%' ? Math.min(1, Math.max(most * 1.05, 0.02)) : (most || 1) * 1.08;
  const x = at => box.left + at * (width - box.left - box.right);
  const y = value => height - box.bottom - Math.min(1, value / max) * (height - box.top - box.bottom);
  const line = some => some.map(point => [x(point.at), finite(point.value) ? y(point.value) : null]);
  const cursor = s('line', { class: 'cursor', x1: 0, x2: 0, y1: box.top, y2: height - box.bottom, visibility: 'hidden' });
  const dot = s('circle', { class: 'end', r: 4, visibility: 'hidden' });
  const readout = h('output', { class: 'readout' });
  const known = points.filter(point => finite(point.value));
  let shown = -1;

  function look(index) {
    shown = Math.max(0, Math.min(known.length - 1, index));
    const point = known[shown];
    cursor.setAttribute('x1', x(point.at));
    cursor.setAttribute('x2', x(point.at));
    dot.setAttribute('cx', x(point.at));
    dot.setAttribute('cy', y(point.value));
    for (const part of [cursor, dot]) part.setAttribute('visibility', 'visible');
    readout.textContent = describe(point);
  }

  const svg = s('svg', { class: 'curve', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title },
    ticks(max, unit).map(value => [
      s('line', { class: 'grid', x1: box.left, x2: width - box.right, y1: y(value), y2: y(value) }),
      s('text', { class: 'tick', x: box.left - 8, y: y(value) + 4, 'text-anchor': 'end' }, format(value))]),
    labels.filter((_, i) => width > 700 || i % 3 === 0).map(label => s('text', { class: 'tick', x: x(label.at), y: height - 6, 'text-anchor': 'middle' }, label.text)),
    s('path', { class: 'behind', d: pathOf(line(behind)) }),
    s('path', { class: 'line', d: pathOf(line(points)) }),
    known.filter(point => point.faint).map(point => s('circle', { class: 'faint', cx: x(point.at), cy: y(point.value), r: 2.2 })),
    finite(goal) && [
      s('line', { class: 'goal', x1: box.left, x2: width - box.right, y1: y(goal), y2: y(goal) }),
      s('text', { class: 'goal-text', x: width - box.right, y: y(goal) - 6, 'text-anchor': 'end' }, goalText)],
    marks.map((mark, i) => s('g', { class: 'mark' },
      s('line', { x1: x(mark.at), x2: x(mark.at), y1: box.top, y2: height - box.bottom }),
      s('circle', { cx: x(mark.at), cy: box.top - 8, r: 8 }),
      s('text', { x: x(mark.at), y: box.top - 4.5, 'text-anchor': 'middle' }, String(i + 1)))),
    cursor, dot);
  const frame = h('div', { class: 'curve-frame' }, svg, readout);
  if (known.length > 0) {
    frame.tabIndex = 0;
    frame.setAttribute('role', 'group');
    frame.setAttribute('aria-label', title);
    frame.dataset.key = 'curve';
    readout.setAttribute('aria-live', 'polite');
    frame.addEventListener('keydown', event => {
      const to = { ArrowRight: shown + 1, ArrowLeft: shown < 0 ? known.length - 1 : shown - 1, Home: 0, End: known.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      look(to);
    });
    svg.addEventListener('pointermove', event => {
      const area = svg.getBoundingClientRect();
      const at = ((event.clientX - area.left) / area.width * width - box.left) / (width - box.left - box.right);
      look(known.reduce((best, point, i) => Math.abs(point.at - at) < Math.abs(known[best].at - at) ? i : best, 0));
    });
  }
  return frame;
}

/** Bars beside their names, with a second part in front where there is one: [{ name, value, text, part, link }]. */
export function bars(rows, { max = Math.max(1, ...rows.map(row => row.value ?? 0)) } = {}) {
  return h('ol', { class: 'bars' }, rows.map(row => h('li', {},
    h('span', { class: 'bar-name' }, row.link ? h('a', { href: row.link, 'data-key': `bar-${row.name}` }, row.name) : row.name),
    s('svg', { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      s('rect', { class: 'rail', x: 0, y: 0, width: 100, height: 10 }),
      s('rect', { class: row.tone ?? 'whole', x: 0, y: 0, width: 100 * (row.value ?? 0) / max, height: 10 }),
      finite(row.part) && s('rect', { class: 'part', x: 0, y: 0, width: 100 * row.part / max, height: 10 })),
    h('span', { class: 'bar-value' }, row.text))));
}

/** The same numbers as a table, for those who do not see the chart or want to copy it. */
export function twin(summary, head, rows) {
  return h('details', { class: 'twin' }, h('summary', {}, summary),
    scroll(summary, h('table', {},
      h('thead', {}, h('tr', {}, head.map(text => h('th', { scope: 'col' }, text)))),
      h('tbody', {}, rows.map(row => h('tr', {}, row.map((text, i) => i === 0 ? h('th', { scope: 'row' }, text) : h('td', {}, text))))))));
}
