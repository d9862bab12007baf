import {
  mailedAmount,
  type AccountMailEvent,
  type AccountMails,
} from '../../../src/domain/mail/account-mails';
import type {
  MailEvent,
  Mails,
  PersonMailEvent,
  PersonMails,
} from '../../../src/domain/mail/mails';
import type { StaffMailEvent, StaffMails } from '../../../src/domain/mail/staff-mails';
import { accountMail } from '../../../src/features/outbox/mail';
import { formatsOf, localeOf } from '../../../src/features/mail/formats';
import type { Given } from '../../../src/features/mail/letter.types';
import { linksOf } from '../../../src/features/mail/links';
import { writeLetter, type WrittenLetter } from '../../../src/features/mail/write-letter';

export const HOME = 'https://account.keyhold.test/base';
export const TOKEN = 'tok_EN+/=?&"';
export const KEY = '4ZK8Q-1M2N3-P4R5S-6T7V8-W9X0Y-Z';
export const PASSWORD = 'one-time-9f3kq';
export const RECIPIENT = 'ada@example.test';

/** How a name that somebody typed is given in a sample. */
export type Typed = (name: string) => string;
const asItIs: Typed = (name) => name;

const eur = (minor: bigint) => mailedAmount(minor, 'EUR');

/** What is said of every event of an account; what people have typed is `typed`. */
export function accountSamples(typed: Typed): AccountMails {
  const invoice = {
    number: 'INV-2026-000123',
    issuedOn: '2026-11-21',
    dueOn: '2026-12-05',
  } as const;
  const licensed = {
    product: typed('SmarterMail Enterprise 250'),
    addOns: [typed('Exchange ActiveSync'), typed('Message Archiving')],
  };
  const amounts = {
    lines: [
      { description: typed('SmarterMail Enterprise 250'), amount: eur(98_765n) },
      { description: typed('Exchange ActiveSync'), amount: eur(24_680n) },
    ],
    further: { lines: 3, amount: eur(10_000n) },
    rows: [
      { label: 'Subtotal', amount: eur(133_445n) },
      { label: 'Tax (19 %) on €1,234.45', amount: eur(23_455n) },
      { label: 'Tax (0 %, reverse charge) on €100.00', amount: eur(0n) },
      { label: 'Total', amount: eur(156_900n) },
      { label: 'Credited on its invoices', amount: eur(-10_000n) },
      { label: 'Balance due', amount: eur(146_900n) },
    ],
    taxNotes: ['Reverse charge: the recipient accounts for the VAT.'],
  };
  const payment = { amount: eur(146_900n), method: typed('Visa ending in 4242') };
  const keys = { key: KEY };
  const by = typed('Contoso');
  const mailing = {
    subject: typed('Servers move on Sunday'),
    text: `${typed('Keyhold moves.')}\n\n${typed('It is away for an hour.')}`,
  };
  return {
    'invoice-created': { parameters: invoice, amounts },
    'invoice-awaiting-summary': { parameters: invoice, amounts },
    'summary-invoice-created': { parameters: { ...invoice, month: '2026-10' }, amounts },
    'lease-invoice-created': { parameters: { ...invoice, month: '2026-10' }, amounts },
    'credit-note-created': {
      parameters: {
        number: 'INV-2026-000130',
        issuedOn: '2026-11-21',
        corrects: invoice.number,
      },
      amounts: {
        lines: [{ description: typed('Credit of invoice INV-2026-000123'), amount: eur(-10_000n) }],
        further: null,
        rows: [
          { label: 'Subtotal', amount: eur(-10_000n) },
          { label: 'Tax (19 %)', amount: eur(-1_900n) },
          { label: 'Total', amount: eur(-11_900n) },
          { label: 'Set off against INV-2026-000123', amount: eur(11_900n) },
          { label: 'Balance', amount: eur(0n) },
        ],
        taxNotes: [],
      },
    },
    'invoice-emailed': {
      parameters: {
        ...invoice,
        invoiceId: 'inv_abc-DEF_123',
        sentBy: typed('Grace Hopper'),
        notes: ['Summary Invoice'],
        toPay: true,
      },
      amounts,
    },
    'payment-failed': {
      parameters: {
        number: invoice.number,
        nextAttemptOn: '2026-11-24',
        reason: 'The card has not enough funds.',
      },
      amounts: payment,
    },
    'payment-received': {
      parameters: { numbers: [invoice.number, 'INV-2026-000124'], receivedOn: '2026-11-22' },
      amounts: {
        ...payment,
        shares: [
          { number: invoice.number, amount: eur(100_000n) },
          { number: 'INV-2026-000124', amount: eur(46_900n) },
        ],
        remaining: [{ number: 'INV-2026-000124', amount: eur(3_100n) }],
        keptAsCredit: eur(1_000n),
      },
    },
    'maintenance-ending': maintenance(typed, { by: typed('Contoso'), customerName: null }),
    'resold-maintenance-ending': maintenance(typed, {
      by: null,
      customerName: typed('Fabrikam'),
    }),
    'card-expiring': {
      parameters: { card: typed('Visa ending in 4242'), expiresOn: '2026-11-30' },
    },
    'lease-assigned': {
      parameters: {
        ...licensed,
        customerEmail: 'customer@example.test',
        number: 'L-1001',
        startedOn: '2026-11-21',
      },
      amounts: { monthlyPrice: eur(4_999n) },
      keys,
    },
    'resold-license-assigned': {
      parameters: { ...licensed, customerEmail: 'customer@example.test' },
      keys,
    },
    'lease-stopped': { parameters: { ...licensed, by, stoppedOn: '2026-11-21' }, keys },
    'license-key-delivery': { parameters: { ...licensed, by }, keys },
    'license-replaced': {
      parameters: {
        ...licensed,
        customerName: typed('Fabrikam'),
        maintenanceTo: '2027-11-20',
      },
      keys,
    },
    'license-key-replaced': {
      parameters: {
        ...licensed,
        formerKeyEndsOn: '2026-12-21',
        customerEmail: 'customer@example.test',
      },
      keys,
    },
    'license-modified': {
      parameters: {
        ...licensed,
        by,
        change: 'MODIFIED',
        maintenanceTo: '2027-11-20',
        reactivation: true,
        oldTermsUntil: '2026-11-28',
      },
      keys,
    },
    'account-created': {
      parameters: { ...licensed, by },
      secrets: { password: PASSWORD },
      keys,
    },
    'critical-mailing': { parameters: mailing },
    'marketing-mailing': { parameters: mailing, secrets: { unsubscribe: 'unsubscribe-token' } },
  };
}

