/** Why a card was not charged, as far as the payer can do something about it. */
export const DeclineReason = {
  INSUFFICIENT_FUNDS: 'INSUFFICIENT_FUNDS',
  CARD_EXPIRED: 'CARD_EXPIRED',
  AUTHENTICATION_REQUIRED: 'AUTHENTICATION_REQUIRED',
  CARD_DECLINED: 'CARD_DECLINED',
} as const;
export type DeclineReason = keyof typeof DeclineReason;

const MESSAGES: Readonly<Record<DeclineReason, string>> = {
  INSUFFICIENT_FUNDS: 'The card has not enough funds. Use another card, or try again later.',
  CARD_EXPIRED: 'The card has expired. Add a new one.',
  AUTHENTICATION_REQUIRED:
    'The bank requires the cardholder to confirm this, and it was not confirmed. Try again and confirm it, or use another card.',
  CARD_DECLINED: 'The bank declined the card. Ask your bank, or use another card.',
};

/** Whether an attempt failed because of its card, and would fail by it again. @param code Of the failure. */
export const isCardRefused = (code: string | null): boolean =>
  code !== null && (code === 'CARD_UNUSABLE' || Object.hasOwn(DeclineReason, code));

/** The reason in words that the payer understands. */
export const declineMessage = (reason: DeclineReason): string => MESSAGES[reason];
