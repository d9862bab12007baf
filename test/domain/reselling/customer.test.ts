import { decideNaming } from '../../../src/domain/reselling/customer';

describe('R38 a customer is named by address or by id', () => {
  const FIELDS = { email: 'customerEmail', customerId: 'customerId' };
  const named = (email: boolean, customerId: boolean) =>
    decideNaming({ email, customerId }, FIELDS);

  it('one of them', () => {
    expect([named(true, false), named(false, true)]).toEqual([null, null]);
  });

  it('neither both nor none, which it says in the words of the input', () => {
    expect(named(true, true)).toEqual({
      code: 'BOTH_GIVEN',
      message: 'Name the customer by `customerEmail` or by `customerId`, not by both.',
      field: ['customerId'],
    });
    expect(named(false, false)).toEqual({
      code: 'MISSING',
      message: 'Name the customer, by `customerEmail` or by `customerId`.',
      field: ['customerEmail'],
    });
  });
});