const personSamples = (typed: Typed): PersonMails => ({
  'email-verification': {
    parameters: { account: typed('Northwind') },
    secrets: { token: TOKEN },
  },
  'account-email-verification': {
    parameters: { account: typed('Northwind'), accountNumber: 'AC-1001' },
    secrets: { token: TOKEN },
  },
  'password-reset': { parameters: {}, secrets: { token: TOKEN } },
  'staff-invitation': { parameters: { role: 'BILLING' }, secrets: { token: TOKEN } },
  'staff-role': { parameters: { role: null }, secrets: null },
  'already-signed-up': { parameters: {}, secrets: null },
  'email-changed': { parameters: { newEmail: typed('new@example.test') }, secrets: null },
  'email-respelled': {
    parameters: {
      reason: typed('The other one has moved.'),
    },
    secrets: null,
  },
  invitation: {
    parameters: {
      account: typed('Northwind'),
      holder: typed('Grace Hopper'),
    },
    secrets: null,
  },
  'transfer-request': {
    parameters: { account: typed('Northwind'), holder: typed('Grace Hopper') },
    secrets: null,
  },
  'two-factor-reset': {
    parameters: {
      stage: 'REQUESTED',
      reason: typed('The phone was stolen.'),
      effectiveAt: '2026-11-23T12:00:00.000Z',
    },
    secrets: null,
  },
  'holder-replacement': {
    parameters: {
      stage: 'REQUESTED',
      reason: typed('The holder has left.'),
      effectiveAt: '2026-11-23T12:00:00.000Z',
      account: typed('Northwind'),
      accountNumber: 'AC-1001',
      newHolder: typed('Ada Lovelace'),
    },
    secrets: null,
  },
  'support-answer': {
    parameters: { number: 'SR-100001', message: typed('Please restart the server.') },
    secrets: null,
  },
  'support-contact': {
    parameters: {
      ...{ number: 'SR-100001', what: 'ANSWERED' },
      message: typed('Please restart the server.'),
    },
    secrets: { token: TOKEN },
  },
  'new-sign-in': {
    parameters: { device: typed('Firefox on Windows'), address: '203.0.113.7' },
    secrets: null,
  },
});

