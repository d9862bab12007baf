import { withCountry } from '../../src/domain/country';

/** What people write for a country beside its names in the languages of the world. */
const WRITTEN = `
  AE: UAE, الإمارات
  CD: DR Congo, DRC, Democratic Republic of the Congo
  CG: Republic of the Congo
  CI: Ivory Coast
  CN: PRC, PR China, People's Republic of China, 中华人民共和国, 中華人民共和國
  CV: Cabo Verde
  CZ: Czech Republic, Česká republika, Tschechische Republik, République tchèque
  EG: جمهورية مصر العربية
  ES: Espainia
  FK: Falkland Islands
  GB: UK, Great Britain, England, Scotland, Wales, Northern Ireland, Cymru, Großbritannien
  GB: Grande-Bretagne, Gran Bretagna, Gran Bretaña, Groot-Brittannië
  GR: Hellas, Ελλάς
  HK: Hong Kong, Hongkong, Hong Kong SAR, HKSAR
  AL: Shqipëria
  BO: Bolivia
  IN: Bharat, इंडिया
  IR: Islamic Republic of Iran
  JP: 日本国, Nippon, Nihon
  KH: ប្រទេសកម្ពុជា
  KP: DPRK
  KR: Korea, Republic of Korea
  LA: Lao PDR, ສ.ປ.ປ. ລາວ
  MK: Macedonia, Македонија, Severna Makedonija
  MM: Burma, Myanmar
  MO: Macau, Macao, Macao SAR
  NL: The Netherlands, Holland
  NZ: Aotearoa
  PH: The Philippines
  PS: Palestine, State of Palestine
  RU: Russian Federation, Российская Федерация, РФ
  SA: KSA
  SK: Slovak Republic, Slovenská republika
  SZ: Swaziland
  TH: ประเทศไทย, Prathet Thai
  TL: East Timor
  TR: Turkey
  TW: 臺灣, 台灣
  TZ: United Republic of Tanzania
  UA: Украина
  US: USA, United States of America, EEUU
  VA: Vatican, Holy See
  XK: Kosova, Kosovë`;
const NAMES = WRITTEN.trim()
  .split('\n')
  .flatMap((line) => {
    const [code = '', names = ''] = line.trim().split(': ');
    return names.split(', ').map((name) => [code, name] as const);
  });

it.each(NAMES)('R75 %s: whoever writes %s has said it', (code, name) => {
  expect(withCountry(['1 Road', name], code)).toHaveLength(2);
});
