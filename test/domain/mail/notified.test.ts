import { type KeyPermission, type Notice, MailEventName } from '../../../src/domain/mail/notice';
import { resolveRecipients } from '../../../src/domain/mail/notified';
import { applicableAlerts, type Alert } from '../../../src/domain/mail/preferences';
import type { LoginFacts, MailedAccount } from '../../../src/domain/mail/recipients';
import {
  account,
  ACCOUNT_KINDS,
  CAPABILITIES,
  contact,
  EVERY_CONTACT,
  EVERY_HOLDER,
  EVERY_LOGIN,
  login,
  recipient,
} from './mailed-people';
import {
  cellsOf,
  skippedLine,
  lineOf,
  linesOf,
  noticeOf,
  rowsOf,
  recipientLine,
  shownBy,
} from './notified.rows';
import { ADDRESSED } from './notified-addressed.table';
import { CONTACTS, HOLDERS, LOGINS } from './notified.table';

type Cells = Readonly<Record<string, string>>;

/** What differs between the table and the function, as far as a person wants to read it. */
class Differences {
  checked = 0;
  readonly #found: string[] = [];

  check(who: () => string, expected: string, found: string | undefined): void {
    this.checked += 1;
    if (found !== expected) this.#found.push(`${who()}: ${found}, not ${expected}`);
  }

