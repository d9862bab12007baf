import type { StaffMailEvent } from '../../domain/mail/staff-mails';
import { GATEWAY_LETTERS } from './gateway-letters';
import { money } from './invoice-letters';
import { Facts, Paragraph } from './letter-parts';
import type { Letters } from './letter.types';

const times = (tries: number): string => (tries === 1 ? 'once' : `${tries} times`);

/** Letters to the vendor's own people. */
export const STAFF_LETTERS: Letters<Exclude<StaffMailEvent, 'staff-recovery'>> = {
  ...GATEWAY_LETTERS,

  'staff-invoice-overdue': ({ parameters, formats }) => {
    const { account, accountNumber, number, balance, tries, failure } = parameters;
    return {
      subject: `Invoice ${number} of ${accountNumber} is overdue`,
      body: (
        <>
          <Paragraph>
            Invoice {number} of the account {account} is overdue.{' '}
            {tries === 0
              ? 'No automatic payment of it was tried.'
              : `Its automatic payment has failed ${times(tries)}.`}{' '}
            Until it is paid the account can start no new lease; leases that are running go on.
          </Paragraph>
          <Facts
            rows={[
              ['Account', `${accountNumber}, ${account}`],
              ['Invoice', number],
              ['To be paid', money(formats, balance)],
              failure === null ? null : ['Last failure', failure],
            ]}
          />
        </>
      ),
    };
  },

  'staff-charge-unknown': ({ parameters, formats }) => {
    const { account, accountNumber, amount, method, attemptedAt, gateway, charge, order } =
      parameters;
    return {
      subject: `Nobody knows what came of a payment of ${accountNumber}`,
      body: (
        <>
          <Paragraph>
            The payment service does not say whether a card of the account {account} was charged. It
            goes on being asked.{' '}
            {order
              ? 'The order is called off, and what was in the cart can be ordered again; should the money have been taken, you are told.'
              : 'Until it answers, the invoices cannot be paid in another way.'}{' '}
            Please look it up at the payment service.
          </Paragraph>
          <Facts
            rows={[
              ['Account', `${accountNumber}, ${account}`],
              ['Amount', money(formats, amount)],
              method === null ? null : ['Card', method],
              ['Tried', formats.instant(new Date(attemptedAt))],
              gateway === null ? null : ['Payment service', gateway],
              charge === null ? null : ['Its name there', charge],
            ]}
          />
        </>
      ),
    };
  },

  'staff-refund-unknown': ({ parameters, formats }) => {
    const { account, accountNumber, amount, askedAt, gateway, charge } = parameters;
    return {
      subject: `Nobody knows what came of a refund to ${accountNumber}`,
      body: (
        <>
          <Paragraph>
            The payment service does not say whether money went back to the account {account}. It
            goes on being asked; until it answers, nothing else of that payment can be refunded.
            Please look it up at the payment service.
          </Paragraph>
          <Facts
            rows={[
              ['Account', `${accountNumber}, ${account}`],
              ['Amount', money(formats, amount)],
              ['Asked for', formats.instant(new Date(askedAt))],
              gateway === null ? null : ['Payment service', gateway],
              charge === null ? null : ['Charge', charge],
            ]}
          />
        </>
      ),
    };
  },

  'staff-charge-unanswered': ({ parameters, formats }) => {
    const { account, accountNumber, number, amount, nextAttemptOn } = parameters;
    return {
      subject: `Invoice ${number} of ${accountNumber} could not be charged for a day`,
      body: (
        <>
          <Paragraph>
            The automatic payment of invoice {number} of the account {account} was tried for a day,
            and the payment service never got as far as charging the card. Nothing was taken. The
            day counts as a failed attempt; the people of the account are told. Please look at the
            payment service.
          </Paragraph>
          <Facts
            rows={[
              ['Account', `${accountNumber}, ${account}`],
              ['Invoice', number],
              ['Amount', money(formats, amount)],
              nextAttemptOn === null ? null : ['Next attempt', formats.day(nextAttemptOn)],
            ]}
          />
        </>
      ),
    };
  },

  'staff-gateway-refuses': ({ parameters: { gateway, fault } }) => ({
    subject: 'Cards cannot be charged: the payment service refuses',
    body: (
      <>
        <Paragraph>
          The payment service refuses what it is asked for a reason that customers cannot mend: most
          likely its key was revoked, or a setting of the vendor’s account there is missing. Until
          somebody mends it, cards are neither added nor charged. Automatic payments are tried again
          every hour, and count as failed once that has gone on for a day. This mail is repeated
          once a day for as long as it goes on.
        </Paragraph>
        <Facts
          rows={[
            ['Payment service', gateway],
            ['It says', fault],
          ]}
        />
      </>
    ),
  }),

  'staff-billing-run-stopped': ({ parameters, formats }) => {
    const { month, kind, accounts, total, totalBefore } = parameters;
    const documents = kind === 'LEASE' ? 'Lease invoices' : 'Summary invoices';
    const billed = formats.month(month);
    return {
      subject: `The billing of ${billed} has stopped`,
      body: (
        <>
          <Paragraph>
            The billing run of {billed} has stopped by itself, because what it was about to bill is
            far from what is usual. Nobody has been billed. If the total is right, somebody has to
            accept it: run the billing of the month with --accept.
          </Paragraph>
          <Facts
            rows={[
              ['Documents', documents],
              ['Accounts', String(accounts)],
              ['Total, before tax', money(formats, total)],
              ['Total of the month before', money(formats, totalBefore)],
            ]}
          />
        </>
      ),
    };
  },

  'staff-accounts-not-billed': ({ parameters, formats }) => {
    const { month, accounts, more } = parameters;
    const billed = formats.month(month);
    return {
      subject: `Accounts that are not billed for ${billed}`,
      body: (
        <>
          <Paragraph>
            The billing run of {billed} could not bill the accounts below. All others are billed. It
            tries again every hour.
          </Paragraph>
          <Facts
            rows={[
              ...accounts.map(({ number, reason }): [string, string] => [number, reason]),
              more === 0 ? null : ['And', `${more} more`],
            ]}
          />
        </>
      ),
    };
  },
};
