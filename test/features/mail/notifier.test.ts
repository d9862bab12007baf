import { flagsOf } from '../../../src/database/flags';
import { SystemScope } from '../../../src/database/scope';
import { Sealer } from '../../../src/database/sealing';
import { PERMISSIONS } from '../../../src/domain/people/permission';
import { ALERT, ALERTS } from '../../../src/domain/mail/preferences';
import type { Notice } from '../../../src/domain/mail/notice';
import { MAIL_OF, type AccountEvent } from '../../../src/domain/mail/notice-mails';
import type { NotifiedPerson } from '../../../src/domain/mail/recipients';
import { Notifier, type Said } from '../../../src/features/mail/notifier';
import { OUTBOX_SEAL } from '../../../src/features/outbox/outbox.repository';
import { RowRef } from '../../../src/graphql/outcome';
import { SEAL_KEY_ID } from '../../../src/composition';
import { lineOf, noticeOf, rowsOf, recipientLine } from '../../domain/mail/notified.rows';
import { CONTACTS, HOLDERS, LOGINS } from '../../domain/mail/notified.table';
import { Fixtures } from '../../support/fixtures';
import { Outbox } from '../../support/outbox';
import { runWork } from '../../support/run-work';
import { TestApplication } from '../../support/test-application';
import { accountSamples, KEY } from './letter-samples';

const SAID = accountSamples((name) => name);
const ALL_ALERTS = flagsOf(ALERTS, ALERT);

type Kind = 'plain' | 'both';

/** An account with one person of each sort, named as the columns of the table. */
interface Tellable {
  readonly account: number;
  readonly holder: number;
  readonly payer: number;
}

/** A mail as it lies in the outbox, its secrets readable. */
interface Sent {
  readonly event: string;
  readonly accountId: number | null;
  readonly to: string;
  readonly parameters: Record<string, unknown>;
  readonly secrets: Record<string, string> | null;
}

