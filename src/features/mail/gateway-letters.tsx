import type { MoneyMovedEvent, StaffMails } from '../../domain/mail/staff-mails';
import { money } from './invoice-letters';
import { Facts, Paragraph } from './letter-parts';
import type { Letters } from './letter.types';

const SUBJECTS: Readonly<Record<MoneyMovedEvent, (account: string) => string>> = {
  REFUND_MADE: (account) => `A payment of ${account} was refunded at the payment service`,
  REFUND_REFUSED: (account) => `A refund to ${account} was refused`,
  REFUND_RETURNED: (account) => `A refund to ${account} came back`,
  DISPUTE_OPENED: (account) => `A payment of ${account} is disputed`,
  DISPUTE_CHANGED: (account) => `The dispute of a payment of ${account} has changed`,
  DISPUTE_WON: (account) => `The dispute of a payment of ${account} is won`,
  DISPUTE_LOST: (account) => `The dispute of a payment of ${account} is lost`,
  PAID_LATE: (account) => `A payment of ${account} was made late`,
};

const WORDS: Readonly<Record<MoneyMovedEvent, string>> = {
  REFUND_MADE:
    'A payment was refunded at the payment service: by somebody there, or after it had come to nothing here.',
  REFUND_REFUSED: 'A refund that was asked for here was not made: the money stays with you.',
  REFUND_RETURNED:
    'A refund was made, and the bank has sent the money back: the customer does not have it. Give it back in another way.',
  DISPUTE_OPENED:
    'The bank of a customer disputes a payment. Answer it at the payment service; until the bank has decided, the money below is taken from you.',
  DISPUTE_CHANGED: 'What a disputed payment holds of your money has changed.',
  DISPUTE_WON: 'The bank has decided for you: the dispute holds no money any more.',
  DISPUTE_LOST: 'The bank has decided for the customer: the money stays away.',
  PAID_LATE:
    'A payment was made after it had been given up: it had failed, or nobody had learned what came of it.',
};

type Said = StaffMails['staff-money-moved']['parameters'];

/** What is to be decided because of it. */
function decisions({ owed, unasked }: Said): string {
  const words: string[] = [];
  if (owed.length > 0)
    words.push(
      'The invoices below are owed again. Nobody is charged for them and no lease is held back before you have decided: credit them, or resume their collection.',
    );
  if (unasked !== null)
    words.push(
      'No invoice asks for the rest of the payment. It is credit of the account and pays its next invoices; refund it if the customer wants it back.',
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
              respondBy === null
                ? null
                : ['To be answered by', formats.instant(new Date(respondBy))],
              gateway === null ? null : ['Payment service', gateway],
              charge === null ? null : ['Its name there', charge],
              ...owed.map(({ number, balance }): [string, string] => [
                `Owed of ${number}`,
                money(formats, balance),
              ]),
              unasked === null ? null : ['Not asked for', money(formats, unasked)],
            ]}
          />
        </>
      ),
    };
  },

  'staff-card-gone': ({ parameters }) => {
    const { account, accountNumber, card, needed } = parameters;
    return {
      subject: `A card of ${accountNumber} is gone`,
      body: (
        <>
          <Paragraph>
            {card} was removed at the payment service, so it was taken off the account {account}.{' '}
            {needed
              ? 'The account has no card any more, though it has leases: its next lease invoice cannot be charged. Ask the customer to add a card.'
              : 'It is charged no more.'}
          </Paragraph>
          <Facts rows={[['Account', `${accountNumber}, ${account}`]]} />
        </>
      ),
    };
  },

  'staff-unknown-charges': ({ parameters }) => {
    const { gateway, charges } = parameters;
    return {
      subject: 'Charges that nobody knows',
      body: (
        <>
          <Paragraph>
            At the payment service {gateway} there is money that was not asked for here, so that
            nothing was booked. Please look it up there.
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
