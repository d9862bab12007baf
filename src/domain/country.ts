const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const FORM = /^[A-Z]{2}$/;
/** Codes that stand for no country: groups, tests, parts of countries, and the unknown. */
const NO_COUNTRY = new Set('EU EZ UN XA XB QO ZZ AC CP CQ DG EA IC TA'.split(' '));

/** Former and colloquial codes have a name too; they stand for another one: `UK` for `GB`. */
const isCurrent = (code: string): boolean => new Intl.Locale(`und-${code}`).region === code;

/** Is it a country, as ISO 3166-1 alpha-2 writes it (`DE`), or Kosovo, which it leaves out? */
export const isCountry = (code: string): boolean =>
  FORM.test(code) && !NO_COUNTRY.has(code) && isCurrent(code) && NAMES.of(code) !== undefined;

/** Languages in which people write where they live. */
const LANGUAGES =
  'en ar bg cs da de el es et fa fi fr ga he hi hr hu is it ja ko lt lv mt nb nl pl pt ro ru sk sl sr sv th tr uk vi zh';
/** What people write and no list has. */
const COLLOQUIAL: Readonly<Record<string, readonly string[]>> = {
  CZ: ['Czech Republic'],
  GB: ['UK', 'Great Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
  KR: ['Korea', 'Republic of Korea'],
  NL: ['The Netherlands', 'Holland'],
  US: ['USA', 'United States of America'],
};
let languages: readonly Intl.DisplayNames[] | undefined;
const written = new Map<string, ReadonlySet<string>>();

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('.', '')
    .replace(/[^\p{L}\p{M}\p{N}]+$/u, '');

/** How a country may be written at the end of an address, without capitals. */
function writtenNames(code: string): ReadonlySet<string> {
  languages ??= LANGUAGES.split(' ').flatMap((language) =>
    (['long', 'short'] as const).map(
      (style) => new Intl.DisplayNames([language], { type: 'region', style }),
    ),
  );
  let names = written.get(code);
  if (names === undefined) {
    const all = [code, ...languages.map((one) => one.of(code)), ...(COLLOQUIAL[code] ?? [])];
    names = new Set(all.flatMap((name) => (name === undefined ? [] : [plain(name)])));
    written.set(code, names);
  }
  return names;
}

/** An address that says its country, once: in English below the rest, where none of its lines does. */
export function withCountry(address: readonly string[], code: string): readonly string[] {
  const names = writtenNames(code);
  const last = plain(address.at(-1) ?? '');
  const said =
    address.some((line) => names.has(plain(line).trimStart())) ||
    [...names].some(
      (name) => last.endsWith(name) && /^$|[^\p{L}\p{M}]$/u.test(last.slice(0, -name.length)),
    );
  return said ? address : [...address, NAMES.of(code) ?? code];
}
