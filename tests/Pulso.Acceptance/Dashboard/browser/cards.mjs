// Every number on a card against GET kpis, as the API gives it and as people should read it.

const clock = seconds => {
  const whole = Math.round(seconds);
  const two = part => String(part).padStart(2, '0');
  return whole < 3600 ? `${Math.floor(whole / 60)}:${two(whole % 60)}` : `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
};
const plain = text => text.replace(/[\s\u00a0\u202f]/g, '');
const asShown = (value, unit, lang) => value === null ? '–' : unit === 's' ? clock(value)
  : unit === '%' ? `${(Math.round(value * 1000) / 10).toLocaleString(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%`
    : null;

/** Goes down the levels too: all, the first channel, its first queue. */
export async function cards(page, asked, tenant, lang) {
  const faults = [];
  const filters = {};
  let compared = 0;
  for (const level of ['all', 'channel', 'queue']) {
    if (level !== 'all') {
      const link = page.locator('.level tbody th a').first();
      filters[level] = (await link.textContent()).trim();
      await link.click();
      await page.waitForFunction(key => new URLSearchParams(location.search).get(key) && document.body.dataset.ready?.includes(` ${location.search} `), level);
    }
    const query = new URLSearchParams({ from: tenant.date, to: tenant.date, ...filters });
    const answer = await fetch(`${asked.url}api/${tenant.name}/kpis?${query}`, { headers: { authorization: `Bearer ${tenant.key}` } });
    const rows = new Map((await answer.json()).filter(row => !row.annotation).map(row => [row.kpi, row]));
    const shown = await page.locator('.card').evaluateAll(all => all.map(card => ({
      kpi: card.dataset.kpi, value: card.querySelector('.value').dataset.value, text: card.querySelector('.value').textContent, n: card.querySelector('.n').textContent,
    })));
    if (shown.length !== 7) faults.push(`${shown.length} cards`);
    for (const card of shown) {
      const row = rows.get(card.kpi);
      const value = card.value === '' ? null : Number(card.value);
      const text = asShown(row.value, row.unit, lang);
      compared++;
      if (value !== row.value) faults.push(`${level} ${card.kpi}: ${value} instead of ${row.value}`);
      if (text !== null && plain(card.text) !== plain(text)) faults.push(`${level} ${card.kpi}: reads ${card.text} instead of ${text}`);
      if (Number(card.n.replace(/\D/g, '')) !== row.n) faults.push(`${level} ${card.kpi}: ${card.n} instead of ${row.n}`);
    }
  }
  if (compared !== 21) faults.push(`${compared} compared`);
  return faults;
}

const kpis = async (asked, tenant, query) => {
  const answer = await fetch(`${asked.url}api/${tenant.name}/kpis?${new URLSearchParams(query)}`, { headers: { authorization: `Bearer ${tenant.key}` } });
  return new Map((await answer.json()).filter(row => !row.annotation).map(row => [row.kpi, row]));
};

/** The figures of Action and Weekly, over the days that the panel says. */
export async function figures(page, asked, tenant, panel) {
  const { from, to } = await (await fetch(`${asked.url}api/${tenant.name}/${panel}-panel?date=${tenant.date}`, { headers: { authorization: `Bearer ${tenant.key}` } })).json();
  const rows = await kpis(asked, tenant, { from, to });
  const shown = await page.locator('[data-kpi]').evaluateAll(all => all.map(one => ({ kpi: one.dataset.kpi, value: one.querySelector('.value').dataset.value })));
  return shown.length === 0 ? ['no figure'] : shown.filter(one => (one.value === '' ? null : Number(one.value)) !== rows.get(one.kpi).value).map(one => `${one.kpi}: ${one.value} instead of ${rows.get(one.kpi).value}`);
}

/** Every tenant's cards on the Portfolio. */
export async function portfolio(page, asked, tenants, date) {
  const faults = [];
  for (const tenant of tenants) {
    const rows = await kpis(asked, tenant, { from: date, to: date });
    const shown = await page.locator(`tr[data-tenant="${tenant.name}"] [data-kpi]`).evaluateAll(all => all.map(one => ({ kpi: one.dataset.kpi, value: one.dataset.value })));
    if (shown.length !== 7) faults.push(`${shown.length} cards of ${tenant.name}`);
    faults.push(...shown.filter(one => (one.value === '' ? null : Number(one.value)) !== rows.get(one.kpi).value).map(one => `${tenant.name} ${one.kpi}: ${one.value}`));
  }
  return faults;
}