  expectNone(checked: number): void {
    expect(this.#found.slice(0, 10)).toEqual([]);
    expect(this.checked).toBe(checked);
  }
}

describe('the table', () => {
  it.each([
    ['holders', HOLDERS],
    ['logins', LOGINS],
    ['contacts', CONTACTS],
  ])('R14 R15 R16 R17 R18 has each event once for the %s of each account', (_, groups) => {
    const labels = (kind: string): string[] =>
      rowsOf(groups)
        .filter(({ accounts }) => accounts.some((one) => one === kind))
        .map(({ cells }) => cells['event']!)
        .sort();
    const payments = ['', ', summary'].flatMap((of) => [
      `PAYMENT_FAILED${of}`,
      `PAYMENT_RECEIVED${of}`,
      `PAYMENT_RECEIVED${of}, by them`,
    ]);
    const addressed = ADDRESSED.map(({ rows }) => cellsOf(rows).map((cells) => cells['event']!));
    expect(addressed[0]).toEqual(addressed[1]);
    const shared = Object.keys(MailEventName).filter(
      (event) => !/^PAYMENT_|^LICENSE_KEY_REPLACED$/.test(event) && !addressed[0]!.includes(event),
    );
    const keys = ['', ', leased', ', resold'].map((of) => `LICENSE_KEY_REPLACED${of}`);
    for (const kind of ACCOUNT_KINDS)
      expect(labels(kind)).toEqual([...shared, ...payments, ...keys].sort());
    expect(shared).toHaveLength(13);
    expect(addressed[0]).toHaveLength(10);
  });
});

describe('every setting of the holder', () => {
  it.each(rowsOf(HOLDERS))('$name', ({ accounts, cells }) => {
    const differences = new Differences();
    for (const kind of accounts) {
      for (const one of EVERY_HOLDER) {
        const [on = '', off = on] = cells[one.mailingPreference]!.split(' / ');
        const expected = one.alerts.includes(cells['alert'] as Alert) ? on : off;
        const lines = linesOf(
          resolveRecipients(
            noticeOf(cells['event']!, one.key),
            account({ capabilities: CAPABILITIES[kind], holder: one }),
          ),
        );
        const who = () => `${kind}, ${one.mailingPreference}, ${one.alerts.join()}`;
        differences.check(who, lineOf(expected), lines.get(`HOLDER ${one.key}`));
      }
    }
    differences.expectNone(accounts.length * 48);
  });
});

const chose = (one: LoginFacts, setting: string): boolean =>
  setting === 'marketing'
    ? one.marketingMail
    : [...one.alerts, ...one.permissions].some((has) => has === setting);

function expectedOfLogin(one: LoginFacts, cells: Cells): string {
  if (one.status === 'INVITED') return lineOf(cells['invited']!);
  const chosen = cells['chosen']!;
  if (chosen !== '' && !chose(one, chosen)) return lineOf(cells['without']!);
  const marks = ['$', 'k'].filter((mark) =>
    one.permissions.some((permission) => permission === cells[`${mark} with`]),
  );
  return lineOf(cells['with']!, marks.join(''));
}

describe('every setting of a login', () => {
  it.each(rowsOf(LOGINS))('$name', ({ accounts, cells }) => {
    const differences = new Differences();
    const label = cells['event']!;
    for (const kind of accounts) {
      const capabilities = CAPABILITIES[kind];
      const all = account({ capabilities, logins: EVERY_LOGIN });
      const together = label.endsWith('by them')
        ? null
        : linesOf(resolveRecipients(noticeOf(label, 0), all));
      for (const one of EVERY_LOGIN) {
        const lines =
          together ??
          linesOf(
            resolveRecipients(noticeOf(label, one.key), account({ capabilities, logins: [one] })),
          );
        const who = () =>
          `${kind}, ${one.status}, ${one.alerts.join()}, ${one.permissions.join()}, ${one.marketingMail}`;
        const found = lines.get(`AUTHORIZED_LOGIN ${one.key}`);
        differences.check(who, expectedOfLogin(one, cells), found);
      }
    }
    differences.expectNone(accounts.length * 2_048);
  });
});

describe('every setting of a contact', () => {
  it.each(rowsOf(CONTACTS))('$name', ({ accounts, cells }) => {
    const differences = new Differences();
    for (const kind of accounts) {
      const all = account({ capabilities: CAPABILITIES[kind], contacts: EVERY_CONTACT });
      for (const one of EVERY_CONTACT) {
        // Whoever paid has the key of a membership, and a contact may have the same number.
        const lines = linesOf(resolveRecipients(noticeOf(cells['event']!, one.key), all));
        const chosen = cells['chosen']!;
        const has = chosen === '' || one.receives.some((mail) => mail === chosen);
        const expected = lineOf(cells[has ? 'with' : 'without']!);
        const who = () => `${kind}, ${one.receives.join()}`;
        differences.check(who, expected, lines.get(`CONTACT ${one.key}`));
      }
    }
    differences.expectNone(accounts.length * 16);
  });
});

const KIND_OF: Readonly<Record<string, string>> = {
  holder: 'HOLDER',
  login: 'AUTHORIZED_LOGIN',
  contact: 'CONTACT',
  address: 'ADDRESS',
};

describe('every mail to one person, whatever anybody has set', () => {
  const logins = EVERY_LOGIN.map((one) => ({
    one: { ...one, key: 7 },
    column:
      one.status === 'INVITED'
        ? 'invited'
        : one.permissions.includes('ACTIVATE_LICENSES')
          ? 'activator'
          : 'login',
  }));

  /** Every account that has somebody with each setting, and whose address the mail is for. */
  function* cases(): Generator<[column: string, who: string, email: string, MailedAccount]> {
    const others = { logins: [login(7)], contacts: [contact(5)] };
    for (const one of EVERY_HOLDER) {
      const given = account({ ...others, holder: one });
      yield ['holder', `HOLDER ${one.key}`, one.email, given];
      yield ['nobody', 'nobody', 'new@example.com', given];
    }
    for (const { one, column } of logins)
      yield [column, 'AUTHORIZED_LOGIN 7', one.email, account({ ...others, logins: [one] })];
    for (const one of EVERY_CONTACT) {
      const given = account({ ...others, contacts: [{ ...one, key: 5 }] });
      yield ['contact', 'CONTACT 5', one.email, given];
    }
  }

  const rows = ADDRESSED.flatMap(({ title, own, rows: text }) =>
    cellsOf(text).map((cells) => ({
      name: `${cells['rule']} ${title}: ${cells['event']}`,
      own,
      cells,
    })),
  );
  it.each(rows)('$name', ({ own, cells }) => {
    const differences = new Differences();
    for (const [column, who, email, given] of cases()) {
      const [whom = '', skipped] = cells[column]!.split(' / ');
      const [word = '', marks = ''] = whom.split(' ');
      const addressee = column === 'nobody' ? recipient(email) : { email, name: 'As written' };
      const expected = new Map<string, string>();
      for (const person of ['HOLDER 1', 'AUTHORIZED_LOGIN 7', 'CONTACT 5'])
        expected.set(person, skippedLine('NOT_ADDRESSED'));
      if (skipped !== undefined) expected.set(who, lineOf(skipped));
      if (word !== '-') {
        const recipients = word === 'address' ? 'ADDRESS null' : who;
        // Without an `expect`: it is asked 50,000 times.
        if (!recipients.startsWith(`${KIND_OF[word]} `))
          throw new Error(`${word} is not ${recipients}`);
        expected.set(recipients, recipientLine('ADDRESSEE', shownBy(marks)));
      }
      for (const kind of ACCOUNT_KINDS) {
        const notice = { event: cells['event'], addressee } as Notice;
        const capabilities = CAPABILITIES[kind];
        const found = linesOf(
          resolveRecipients(notice, { ...given, capabilities, ...(own ? { email } : {}) }),
        );
        const line = (lines: ReadonlyMap<string, string>) =>
          [...lines]
            .map((entry) => entry.join(' '))
            .sort()
            .join('; ');
        differences.check(() => `${kind}, ${column}`, line(expected), line(found));
      }
    }
    differences.expectNone(4 * (48 + 48 + 2_048 + 16));
  });

  it('R18 leaves out everybody else, with whatever they set', () => {
    const given = account({ logins: EVERY_LOGIN, contacts: EVERY_CONTACT });
    const addressee = recipient(given.holder.email);
    const { recipients, skipped } = resolveRecipients(
      { event: 'LICENSE_KEY_DELIVERY', addressee },
      given,
    );
    expect(recipients.map(({ kind }) => kind)).toEqual(['HOLDER']);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(['NOT_ADDRESSED']));
    expect(skipped).toHaveLength(2_048 + 16);
  });
});

