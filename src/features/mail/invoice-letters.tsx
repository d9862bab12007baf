import type { ReactNode } from 'react';
import { parseMinor } from '../../domain/billing/money';
import { AWAITS_SUMMARY_NOTE, SUMMARY_NOTE } from '../../domain/billing/summary';
import type {
  FormerInvoiceAmounts,
  InvoiceAmounts,
  MailedAmount,
} from '../../domain/mail/account-mails';
import type { MailEvent } from '../../domain/mail/mails';
import type { Formats } from './formats';
import { Amounts, Exact, Facts, Note, Paragraph, type Row } from './letter-parts';
import type { Given, Letters } from './letter.types';

type InvoiceEvent =
  | 'invoice-created'
  | 'invoice-awaiting-summary'
  | 'summary-invoice-created'
  | 'lease-invoice-created'
  | 'invoice-emailed';
type Event = InvoiceEvent | 'credit-note-created';

/** An amount as it is written for somebody. */
export const money = (formats: Formats, { amount, currency }: MailedAmount): string =>
  formats.money(parseMinor(amount, currency), currency);

/** In place of amounts, for those who may not see them (R15). */
export const NoAmounts = ({ home }: { readonly home: string }): ReactNode => (
  <Note>
    This mail shows no amounts. People with permission to see the invoices of the account find them
    at {home}
  </Note>
);

/** Rows of lines, and of what follows from them. */
function rowsOf(formats: Formats, amounts: InvoiceAmounts | FormerInvoiceAmounts): Row[] {
  const row = (label: string, amount: MailedAmount): Row => [label, money(formats, amount)];
  const further = (lines: number): string =>
    `and ${lines} further ${lines === 1 ? 'line' : 'lines'}, in the PDF`;
  const lines = amounts.lines.map(({ description, amount }) => row(description, amount));
  if ('rows' in amounts)
    return [
      ...lines,
      ...(amounts.further === null
        ? []
        : [row(further(amounts.further.lines), amounts.further.amount)]),
      ...amounts.rows.map(({ label, amount }) => row(label, amount)),
    ];
  return [
    ...lines,
    ...(amounts.further === 0 ? [] : [[further(amounts.further), ''] as const]),
    row('Subtotal', amounts.subtotal),
    row('Tax', amounts.tax),
    row('Total', amounts.total),
  ];
}

/** What the document says about its tax. */
const taxNotesOf = (amounts: InvoiceAmounts | FormerInvoiceAmounts): readonly string[] =>
  'rows' in amounts ? amounts.taxNotes : amounts.taxNote === null ? [] : [amounts.taxNote];

/** Whether nothing is to be paid, as far as the mail may say so. */
const asksForNothing = (amounts: InvoiceAmounts | FormerInvoiceAmounts | null): boolean =>
  amounts !== null &&
  'rows' in amounts &&
  /^-?[0.]+$/.test(amounts.rows.at(-1)?.amount.amount ?? '');

interface SumsProps {
  readonly formats: Formats;
  readonly amounts: InvoiceAmounts | null;
  readonly home: string;
  readonly pdf: Given<MailEvent>['pdf'];
}

export const PDF_TEXTS = {
  ATTACHED: 'The PDF is attached.',
  MISSING:
    'The PDF could not be attached. Please ask the people of the account for it; we were notified as well.',
} as const;

const Sums = ({ formats, amounts, home, pdf }: SumsProps): ReactNode =>
  amounts === null ? (
    <NoAmounts home={home} />
  ) : (
    <>
      <Amounts rows={rowsOf(formats, amounts)} />
      {taxNotesOf(amounts).map((note) => (
        <Note key={note}>{note}</Note>
      ))}
      {pdf !== null && <Note>{PDF_TEXTS[pdf]}</Note>}
      <Note>People with permission to see the invoices of the account find it at {home}</Note>
    </>
  );

/** Of an invoice that asks for less than a card is charged; null for others. */
const carriedText = (
  formats: Formats,
  amounts: InvoiceAmounts | FormerInvoiceAmounts | null,
): string | null =>
  amounts !== null && 'rows' in amounts && amounts.leastCharge !== undefined
    ? `Less than ${money(formats, amounts.leastCharge)} is not charged alone: it is charged together with others. There is nothing to do.`
    : null;

/** What is to be done about a lease invoice. */
const howLeasesArePaid = (
  formats: Formats,
  amounts: InvoiceAmounts | FormerInvoiceAmounts | null,
): string =>
  asksForNothing(amounts)
    ? 'There is nothing to pay.'
    : (carriedText(formats, amounts) ??
      'The amount due is charged to the card on file. There is nothing to do.');

