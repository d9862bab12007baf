import {
  creditPaymentPosting,
  creditPosting,
  issuePosting,
  movedPosting,
  paymentPosting,
  voidPosting,
  type Posting,
} from '../../../src/domain/billing/ledger';

const written = (posting: Posting): string[] =>
  posting.map(({ account, amount }) => `${account} ${amount}`);

describe('R58 what is posted to the ledger, a debit above zero', () => {
  const totals = { subtotal: 10_000n, tax: 1_900n, total: 11_900n };

  it.each([
    ['an invoice', issuePosting(totals), ['RECEIVABLE 11900', 'REVENUE -10000', 'TAX -1900']],
    [
      'one without tax',
      issuePosting({ ...totals, tax: 0n }),
      ['RECEIVABLE 11900', 'REVENUE -10000'],
    ],
    ['a free one', issuePosting({ subtotal: 0n, tax: 0n, total: 0n }), []],
    [
      'one that is withdrawn',
      voidPosting(totals),
      ['RECEIVABLE -11900', 'REVENUE 10000', 'TAX 1900'],
    ],
    ['a payment', paymentPosting(500n), ['CASH 500', 'RECEIVABLE -500']],
    ['a payment of nothing', paymentPosting(0n), []],
    [
      'money of all kinds',
      movedPosting({ receivable: 500n, credit: 30n, cost: -7n }),
      ['CASH 523', 'RECEIVABLE -500', 'CREDIT -30', 'FEES 7'],
    ],
    ['what was paid too much', creditPosting(40n), ['RECEIVABLE 40', 'CREDIT -40']],
    ['what is paid from credit', creditPaymentPosting(40n), ['RECEIVABLE -40', 'CREDIT 40']],
  ])('for %s', (_what, posting, expected) => {
    expect(written(posting)).toEqual(expected);
  });
});
