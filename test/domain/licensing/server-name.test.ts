import { normalizeServerName, readServerName } from '../../../src/domain/licensing/server-name';

describe("the form of a server's name", () => {
  it.each([
    [
      'mail.example.com',
      [
        'MAIL.Example.COM',
        'mail.example.com.',
        'mail.example.com..',
        ' mail.example.com ',
        'ｍａｉｌ.example。com',
      ],
    ],
    [
      'xn--mnchen-3ya.example',
      ['münchen.example', 'MU\u0308NCHEN.example.', 'XN--MNCHEN-3YA.example'],
    ],
    ['mail_01', ['MAIL_01', 'Mail_01.']],
    ['my server', ['My Server']],
    ['10.0.0.1', ['10.0.0.1']],
    ['[2001:db8::1]:8443', ['[2001:DB8::1]:8443']],
    ['xn--invalid', ['XN--Invalid']],
    // Not to be written in both directions at once: no name of DNS, and compared as it stands.
    ['aא1.example', ['Aא1.example', ' aא1.EXAMPLE. ']],
  ])('is %s, however it is spelled', (form, spellings) => {
    for (const one of [form, ...spellings]) expect(readServerName(one)).toBe(form);
  });

  it.each([
    '',
    ' ',
    '.',
    'ma\u200Bil',
    'ma\u00ADil',
    'ma\u202Eil',
    'ma\nil',
    '\uD800',
    'ma\u200Dil',
  ])('%j is none', (typed) => {
    expect(readServerName(typed)).toBeNull();
  });

  it('of what is no name is what was typed, without the space around it', () => {
    expect(normalizeServerName('  Mail.Example. ')).toBe('mail.example');
    expect(normalizeServerName(' Ma\u200Bil ')).toBe('Ma\u200Bil');
  });

  it('of two servers is two', () => {
    expect(readServerName('straße.example')).not.toBe(readServerName('strasse.example'));
    expect(readServerName('mail.example.com')).not.toBe(readServerName('mail.example.co'));
  });
});
