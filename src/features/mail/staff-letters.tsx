import type { StaffMailEvent } from '../../domain/mail/staff-mails';
import { GATEWAY_LETTERS } from './gateway-letters';
import { money } from './invoice-letters';
import { Facts, Paragraph } from './letter-parts';
import type { Letters } from './letter.types';

const times = (tries: number): string => (tries === 1 ? 'once' : `${tries} times`);

/** Letters to the vendor's own people. */
export const STAFF_LETTERS: Letters<
  Exclude<StaffMailEvent, 'staff-recovery' | 'staff-license-reversal' | 'staff-support-request'>
> = {
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
              ? 'No automatic payment was attempted.'
              : `Its automatic payment has failed ${times(tries)}.`}{' '}
            Until it is paid, the account cannot start new leases; running leases continue.
          </Paragraph>
          <Facts
            rows={[
              ['Account', `${accountNumber}, ${account}`],
              ['Invoice', number],
              ['Open balance', money(formats, balance)],
              failure === null ? null : ['Last failure', failure],
            ]}
          />
        </>
      ),
    };
  },

  'staff-pdf-missing': ({ parameters }) => {
    const { account, accountNumber, number, recipientEmail, failure } = parameters;
    return {
      subject: `Invoice ${number} was mailed without its PDF`,
      body: (
        <>
          <Paragraph>
            The PDF of invoice {number} could not be created. The mail was sent without it. Please
            correct the cause, and then mail the invoice again.
          </Paragraph>
          <Facts
            rows={[
              ['Account', `${accountNumber}, ${account}`],
              ['Invoice', number],
              ['Sent to', recipientEmail],
              ['Failure', failure],
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
      subject: `Unknown outcome of a payment of ${accountNumber}`,
      body: (
        <>
          <Paragraph>
            The payment service does not say whether a card of the account {account} was charged.
            Its status is requested regularly.{' '}
            {order
              ? 'The order is canceled, and the items are back in the cart. If the card was charged after all, you will be notified.'
              : 'Until the outcome is known, the invoices cannot be paid in another way.'}{' '}
            Please look it up at the payment service.
          </Paragraph>
          <Facts
            rows={[
              ['Account', `${accountNumber}, ${account}`],
              ['Amount', money(formats, amount)],
              method === null ? null : ['Card', method],
              ['Tried', formats.instant(new Date(attemptedAt))],
              gateway === null ? null : ['Payment service', gateway],
              charge === null ? null : ['Reference there', charge],
            ]}
          />
        </>
      ),
    };
  },

  'staff-refund-unknown': ({ parameters, formats }) => {
    const { account, accountNumber, amount, askedAt, gateway, charge } = parameters;
    return {
      subject: `Unknown outcome of a refund to ${accountNumber}`,
      body: (
        <>
          <Paragraph>
            The payment service does not say whether money was refunded to the account {account}.
            Its status is requested regularly. Until the outcome is known, nothing else of that
            payment can be refunded. Please look it up at the payment service.
          </Paragraph>
          <Facts
            rows={[
              ['Account', `${accountNumber}, ${account}`],
              ['Amount', money(formats, amount)],
              ['Requested', formats.instant(new Date(askedAt))],
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
      subject: `Invoice ${number} of ${accountNumber} could not be charged for a whole day`,
      body: (
        <>
          <Paragraph>
            The automatic payment of invoice {number} of the account {account} was attempted for a
            whole day, but the payment service was unable to charge the card. Nothing was charged.
            The day counts as one failed attempt, and the people of the account are notified. Please
            check the payment service.
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
    subject: 'Cards cannot be charged: the payment service rejects requests',
    body: (
      <>
        <Paragraph>
          The payment service rejects requests for a reason that customers cannot fix: most likely
          its key was revoked, or a setting of the vendor’s account there is missing. Until this is
          fixed, cards can neither be added nor charged. Automatic payments are retried every hour,
          and count as failed after a whole day. This mail is sent once a day until then.
        </Paragraph>
        <Facts
          rows={[
            ['Payment service', gateway],
            ['Message', fault],
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
      subject: `The billing of ${billed} has halted`,
      body: (
        <>
          <Paragraph>
            The billing run of {billed} has halted, because its total is far from the usual amount.
            Nothing was billed. If the total is right, accept it: run the billing of the month with
            --accept.
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
      subject: `Accounts not billed for ${billed}`,
      body: (
        <>
          <Paragraph>
            The billing run of {billed} could not bill the accounts below. All others are billed. It
            is retried every hour.
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
