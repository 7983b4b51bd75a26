// One JSON a language; every text of the page is in it.

export const LANGUAGES = ['en', 'es'];
let texts = {};
export let lang = 'en';

export async function speak(wanted) {
  const known = LANGUAGES.includes(wanted) ? wanted
    : localStorage.getItem('pulso-lang') ?? LANGUAGES.find(one => navigator.language?.startsWith(one)) ?? 'en';
  if (known === lang && texts.skip) return;
  texts = await (await fetch(new URL(`lang/${known}.json`, import.meta.url))).json();
  lang = known;
  document.documentElement.lang = known;
}

/** A text by its key, with {names} replaced. */
export function t(key, values = {}) {
  const text = texts[key];
  if (text === undefined) throw new Error(`no text ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A text that the server has in both languages. */
export const of = both => both?.[lang] ?? '';
