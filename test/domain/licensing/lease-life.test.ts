import {
  decideModifyLease,
  decideStartLease,
  decideStopLease,
} from '../../../src/domain/licensing/lease-life';

describe('the life of a lease', () => {
  it.each([
    [true, true, false, null],
    [false, true, false, 'NOT_A_LEASE_PROVIDER'],
    [false, false, true, 'NOT_A_LEASE_PROVIDER'],
    [true, false, false, 'NO_CARD_ON_FILE'],
    [true, false, true, 'NO_CARD_ON_FILE'],
    [true, true, true, 'INVOICE_OVERDUE'],
  ])(
    'R6, R40, R53 starts for a provider (%s) with a card (%s) and something overdue (%s): %s',
    (leaseProvider, hasCard, overdue, code) => {
      expect(decideStartLease({ leaseProvider, hasCard, overdue })?.code ?? null).toBe(code);
    },
  );

  it('R6, R44 a running lease can be stopped, whatever became of the account', () => {
    expect(decideStopLease({ status: 'ACTIVE' })).toBeNull();
    expect(decideStopLease({ status: 'STOPPED' })?.code).toBe('LEASE_STOPPED');
  });

  it('R6, R43 a running lease of a lease provider can be changed', () => {
    expect(decideModifyLease({ status: 'ACTIVE' }, { leaseProvider: true })).toBeNull();
    expect(decideModifyLease({ status: 'STOPPED' }, { leaseProvider: true })?.code).toBe(
      'LEASE_STOPPED',
    );
    expect(decideModifyLease({ status: 'ACTIVE' }, { leaseProvider: false })?.code).toBe(
      'NOT_A_LEASE_PROVIDER',
    );
  });
});
