import {
  decideModifyLease,
  decideStartLease,
  decideStopLease,
  STOP_CONFIRMATION_LIFE,
} from '../../../src/domain/leasing/lease-life';
import { codeOf } from '../refusals';

describe('the life of a lease', () => {
  it('R44 a stop is confirmed within a quarter of an hour', () => {
    expect(STOP_CONFIRMATION_LIFE).toBe(900_000);
  });

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
      expect(codeOf(decideStartLease({ leaseProvider, hasCard, overdue }))).toBe(code);
    },
  );

  it('R6, R44 a running lease can be stopped, whatever became of the account', () => {
    expect(decideStopLease({ status: 'ACTIVE' })).toBeNull();
    expect(codeOf(decideStopLease({ status: 'STOPPED' }))).toBe('LEASE_STOPPED');
  });

  it('R6, R43 a running lease of a lease provider can be changed', () => {
    expect(decideModifyLease({ status: 'ACTIVE' }, { leaseProvider: true })).toBeNull();
    expect(codeOf(decideModifyLease({ status: 'STOPPED' }, { leaseProvider: true }))).toBe(
      'LEASE_STOPPED',
    );
    expect(codeOf(decideModifyLease({ status: 'ACTIVE' }, { leaseProvider: false }))).toBe(
      'NOT_A_LEASE_PROVIDER',
    );
  });
});
