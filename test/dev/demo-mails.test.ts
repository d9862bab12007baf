import { addDays, type Day } from '../../src/domain/billing/calendar';
import { demoStory } from '../../src/dev/demo/demo-story';
import { MAIL_DAYS, mailRows, SENT_AT_START } from '../../src/dev/demo/mail-rows';
import { taxRules } from '../support/tax-rules';
import { sharedStory } from '../support/shared-story';

interface Parameters {
  readonly to: { readonly email: string; readonly name: string | null };
  readonly account: string;
  readonly amounts?: {
    readonly rows?: readonly { readonly label: string; readonly amount: { amount: string } }[];
  } | null;
  readonly pdf?: boolean;
  readonly number?: string;
  readonly numbers?: readonly string[];
}

describe.each<[Day, string]>([
  ['2026-11-21', 'Europe/Berlin'],
  ['2027-01-01', 'America/New_York'],
])('the mails of the demo on %s in %s', (today, timeZone) => {
  const story = sharedStory(today, timeZone);
  const { time, ledger, directory } = story;
  const rows = mailRows(story).map((row) => ({
    ...row,
    said: JSON.parse(row.parameters) as Parameters,
  }));
  type Row = (typeof rows)[number];
  const since = time.at(addDays(today, -MAIL_DAYS), 0);
  const of = (event: string) => rows.filter((row) => row.event === event);
  const accountOf = ({ accountId }: Row) => story.accounts.all.find(({ id }) => id === accountId);

  it('are those of the last weeks alone, in the order of time, and all but some to contacts were sent', () => {
    expect(rows.length).toBeGreaterThan(1_000);
    expect(rows.length).toBeLessThan(6_000);
    const waiting = rows.filter(({ settledAt }) => settledAt === null);
    expect(waiting.map((row) => row.said.account).sort()).toEqual([...SENT_AT_START].sort());
    expect(waiting.filter(({ said }) => said.pdf !== true)).toEqual([]);
    const wrong = rows.filter(
      ({ id, createdAt, settledAt }, index) =>
        id !== index + 1 ||
        createdAt < (rows[index - 1]?.createdAt ?? since) ||
        (settledAt !== null && (settledAt < createdAt || settledAt > time.now)),
    );
    expect(wrong).toEqual([]);
    expect(rows.filter((row) => row.failingSince !== null || row.givenUpAt !== null)).toEqual([]);
  });

  it('hold no secrets', () => {
    expect(rows.filter(({ secrets }) => secrets !== null)).toEqual([]);
    expect(rows.filter(({ parameters }) => /"(key|token|password)"/.test(parameters))).toEqual([]);
  });

  it('are the same for the same day', () => {
    const again = demoStory(today, timeZone, taxRules());
    expect(mailRows(again)).toEqual(mailRows(story));
  });

  it('tell of every kind of thing that happens in the demo', () => {
    const events = [...new Set(rows.map(({ event }) => event))].sort();
    expect(events).toEqual([
      'invitation',
      'invoice-awaiting-summary',
      'invoice-created',
      'lease-assigned',
      'lease-invoice-created',
      'lease-stopped',
      'license-key-delivery',
      'license-key-replaced',
      'payment-failed',
      'payment-received',
      'resold-license-assigned',
      'summary-invoice-created',
    ]);
  });

  it('go to addresses of the account, once each, for the account that they name', () => {
    const wrong = rows.filter((row) => {
      const account = accountOf(row);
      const { email } = row.said.to;
      const known = [
        account?.email,
        ...directory.memberships
          .filter(({ accountId }) => accountId === row.accountId)
          .map(({ userId }) => directory.users[userId - 1]?.email),
        ...directory.contacts
          .filter(({ accountId }) => accountId === row.accountId)
          .map((contact) => contact.email),
      ];
      return row.said.account !== account?.name || !known.includes(email);
    });
    expect(wrong).toEqual([]);
  });

  it('R15 name the total of the invoice, of the day on which it was issued', () => {
    const invoices = new Map(ledger.invoices.map((invoice) => [invoice.number, invoice]));
    const mailed = rows.filter(({ event }) => event.includes('invoice'));
    const wrong = mailed.filter(({ said, createdAt }) => {
      const invoice = invoices.get(said.number ?? '');
      const total = said.amounts?.rows?.find(({ label }) => label === 'Total');
      const digits = total?.amount.amount.replace('.', '').replace(/^0+(?=.)/, '');
      return (
        invoice?.issuedAt.getTime() !== createdAt.getTime() ||
        (said.amounts !== null && digits !== String(invoice.total))
      );
    });
    expect(mailed.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it('R18 each payment that came in has a receipt for the holder', () => {
    const receipts = new Set(
      of('payment-received').map(
        ({ said, createdAt }) => `${said.numbers?.[0]} ${createdAt.getTime()} ${said.to.email}`,
      ),
    );
    const paid = ledger.payments.filter(({ failure, at }) => failure === null && at >= since);
    const missing = paid.filter(
      ({ invoice, at }) =>
        !receipts.has(`${invoice.number} ${at.getTime()} ${invoice.account.holder.email}`),
    );
    expect(paid.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  it('R31 each license that got to a customer was delivered, once', () => {
    const assigned = story.licenses.filter(
      ({ origin, createdAt, assignedAt, customer }) =>
        customer !== null && ((origin === 'PURCHASED' ? createdAt : assignedAt) ?? since) > since,
    );
    expect(assigned.length).toBeGreaterThan(100);
    expect(of('license-key-delivery')).toHaveLength(assigned.length);
  });

  it('R10 whoever was invited in that time was asked', () => {
    const waiting = directory.memberships.filter(
      ({ status, createdAt }) => status === 'INVITED' && createdAt >= since,
    );
    const asked = of('invitation').map(({ said }) => said.to.email);
    const emails = waiting.map(({ userId }) => directory.users[userId - 1]?.email);
    expect(emails).toContain('tom.alder@mailadmins.example');
    expect(asked).toEqual(expect.arrayContaining(emails));
  });
});
