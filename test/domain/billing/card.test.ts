import type { Reason } from '../../../src/domain/refusal';
import { decideRemoveCard, decideUseCard } from '../../../src/domain/billing/card';
import { DeclineReason, declineMessage, isCardRefused } from '../../../src/domain/billing/decline';
import { decideCancelPayment, PaymentStatus } from '../../../src/domain/billing/payment';
import {
  TEST_CARDS,
  TestCard,
  testCardName,
  testCardNamed,
} from '../../../src/domain/billing/test-card';
import { codeOf } from '../refusals';

const NEEDED: Reason = { code: 'LAST_CARD', message: 'It is the last card.' };

describe('R40 taking a card off the account', () => {
  const card = { removed: false, needed: null, inUse: false };

  it.each([
    ['that is on file', {}, null],
    ['that was taken off', { removed: true }, 'GONE'],
    ['that was taken off, and is needed', { removed: true, needed: NEEDED }, 'GONE'],
    ['that is needed', { needed: NEEDED }, 'LAST_CARD'],
    ['that is needed, and pays something now', { needed: NEEDED, inUse: true }, 'LAST_CARD'],
    ['that pays something now', { inUse: true }, 'PAYMENT_IN_PROGRESS'],
  ])('%s: %#', (_what, given, code) => {
    expect(codeOf(decideRemoveCard({ ...card, ...given }))).toBe(code);
  });

  it('is possible, as choosing it is, while it is on file', () => {
    expect([false, true].map((removed) => codeOf(decideUseCard({ removed })))).toEqual([
      null,
      'GONE',
    ]);
  });
});

describe('R53 a card that is declined', () => {
  it('is refused because of itself, and nothing else is', () => {
    expect([...Object.keys(DeclineReason), 'CARD_UNUSABLE'].map(isCardRefused)).toEqual(
      Array(5).fill(true),
    );
    const others = [null, 'GATEWAY_UNAVAILABLE', 'CANCELLED', 'NO_CARD', 'toString', ''];
    expect(others.map(isCardRefused)).toEqual(Array(6).fill(false));
  });

  it('says in words what its holder can do', () => {
    const words = Object.values(DeclineReason).map(declineMessage);
    expect(words).toEqual([
      expect.stringMatching(/enough funds/),
      expect.stringMatching(/expired/),
      expect.stringMatching(/confirm/),
      expect.stringMatching(/declined/),
    ]);
    for (const one of words) expect(one).toMatch(/^The .+\. .+\.$/);
  });
});

describe('R56 calling a payment off', () => {
  it('is possible while it waits for its payer alone', () => {
    const can = Object.values(PaymentStatus).flatMap((status) =>
      [true, false]
        .filter(
          (confirmationPending) => decideCancelPayment({ status, confirmationPending }) === null,
        )
        .map((confirmationPending) => [status, confirmationPending]),
    );
    expect(can).toEqual([['PENDING', true]]);
    expect(codeOf(decideCancelPayment({ status: 'FAILED', confirmationPending: true }))).toBe(
      'NOTHING_TO_CANCEL',
    );
  });
});

describe('test cards', () => {
  it('behave as they are called', () => {
    const manners = Object.values(TestCard).map((card) => {
      const { brand, last4, declined, answerLost, confirmed } = TEST_CARDS[card];
      return [testCardName(card), `${brand} ${last4}`, declined, answerLost, confirmed];
    });
    expect(manners).toEqual([
      ['sandbox:success', 'Visa 4242', null, null, null],
      ['sandbox:success-mastercard', 'Mastercard 8210', null, null, null],
      ['sandbox:declined', 'Visa 0002', 'CARD_DECLINED', null, null],
      ['sandbox:insufficient-funds', 'Visa 9995', 'INSUFFICIENT_FUNDS', null, null],
      ['sandbox:expired', 'Visa 0069', 'CARD_EXPIRED', null, null],
      ['sandbox:authentication', 'Visa 3184', null, null, 'EACH_CHARGE'],
      ['sandbox:authentication-on-setup', 'Visa 3155', null, null, 'ON_SETUP'],
      ['sandbox:times-out-after-charging', 'Mastercard 4444', null, 'AFTER_CHARGING', null],
      ['sandbox:times-out-before-charging', 'American Express 0005', null, 'BEFORE_CHARGING', null],
    ]);
  });

  it('are found by their name, and by no other', () => {
    for (const card of Object.values(TestCard))
      expect(testCardNamed(testCardName(card))).toBe(card);
    expect(['success', 'sandbox:', 'sandbox:SUCCESS', ''].map(testCardNamed)).toEqual(
      Array(4).fill(null),
    );
  });
});