interface InvoiceProps {
  readonly given: Pick<Given<InvoiceEvent>, 'parameters' | 'formats' | 'links' | 'pdf'>;
  /** Whether it is the people of the account who have to see that it is paid by its day. */
  readonly due: boolean;
}

/** The invoice itself: contacts, who are sent it, cannot look it up (R8, R17). */
const InvoiceItself = ({ given, due }: InvoiceProps): ReactNode => {
  const { parameters, formats, links, pdf } = given;
  const { account, number, issuedOn, dueOn, amounts } = parameters;
  return (
    <>
      <Facts
        rows={[
          ['Invoice', number],
          ['Account', account],
          ['Date', formats.day(issuedOn)],
          due ? ['Due', formats.day(dueOn)] : null,
        ]}
      />
      <Sums formats={formats} amounts={amounts} home={links.home} pdf={pdf} />
      {due && (
        <Paragraph>
          People with permission to pay the invoices of the account can pay it at {links.home}
        </Paragraph>
      )}
    </>
  );
};

/** Letters that bring an invoice. */
export const INVOICE_LETTERS: Letters<Event> = {
  'invoice-created': (given) => ({
    subject: `Invoice ${given.parameters.number}`,
    body: (
      <>
        <Paragraph>There is a new invoice for the account {given.parameters.account}.</Paragraph>
        <InvoiceItself given={given} due />
      </>
    ),
  }),

  'invoice-awaiting-summary': (given) => ({
    subject: `Invoice ${given.parameters.number}, to be summarized`,
    body: (
      <>
        <Paragraph>There is a new invoice for the account {given.parameters.account}.</Paragraph>
        <Exact>{AWAITS_SUMMARY_NOTE}</Exact>
        <InvoiceItself given={given} due={false} />
      </>
    ),
  }),

  'summary-invoice-created': (given) => ({
    subject: `Summary invoice ${given.parameters.number}`,
    body: (
      <>
        <Paragraph>
          This is the invoice for the purchases of {given.parameters.account} in{' '}
          {given.formats.month(given.parameters.month)} that are invoiced monthly. Paying it pays
          the invoices on it.
        </Paragraph>
        {carriedText(given.formats, given.parameters.amounts) !== null && (
          <Paragraph>{carriedText(given.formats, given.parameters.amounts)}</Paragraph>
        )}
        <Exact>{SUMMARY_NOTE}</Exact>
        <InvoiceItself
          given={given}
          due={carriedText(given.formats, given.parameters.amounts) === null}
        />
      </>
    ),
  }),

  'lease-invoice-created': (given) => ({
    subject: `Lease invoice ${given.parameters.number}`,
    body: (
      <>
        <Paragraph>
          This is the invoice for the leases of {given.parameters.account} in{' '}
          {given.formats.month(given.parameters.month)}.{' '}
          {howLeasesArePaid(given.formats, given.parameters.amounts)}
        </Paragraph>
        <InvoiceItself given={given} due={false} />
      </>
    ),
  }),

  'credit-note-created': ({ parameters, formats, links, pdf }) => {
    const { account, number, issuedOn, corrects, amounts } = parameters;
    return {
      subject: `Credit note ${number}`,
      body: (
        <>
          <Paragraph>
            Invoice {corrects} of the account {account} was corrected by this credit note.
          </Paragraph>
          <Facts
            rows={[
              ['Credit note', number],
              ['Account', account],
              ['Date', formats.day(issuedOn)],
              ['Corrects', corrects],
            ]}
          />
          <Sums formats={formats} amounts={amounts} home={links.home} pdf={pdf} />
        </>
      ),
    };
  },

  'invoice-emailed': (given) => {
    const { number, account, sentBy, notes, invoiceId } = given.parameters;
    const { toPay = !notes.includes(AWAITS_SUMMARY_NOTE) } = given.parameters;
    return {
      subject: `Invoice ${number}`,
      body: (
        <>
          <Paragraph>
            {sentBy === null
              ? `Here is an invoice of the account ${account}.`
              : `${sentBy} sends you an invoice of the account ${account}.`}
          </Paragraph>
          {notes.map((note) => (
            <Exact key={note}>{note}</Exact>
          ))}
          <InvoiceItself given={given} due={toPay} />
          <Note>
            PDF, for people with permission to see the invoices: {given.links.invoice(invoiceId)}
          </Note>
        </>
      ),
    };
  },
};
