import { buildSchema, getNamedType, isObjectType } from 'graphql';
import { emittedFiles } from '../../src/dev/emit';
import { isAboutMoney } from '../../src/permissions/money';

const mutations = Object.values(
  buildSchema(emittedFiles()['schema/schema.graphql'] as string)
    .getMutationType()
    ?.getFields() ?? {},
);

/** What is answered by whatever moves money, or has it owed. */
const BOOKS = ['Order', 'Invoice', 'Payment', 'Lease', 'PaymentMethod', 'CreditNote'];

describe('R60 whose keys are kept for 30 days', () => {
  it('R60 are those of every mutation that answers with books', () => {
    const answering = mutations.filter(({ type }) => {
      const payload = getNamedType(type);
      const fields = isObjectType(payload) ? Object.values(payload.getFields()) : [];
      return fields.some((field) => BOOKS.includes(getNamedType(field.type).name));
    });
    expect(answering.length).toBeGreaterThan(12);
    // That a card is taken off its account, which the holder alone does, moves no money.
    expect(answering.map(({ name }) => name).filter((name) => !isAboutMoney(name))).toEqual([]);
  });

  it.each([
    'checkout',
    'purchaseAndAssign',
    'placeOrder',
    'payInvoice',
    'confirmPayment',
    'startLease',
    'startLeases',
    'modifyLease',
    'stopLease',
    'refundPayment',
    'creditInvoice',
    'voidInvoice',
    'recordBankTransfer',
    'reverseBankTransfer',
    'applyCredit',
    'assignLicense',
    'guestCheckout',
    'confirmGuestPayment',
    'cancelGuestPayment',
  ])('R60 %s is one of them', (name) => expect(isAboutMoney(name)).toBe(true));

  it.each(['signIn', 'addContact', 'activateLicense', 'setGuestCart', 'updateAccount', 'unknown'])(
    'R60 %s is none',
    (name) => expect(isAboutMoney(name)).toBe(false),
  );
});
