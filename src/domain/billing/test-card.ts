import type { DeclineReason } from './decline';

/** Cards of the sandbox, told apart by what they do when they are charged. */
export const TestCard = {
  SUCCESS: 'SUCCESS',
  SUCCESS_MASTERCARD: 'SUCCESS_MASTERCARD',
  DECLINED: 'DECLINED',
  INSUFFICIENT_FUNDS: 'INSUFFICIENT_FUNDS',
  EXPIRED: 'EXPIRED',
  AUTHENTICATION: 'AUTHENTICATION',
  AUTHENTICATION_ON_SETUP: 'AUTHENTICATION_ON_SETUP',
  TIMES_OUT_AFTER_CHARGING: 'TIMES_OUT_AFTER_CHARGING',
  TIMES_OUT_BEFORE_CHARGING: 'TIMES_OUT_BEFORE_CHARGING',
} as const;
export type TestCard = keyof typeof TestCard;

/** Where a charge of the sandbox stands. */
export const SandboxChargeStatus = {
  OPEN: 'OPEN',
  SUCCEEDED: 'SUCCEEDED',
  DECLINED: 'DECLINED',
  CANCELLED: 'CANCELLED',
} as const;
export type SandboxChargeStatus = keyof typeof SandboxChargeStatus;

/** Where a card of the sandbox stands: its details are being taken, it is good, it was removed. */
export const SandboxCardStatus = {
  BEGUN: 'BEGUN',
  READY: 'READY',
  FORGOTTEN: 'FORGOTTEN',
} as const;
export type SandboxCardStatus = keyof typeof SandboxCardStatus;

/** What a test card looks like, and what becomes of a charge on it. */
export interface TestCardManner {
  readonly brand: string;
  readonly last4: string;
  /** Why it is declined; null when it is charged. */
  readonly declined: DeclineReason | null;
  /** When the answer to a charge is lost, if it is. */
  readonly answerLost: 'AFTER_CHARGING' | 'BEFORE_CHARGING' | null;
  /** When its bank wants a person to confirm it, if it does: each charge, which nobody else can make, or adding it. */
  readonly confirmed: 'EACH_CHARGE' | 'ON_SETUP' | null;
}

const good = { declined: null, answerLost: null, confirmed: null };
const declined = (reason: DeclineReason) => ({ ...good, declined: reason });

/** All test cards; the digits are those that card processors print for their own. */
export const TEST_CARDS: Readonly<Record<TestCard, TestCardManner>> = {
  SUCCESS: { brand: 'Visa', last4: '4242', ...good },
  SUCCESS_MASTERCARD: { brand: 'Mastercard', last4: '8210', ...good },
  DECLINED: { brand: 'Visa', last4: '0002', ...declined('CARD_DECLINED') },
  INSUFFICIENT_FUNDS: { brand: 'Visa', last4: '9995', ...declined('INSUFFICIENT_FUNDS') },
  EXPIRED: { brand: 'Visa', last4: '0069', ...declined('CARD_EXPIRED') },
  AUTHENTICATION: { brand: 'Visa', last4: '3184', ...good, confirmed: 'EACH_CHARGE' },
  AUTHENTICATION_ON_SETUP: { brand: 'Visa', last4: '3155', ...good, confirmed: 'ON_SETUP' },
  TIMES_OUT_AFTER_CHARGING: {
    brand: 'Mastercard',
    last4: '4444',
    ...good,
    answerLost: 'AFTER_CHARGING',
  },
  TIMES_OUT_BEFORE_CHARGING: {
    brand: 'American Express',
    last4: '0005',
    ...good,
    answerLost: 'BEFORE_CHARGING',
  },
};

/** What a client writes to add a test card: `sandbox:insufficient-funds`. */
export const testCardName = (card: TestCard): string =>
  `sandbox:${card.toLowerCase().replaceAll('_', '-')}`;

const BY_NAME = new Map(
  (Object.keys(TestCard) as TestCard[]).map((card) => [testCardName(card), card] as const),
);

/** The test card of a name; null when it names none. */
export const testCardNamed = (name: string): TestCard | null => BY_NAME.get(name) ?? null;