const maintenance = (
  typed: Typed,
  { by, customerName }: { readonly by: string | null; readonly customerName: string | null },
): AccountMails['maintenance-ending'] => {
  const license = { product: typed('SmarterMail Enterprise 250'), endsOn: '2027-01-20' } as const;
  return {
    parameters: {
      step: 60,
      licenses: [
        { ...license, addOns: [], count: 1, by: null, customerName: null },
        { ...license, addOns: [typed('Message Archiving')], count: 3, by, customerName },
      ],
      further: 2,
      renewal: {
        accountId: 'acc_ohE0aaUrVdNCS6lfWzT1MQ',
        use: by === null ? 'RESOLD' : 'PERSONAL',
        from: '2027-01-18',
        to: '2027-01-20',
      },
    },
  };
};

const staffSamples = (typed: Typed): StaffMails => {
  const account = { account: typed('Northwind'), accountNumber: 'AC-1001' };
  return {
    'staff-invoice-overdue': {
      parameters: {
        ...account,
        number: 'INV-2026-000123',
        balance: eur(146_900n),
        tries: 4,
        failure: typed('The bank has declined the card.'),
      },
      secrets: null,
    },
    'staff-pdf-missing': {
      parameters: {
        ...account,
        number: 'INV-2026-000123',
        recipientEmail: 'books@northwind.test',
        failure: 'The PDF of INV-2026-000123 could not be created: it is too large for a mail',
      },
      secrets: null,
    },
    'staff-charge-unknown': {
      parameters: {
        ...account,
        amount: eur(146_900n),
        method: typed('Visa ending in 4242'),
        attemptedAt: '2026-11-20T23:30:00.000Z',
        gateway: 'stripe',
        charge: 'pi_abc123',
        order: false,
      },
      secrets: null,
    },
    'staff-refund-unknown': {
      parameters: {
        ...account,
        amount: eur(146_900n),
        askedAt: '2026-11-20T23:30:00.000Z',
        gateway: 'stripe',
        charge: 'pi_abc123',
      },
      secrets: null,
    },
    'staff-money-moved': {
      parameters: {
        ...account,
        what: 'DISPUTE_OPENED',
        amount: eur(146_900n),
        fee: eur(1_500n),
        method: typed('Visa ending in 4242'),
        gateway: 'stripe',
        charge: 'pi_abc123',
        reason: typed('fraudulent'),
        respondBy: '2026-12-01T23:59:59.000Z',
        owed: [{ number: 'INV-2026-000123', balance: eur(100_000n) }],
        unasked: eur(46_900n),
      },
      secrets: null,
    },
    'staff-card-gone': {
      parameters: { ...account, card: typed('Visa ending in 4242'), needed: true },
      secrets: null,
    },
    'staff-unknown-charges': {
      parameters: {
        gateway: 'stripe',
        charges: [{ charge: 'pi_abc123', amount: '12.50 CHF', accountNumber: 'AC-1001' }],
      },
      secrets: null,
    },
    'staff-charge-unanswered': {
      parameters: {
        ...account,
        number: 'INV-2026-000123',
        amount: eur(146_900n),
        nextAttemptOn: '2026-12-04',
      },
      secrets: null,
    },
    'staff-recovery': {
      parameters: {
        stage: 'REQUESTED',
        reason: typed('The phone was stolen.'),
        effectiveAt: '2026-11-23T12:00:00.000Z',
        what: 'TWO_FACTOR',
        who: typed('Ada Lovelace'),
      },
      secrets: null,
    },
    'staff-license-reversal': {
      parameters: {
        ...{ stage: 'REQUESTED', reason: typed('The address was mistyped.') },
        ...{ until: '2026-11-28T12:00:00.000Z', licenseId: 'lic_abc-DEF_123' },
        ...{ product: 'SmarterMail Enterprise 250' },
        ...{ payer: typed('Contoso'), customer: typed('Fabrikam') },
      },
      secrets: null,
    },
    'staff-support-request': {
      parameters: {
        ...account,
        number: 'SR-100001',
        subject: typed('It does not start'),
        message: typed('The server says nothing.'),
      },
      secrets: null,
    },
    'staff-gateway-refuses': {
      parameters: { gateway: 'stripe', fault: 'Stripe refuses: StripeAuthenticationError' },
      secrets: null,
    },
    'staff-billing-run-stopped': {
      parameters: {
        month: '2026-10',
        kind: 'LEASE',
        accounts: 1_234,
        total: eur(98_765_432_100n),
        totalBefore: eur(12_345_600n),
      },
      secrets: null,
    },
    'staff-accounts-not-billed': {
      parameters: {
        month: '2026-10',
        accounts: [{ number: 'AC-1001', reason: typed('an amount is too large to be stored') }],
        more: 3,
      },
      secrets: null,
    },
  };
};

