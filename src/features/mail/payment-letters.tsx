import type { PaymentAmounts } from '../../domain/mail/account-mails';
import type { Formats } from './formats';
import { money, NoAmounts, PDF_TEXTS } from './invoice-letters';
import { Facts, Note, Paragraph, type Row } from './letter-parts';
import type { Given, Letters } from './letter.types';

/** What of a payment went to which invoice, where that says more than its amount. */
const sharesOf = (amounts: Given<'payment-received'>['parameters']['amounts']) =>
  amounts?.shares === undefined || amounts.shares.length < 2 ? [] : amounts.shares;

/** By card, out of the account's credit, or both. */
function paidBy(
  formats: Formats,
  { method, fromCredit }: PaymentAmounts,
): (readonly [string, string] | null)[] {
  return [
    method === null ? null : ['Paid by', method],
    fromCredit === undefined ? null : ['From account credit', money(formats, fromCredit)],
  ];
}

/** Letters about how payments went, and what they are made by. */
export const PAYMENT_LETTERS: Letters<'payment-failed' | 'payment-received' | 'card-expiring'> = {
  'payment-failed': ({ parameters, formats, links }) => {
    const { account, number, nextAttemptOn, reason, amounts } = parameters;
    return {
      subject: `Invoice ${number} could not be paid`,
      body: (
        <>
          <Paragraph>
            The automatic payment of invoice {number} of the account {account} has failed. The
            invoice stays unpaid.{' '}
            {nextAttemptOn === null
              ? 'It was the last attempt, and the invoice is overdue. New leases can be started once it is paid; running leases continue.'
              : `The next attempt is on ${formats.day(nextAttemptOn)}.`}
          </Paragraph>
          {reason && <Paragraph>{reason}</Paragraph>}
          {amounts === null ? (
            <NoAmounts home={links.home} />
          ) : (
            <Facts
              rows={[
                ['Amount', money(formats, amounts.amount)],
                amounts.method === null ? null : ['Paid by', amounts.method],
              ]}
            />
          )}
          <Paragraph>
            People with permission to pay the invoices of the account can pay it now, or choose
            another card, at {links.home}
          </Paragraph>
        </>
      ),
    };
  },

  'card-expiring': ({ parameters, formats, links }) => {
    const { account, card, expiresOn } = parameters;
    return {
      subject: 'The card of an account expires soon',
      body: (
        <>
          <Paragraph>
            {card}, the default card of the account {account}, is valid until{' '}
            {formats.day(expiresOn)}. Charges after that day fail.
          </Paragraph>
          <Paragraph>
            People with permission to pay the invoices of the account can add another card, and make
            it the default, at {links.home}
          </Paragraph>
        </>
      ),
    };
  },

  'payment-received': ({ parameters, formats, links, pdf }) => {
    const { account, numbers, receivedOn, withdrawn = false, amounts } = parameters;
    const invoices =
      numbers.length === 0
        ? 'a payment'
        : `${numbers.length === 1 ? 'invoice' : 'invoices'} ${numbers.join(', ')}`;
    return {
      subject: `${withdrawn ? 'Withdrawn: receipt' : 'Receipt'} for ${invoices}`,
      body: (
        <>
          <Paragraph>
            {withdrawn
              ? `A bank transfer was recorded by mistake for the account ${account}: its receipt does not apply. What it paid is still to be paid.`
              : `Thank you. A payment${numbers.length === 0 ? '' : ` for ${invoices}`} of the account ${account} was received.`}
          </Paragraph>
          <Facts
            rows={[
              [withdrawn ? 'Recorded as received' : 'Received', formats.day(receivedOn)],
              ...sharesOf(amounts).map(({ number, amount }): Row => [
                `Invoice ${number}`,
                money(formats, amount),
              ]),
              amounts === null ? null : ['Amount', money(formats, amounts.amount)],
              ...(amounts === null ? [] : paidBy(formats, amounts)),
              ...(amounts?.remaining ?? []).map(({ number, amount }): Row => [
                `Still to be paid of ${number}`,
                money(formats, amount),
              ]),
              amounts?.keptAsCredit === undefined
                ? null
                : ['Kept as account credit', money(formats, amounts.keptAsCredit)],
            ]}
          />
          {amounts === null && <NoAmounts home={links.home} />}
          {pdf !== null && <Note>{PDF_TEXTS[pdf]}</Note>}
        </>
      ),
    };
  },
};
