const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const FORM = /^[A-Z]{2}$/;
/** Codes that stand for no country: groups, tests, parts of countries, and the unknown. */
const NO_COUNTRY = new Set('EU EZ UN XA XB QO ZZ AC CP CQ DG EA IC TA'.split(' '));

/** Former and colloquial codes have a name too; they stand for another one: `UK` for `GB`. */
const isCurrent = (code: string): boolean => new Intl.Locale(`und-${code}`).region === code;

/** Is it a country, as ISO 3166-1 alpha-2 writes it (`DE`), or Kosovo, which it leaves out? */
export const isCountry = (code: string): boolean =>
  FORM.test(code) && !NO_COUNTRY.has(code) && isCurrent(code) && NAMES.of(code) !== undefined;

/** Languages in which people write where they live, one that is official in each country at least. */
const LANGUAGES =
  `en af am ar as az be bg bn bs ca cs cy da de dz el es et eu fa fi fil fo fr ga gl gu he hi hr hu hy id is it ja ka
  kk kl km kn ko ky lb lo lt lv mi mk ml mn mr ms mt my nb ne nl nn or pa pl ps pt pt-PT rm ro ru rw si sk sl so sq sr
  sr-Latn sv sw ta te tg th ti tk tr uk ur uz vi zh zh-Hant zh-Hant-HK`.split(/\s+/);
/** What people write and no list has. */
const COLLOQUIAL: Readonly<Record<string, readonly string[]>> = {
  AE: ['UAE', 'الإمارات'],
  AL: ['Shqipëria'],
  BO: ['Bolivia'],
  CD: ['DR Congo', 'DRC', 'Democratic Republic of the Congo'],
  CG: ['Republic of the Congo'],
  CI: ['Ivory Coast'],
  CN: ['PRC', 'PR China', "People's Republic of China", '中华人民共和国', '中華人民共和國'],
  CV: ['Cabo Verde'],
  CZ: ['Czech Republic', 'Česká republika', 'Tschechische Republik', 'République tchèque'],
  EG: ['جمهورية مصر العربية'],
  ES: ['Espainia'],
  FK: ['Falkland Islands'],
  GB: [
    ...['UK', 'Great Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland', 'Cymru'],
    ...['Großbritannien', 'Grande-Bretagne', 'Gran Bretagna', 'Gran Bretaña', 'Groot-Brittannië'],
  ],
  GR: ['Hellas', 'Ελλάς'],
  HK: ['Hong Kong', 'Hongkong', 'Hong Kong SAR', 'HKSAR'],
  IN: ['Bharat', 'इंडिया'],
  IR: ['Islamic Republic of Iran'],
  JP: ['日本国', 'Nippon', 'Nihon'],
  KH: ['ប្រទេសកម្ពុជា'],
  KP: ['DPRK'],
  KR: ['Korea', 'Republic of Korea'],
  LA: ['Lao PDR', 'ສ.ປ.ປ. ລາວ'],
  MK: ['Macedonia', 'Македонија', 'Severna Makedonija'],
  MM: ['Burma', 'Myanmar'],
  MO: ['Macau', 'Macao', 'Macao SAR'],
  NL: ['The Netherlands', 'Holland'],
  NZ: ['Aotearoa'],
  PH: ['The Philippines'],
  PS: ['Palestine', 'State of Palestine'],
  RU: ['Russian Federation', 'Российская Федерация', 'РФ'],
  SA: ['KSA'],
  SK: ['Slovak Republic', 'Slovenská republika'],
  SZ: ['Swaziland'],
  TH: ['ประเทศไทย', 'Prathet Thai'],
  TL: ['East Timor'],
  TR: ['Turkey'],
  TW: ['臺灣', '台灣'],
  TZ: ['United Republic of Tanzania'],
  UA: ['Украина'],
  US: ['USA', 'United States of America', 'EEUU'],
  VA: ['Vatican', 'Holy See'],
  XK: ['Kosova', 'Kosovë'],
};
let languages: readonly Intl.DisplayNames[] | undefined;
const written = new Map<string, ReadonlySet<string>>();

/** Without what people leave out or write otherwise: capitals, accents, dots and apostrophes. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}.'’‘ʻʼ]/gu, '')
    .replace(/[^\p{L}\p{N}]+$/u, '');

/** How a country may be written at the end of an address, as `plain` makes it. */
function writtenNames(code: string): ReadonlySet<string> {
  languages ??= LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).map(
      (style) => new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' }),
    ),
  );
  let names = written.get(code);
  if (names === undefined) {
    const all = [code, ...languages.map((one) => one.of(code)), ...(COLLOQUIAL[code] ?? [])];
    names = new Set(all.flatMap((name) => (name && plain(name)) || []));
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
      (name) => last.endsWith(name) && /^$|[^\p{L}]$/u.test(last.slice(0, -name.length)),
    );
  return said ? address : [...address, NAMES.of(code) ?? code];
}