export const ACCOUNT_EVENTS = Object.keys(accountSamples(asItIs)) as AccountMailEvent[];
export const SAMPLED_EVENTS = [
  ...(Object.keys(personSamples(asItIs)) as PersonMailEvent[]),
  ...(Object.keys(staffSamples(asItIs)) as StaffMailEvent[]),
  ...ACCOUNT_EVENTS,
];

export interface Sampling {
  readonly typed?: Typed;
  /** How the recipient is greeted. */
  readonly name?: string | null;
  readonly country?: string;
  readonly unsubscribe?: string | null;
  /** Whether the recipient may see amounts and keys. */
  readonly shows?: { readonly amounts: boolean; readonly keys: boolean };
  /** What became of the PDF that it is to carry. */
  readonly pdf?: Given<MailEvent>['pdf'];
  /** Without the one-time password of a new account. */
  readonly withoutPassword?: boolean;
  /** Of an account that came with the order of a guest. */
  readonly guest?: { readonly link: boolean; readonly keyless?: true };
  /** Parameters in place of the sample's. */
  readonly given?: Readonly<Record<string, unknown>>;
}

/** What is written down of a sample. */
export function written<Event extends AccountMailEvent>(
  event: Event,
  {
    typed = asItIs,
    shows = { amounts: true, keys: true },
    withoutPassword = false,
    guest,
  }: Sampling = {},
) {
  const to = {
    email: RECIPIENT,
    name: 'Ada',
    showsAmounts: shows.amounts,
    showsKeys: shows.keys,
    carriesPdf: false,
  };
  const said = accountSamples(typed)[event];
  const less = withoutPassword ? { ...said, secrets: {} } : said;
  if (guest !== undefined) {
    const { link, keyless } = guest;
    const bought = accountSamples(typed)['account-created'];
    const parameters = { ...bought.parameters, by: null, ...(keyless && { keyless }) };
    const secrets = link ? { token: 'chosen-by-the-guest' } : {};
    return accountMail(
      'account-created',
      to,
      { pk: 1, name: typed('Northwind') },
      {
        ...{ parameters, secrets },
        keys: keyless ? {} : bought.keys,
      },
    );
  }
  return accountMail(event, to, { pk: 1, name: typed('Northwind') }, less);
}

/** What is written down of an event. */
export function sample(event: MailEvent, sampling: Sampling): Mails[MailEvent] {
  const { typed = asItIs } = sampling;
  if (event in staffSamples(typed)) return staffSamples(typed)[event as StaffMailEvent];
  return event in personSamples(typed)
    ? personSamples(typed)[event as PersonMailEvent]
    : (written(event as AccountMailEvent, sampling) as unknown as Mails[MailEvent]);
}

/** The letter of a sample, as it would leave. */
export function sampleLetter(event: MailEvent, sampling: Sampling = {}): WrittenLetter {
  const { name = 'Ada', country = 'DE', unsubscribe = null, given = {}, pdf = null } = sampling;
  const { parameters, secrets } = sample(event, sampling);
  return writeLetter(
    event,
    {
      parameters: { ...parameters, ...given } as never,
      secrets: secrets,
      email: RECIPIENT,
      at: new Date('2026-11-21T23:30:00Z'),
      formats: formatsOf(localeOf(country), 'Europe/Berlin'),
      links: linksOf(HOME),
      sender: 'Keyhold',
      pdf,
    },
    { name, unsubscribe },
  );
}