describe('telling the people of an account', () => {
  let test: TestApplication;
  let outbox: Outbox;
  const accounts = {} as Record<Kind, Tellable>;
  let stranger: string;
  const notifier = new Notifier(new SystemScope('test'));

  beforeAll(async () => {
    test = await TestApplication.start();
    outbox = new Outbox(test);
    let outsider = 0;
    await Fixtures.together(test, async (make) => {
      accounts.plain = await people(make, 'plain');
      accounts.both = await people(make, 'both');
      outsider = await make.user({ email: 'outsider@example.test' });
      await make.account(outsider);
    });
    stranger = await test.tokenFor(outsider);
  });
  afterAll(() => test.stop());
  beforeEach(() => test.dataSource.query('DELETE FROM outbox_messages'));

  async function people(make: Fixtures, kind: Kind): Promise<Tellable> {
    const partner = kind === 'both';
    const person = (who: string) =>
      make.user({ email: `${who}@${kind}.test`, fullName: `${who} of ${kind}` });
    const holder = await person('holder');
    const account = await make.account(holder, {
      name: `The ${kind} one`,
      email: `office@${kind}.test`,
      reseller: partner,
      leaseProvider: partner,
    });
    await make.membership(account, await person('every'), PERMISSIONS, ALL_ALERTS);
    await make.membership(account, await person('alerted'), [], ALL_ALERTS);
    await make.membership(account, await person('silent'), PERMISSIONS, {
      marketingMail: false,
    });
    await make.membership(account, await person('invited'), PERMISSIONS, {
      ...ALL_ALERTS,
      status: 'INVITED',
    });
    const payer = await make.membership(account, await person('payer'), []);
    const contact = (who: string, receives: boolean) =>
      make.contact(account, {
        email: `${who}@${kind}.test`,
        receivesStandardInvoices: receives,
        receivesSummaryInvoices: receives,
        receivesImportantNotices: receives,
      });
    await contact('contact', true);
    await contact('unset', false);
    return { account, holder, payer };
  }

  /** Tells of a notice in a mutation of somebody who has nothing to do with the account. */
  async function notify(
    account: number,
    notice: Notice & { readonly event: AccountEvent },
    say: (recipients: NotifiedPerson) => Said<AccountEvent> = () => SAID[MAIL_OF[notice.event]],
    dryRun = false,
  ): Promise<readonly NotifiedPerson[]> {
    const input = { accountId: await ownAccount(), dryRun };
    let recipients: readonly NotifiedPerson[] = [];
    await runWork(test, { token: stranger, key: null, mutation: 'updateAccount', input }, (call) =>
      call.commit(async (unit) => {
        ({ recipients } = await notifier.notify(unit, account, notice, say));
        const subject = new RowRef('Account', call.target.pk);
        unit.audit({
          subject,
          accountId: call.target.pk,
          before: null,
          after: { recipients: true },
        });
        return {};
      }),
    );
    return recipients;
  }

  async function ownAccount(): Promise<string> {
    const [row] = await test.dataSource.query<{ id: number }[]>(
      "SELECT a.id FROM accounts a JOIN users u ON u.id = a.holder_user_id WHERE u.email = 'outsider@example.test'",
    );
    return test.app.ids.encode('Account', row?.id ?? 0);
  }

  async function sent(): Promise<Sent[]> {
    const sealer = new Sealer(SEAL_KEY_ID, test.config.sealKey);
    return (await outbox.rows()).map(({ event, accountId, parameters, secrets }) => {
      const { to, ...more } = JSON.parse(parameters) as { to: { email: string } };
      return {
        event,
        accountId,
        to: to.email,
        parameters: more,
        secrets:
          secrets && (JSON.parse(sealer.unseal(secrets, OUTBOX_SEAL)) as Record<string, string>),
      };
    });
  }

  /** The cell of everybody in one row of the table, by who they are; nobody has an answer of their own. */
  function expected(kind: Kind, label: string): Map<string, string> {
    const cellsOf = (groups: typeof HOLDERS, of = label) =>
      rowsOf(groups).find(
        ({ accounts: kinds, cells }) => kinds.includes(kind) && cells['event'] === of,
      )?.cells ?? {};
    const own = cellsOf(HOLDERS);
    const [on = '', off = on] = (own['ALL'] ?? '').split(' / ');
    // The holder has no alert on.
    const holder = own['alert'] === '' ? on : off;
    const login = cellsOf(LOGINS);
    const without = login['without'] || login['with'] || '';
    const seen = (login['$ with'] ? '$' : '') + (login['k with'] ? 'k' : '');
    const contact = cellsOf(CONTACTS);
    const paying = cellsOf(LOGINS, `${label}, by them`);
    const byPayer = label.startsWith('PAYMENT_RECEIVED') ? (paying['with'] ?? '') : '';
    const marketing = label === 'MARKETING_MAILING';
    const [chosen = '', unchosen = ''] = [login['with'], without];
    const byRight = PERMISSIONS.some((permission) => permission === login['chosen']);
    return new Map([
      ['holder', lineOf(holder)],
      ['every', lineOf(login['with'] ?? '', seen)],
      ['alerted', lineOf(byRight ? unchosen : chosen)],
      ['silent', lineOf(byRight ? chosen : unchosen)],
      ['invited', lineOf(login['invited'] ?? '')],
      ['payer', lineOf(byPayer || (marketing ? (login['with'] ?? '') : without))],
      ['contact', lineOf(contact['with'] ?? '')],
      ['unset', lineOf(contact['without'] || (contact['with'] ?? ''))],
    ]);
  }

  const LABELS = [
    'INVOICE_CREATED',
    'INVOICE_AWAITING_SUMMARY',
    'SUMMARY_INVOICE_CREATED',
    'LEASE_INVOICE_CREATED',
    'CREDIT_NOTE_CREATED',
    'CARD_EXPIRING',
    'MAINTENANCE_ENDING',
    'RESOLD_MAINTENANCE_ENDING',
    'PAYMENT_FAILED',
    'PAYMENT_FAILED, summary',
    'PAYMENT_RECEIVED',
    'PAYMENT_RECEIVED, summary',
    'LEASE_ASSIGNED',
    'RESOLD_LICENSE_ASSIGNED',
    'CRITICAL_MAILING',
    'MARKETING_MAILING',
  ];
  const CASES = (['plain', 'both'] as const).flatMap((kind) =>
    LABELS.map((label) => [kind, label] as const),
  );

  it.each(CASES)(
    'R14 R15 R16 R17 R18 R53 on a %s account the table says who is mailed of %s, and what they see',
    async (kind, label) => {
      const { account, payer } = accounts[kind];
      const given = noticeOf(label, 0) as Notice & { readonly event: AccountEvent };
      const notice = given.event === 'PAYMENT_RECEIVED' ? { ...given, paidBy: payer } : given;
      const recipients = await notify(account, notice);
      const lines = recipients.map((one) => [
        one.email.split('@')[0],
        recipientLine(one.reason, one),
      ]);
      const due = [...expected(kind, label)].filter(([, line]) => line.startsWith('told'));
      expect(lines).toEqual(due);
      const said = { amounts: undefined, keys: undefined, ...SAID[MAIL_OF[given.event]] };
      expect(await sent()).toEqual(
        recipients.map(({ email, showsAmounts, showsKeys, carriesPdf }) => ({
          event: MAIL_OF[given.event],
          accountId: account,
          to: email,
          parameters: expect.objectContaining({
            account: `The ${kind} one`,
            ...(said.amounts === undefined ? {} : { amounts: showsAmounts ? said.amounts : null }),
            ...(carriesPdf ? { pdf: true } : {}),
          }) as object,
          secrets: secretsFor(said, showsKeys),
        })),
      );
    },
  );

  const secretsFor = (
    said: { readonly secrets?: object; readonly keys?: object | undefined },
    showsKeys: boolean,
  ): object | null =>
    said.secrets === undefined && said.keys === undefined
      ? null
      : { ...said.secrets, ...(showsKeys ? said.keys : {}) };

  it('the table has somebody who is told with and without amounts and keys', () => {
    const lines = CASES.flatMap(([kind, label]) => [...expected(kind, label).values()]);
    for (const line of ['told ALERT $k', 'told ALERT $', 'told ALERT ', 'left out ALERT_OFF'])
      expect(lines).toContain(line);
  });

  it('R31 R32 R33 a customer is mailed though the one who did it does not reach their account', async () => {
    const { account } = accounts.plain;
    const addressee = { email: 'office@plain.test', name: null };
    await notify(account, { event: 'LICENSE_KEY_DELIVERY', addressee });
    await notify(account, { event: 'LICENSE_MODIFIED', addressee });
    await notify(account, { event: 'ACCOUNT_CREATED', addressee });
    const mails = await sent();
    expect(mails.map(({ event, to }) => [event, to])).toEqual([
      ['license-key-delivery', 'office@plain.test'],
      ['license-modified', 'office@plain.test'],
      ['account-created', 'office@plain.test'],
    ]);
    for (const { secrets } of mails) expect(secrets).toMatchObject({ key: KEY });
  });

  it('R31 at the address of a login without the permission the mail names no key', async () => {
    const addressee = { email: 'alerted@plain.test', name: null };
    await notify(accounts.plain.account, { event: 'LICENSE_KEY_DELIVERY', addressee });
    expect(await sent()).toMatchObject([{ to: 'alerted@plain.test', secrets: {} }]);
    expect((await sent())[0]?.secrets).not.toHaveProperty('key');
  });

  it('R47 an invoice that is e-mailed leaves the account for its people and contacts alone', async () => {
    const to = (email: string) =>
      notify(accounts.plain.account, {
        event: 'INVOICE_EMAILED',
        addressee: { email, name: null },
      });
    expect(await to('somebody@elsewhere.test')).toEqual([]);
    expect(await sent()).toEqual([]);
    expect(await to('contact@plain.test')).toMatchObject([{ kind: 'CONTACT' }]);
    expect(await sent()).toMatchObject([{ to: 'contact@plain.test' }]);
  });

  it('R19 each mail of a marketing mailing has a token of its own', async () => {
    await notify(accounts.plain.account, { event: 'MARKETING_MAILING' }, ({ key }) => ({
      ...SAID['marketing-mailing'],
      secrets: { unsubscribe: `token of ${key}` },
    }));
    const tokens = (await sent()).map(({ secrets }) => secrets?.['unsubscribe']);
    expect(tokens.length).toBeGreaterThan(2);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('takes three statements, however many are told, and one for all the mails', async () => {
    const statements = await test.countStatements(() =>
      notify(accounts.both.account, { event: 'CRITICAL_MAILING' }),
    );
    const about = (table: string) =>
      statements.filter((text) => new RegExp(`^SELECT .* FROM ${table} `, 's').test(text)).length;
    expect([about('contacts'), about('memberships')]).toEqual([1, 1]);
    expect(statements.filter((text) => text.startsWith('INSERT INTO outbox'))).toHaveLength(1);
    expect((await sent()).length).toBeGreaterThan(4);
  });

  it('R65 a dry run mails nobody', async () => {
    const recipients = await notify(
      accounts.plain.account,
      { event: 'CRITICAL_MAILING' },
      () => SAID['critical-mailing'],
      true,
    );
    expect(recipients.length).toBeGreaterThan(0);
    expect(await sent()).toEqual([]);
  });

  it('an account that is not there is an error, not silence', async () => {
    await expect(notify(4_000_000, { event: 'CRITICAL_MAILING' })).rejects.toThrow(
      'There is no account 4000000 to notify',
    );
  });

  it('what is said must be of the event', () => {
    const said: Said<'LEASE_ASSIGNED'> = SAID['lease-assigned'];
    // @ts-expect-error An invoice's mail needs its amounts, whoever may see them.
    const lacking: Said<'INVOICE_CREATED'> = { parameters: SAID['invoice-created'].parameters };
    expect(said).not.toEqual(lacking);
  });
});