describe('keys', () => {
  const told = (given: Partial<MailedAccount>, seenWith: KeyPermission = 'ACTIVATE_LICENSES') =>
    resolveRecipients({ event: 'LICENSE_KEY_REPLACED', seenWith }, account(given)).recipients.map(
      ({ kind, reason, showsKeys }) => `${kind} ${reason} ${showsKeys}`,
    );

  it("R31 go to the account's own address too, whoever reads it, and once", () => {
    const important = contact(5, { receives: ['IMPORTANT_NOTICES'] });
    expect(told({})).toEqual(['HOLDER HOLDER true', 'ADDRESS ADDRESSEE true']);
    expect(told({ email: 'holder@example.com' })).toEqual(['HOLDER HOLDER true']);
    expect(told({ contacts: [important] })).toEqual([
      'HOLDER HOLDER true',
      'CONTACT CRITICAL false',
      'ADDRESS ADDRESSEE true',
    ]);
    expect(told({ email: important.email, contacts: [important] })).toEqual([
      'HOLDER HOLDER true',
      'CONTACT CRITICAL true',
    ]);
  });

  it('R7 of what a partner sells or leases go to people alone', () => {
    expect(told({}, 'RESELLER')).toEqual(['HOLDER HOLDER true']);
    expect(told({}, 'LEASE_PROVIDER')).toEqual(['HOLDER HOLDER true']);
  });
});

describe('alerts that apply', () => {
  it.each([
    ['HOLDER', 'plain', ''],
    ['HOLDER', 'reseller', 'INVOICE_CREATED SUMMARY_INVOICE_CREATED RESOLD_LICENSE_ASSIGNED'],
    ['HOLDER', 'provider', 'INVOICE_CREATED LEASE_ASSIGNED'],
    [
      'HOLDER',
      'both',
      'INVOICE_CREATED SUMMARY_INVOICE_CREATED LEASE_ASSIGNED RESOLD_LICENSE_ASSIGNED',
    ],
    ['AUTHORIZED_LOGIN', 'plain', 'INVOICE_CREATED'],
    [
      'AUTHORIZED_LOGIN',
      'reseller',
      'INVOICE_CREATED SUMMARY_INVOICE_CREATED RESOLD_LICENSE_ASSIGNED',
    ],
    ['AUTHORIZED_LOGIN', 'provider', 'INVOICE_CREATED LEASE_ASSIGNED'],
    [
      'AUTHORIZED_LOGIN',
      'both',
      'INVOICE_CREATED SUMMARY_INVOICE_CREATED LEASE_ASSIGNED RESOLD_LICENSE_ASSIGNED',
    ],
  ] as const)('R15 %s of an account that is %s is offered: %s', (role, kind, alerts) => {
    expect(applicableAlerts(role, CAPABILITIES[kind]).join(' ')).toBe(alerts);
  });
});
