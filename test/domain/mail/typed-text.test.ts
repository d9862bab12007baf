import {
  isGreetable,
  mailedName,
  mailedParameters,
  withoutLinks,
} from '../../../src/domain/mail/typed-text';

describe('R20 what people have typed, in mails', () => {
  it.each([
    ['https://evil.example/x', 'https :// evil . example / x'],
    ['see evil.example, now', 'see evil . example, now'],
    ['Booking.com GmbH', 'Booking . com GmbH'],
    ['eve@evil.example', 'eve @ evil . example'],
    ['www.evil', 'www . evil'],
    ['evil。example', 'evil . example'],
    ['ｈｔｔｐ：／／ｅｖｉｌ．example', 'ｈｔｔｐ :// ｅｖｉｌ . example'],
    ['javascript:alert(1)', 'javascript : alert(1)'],
    ['tel:+15550100', 'tel : +15550100'],
    ['пример.рф', 'пример . рф'],
    ['127.0.0.1', '127 . 0 . 0 . 1'],
    ['(https://evil.example)', '(https :// evil . example)'],
    ['//evil', '// evil'],
    ['\\\\evil\\share', '\\\\ evil \\ share'],
    ['“javascript:alert(1)', '“javascript : alert(1)'],
    ['«tel:+15550100', '«tel : +15550100'],
    ['h323:call', 'h323 : call'],
    ['192.168.100.200', '192 . 168 . 100 . 200'],
    ['eve＠evil', 'eve @ evil'],
    ['eve﹫evil', 'eve @ evil'],
    ['see  evil.example\tnow', 'see  evil . example\tnow'],
  ])('%p is no link any more', (typed, mailed) => {
    expect(withoutLinks(typed)).toBe(mailed);
    expect(mailed).not.toMatch(/\S:\/|\w\.\w|\w@\w|:\/\/\S/);
  });

  it.each([
    'Dr. J. R. Smith Jr.',
    'S.p.A.',
    'Müller & Co. KG',
    'A/S Nordic',
    'SmarterMail Enterprise 250',
    '2026-11-20T23:30:00.000Z',
    '1469.00',
    'Note: paid',
    'Invoice INV-2026-000123',
    'Tax (19 %) on €1,234.45',
    'v17.2.1',
  ])('%p stays as it is', (typed) => {
    expect(withoutLinks(typed)).toBe(typed);
  });

  it.each([
    'You won 500 EUR, claim at https://evil.example/x',
    'You won 500 EUR',
    'Win 1,000.50 EUR now',
    'Win 1’000 EUR now',
    'Win 5EUR',
    'USD500',
    'Save 25% now',
    'Save 25 % now',
    '5-5-5-0-1-0-0',
    '555 (01) 00-1',
    '€ 500 for you',
    'USD 500',
    'Call +1 555 010 0199',
    '90 % off',
    'www.evil.example',
    'evil.example/claim',
    'ｗｗｗ．evil．example',
    'x'.repeat(101),
  ])('%p is no name', (typed) => {
    expect(mailedName(typed)).toBeNull();
    expect(isGreetable(typed)).toBe(false);
  });

  it.each([
    'Ada Lovelace',
    'Contoso',
    'Studio 54',
    'Hosting 2000 GmbH',
    'ABC GmbH',
    'ACME INC',
    '1 2 3 Shop 4 5 6',
    'x'.repeat(100),
    '株式会社例',
    'O’Brien & Sons (Ltd.)',
    'Нева',
  ])('%p is one', (typed) => {
    expect(mailedName(typed)).toBe(typed);
  });

  it.each([
    'Ada Lovelace',
    'Dr. J. R. Smith Jr.',
    'O’Brien & Sons (Ltd.)',
    'Zoë',
    '李小龍',
    'Ada!',
    '🦊🚀',
    'Studio 54',
  ])('%p is greeted', (typed) => {
    expect(isGreetable(typed)).toBe(true);
  });
  it.each(['evil.example', 'You won 500 EUR', 'a@b', 'A/S', 'x'.repeat(101)])(
    '%p is not greeted',
    (typed) => {
      expect(isGreetable(typed)).toBe(false);
    },
  );

  it('what is rather an offer is named by what it is the name of', () => {
    const offer = 'You won 500 EUR';
    const names = { account: offer, holder: offer, by: offer, sentBy: offer };
    expect(mailedParameters(names, 'ada@example.com')).toEqual({
      account: '(name withheld)',
      holder: 'The holder',
      by: 'A partner',
      sentBy: 'A person of the account',
    });
    // What is no name keeps its words, and its links are none.
    expect(mailedParameters({ reason: `${offer} evil.example` }, 'a')).toEqual({
      reason: `${offer} evil . example`,
    });
    expect(mailedParameters(offer, 'a')).toBe(offer);
    expect(mailedParameters({ newEmail: 'new@example.com' }, 'a')).toEqual({
      newEmail: 'new@example.com',
    });
  });

  it("the recipient's own address, and addresses of people, stay", () => {
    const parameters = {
      account: 'ada@example.com',
      customerEmail: 'bob@example.com',
      by: 'eve@example.com',
      product: 'a.test',
      rows: [{ label: 'x.test' }],
      none: null,
      count: 3,
    };
    expect(mailedParameters(parameters, 'ada@example.com')).toEqual({
      ...parameters,
      by: 'eve @ example . com',
      product: 'a . test',
      rows: [{ label: 'x . test' }],
    });
    expect(mailedParameters({ customerEmail: 'https://evil.example/' }, 'a')).toEqual({
      customerEmail: 'https :// evil . example /',
    });
  });
});
