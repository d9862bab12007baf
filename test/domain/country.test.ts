import { isCountry, withCountry } from '../../src/domain/country';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const ALL = LETTERS.flatMap((one) => LETTERS.map((other) => one + other));

/** The 249 codes of ISO 3166-1, and Kosovo's, which the whole of Europe uses. */
const COUNTRIES = `
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
  CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
  FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
  JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
  MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
  PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
  TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`
  .trim()
  .split(/\s+/);

describe('countries', () => {
  it('R8 R69 of all two letters those that are a country today, and no other', () => {
    expect(COUNTRIES).toHaveLength(250);
    expect(ALL.filter(isCountry)).toEqual(COUNTRIES);
  });

  it.each(['', 'D', 'de', 'De', 'DEU', 'D1', ' DE', 'ÄÖ', '49'])('R8 "%s" is none', (code) => {
    expect(isCountry(code)).toBe(false);
  });
});

describe('addresses', () => {
  it.each<[readonly string[], string, boolean]>([
    [['1 Main Street', 'London'], 'GB', false],
    [['London', 'United Kingdom'], 'GB', true],
    [['London', 'UNITED KINGDOM '], 'GB', true],
    [['London', 'U.K.'], 'GB', true],
    [['10115 Berlin, Deutschland'], 'DE', true],
    [['10115 Berlin (Germany)'], 'DE', true],
    [['Berlin', 'Alemania'], 'DE', true],
    [['日本', '東京都'], 'JP', true],
    [['ירושלים', 'ישראל'], 'IL', true],
    [['The Netherlands'], 'NL', true],
    [['Neudeutschland'], 'DE', false],
    [['Paris, Texas'], 'FR', false],
    [['Germany Street 4', 'Vienna'], 'DE', false],
    [[], 'DE', false],
  ])('R75 %j says %s: %j; else it is added in English', (address, code, said) => {
    const name = new Intl.DisplayNames('en', { type: 'region' }).of(code) as string;
    expect(withCountry(address, code)).toEqual(said ? address : [...address, name]);
  });

  it.each([
    ...[
      'TH ประเทศไทย',
      'AE U.A.E.',
      'AE الإمارات',
      'RU Российская Федерация',
      'RU Russian Federation',
    ],
    ...[
      'CZ Česká republika',
      'SK SLOVENSKA REPUBLIKA',
      'TW 台灣',
      'CN 中国',
      'CN P.R. China',
      'HK Hong Kong SAR',
    ],
    ...[
      'GE საქართველო',
      'AM Հայաստան',
      'AL Shqipëri',
      'IS Ísland',
      'LU Lëtzebuerg',
      'KZ Қазақстан',
      'MN Монгол',
    ],
    ...[
      'BD বাংলাদেশ',
      'LK ශ්‍රී ලංකාව',
      'ET ኢትዮጵያ',
      'NO Noreg',
      'GB Großbritannien',
      'GB Cymru',
      'CH Svizra',
    ],
    ...[
      'TR Turkey',
      'TR TÜRKİYE',
      'TR TURKIYE',
      'GR ΕΛΛΑΔΑ',
      'GR Ελλάς',
      'ES ESPANA',
      "CI Côte d'Ivoire",
    ],
    ...[
      'ZA Suid-Afrika',
      'PH Pilipinas',
      'IN भारत',
      'XK Kosovë',
      'UZ O‘zbekiston',
      'KR 대한민국',
      'FO Føroyar',
    ],
  ])('R75 whoever writes %s has said it', (written) => {
    const [code, name] = [written.slice(0, 2), written.slice(3)];
    for (const address of [['1 Road', name], [`1 Road, ${name}`], [name.toUpperCase(), '1 Road']])
      expect(withCountry(address, code)).toEqual(address);
  });

  it('R75 whoever writes nothing of it has not said it, whatever the country', () => {
    for (const code of COUNTRIES)
      for (const last of ['1 Road', 'Ünknöwn', '12345', '...', '', '東'])
        expect(withCountry(['Someone', last], code)).toHaveLength(3);
  });
});
