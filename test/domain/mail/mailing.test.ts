import { mailedAmount } from '../../../src/domain/mail/account-mails';
import { paragraphsOf, tallied } from '../../../src/domain/mail/mailing';
import { audienceOf } from '../../../src/domain/mail/notice';

describe('R14 a mailing', () => {
  it('counts who gets it, on top of what was counted', () => {
    const before = { HOLDER: 2, CONTACT: 1 } as const;
    expect(tallied(before, ['HOLDER', 'AUTHORIZED_LOGIN', 'HOLDER'])).toEqual({
      HOLDER: 4,
      CONTACT: 1,
      AUTHORIZED_LOGIN: 1,
    });
    expect(before).toEqual({ HOLDER: 2, CONTACT: 1 });
    expect(tallied({}, [])).toEqual({});
  });

  it.each([
    ['one', ['one']],
    ['one\ntwo', ['one\ntwo']],
    ['one\n\ntwo', ['one', 'two']],
    ['one\r\n\r\ntwo\r\nthree', ['one', 'two\r\nthree']],
    ['one\n  \t \n\n\ntwo\n', ['one', 'two']],
    ['\n\n one \n\n', ['one']],
    ['one\nx\ntwo', ['one\nx\ntwo']],
    ['', []],
  ])('%j has paragraphs', (text, paragraphs) => {
    expect(paragraphsOf(text)).toEqual(paragraphs);
  });
});

describe('R18 R53 payments', () => {
  it('that failed nobody paid', () => {
    expect(audienceOf({ event: 'PAYMENT_FAILED', summary: false })).toEqual({
      to: 'PAYMENTS',
      alert: 'INVOICE_CREATED',
      contactMail: 'STANDARD_INVOICES',
      paidBy: null,
      receipt: false,
    });
    expect(audienceOf({ event: 'PAYMENT_RECEIVED', summary: true, paidBy: 7 })).toEqual({
      to: 'PAYMENTS',
      alert: 'SUMMARY_INVOICE_CREATED',
      contactMail: 'SUMMARY_INVOICES',
      paidBy: 7,
      receipt: true,
    });
  });

  it('R58 are decimal strings in a mail', () => {
    expect(mailedAmount(-123_405n, 'EUR')).toEqual({ amount: '-1234.05', currency: 'EUR' });
  });
});
