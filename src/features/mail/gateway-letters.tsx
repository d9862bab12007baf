import type { MoneyMovedEvent, StaffMails } from '../../domain/mail/staff-mails';
import { money } from './invoice-letters';
import { Facts, Paragraph } from './letter-parts';
import type { Letters } from './letter.types';

const SUBJECTS: Readonly<Record<MoneyMovedEvent, (account: string) => string>> = {
  REFUND_MADE: (account) => `A payment of ${account} was refunded at the payment service`,
  REFUND_REFUSED: (account) => `A refund to ${account} was refused`,
  REFUND_RETURNED: (account) => `A refund to ${account} was returned`,
  DISPUTE_OPENED: (account) => `A refund to ${account} failed`,
  DISPUTE_CHANGED: (account) => `The dispute of a payment of ${account} has changed`,
  DISPUTE_WON: (account) => `The dispute of a payment of ${account} is won`,
  DISPUTE_LOST: (account) => `The dispute of a payment of ${account} is lost`,
  PAID_LATE: (account) => `A payment of ${account} succeeded late`,
};

const WORDS: Readonly<Record<MoneyMovedEvent, string>> = {
  REFUND_MADE:
    'A payment was refunded at the payment service: by somebody there, or after it had failed here.',
  REFUND_REFUSED: 'A refund that was requested here failed: the money stays with you.',
  REFUND_RETURNED:
    'A refund was made, but the bank returned the money: the customer has not received it. Refund it in another way.',
  DISPUTE_OPENED:
    "A customer's bank disputes a payment. Respond at the payment service. Until the bank decides, the amount below is withheld from you.",
  DISPUTE_CHANGED: 'The amount withheld by a dispute has changed.',
  DISPUTE_WON: 'The bank decided in your favor: the dispute no longer withholds money.',
  DISPUTE_LOST: 'The bank decided in favor of the customer: the money is not returned.',
  PAID_LATE:
    'A payment succeeded after it was given up: it had failed, or its outcome was unknown.',
};

type Said = StaffMails['staff-money-moved']['parameters'];

/** What is to be decided because of it. */
function decisions({ owed, unasked }: Said): string {
  const words: string[] = [];
  if (owed.length > 0)
    words.push(
      'The invoices below are open again. They are not charged automatically and block no lease until you decide: credit them, or resume their collection.',
    );
  if (unasked !== null)
    words.push(
      'The rest of the payment is not needed for any invoice. It is account credit and pays the next invoices; refund it if the customer wants it back.',
    );
  return words.join(' ');
}

/** Letters to the vendor's own people, about what happened at the gateway. */
export const GATEWAY_LETTERS: Letters<
  'staff-money-moved' | 'staff-card-gone' | 'staff-unknown-charges'
> = {
  'staff-money-moved': ({ parameters, formats }) => {
    const { account, accountNumber, what, amount, fee, method, gateway, charge, reason } =
      parameters;
    const { respondBy, owed, unasked } = parameters;
    const decide = decisions(parameters);
    return {
      subject: SUBJECTS[what](accountNumber),
      body: (
        <>
          <Paragraph>{WORDS[what]}</Paragraph>
          {decide !== '' && <Paragraph>{decide}</Paragraph>}
          <Facts
            rows={[
              ['Account', `${accountNumber}, ${account}`],
              ['Amount', money(formats, amount)],
              fee === null ? null : ['Fee', money(formats, fee)],
              method === null ? null : ['Card', method],
              reason === null ? null : ['Reason given', reason],
              respondBy === null ? null : ['Response due by', formats.instant(new Date(respondBy))],
              gateway === null ? null : ['Payment service', gateway],
              charge === null ? null : ['Reference there', charge],
              ...owed.map(({ number, balance }): [string, string] => [
                `Open balance of ${number}`,
                money(formats, balance),
              ]),
              unasked === null ? null : ['Kept as credit', money(formats, unasked)],
            ]}
          />
        </>
      ),
    };
  },

  'staff-card-gone': ({ parameters }) => {
    const { account, accountNumber, card, needed } = parameters;
    return {
      subject: `A card of ${accountNumber} was removed`,
      body: (
        <>
          <Paragraph>
            {card} was removed at the payment service, so it was removed from the account {account}.{' '}
            {needed
              ? 'The account has leases but no card: its next lease invoice cannot be charged. Ask the customer to add a card.'
              : 'It is no longer charged.'}
          </Paragraph>
          <Facts rows={[['Account', `${accountNumber}, ${account}`]]} />
        </>
      ),
    };
  },

  'staff-unknown-charges': ({ parameters }) => {
    const { gateway, charges } = parameters;
    return {
      subject: 'Unknown charges',
      body: (
        <>
          <Paragraph>
            At the payment service {gateway} there is money that was not requested here, so nothing
            was booked. Please look it up there.
          </Paragraph>
          <Facts
            rows={charges.map(({ charge, amount, accountNumber }): [string, string] => [
              charge,
              accountNumber === null ? amount : `${amount}, customer of ${accountNumber}`,
            ])}
          />
        </>
      ),
    };
  },
};
